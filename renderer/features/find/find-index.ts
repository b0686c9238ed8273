import type { JourneyDocument } from '../../../engine/core/model/journey.ts'
import type { Step } from '../../../engine/core/model/steps/registry.ts'
import { entryNodeId } from '../../document/node-ids.ts'
import { allThreads, notesOf } from '../../document/notes.ts'
import { channelInWords, kindInWords } from '../../i18n/in-words.ts'
import { folded } from '../../i18n/letters.ts'
import { outlineText } from '../outline/texts.ts'

/** What the chips of the find bar choose among. */
export type FindGroup = 'names' | 'events' | 'texts'

/** Where something was found, as people call it. */
export type FoundIn = 'name' | 'way' | 'kind' | 'id' | 'stage' | 'event' | 'attribute' | 'segment' | 'property' | 'title' | 'body' | 'text' | 'note' | 'comment'

const GROUP_OF: Record<FoundIn, FindGroup> = {
  name: 'names', way: 'names', kind: 'names', id: 'names', stage: 'names', event: 'events', attribute: 'events', segment: 'events', property: 'events', title: 'texts', body: 'texts', text: 'texts', note: 'texts', comment: 'texts',
}

/** Of several places in one target the one people would look for is told. */
const TOLD_FIRST: readonly FoundIn[] = ['name', 'title', 'body', 'text', 'note', 'comment', 'event', 'attribute', 'property', 'segment', 'stage', 'way', 'kind', 'id']

/** What is found: a card, a note on the canvas, or a part of the journey's form (its fold, and the fold within). */
export type FindTarget = { kind: 'node'; nodeId: string } | { kind: 'note'; noteId: string } | { kind: 'journey'; part: string; item: string | undefined }

/** A target with the words on it. */
export interface Findable { key: string; target: FindTarget; words: readonly { in: FoundIn; text: string }[] }

/** A target in which something was found, and the first place in it. */
export interface Found { key: string; target: FindTarget; in: FoundIn; text: string }

/** Everything of a journey that can be found, in the order of the document: entries, steps, notes, then its own parts. */
export function findablesOf(document: JourneyDocument): Findable[] {
  const stages = new Map(document.stages?.map(({ id, name }) => [id, name ?? id]))
  const segmentNames = new Map(Object.entries(document.segments ?? {}).map(([id, { name }]) => [id, name ?? id]))
  const threads = allThreads(document)
  const remarks = (nodeId: string) => (threads.get(nodeId) ?? []).flatMap(({ comment, replies }) => [comment, ...replies]).map(({ text }) => ({ in: 'comment' as const, text }))
  const collect = (value: unknown) => wordsIn(value, segmentNames)
  const part = (key: string, item: string | undefined, value: unknown, name?: string): Findable => ({
    key: `journey:${key}${item === undefined ? '' : `:${item}`}`, target: { kind: 'journey', part: key, item }, words: [...(name === undefined ? [] : [{ in: 'name' as const, text: name }]), ...collect(value)],
  })
  return [
    ...document.entries.map((entry): Findable => {
      const { next: _next, ...rest } = entry
      const key = entryNodeId(entry.id)
      return { key, target: { kind: 'node', nodeId: key }, words: [{ in: 'kind', text: outlineText('entry') }, { in: 'id', text: entry.id }, ...collect(rest), ...remarks(key)] }
    }),
    ...Object.entries(document.steps).map(([id, step]): Findable => ({
      key: id,
      target: { kind: 'node', nodeId: id },
      words: [...(step.name === undefined ? [] : [{ in: 'name' as const, text: step.name }]), { in: 'kind', text: kindWords(step) }, { in: 'id', text: id }, ...(step.stage === undefined ? [] : [{ in: 'stage' as const, text: stages.get(step.stage) ?? step.stage }]), ...collect(step), ...remarks(id)],
    })),
    ...notesOf(document).map(({ id, text }): Findable => ({ key: `note:${id}`, target: { kind: 'note', noteId: id }, words: [{ in: 'note', text }] })),
    ...(document.stages ?? []).map(({ id, name }) => part('stages', undefined, {}, name ?? id)).map((one, index) => ({ ...one, key: `${one.key}:${index}` })),
    ...Object.entries(document.segments ?? {}).map(([id, segment]) => part('segments', `segment-${id}`, segment.when, segment.name ?? id)),
    part('goals', undefined, document.goals ?? []),
    part('exits', undefined, document.exits ?? []),
  ]
}

/** The targets in which every word of the query is found in one place, as the groups allow; none for an empty query. Case does not count. */
export function findIn(findables: readonly Findable[], query: string, groups: ReadonlySet<FindGroup>): Found[] {
  const wanted = folded(query.trim())
  if (wanted === '') return []
  const parts = wanted.split(/\s+/)
  return findables.flatMap(({ key, target, words }): Found[] => {
    const allowed = words.filter((word) => groups.size === 0 || groups.has(GROUP_OF[word.in]))
    const whole = allowed.filter(({ text }) => folded(text).includes(wanted))
    const [hit] = (whole.length > 0 ? whole : allowed.filter(({ text }) => parts.every((one) => folded(text).includes(one)))).toSorted((a, b) => TOLD_FIRST.indexOf(a.in) - TOLD_FIRST.indexOf(b.in))
    return hit ? [{ key, target, in: hit.in, text: hit.text }] : []
  })
}

/** A few words around what was found, for a line of about `length` characters. */
export function excerptOf(text: string, query: string, length = 48): string {
  const flat = text.replaceAll(/\s+/g, ' ').trim()
  if (flat.length <= length) return flat
  const at = Math.max(0, folded(flat).indexOf(folded(query.trim())))
  const from = Math.max(0, Math.min(at - 12, flat.length - length))
  return `${from > 0 ? '…' : ''}${flat.slice(from, from + length)}${from + length < flat.length ? '…' : ''}`
}

/** The kind of a step; of a message its channel too. */
function kindWords(step: Step): string {
  return step.kind === 'message' ? `${channelInWords(step.channel)} ${kindInWords(step)}` : kindInWords(step)
}

const KEYS: Readonly<Record<string, FoundIn>> = {
  event: 'event', did: 'event', attribute: 'attribute', score: 'attribute', property: 'property', per: 'property', segment: 'segment', title: 'title', body: 'body', link: 'text', note: 'note', url: 'text', outcome: 'name', journey: 'id', goal: 'event', key: 'property', value: 'property',
}
/** Connections and settings whose words are nobody's. */
const SILENT = new Set(['kind', 'channel', 'next', 'else', 'onSuppressed', 'onError', 'stage', 'op', 'method', 'within', 'for', 'after', 'look', 'change', 'weekday', 'exempt', 'endingAgo', 'timeout'])

function wordsIn(value: unknown, segmentNames: ReadonlyMap<string, string>): { in: FoundIn; text: string }[] {
  const found: { in: FoundIn; text: string }[] = []
  const walk = (owner: unknown, under: FoundIn): void => {
    if (typeof owner === 'string') found.push({ in: under, text: owner })
    else if (Array.isArray(owner)) for (const item of owner) walk(item, under)
    else if (typeof owner === 'object' && owner !== null) for (const [key, member] of Object.entries(owner)) step(key, member, under)
  }
  const step = (key: string, member: unknown, under: FoundIn): void => {
    if (key === 'timeout') return
    if (key === 'set' && typeof member === 'object' && member !== null) {
      for (const [attribute, set] of Object.entries(member)) {
        found.push({ in: 'attribute', text: attribute })
        walk(set, 'text')
      }
      return
    }
    if (key === 'segment' && typeof member === 'string') found.push({ in: 'segment', text: segmentNames.get(member) ?? member })
    // The step's own name and id are its card's; those below are of its ways and variants.
    if (key === 'id' || key === 'name') return void (typeof member === 'string' && found.push({ in: key === 'id' ? 'way' : 'name', text: member }))
    if (SILENT.has(key)) return typeof member === 'object' ? walk(member, under) : undefined
    walk(member, under === 'body' ? under : (KEYS[key] ?? (under === 'name' ? 'text' : under)))
  }
  walk(value, 'name')
  return found
}
