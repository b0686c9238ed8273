import { AGGREGATES } from '../model/condition.ts'
import type { JourneyDocument } from '../model/journey.ts'
import { conditionsOf } from './conditions-of.ts'
import type { Fix } from './diagnostics.ts'
import { fixWith } from './fix.ts'
import { eventOf, eventsAtHand, stepsOf } from './flow.ts'

type Path = (string | number)[]

/** A place in a document where something of the data is named. */
export interface NamedAt { name: string; path: Path; stepId: string | undefined }

/** Every place that names an event, `$`-names too. API entries name theirs by what arrives (`$api:…`), with no text of its own to rename. */
export function eventNames(document: JourneyDocument): (NamedAt & { renamable: boolean })[] {
  const found: (NamedAt & { renamable: boolean })[] = []
  const add = (name: string, path: Path, stepId?: string, renamable = true) => void found.push({ name, path, stepId, renamable })
  document.entries.forEach(({ trigger }, index) => {
    if (trigger.kind === 'event') add(trigger.event, ['entries', index, 'trigger', 'event'])
    if (trigger.kind === 'api') add(`$api:${trigger.name}`, ['entries', index, 'trigger', 'name'], undefined, false)
  })
  document.goals?.forEach(({ event }, index) => add(event, ['goals', index, 'event']))
  document.exits?.forEach((exit, index) => { if ('event' in exit) add(exit.event, ['exits', index, 'event']) })
  for (const [stepId, step] of stepsOf(document)) {
    if (step.kind === 'waitFor') step.branches.forEach((branch, index) => { if ('event' in branch) add(branch.event, ['steps', stepId, 'branches', index, 'event'], stepId) })
  }
  for (const { condition, path, stepId } of conditionsOf(document)) {
    if ('did' in condition) {
      add(condition.did, [...path, 'did'], stepId)
      if (condition.notFollowedBy) add(condition.notFollowedBy.did, [...path, 'notFollowedBy', 'did'], stepId)
    }
    if ('sequence' in condition) condition.sequence.forEach(({ did }, index) => add(did, [...path, 'sequence', index, 'did'], stepId))
  }
  return found
}

/**
 * Every place that names a property of an event, with the events it may be a property of. `*` stands for any event, undefined for none at
 * hand. `renamable` is false for latitude and longitude, which `near` names by itself.
 */
export function propertyNames(document: JourneyDocument): (NamedAt & { events: (string | undefined)[]; renamable: boolean })[] {
  const found: (NamedAt & { events: (string | undefined)[]; renamable: boolean })[] = []
  const add = (name: string, events: (string | undefined)[], path: Path, stepId?: string, renamable = true) => void found.push({ name, events, path, stepId, renamable })
  document.goals?.forEach(({ event, value }, index) => { if (value !== undefined) add(value, [event], ['goals', index, 'value']) })
  const { reentry } = document
  if (reentry?.kind === 'always' && reentry.key !== undefined) {
    const events = document.entries.flatMap((entry) => (eventOf(entry) === undefined ? [] : [eventOf(entry)]))
    if (events.length > 0) add(reentry.key, events, ['reentry', 'key'])
  }
  let atHand: ReturnType<typeof eventsAtHand> | undefined
  for (const { condition, path, stepId, place, event, ofPastEvent } of conditionsOf(document)) {
    const events = () => (place === 'step' && !ofPastEvent ? [...((atHand ??= eventsAtHand(document)).get(stepId ?? '') ?? [])] : [event])
    if (place === 'segment' && !ofPastEvent && ('property' in condition || 'near' in condition)) continue
    if ('property' in condition) add(condition.property, events(), [...path, 'property'], stepId)
    if ('near' in condition) for (const name of ['latitude', 'longitude']) add(name, events(), [...path, 'near'], stepId, false)
    if (!('did' in condition)) continue
    if (condition.per !== undefined) add(condition.per, [condition.did], [...path, 'per'], stepId)
    for (const aggregate of AGGREGATES) {
      const asked = condition[aggregate]
      if (asked) add(asked.property, [condition.did], [...path, aggregate, 'property'], stepId)
    }
  }
  return found
}

/** Every place where a condition names an attribute; scores are attributes called `score:…`. */
export function attributeNames(document: JourneyDocument): (NamedAt & { prefix: string })[] {
  return [...conditionsOf(document)].flatMap(({ condition, path, stepId }) => {
    if ('attribute' in condition) return [{ name: condition.attribute, path: [...path, 'attribute'], stepId, prefix: '' }]
    return 'score' in condition ? [{ name: `score:${condition.score}`, path: [...path, 'score'], stepId, prefix: 'score:' }] : []
  })
}

/** What the part of the document is called in which a name stands: a step, an entry, a goal, an exit or a segment. */
export function ownerOf(document: JourneyDocument, [list, key]: readonly (string | number)[]): string {
  const quoted = (what: string, name: string | undefined) => `${what}"${name ?? String(key)}"`
  if (list === 'steps') return quoted('', document.steps[String(key)]?.name)
  if (list === 'segments') return quoted('the segment ', document.segments?.[String(key)]?.name)
  if (list === 'entries') return quoted('the entry ', document.entries[Number(key)]?.id)
  if (list === 'goals') return quoted('the goal ', document.goals?.[Number(key)]?.id)
  if (list === 'exits') return quoted('the exit ', document.exits?.[Number(key)]?.id)
  return 'the re-entry rule'
}

/** Do both places stand in the same part of the document? */
export function sameOwner(a: Path, b: Path): boolean {
  return a[0] === b[0] && a[1] === b[1]
}

/** A fix that gives all these places another name. */
export function renamed(document: JourneyDocument, places: readonly NamedAt[], name: string): { fix: Fix } {
  return fixWith(document, places.length > 1 ? `Rename to "${name}" in ${places.length} places` : `Rename to "${name}"`, ...places.map(({ path }) => ({ path, value: name })))
}

/** The first place of each name in each part of a document: one finding there is enough. */
export function firstInEach<T extends NamedAt>(places: readonly T[]): T[] {
  const seen = new Set<string>()
  return places.filter(({ name, path }) => {
    const key = JSON.stringify([name, path[0], path[1]])
    return !seen.has(key) && seen.add(key)
  })
}
