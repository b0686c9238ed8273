import type { JsonValue } from '../../../json.ts'
import { at, listAt, textAt } from '../../json-at.ts'

type Members = { readonly [key: string]: JsonValue }
type Ids = ReadonlyMap<string, string>

/** A link of an action: what it is called, and where it leads. Those of branches stand inside of the data. */
export interface ActionLink { readonly name: string; readonly to: string | null }

export function keyOf(action: JsonValue): string {
  return textAt(action, 'temporary_id') ?? textAt(action, 'id') ?? ''
}

export function linksOf(action: JsonValue): ActionLink[] {
  const own = (['next', 'next_if_true', 'next_if_false'] as const).flatMap((name): ActionLink[] => (at(action, 'links', name) === undefined ? [] : [{ name, to: textAt(action, 'links', name) }]))
  return [...own, ...listAt(action, 'data', 'branches').map((branch, index): ActionLink => ({ name: `branch ${index}`, to: textAt(branch, 'links', 'next') }))]
}

/**
 * Which action there is which of ours: from their ids to our names. Both are walked from their first action along links of the same name; null where they
 * are not built alike, since Klaviyo forgets the names it was given.
 */
export function matchActions(ours: JsonValue, theirs: JsonValue): Ids | null {
  const [mine, there] = [ours, theirs].map((definition) => new Map(listAt(definition, 'actions').map((action) => [keyOf(action), action]))) as [Map<string, JsonValue>, Map<string, JsonValue>] // as: two in, two out
  const matched = new Map<string, string>()
  const toVisit: [string | null, string | null][] = [[textAt(ours, 'entry_action_id'), textAt(theirs, 'entry_action_id')]]
  for (let pair = toVisit.pop(); pair; pair = toVisit.pop()) {
    const [our, their] = pair
    if (our === null && their === null) continue
    if (our === null || their === null) return null
    const known = matched.get(their)
    if (known !== undefined) {
      if (known !== our) return null
      continue
    }
    const [one, other] = [mine.get(our), there.get(their)]
    if (!one || !other || textAt(one, 'type') !== textAt(other, 'type')) return null
    matched.set(their, our)
    const [from, to] = [linksOf(one), new Map(linksOf(other).map((link) => [link.name, link.to]))]
    if (listAt(one, 'data', 'branches').length !== listAt(other, 'data', 'branches').length) return null
    for (const link of from) toVisit.push([link.to, to.get(link.name) ?? null])
  }
  return matched.size === mine.size && matched.size === there.size ? matched : null
}

/** A flow that was read, in the shape it is sent in: `ids` gives our names for actions, and those it does not know keep theirs. */
export function flowAsSent(name: string, definition: JsonValue, ids: Ids): JsonValue {
  const named = (id: string | null): JsonValue => (id === null ? null : (ids.get(id) ?? id))
  return {
    data: {
      type: 'flow',
      attributes: {
        name,
        definition: {
          triggers: [...listAt(definition, 'triggers')],
          profile_filter: at(definition, 'profile_filter') ?? null,
          actions: listAt(definition, 'actions').map((action) => actionAsSent(action, named)),
          entry_action_id: named(textAt(definition, 'entry_action_id')),
          reentry_criteria: at(definition, 'reentry_criteria') ?? null,
        },
      },
    },
  }
}

function actionAsSent(action: JsonValue, named: (id: string | null) => JsonValue): JsonValue {
  const { id: _id, temporary_id: _temporary, links: _links, data: _data, ...rest } = action as Members // as: an action is an object
  const links = at(action, 'links')
  return { temporary_id: named(keyOf(action)), ...rest, links: withLinks(links, named), data: dataAsSent(at(action, 'data') ?? null, named) }
}

function withLinks(links: JsonValue | undefined, named: (id: string | null) => JsonValue): JsonValue {
  if (typeof links !== 'object' || links === null || Array.isArray(links)) return null
  return Object.fromEntries(Object.entries(links).map(([name, to]) => [name, typeof to === 'string' ? named(to) : null]))
}

/** What a message says that was told nothing of it, by the specification. */
const DEFAULTS: Readonly<Record<string, JsonValue>> = {
  add_tracking_params: false, sound: false, badge: false, shorten_links: true, include_contact_card: false, add_org_prefix: true, add_info_link: true, add_opt_out_language: false, sms_quiet_hours_enabled: true,
}

/** Without what Klaviyo gives by itself: ids of messages and branches, and the status, which follows the flow's. */
function dataAsSent(data: JsonValue, named: (id: string | null) => JsonValue): JsonValue {
  if (typeof data !== 'object' || data === null || Array.isArray(data)) return data
  const { message, branches, status, ...rest } = data
  const { id: _id, ...said } = (typeof message === 'object' && message !== null && !Array.isArray(message) ? message : {}) as { [key: string]: JsonValue } // as: just looked at
  return {
    ...rest,
    ...(status === undefined ? {} : { status: 'draft' }),
    ...(message === undefined ? {} : { message: message === null ? null : Object.fromEntries(Object.entries(said).filter(([key, value]) => !Object.hasOwn(DEFAULTS, key) || DEFAULTS[key] !== value)) }),
    ...(Array.isArray(branches) ? { branches: branches.map((branch, index): JsonValue => ({ ...(branch as Members), branch_id: at(branch, 'is_else') === true ? 'else' : `b${index + 1}`, links: withLinks(at(branch, 'links'), named) })) } : {}), // as: a branch is an object
  }
}

/** Our action as a change of theirs: with their ids, their links and the status it has there, since a flow that is live has live actions. */
export function actionChange(ours: JsonValue, theirs: JsonValue): JsonValue {
  const data = at(ours, 'data')
  const said = typeof data === 'object' && data !== null && !Array.isArray(data) ? data : {}
  const { message, branches, status, ...rest } = said
  const theirStatus = at(theirs, 'data', 'status') ?? status
  return {
    id: textAt(theirs, 'id') ?? '',
    type: textAt(ours, 'type') ?? '',
    links: at(theirs, 'links') ?? null,
    data: {
      ...rest,
      ...(theirStatus === undefined ? {} : { status: theirStatus }),
      ...(message === undefined ? {} : { message: message === null ? null : { ...(message as Members), ...(textAt(theirs, 'data', 'message', 'id') === null ? {} : { id: textAt(theirs, 'data', 'message', 'id')! }) } }), // as: a message is an object
      ...(Array.isArray(branches) ? {
        branches: branches.map((branch, index): JsonValue => {
          const there = listAt(theirs, 'data', 'branches')[index]
          return { ...(branch as Members), branch_id: textAt(there, 'branch_id') ?? textAt(branch, 'branch_id') ?? '', links: at(there, 'links') ?? null } // as: a branch is an object
        }),
      } : {}),
    },
  }
}
