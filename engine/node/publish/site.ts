import type { Conversation } from '../../core/publish/call.ts'
import type { Found, Resource, ResourceKind } from '../../core/publish/resource.ts'
import { converse } from '../http/converse.ts'
import type { PlatformClient } from '../http/platform-client.ts'
import type { Platform } from './platform.ts'

/** What earlier publications know of things at the platform: our ids of nodes, by platform id, and by key which ids are not meant any more and which one was made last. */
export interface Known { readonly nodeIds: ReadonlyMap<string, Readonly<Record<string, string>>>; readonly retired: ReadonlyMap<string, readonly string[]>; readonly made: ReadonlyMap<string, string> }

/** Looks at what is there. */
export class Site {
  readonly platform: Platform
  readonly #client: PlatformClient
  readonly #signal: AbortSignal
  readonly #known: Known

  constructor(platform: Platform, signal: AbortSignal, known: Known) {
    this.platform = platform
    this.#client = platform.client
    this.#signal = signal
    this.#known = known
  }

  /**
   * `besides`: ids that are not meant, beside those known to be retired. Who renamed a thing in the platform's own window took its marker away: then it is
   * known by the id it had when it was made, so that no second one is made.
   */
  async lookUp(resource: Resource, besides: readonly string[] = []): Promise<Found | null> {
    const { target, settings } = this.platform
    const retired = new Set([...(this.#known.retired.get(resource.key) ?? []), ...besides])
    const found = this.#withNodeIds(await this.ask(target.api.lookUp(resource, settings, retired)))
    const id = this.#known.made.get(resource.key)
    if (found || id === undefined || retired.has(id)) return found
    const renamed = await this.read(resource.kind, id)
    return renamed?.status === 'archived' ? null : renamed
  }

  async read(kind: ResourceKind, id: string): Promise<Found | null> {
    const { target, settings } = this.platform
    return this.#withNodeIds(await this.ask(target.api.read(kind, id, settings)))
  }

  /** The journey, everything it refers to that is there, and what its segments refer to in their turn; what was read already need not be read again. */
  async whole(journey: Found, read: Iterable<Found> = []): Promise<Found[]> {
    const known = new Map([...read].map((thing) => [`${thing.kind}/${thing.id}`, thing]))
    const things: Found[] = [journey]
    const asked = new Set<string>()
    for (let at = 0; at < things.length; at++) {
      const from = things[at]!
      if (from !== journey && from.kind !== 'segment') continue
      for (const { kind, id } of this.platform.target.api.references(from)) {
        const key = `${kind}/${id}`
        if (asked.has(key)) continue
        asked.add(key)
        const thing = known.get(key) ?? (await this.read(kind, id))
        if (thing) things.push(thing)
      }
    }
    return things
  }

  ask<T>(conversation: Conversation<T>): Promise<T> {
    return converse(conversation, this.#client, { signal: this.#signal })
  }

  #withNodeIds(found: Found | null): Found | null {
    const nodeIds = found && !found.nodeIds ? this.#known.nodeIds.get(found.id) : undefined
    return found && nodeIds ? { ...found, nodeIds } : found
  }
}
