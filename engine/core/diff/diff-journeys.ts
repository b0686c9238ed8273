import { canonicalJson } from '../json.ts'
import { conditionInWords } from '../model/condition-in-words.ts'
import type { JourneyDocument } from '../model/journey.ts'
import { kindOf, summaryOf, type Step } from '../model/steps/registry.ts'
import { connectionChanges } from './connection-changes.ts'
import { fieldChanges, order } from './field-changes.ts'
import { valueInWords, type Path } from './field-words.ts'
import type { DiffPart, FieldChange, JourneyDiff, PartChange } from './journey-diff.ts'
import { jsonPath } from '../json.ts'
import { layoutDiff } from './layout-diff.ts'
import { entryName, exitName, goalName, nameOfStep, notesOf, withoutTargets, type NoteItem } from './parts.ts'
import { renamedIds, withIds } from './renamed-ids.ts'

const OWN_FIELDS = ['id', 'name', 'description', 'timeZone', 'currency', 'activeFrom', 'activeUntil', 'reentry'] as const
/** Members of a note or comment that only change the picture. */
const PICTURE = new Set(['x', 'y', 'width', 'height', 'colour'])

/**
 * What differs between two documents, from `before` to `after`: every part that is new, gone, changed or only called by another id, with its
 * fields, in words and with their paths. Whatever differs is in it; what is equal as JSON is not. Pure; 1,000 steps take a few dozen ms.
 * `nameOf` says what people call a step, where they call it something else than its name or kind.
 */
export function diffJourneys(before: JourneyDocument, after: JourneyDocument, nameOf: (step: Step) => string = nameOfStep): JourneyDiff {
  const renames = renamedIds(before, after)
  const old = withIds(before, renames)
  const was = (map: ReadonlyMap<string, string>) => new Map([...map].map(([from, to]) => [to, from]))
  const listed = <T extends { id: string }>(items: readonly T[] | undefined) => (items ?? []).map((item): [string, T] => [item.id, item])
  const indexIn = (items: readonly { id: string }[] | undefined, id: string) => (items ?? []).findIndex((item) => item.id === id)
  const changes: PartChange[] = [
    ...ownChanges(old, after),
    ...policyChanges(old, after),
    ...partChanges({ part: 'stage', list: 'stages', before: listed(old.stages), after: listed(after.stages), was: was(renames.stages), at: indexIn, name: ({ id, name }) => name ?? id, says: ({ id, name }) => name ?? id }, old, after),
    ...partChanges({ part: 'segment', list: 'segments', before: Object.entries(old.segments ?? {}), after: Object.entries(after.segments ?? {}), was: was(renames.segments), name: ({ name }, id) => name ?? id, says: ({ when }) => conditionInWords(when) }, old, after),
    ...partChanges({ part: 'entry', list: 'entries', before: listed(old.entries), after: listed(after.entries), was: was(renames.entries), at: indexIn, name: entryName, says: entryName, compared: ({ next: _next, ...entry }) => entry }, old, after),
    ...partChanges({ part: 'step', list: 'steps', before: Object.entries(old.steps), after: Object.entries(after.steps), was: was(renames.steps), name: nameOf, says: (step) => saysOfStep(step, nameOf(step)), compared: withoutTargets }, old, after),
    ...connectionChanges(old, after, nameOf),
    ...partChanges({ part: 'goal', list: 'goals', before: listed(old.goals), after: listed(after.goals), was: was(renames.goals), at: indexIn, name: ({ id }) => id, says: goalName }, old, after),
    ...partChanges({ part: 'exit', list: 'exits', before: listed(old.exits), after: listed(after.exits), was: was(renames.exits), at: indexIn, name: ({ id }) => id, says: exitName }, old, after),
    ...noteChanges(old, after),
  ]
  return { changes, layout: layoutDiff(old, after) }
}

/** A step that is new or gone: its kind and what it does, of which the name may have told a part. */
function saysOfStep(step: Step, name: string): string {
  const [kind, summary] = [kindOf(step).label, summaryOf(step)]
  return name === kind || name === summary || summary.startsWith(kind) ? summary : `${kind}: ${summary}`
}

function ownChanges(before: JourneyDocument, after: JourneyDocument): PartChange[] {
  const lists = ['stages', 'entries', 'goals', 'exits'] as const
  const orders = lists.flatMap((list): [string, FieldChange[]][] => [[list, order(before[list] ?? [], after[list] ?? [], [list])]])
  const own = OWN_FIELDS.map((field): [string, FieldChange[]] => [field, fieldChanges(before[field], after[field], [field])])
  return [...own, ...orders].filter(([, fields]) => fields.length > 0).map(([id, fields]) => ({
    key: `journey:${id}`, part: 'journey', kind: 'changed', id, name: id, path: jsonPath([id]), fields,
    inWords: id === 'reentry' || !lists.includes(id as never) ? fields.map((field) => `${id === 'reentry' ? 're-entry: ' : ''}${field.inWords}`).join('; ') : `${id}: ${fields[0]!.inWords}`,
  }))
}

function policyChanges(before: JourneyDocument, after: JourneyDocument): PartChange[] {
  const [old, now] = [before.policies ?? {}, after.policies ?? {}]
  return (['quietHours', 'caps', 'consent', 'holdout', 'priority'] as const).flatMap((id): PartChange[] => {
    const fields = fieldChanges(old[id], now[id], ['policies', id])
    if (fields.length === 0) return []
    const kind = old[id] === undefined ? 'added' : now[id] === undefined ? 'removed' : 'changed'
    return [{ key: `policy:${id}`, part: 'policy', kind, id, name: id, path: jsonPath(['policies', id]), fields, inWords: fields.map(({ inWords }) => inWords).join('; ') }]
  })
}

interface Parts<T> {
  part: DiffPart
  list: 'stages' | 'segments' | 'entries' | 'steps' | 'goals' | 'exits'
  before: readonly (readonly [string, T])[]
  after: readonly (readonly [string, T])[]
  /** New id to old id, of what was given another one. */
  was: ReadonlyMap<string, string>
  /** Where an item of that id stands in a list; left out where the document keeps them by id. */
  at?(items: readonly { id: string }[] | undefined, id: string): number
  name(item: T, id: string): string
  /** What it is, in words, for one that is new or gone. */
  says(item: T): string
  /** What of it is compared here. */
  compared?(item: T): unknown
}

function partChanges<T>(parts: Parts<T>, before: JourneyDocument, after: JourneyDocument): PartChange[] {
  const { part, list, was, at, name, says, compared = (item: T): unknown => item } = parts
  const old = new Map(parts.before)
  const now = new Map(parts.after)
  const path = (document: JourneyDocument, id: string): Path => [list, at ? at(document[list] as readonly { id: string }[] | undefined, id) : id] // as: `at` comes with lists of items with ids
  const changed = (kind: PartChange['kind'], id: string, item: T, where: Path, inWords: string, fields: FieldChange[] = []): PartChange => ({
    key: `${part}:${id}`, part, kind, id, ...(was.has(id) ? { idBefore: was.get(id)! } : {}), name: name(item, id), path: jsonPath(where), inWords, fields,
  })
  const found: PartChange[] = []
  for (const [id, item] of now) {
    const earlier = old.get(id)
    if (earlier === undefined) {
      found.push(changed('added', id, item, path(after, id), says(item)))
      continue
    }
    const fields = earlier === item ? [] : fieldChanges(compared(earlier), compared(item), path(after, id))
    if (was.has(id)) found.push(changed('renamed', id, item, path(after, id), `its id is ${id} instead of ${was.get(id)}`, fields))
    else if (fields.length > 0) found.push(changed('changed', id, item, path(after, id), fields.map(({ inWords }) => inWords).join('; '), fields))
  }
  for (const [id, item] of old) if (!now.has(id)) found.push(changed('removed', id, item, path(before, id), says(item)))
  return found
}

function noteChanges(before: JourneyDocument, after: JourneyDocument): PartChange[] {
  const old = new Map(notesOf(before).map((note) => [note.id, note]))
  const now = new Map(notesOf(after).map((note) => [note.id, note]))
  const said = (note: NoteItem) => Object.fromEntries(Object.entries(note).filter(([key]) => !PICTURE.has(key)))
  const change = (kind: PartChange['kind'], note: NoteItem, fields: FieldChange[]): PartChange => {
    const part = 'step' in note ? 'comment' : 'note'
    const text = valueInWords('text', typeof note['text'] === 'string' ? note['text'] : '')
    return { key: `${part}:${note.id}`, part, kind, id: note.id, name: text, path: jsonPath(['layout', 'notes', note.id]), inWords: fields.length === 0 ? text : fields.map(({ inWords }) => inWords).join('; '), fields }
  }
  const found = [...now.values()].flatMap((note): PartChange[] => {
    const earlier = old.get(note.id)
    if (!earlier) return [change('added', note, [])]
    const fields = fieldChanges(said(earlier), said(note), ['layout', 'notes', note.id])
    return fields.length === 0 ? [] : [change('changed', note, fields)]
  })
  return [...found, ...[...old.values()].filter(({ id }) => !now.has(id)).map((note) => change('removed', note, []))]
}

/** True if nothing was said or placed otherwise; cheaper than a comparison. */
export function isIdentical(a: JourneyDocument, b: JourneyDocument): boolean {
  return a === b || canonicalJson(a) === canonicalJson(b)
}

