import { availableParallelism } from 'node:os'
import type { MethodOutput } from '../../api/contract.ts'
import { settingsSchema, type Settings } from '../../api/settings-methods.ts'
import { RehearsalError } from '../../core/errors.ts'
import { isTimeZone } from '../../core/model/time-zone.ts'
import { limitsOfMachine, machineMemoryMb, setLimits } from '../limits.ts'
import type { Asked, ServiceContext } from './context.ts'

/** What holds before a person chose anything. Nothing that somebody made goes by itself; logs do. */
export const DEFAULT_SETTINGS: Settings = {
  regional: { currency: null, weekStart: null, timeZone: null },
  limits: { threads: null, workerMb: null, duckDbMb: null, duckDbTempMb: null },
  retention: { draftsDays: null, runsDays: null, versionsDays: null, backupsDays: null, logsDays: 30 },
}

const AREAS = ['regional', 'limits', 'retention'] as const
const MOST_DAYS = 3650
const LEAST_MB = { workerMb: 64, duckDbMb: 128, duckDbTempMb: 0 } as const
const MOST_TEMP_MB = 10_000_000
const NAMES = { threads: 'Worker threads', workerMb: 'Memory of a worker', duckDbMb: 'Memory for reading Parquet', duckDbTempMb: 'Temporary files for reading Parquet' } as const

/** What a person chose for a workspace, and what follows from the machine where they did not. */
export class SettingsService {
  readonly #context: ServiceContext

  constructor(context: ServiceContext) {
    this.#context = context
  }

  get(): MethodOutput<'settings.get'> {
    return {
      settings: this.now(),
      defaults: DEFAULT_SETTINGS,
      machine: { limits: limitsOfMachine(), processors: availableParallelism(), memoryMb: machineMemoryMb(), timeZone: new Intl.DateTimeFormat().resolvedOptions().timeZone },
    }
  }

  save(change: Asked<'settings.save'>): MethodOutput<'settings.save'> {
    const before = this.now()
    const after = Object.fromEntries(AREAS.map((area) => [area, { ...before[area], ...given(change[area]) }])) as Settings // as: the same areas with the same members
    refuseImpossible(after)
    const { settings } = this.#context.workspace
    this.#context.workspace.together(() => {
      for (const area of AREAS) if (change[area] !== undefined) settings.put(area, after[area])
    })
    this.apply()
    return this.get()
  }

  /** The settings as they are now; what is stored and can no longer be (another machine, another version) counts as not chosen. */
  now(): Settings {
    const areas = AREAS.map((area) => {
      const stored = this.#context.workspace.settings.get(area)
      const members = typeof stored === 'object' && stored !== null ? Object.entries(stored) : []
      let read: Settings = DEFAULT_SETTINGS
      for (const [name, value] of members) {
        if (!Object.hasOwn(DEFAULT_SETTINGS[area], name)) continue
        const tried = settingsSchema.safeParse({ ...read, [area]: { ...read[area], [name]: value } })
        if (tried.success && isPossible(tried.data)) read = tried.data
      }
      return [area, read[area]] as const
    })
    return Object.fromEntries(areas) as Settings // as: the areas of the settings
  }

  /** Has work that begins from now on keep to the limits. */
  apply(): void {
    setLimits(this.now().limits)
  }
}

/** Without members that are undefined: they change nothing. */
function given(change: object | undefined): object {
  return Object.fromEntries(Object.entries(change ?? {}).filter(([, value]) => value !== undefined))
}

function isPossible(settings: Settings): boolean {
  try {
    refuseImpossible(settings)
    return true
  } catch {
    return false
  }
}

function refuseImpossible({ regional, limits, retention }: Settings): void {
  if (regional.currency !== null && !/^[A-Z]{3}$/.test(regional.currency)) throw refused(`"${regional.currency}" is no currency.`, 'Choose one by its three letters, such as EUR, TRY or USD.')
  if (regional.timeZone !== null && !isTimeZone(regional.timeZone)) throw refused(`"${regional.timeZone}" is no time zone.`, 'Choose one by its name, such as Europe/Istanbul.')
  const { threads } = limits
  const processors = availableParallelism()
  if (threads !== null && (!Number.isInteger(threads) || threads < 1 || threads > processors)) {
    throw refused(`Worker threads: ${threads} cannot be.`, `This machine runs ${processors} at once; more make nothing faster. Choose a whole number from 1 to ${processors}.`)
  }
  for (const name of ['workerMb', 'duckDbMb', 'duckDbTempMb'] as const) {
    const value = limits[name]
    const least = LEAST_MB[name]
    const most = name === 'duckDbTempMb' ? MOST_TEMP_MB : machineMemoryMb()
    if (value !== null && (!Number.isInteger(value) || value < least || value > most)) throw refused(`${NAMES[name]}: ${value} MB cannot be.`, `Choose a whole number from ${least} to ${most} MB.`)
  }
  for (const days of Object.values(retention)) {
    if (days !== null && (!Number.isInteger(days) || days < 1 || days > MOST_DAYS)) throw refused(`${days} days cannot be.`, `Choose a whole number of days from 1 to ${MOST_DAYS}, or for ever.`)
  }
}

function refused(message: string, help: string): RehearsalError {
  return new RehearsalError('E_SETTING', message, help)
}
