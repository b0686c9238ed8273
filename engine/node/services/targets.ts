import type { MethodOutput } from '../../api/contract.ts'
import { exportToTarget, importFromTarget } from '../../core/publish/export-target.ts'
import { handOver } from '../../core/publish/hand-over/index.ts'
import { settingsOf, type AnyTarget, type TargetSettings } from '../../core/publish/targets/any-target.ts'
import { settingsWithoutAccount, targetOf, TARGETS } from '../../core/publish/targets/index.ts'
import type { Asked, ServiceContext } from './context.ts'

/** What platforms take, and what they cannot: nothing here talks to one. */
export class TargetService {
  readonly #context: ServiceContext

  constructor(context: ServiceContext) {
    this.#context = context
  }

  list(_input: Asked<'targets.list'>): Promise<MethodOutput<'targets.list'>> {
    return Promise.resolve(
      TARGETS.map(({ id, name, fields, secret, capabilities }) => ({
        id,
        name,
        fields: fields.map(({ choices, ...field }) => ({ ...field, ...(choices ? { choices: [...choices] } : {}) })),
        secret: { ...secret, scopes: [...secret.scopes] },
        capabilities,
      })),
    )
  }

  async fit({ document, settings }: Asked<'targets.fit'>): Promise<MethodOutput<'targets.fit'>> {
    return TARGETS.map((target) => ({ target: target.id, problems: [...target.toPlatform(document, settingsFor(target, settings?.[target.id])).problems] }))
  }

  async export({ document, target: id, settings }: Asked<'targets.export'>): Promise<MethodOutput<'targets.export'>> {
    const target = targetOf(id)
    const { fileName, text, problems } = exportToTarget(document, target, settingsFor(target, settings))
    return { fileName, text, problems: [...problems] }
  }

  async import({ target: id, text }: Asked<'targets.import'>): Promise<MethodOutput<'targets.import'>> {
    const target = targetOf(id)
    const { document, notes } = importFromTarget(text, target, settingsFor(target, undefined))
    return { document, notes: [...notes] }
  }

  async handOver({ document, platform }: Asked<'targets.handOver'>): Promise<MethodOutput<'targets.handOver'>> {
    const { files, problems } = handOver(document, platform, { atEpochMs: this.#context.now() })
    return { files: [...files], problems: [...problems] }
  }
}

/** As given; what is not given has its initial value, or stands in for an account nobody named. */
export function settingsFor(target: AnyTarget, given: Readonly<Record<string, unknown>> | undefined): TargetSettings {
  return given === undefined ? settingsWithoutAccount(target).settings : settingsOf(target, given)
}
