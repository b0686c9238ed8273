import type { MethodOutput } from '../../api/contract.ts'
import { RehearsalError } from '../../core/errors.ts'
import { settingsOf, type AnyTarget, type TargetSettings } from '../../core/publish/targets/any-target.ts'
import { targetOf } from '../../core/publish/targets/index.ts'
import type { Found } from '../../core/publish/resource.ts'
import { checkedAddress } from '../http/address.ts'
import { secretOwner } from '../http/clients.ts'
import { converse } from '../http/converse.ts'
import type { PlatformClient } from '../http/platform-client.ts'
import { secretVariable } from '../secrets/environment-secrets.ts'
import type { SecretQuestion, SecretState } from '../secrets/secret-source.ts'
import type { StoredConnection, Tried } from '../storage/connections.ts'
import { notFound, type Asked, type ServiceContext } from './context.ts'
import type { Job } from './jobs.ts'

type Connection = MethodOutput<'connections.save'>

/** Accounts at platforms: kept in the workspace without their secrets, tried, and read from. */
export class ConnectionService {
  readonly #context: ServiceContext

  constructor(context: ServiceContext) {
    this.#context = context
  }

  list(): Promise<Connection[]> {
    return Promise.all(this.#connections.list().map((stored) => this.#shown(stored)))
  }

  async save({ id, target: targetId, name: given, settings }: Asked<'connections.save'>): Promise<Connection> {
    const { newId, now } = this.#context
    const target = targetOf(targetId)
    const name = given.trim()
    assertAddresses(target, settingsOf(target, settings), settings)
    const before = id === undefined ? undefined : this.#get(id)
    if (before && before.target !== targetId) throw new RehearsalError('E_SETTINGS', `"${before.name}" is a connection to ${targetOf(before.target).name}, and stays one.`, `Make a new connection for ${target.name}.`)
    const stored = { id: id ?? newId(), target: targetId, name, settings, savedAt: now() }
    this.#assertNameIsFree(stored)
    if (!before) this.#connections.add(stored)
    // What came of a try is about the account that was tried.
    else this.#connections.change({ ...stored, tried: JSON.stringify(before.settings) === JSON.stringify(settings) ? before.tried : null })
    return this.#shown(this.#get(stored.id))
  }

  delete({ id }: Asked<'connections.delete'>): Record<string, never> {
    if (!this.#connections.delete(id, this.#context.now())) throw notFound('connection', id)
    return {}
  }

  restore({ id }: Asked<'connections.restore'>): Record<string, never> {
    const deleted = this.#connections.getDeleted(id)
    if (!deleted) throw new RehearsalError('E_NOT_FOUND', `There is no deleted connection ${JSON.stringify(id)} here.`, 'It may have been restored already; look at the list of connections again.')
    this.#assertNameIsFree(deleted)
    this.#connections.restore(id)
    return {}
  }

  async test({ jobId, id }: Asked<'connections.test'>): Promise<Connection> {
    const tried = await this.#context.jobs.run(jobId, (job) => this.#try(this.#get(id), job))
    this.#connections.setTried(id, tried)
    return this.#shown(this.#get(id))
  }

  journeys({ jobId, id }: Asked<'connections.journeys'>): Promise<MethodOutput<'connections.journeys'>> {
    return this.#speak(jobId, id, async ({ target, settings, client, signal }) => [...(await converse(target.api.journeys(settings), client, { signal }))])
  }

  importJourney({ jobId, id, platformId }: Asked<'connections.importJourney'>): Promise<MethodOutput<'connections.importJourney'>> {
    return this.#speak(jobId, id, async ({ target, settings, client, signal }) => {
      const journey = await converse(target.api.read('journey', platformId, settings), client, { signal })
      if (!journey) throw new RehearsalError('E_NOT_FOUND', `${target.name} has no journey ${JSON.stringify(platformId)}.`, 'It may have been deleted there; look at the list again.')
      const found: Found[] = [journey]
      for (const { kind, id: needed } of target.api.references(journey)) {
        const one = await converse(target.api.read(kind, needed, settings), client, { signal })
        // One that is gone there is named by the mapping, which sees that it is missing.
        if (one) found.push(one)
      }
      const { document, notes } = target.fromPlatform(found, settings)
      return { document, notes: [...notes] }
    })
  }

  /** What a person is told when they are asked for the secret of a connection; null if it needs none. Throws E_NOT_FOUND. */
  question(id: string): SecretQuestion | null {
    const stored = this.#get(id)
    const target = targetOf(stored.target)
    const settings = settingsOf(target, stored.settings)
    if (target.api.authentication(settings).kind === 'none') return null
    return { ...secretOwner(stored, target, settings), platform: target.name, label: target.secret.label, help: target.secret.help, scopes: target.secret.scopes }
  }

  /** That the platform says no, or is not there, is what came of it; that we have no secret for it is our own matter. */
  async #try(stored: StoredConnection, job: Job): Promise<Tried> {
    const at = this.#context.now()
    try {
      const target = targetOf(stored.target)
      const settings = settingsOf(target, stored.settings)
      const { account } = await converse(target.api.probe(settings), this.#client(stored, target, job), job)
      return { at, account, problem: null }
    } catch (error) {
      if (!(error instanceof RehearsalError) || error.code === 'CANCELLED' || error.code === 'E_SECRET') throw error
      return { at, account: null, problem: { code: error.code, message: error.message, help: error.help } }
    }
  }

  #speak<T>(jobId: string, id: string, work: (with_: { target: AnyTarget; settings: TargetSettings; client: PlatformClient; signal: AbortSignal }) => Promise<T>): Promise<T> {
    return this.#context.jobs.run(jobId, (job) => {
      const stored = this.#get(id)
      const target = targetOf(stored.target)
      return work({ target, settings: settingsOf(target, stored.settings), client: this.#client(stored, target, job), signal: job.signal })
    })
  }

  #client(stored: StoredConnection, target: AnyTarget, { onProgress }: Job): PlatformClient {
    return this.#context.clientFor(stored, target, { onWait: ({ inWords }) => onProgress({ phase: inWords, done: 0, total: 0 }) })
  }

  async #shown(stored: StoredConnection): Promise<Connection> {
    return { ...stored, secret: await this.#secretState(stored) }
  }

  /** Settings that are no longer good have no secret, and say so when they are used. */
  async #secretState(stored: StoredConnection): Promise<SecretState> {
    try {
      const target = targetOf(stored.target)
      const settings = settingsOf(target, stored.settings)
      if (target.api.authentication(settings).kind === 'none') return { where: 'unneeded', variable: secretVariable(stored) }
      return await this.#context.secrets.stateOf(secretOwner(stored, target, settings))
    } catch (error) {
      if (error instanceof RehearsalError) return { where: 'missing', variable: secretVariable(stored) }
      throw error
    }
  }

  /** Names that are told apart by marks or case only would read one environment variable. */
  #assertNameIsFree(stored: Pick<StoredConnection, 'id' | 'name'>): void {
    if (stored.name === '') throw new RehearsalError('E_SETTINGS', 'Name: is empty.', 'Give the connection a name by which people know the account.')
    const variable = secretVariable(stored)
    const other = this.#connections.list().find((one) => one.id !== stored.id && secretVariable(one) === variable)
    if (other) throw new RehearsalError('E_SETTINGS', `Name: "${stored.name}" is too like the connection "${other.name}".`, `Both would take their secret from ${variable}; give one of them another name.`)
  }

  #get(id: string): StoredConnection {
    const found = this.#connections.get(id)
    if (!found) throw notFound('connection', id)
    return found
  }

  get #connections() {
    return this.#context.workspace.connections
  }
}

/** Throws E_SETTINGS, naming the field, for an address that no secret may be sent to. */
function assertAddresses(target: AnyTarget, settings: TargetSettings, given: Readonly<Record<string, unknown>>): void {
  for (const { id, label, kind } of target.fields) {
    const value = given[id]
    if (kind === 'url' && typeof value === 'string' && value !== '') checkedAddress(value, `${label}:`)
  }
  // What the target makes of the settings, such as an address with a subdomain in it.
  secretOwner({ id: '', name: '' }, target, settings)
}
