import type { Conversation } from '../../engine/core/publish/call.ts'
import type { Found, Resource } from '../../engine/core/publish/resource.ts'
import { inOrderOfNeeds, withIds } from '../../engine/core/publish/resource.ts'
import { settingsOf, type AnyTarget, type TargetSettings } from '../../engine/core/publish/targets/any-target.ts'
import { targetOf } from '../../engine/core/publish/targets/index.ts'
import { platformClients } from '../../engine/node/http/clients.ts'
import { Site } from '../../engine/node/publish/site.ts'
import type { Stub } from './stub.ts'

/** How often a journey is looked at until what was asked of it is done. */
const MOST_LOOKS = 5

/** What one visit did: the ids of all that was made, and the journey as it is there in the end, with what it refers to. */
export interface Visit { readonly ids: ReadonlyMap<string, string>; readonly found: readonly Found[] }

/**
 * Publishes to a stub with the client that speaks to platforms, without a workspace and a ledger: only whether both understand each other is asked. It waits for
 * no budget, and not between two looks.
 */
export class Visitor {
  readonly target: AnyTarget
  readonly settings: TargetSettings
  readonly #platform: Site['platform']
  readonly #nodeIds = new Map<string, Readonly<Record<string, string>>>()
  readonly #signal = new AbortController().signal

  constructor(stub: Stub) {
    this.target = targetOf(stub.target)
    this.settings = settingsOf(this.target, stub.settings)
    const secrets = { stateOf: () => Promise.resolve({ where: 'session' as const, variable: '' }), secretOf: () => Promise.resolve(stub.secret) }
    const connection = { id: 'c', name: 'Production', target: stub.target, settings: { ...stub.settings }, savedAt: 0, tried: null }
    const client = platformClients({ secrets, now: Date.now, tuning: { firstBackOffMs: 5, mostBackOffMs: 20, mostTries: 50 } }).clientFor(connection, this.target)
    const impatient: typeof client = { send: ({ budget: _budget, afterMs: _afterMs, ...call }, options) => client.send(call, options) }
    this.#platform = { connection, target: this.target, settings: this.settings, baseUrl: stub.url, client: impatient }
  }

  /** Makes what is not there, switches the journey on, and reads it back. Throws what the platform refuses. */
  async live(resources: readonly Resource[]): Promise<Visit> {
    const { api } = this.target
    const ids = new Map<string, string>()
    for (const resource of inOrderOfNeeds(resources)) ids.set(resource.key, await this.#make({ ...resource, body: withIds(resource.body, ids) }))
    const site = new Site(this.#platform, this.#signal, { nodeIds: this.#nodeIds, retired: new Map(), made: new Map() })
    const journey = async (): Promise<Found> => {
      const found = await site.read('journey', ids.get('journey')!)
      if (!found) throw new Error('the journey is not there')
      return found
    }
    let { status } = await this.#say(api.setStatus(await journey(), 'activate', this.settings))
    let found = await journey()
    for (let looks = 0; looks < MOST_LOOKS && status !== 'active'; looks++) {
      found = await journey()
      status = found.status ?? status
    }
    if (status !== 'active') throw new Error(`the journey is ${status}`)
    return { ids, found: await site.whole(found) }
  }

  async #make(resource: Resource): Promise<string> {
    const { api, name } = this.target
    const found = await this.#say(api.lookUp(resource, this.settings))
    if (found) return found.id
    if (resource.body === null) throw new Error(`${name} does not know ${resource.key}`)
    const made = await this.#say(api.create(resource, this.settings))
    if (made.nodeIds) this.#nodeIds.set(made.id, made.nodeIds)
    return made.id
  }

  async #say<T>(conversation: Conversation<T>): Promise<T> {
    let turn = conversation.next()
    while (!turn.done) turn = conversation.next(await this.#platform.client.send(turn.value, { signal: this.#signal }))
    return turn.value
  }
}
