import type { JsonValue } from '../json.ts'

/** What a journey is made of at a platform. `source`: where people come in, such as an event definition, where a platform keeps it apart from the event. */
export type ResourceKind = 'event' | 'segment' | 'template' | 'source' | 'journey'

/** Stands in a body where the platform's own id of another resource goes, which nobody knows before that one is made. */
export interface Reference { readonly $ref: string }

/**
 * One thing at the platform: the journey, or what it needs. `key` names it for good: `journey`, `segment/<id>`, `template/<stepId>/<variantId or ->`,
 * `event/<name>`, `source/<entryId>`. What an adapter makes up itself (a condition that has to be a segment there) is `segment/~<stepId>/<branchId>`.
 */
export interface Resource {
  readonly key: string
  readonly kind: ResourceKind
  /** What people read there. It holds the marker by which a thing is found again, where the platform takes no id of ours. */
  readonly name: string
  /** What the platform is given. Null: it is only looked up there and never made, such as an event a platform learns by itself. */
  readonly body: JsonValue | null
  /** Keys of resources that have to be there first. */
  readonly needs: readonly string[]
  /** The steps it comes from; of the journey none, since all of them. */
  readonly stepIds: readonly string[]
}

/** What a thing at a platform is doing. `processing`: the platform is on its way to the next state in its own time. */
export type PlatformStatus = 'draft' | 'processing' | 'active' | 'paused' | 'stopped' | 'archived'

/** A thing as it is at the platform. */
export interface Found {
  readonly kind: ResourceKind
  /** The platform's own id. */
  readonly id: string
  readonly name: string
  /** In the shape it was sent in, without what the platform adds by itself. */
  readonly body: JsonValue
  readonly status: PlatformStatus | null
  /** What the platform wants to be shown at the next write, so that it can tell a stale one; null where it has nothing of the kind. */
  readonly token: string | null
  readonly updatedAt: number | null
  /** From the platform's ids of nodes to ours, where it gives its own. */
  readonly nodeIds?: Readonly<Record<string, string>>
}

export function reference(key: string): { $ref: string } {
  return { $ref: key }
}

/** The body with every reference filled in. Throws on one that has no id yet, which is a bug of the order things are made in. */
export function withIds(body: JsonValue, ids: ReadonlyMap<string, string>): JsonValue {
  if (Array.isArray(body)) return body.map((member) => withIds(member, ids))
  if (typeof body !== 'object' || body === null) return body
  const key = body['$ref']
  if (typeof key === 'string' && Object.keys(body).length === 1) {
    const id = ids.get(key)
    if (id === undefined) throw new Error(`nothing is known of ${key} yet`)
    return id
  }
  return Object.fromEntries(Object.entries(body).map(([name, member]) => [name, withIds(member, ids)]))
}

/** Every resource after those it needs, else in the order given. Throws on a circle or a need that is not there, which are bugs of an adapter. */
export function inOrderOfNeeds(resources: readonly Resource[]): Resource[] {
  const byKey = new Map(resources.map((resource) => [resource.key, resource]))
  const done = new Set<string>()
  const underWay = new Set<string>()
  const ordered: Resource[] = []
  const visit = (resource: Resource) => {
    if (done.has(resource.key)) return
    if (underWay.has(resource.key)) throw new Error(`${resource.key} needs itself`)
    underWay.add(resource.key)
    for (const key of resource.needs) {
      const needed = byKey.get(key)
      if (!needed) throw new Error(`${resource.key} needs ${key}, which is not there`)
      visit(needed)
    }
    done.add(resource.key)
    ordered.push(resource)
  }
  for (const resource of resources) visit(resource)
  return ordered
}
