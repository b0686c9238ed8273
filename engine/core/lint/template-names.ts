import type { UsedVariable } from '../liquid/read-text.ts'
import type { JourneyDocument } from '../model/journey.ts'
import { eventsAtHand } from './flow.ts'
import { isReaction, type LintContext } from './lint-context.ts'
import { editDistance, nearest } from './nearest.ts'
import { knownAttributes } from './rules/unknown-attributes.ts'
import { propertiesOf } from './rules/unknown-properties.ts'

/** What the templates of one step may speak of. Undefined lists: it is not known what there is, so nothing is unknown. */
export interface TemplateNames {
  attributes: readonly string[] | undefined
  /** Of the events that may be at hand. */
  properties: readonly string[] | undefined
  /** Names of those events. */
  events: readonly string[]
  /** True if people may come here without an event at hand. */
  mayLackEvent: boolean
}

/** What everybody has, whatever the data hold. */
export const OWN_NAMES = { profile: ['id'], event: ['name', 'at'], journey: ['id'] } as const

let last: { document: JourneyDocument; atHand: ReturnType<typeof eventsAtHand> } | undefined

/** The names for a step of the document; its events are found by walking back from it. */
export function templateNames(document: JourneyDocument, stepId: string, { dataset, others = [] }: LintContext): TemplateNames {
  // Asked step after step for one document.
  if (last?.document !== document) last = { document, atHand: eventsAtHand(document) }
  const atHand = [...(last.atHand.get(stepId) ?? [])]
  const events = atHand.filter((event) => event !== undefined)
  const own = dataset ? events.map((event) => propertiesOf(dataset, event)) : []
  // An event the data do not have is J060; of it, of a reaction, or of nothing at hand nothing can be said here.
  const isSure = dataset !== undefined && events.length > 0 && events.every((event, index) => own[index] !== undefined && !isReaction(event))
  return {
    attributes: dataset && knownAttributes(dataset, [document, ...others]),
    properties: isSure ? [...new Set(own.flatMap((names) => names ?? []))] : undefined,
    events,
    mayLackEvent: atHand.includes(undefined),
  }
}

/** A variable that nothing fills: what is wrong with it in words ("which …"), and what was meant, as it is written in Liquid. */
export interface Miss { words: string; meant: string | undefined }

/** People of other tools call the profile so. */
const OTHER_ROOTS = new Set(['user', 'customer', 'person', 'contact', 'member', 'subscriber', 'recipient', 'attributes'])

/** Why a variable can never be filled; undefined if it can, or if that is not known. `path` is what it names: `['profile', 'firstName']`. */
export function missOf([root = '', name, ...deeper]: readonly string[], names: TemplateNames): Miss | undefined {
  if (root === 'profile' || root === 'event') {
    const known = root === 'profile' ? names.attributes : names.properties
    if (name === undefined || known === undefined || known.includes(name) || (OWN_NAMES[root] as readonly string[]).includes(name)) return undefined
    const whole = [name, ...deeper].join('.')
    const meant = deeper.length > 0 && known.includes(whole) ? whole : nearest(name, [...known, ...OWN_NAMES[root]])
    const whose = root === 'profile' ? 'no profile of the data has' : `no "${names.events.join('" or "')}" of the data has`
    return { words: `which ${whose}`, meant: meant === undefined ? undefined : inLiquid(root, meant) }
  }
  if (root === 'journey') return name === undefined || name === 'id' ? undefined : { words: 'which is nothing a journey has', meant: 'journey.id' }
  if (root === 'nowMs') return undefined
  return { words: 'which is no variable here', meant: meantByRoot(root, name, names) }
}

/** The same for a variable where it stands: who asks with an `if` or writes a `default` knows it may be missing, and is told only of what looks misspelt. */
export function missOfUse({ path, isHole, isAsked }: UsedVariable, names: TemplateNames): Miss | undefined {
  const miss = missOf(path, names)
  if (!miss || (isHole && !isAsked) || (path[0] !== 'profile' && path[0] !== 'event')) return miss
  return miss.meant !== undefined && editDistance(path.join('.').toLowerCase(), miss.meant.toLowerCase()) <= 2 ? miss : undefined
}

function meantByRoot(root: string, name: string | undefined, { attributes = [], properties = [] }: TemplateNames): string | undefined {
  if (name !== undefined) {
    const meant = OTHER_ROOTS.has(root.toLowerCase()) ? 'profile' : nearest(root, ['profile', 'event', 'journey'])
    if (meant === undefined) return undefined
    const known = meant === 'profile' ? attributes : properties
    return inLiquid(meant, meant === 'journey' ? 'id' : known.includes(name) ? name : (nearest(name, known) ?? name))
  }
  if (attributes.includes(root)) return inLiquid('profile', root)
  if (properties.includes(root)) return inLiquid('event', root)
  const attribute = nearest(root, attributes)
  if (attribute !== undefined) return inLiquid('profile', attribute)
  const property = nearest(root, properties)
  return property === undefined ? undefined : inLiquid('event', property)
}

/** A name below `root` as Liquid writes it: `profile.firstName`, `profile["a b"]`. */
export function inLiquid(root: string, name: string): string {
  return /^[A-Za-z_][\w-]*$/.test(name) ? `${root}.${name}` : `${root}[${name.includes('"') ? `'${name}'` : `"${name}"`}]`
}
