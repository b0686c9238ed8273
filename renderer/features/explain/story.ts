import type { Explanation } from '../../../engine/api/contract.ts'
import { happenedInWords, type Said } from '../../../engine/core/explain/happened-in-words.ts'
import { waitMissInWords } from '../../../engine/core/explain/miss-in-words.ts'
import { knownZone, type Zone } from '../../../engine/core/model/calendar.ts'
import { edgeId, entryNodeId } from '../../document/node-ids.ts'
import { momentInWords } from '../../i18n/in-words.ts'
import type { LitPath } from '../../stores/person-store.ts'
import { toldLines, type ToldLine } from './told-lines.ts'

type Happened = Explanation['happenings'][number]

/** One start of one journey, by the journey's own id. */
export interface Pass { journey: string; number: number }

/** How near something else came. `isNear` false: nothing came at all. */
export interface StoryMiss { line: ToldLine; isNear: boolean }

/** What happened, as it is shown: sentences, the reasons under them, and apart from these what nearly happened instead. */
export interface StoryEntry {
  key: string
  happened: Happened
  sentences: ToldLine[]
  misses: StoryMiss[]
  /** The node of the canvas it happened at; null where it belongs to none. */
  nodeId: string | null
  /** Of an entry that was held back again and again for the same reason: how often again, and until when. */
  again: { times: number; until: string } | null
}

/** All that happened at one instant on one clock. `sinceMs`: since the moment before; null for the first. */
export interface StoryMoment { at: number; zone: string; day: string; clock: string; sinceMs: number | null; entries: StoryEntry[] }

/** What happened to the person, instant by instant; with `pass` only what belongs to it. */
export function storyMoments({ happenings }: Explanation, pass: Pass | null): StoryMoment[] {
  const moments: StoryMoment[] = []
  const own = happenings.filter((one) => isOf(one, pass))
  let said: Said = new Set()
  let saidAt: number | undefined
  for (let index = 0; index < own.length; index++) {
    const happened = own[index]!
    const zone = knownZone(happened.zone)
    // Under one time the properties of an event are told once.
    if (happened.at !== saidAt) said = new Set()
    saidAt = happened.at
    const missed = missesInWords(happened, zone)
    const sentences = toldLines(happenedInWords(happened, zone, said))
    if (sentences.length === 0) continue
    const repeats = refusedAlike(own, index)
    momentOf(moments, happened, zone).entries.push({
      key: `${happened.at} ${index}`,
      happened,
      sentences: sentences.map((one) => ({ ...one, below: one.below.filter(({ text }) => !missed.has(text)) })),
      misses: sentences.flatMap(({ below }) => below.flatMap((line): StoryMiss[] => (missed.has(line.text) ? [{ line, isNear: missed.get(line.text) !== 'nothing' }] : []))),
      nodeId: nodeOf(happened),
      again: repeats === 0 ? null : { times: repeats, until: momentInWords(zone, own[index + repeats]!.at) },
    })
    index += repeats
  }
  return moments
}

/** The way through one journey of the run: which cards in which order, and which connections. Null for somebody who never came in. */
export function litPathOf({ happenings }: Explanation, journeyId: string, pass: Pass | null): LitPath | null {
  const visits: Record<string, number[]> = {}
  const edges = new Set<string>()
  let count = 0
  const visit = (nodeId: string) => (visits[nodeId] ??= []).push(++count)
  for (const happened of happenings) {
    if (happened.journey !== journeyId || !isOf(happened, pass)) continue
    if (happened.what === 'start' && happened.entry !== null) {
      visit(entryNodeId(happened.entry))
      edges.add(edgeId(entryNodeId(happened.entry), 'next'))
    } else if (happened.what === 'arrive') visit(happened.step.id)
    else if (happened.what === 'leave') edges.add(edgeId(happened.step.id, happened.port))
  }
  return count === 0 ? null : { visits, edges }
}

/** True if the person was at that node of the canvas in that journey. */
export function cameTo({ happenings }: Explanation, journeyId: string, nodeId: string): boolean {
  return happenings.some((one) => one.journey === journeyId && (one.what === 'arrive' || one.what === 'start') && nodeOf(one) === nodeId)
}

function isOf(happened: Happened, pass: Pass | null): boolean {
  return pass === null || (happened.journey === pass.journey && happened.instance === pass.number)
}

function momentOf(moments: StoryMoment[], { at, zone: name }: Happened, zone: Zone): StoryMoment {
  const last = moments.at(-1)
  if (last && last.at === at && last.zone === name) return last
  const [day = '', clock = ''] = momentInWords(zone, at).split(', ')
  const moment = { at, zone: name, day, clock, sinceMs: last ? at - last.at : null, entries: [] }
  moments.push(moment)
  return moment
}

function nodeOf(happened: Happened): string | null {
  switch (happened.what) {
    case 'start':
    case 'refused': return happened.entry === null ? null : entryNodeId(happened.entry)
    case 'goal': return happened.creditedTo?.id ?? null
    default: return happened.step.id
  }
}

/** The lines of a happening that say what nearly came true, as they stand among its own, each with the kind of miss. */
function missesInWords(happened: Happened, zone: Zone): ReadonlyMap<string, string> {
  if (happened.what !== 'leave' && happened.what !== 'end' && happened.what !== 'waiting') return new Map()
  const stayMs = happened.what === 'waiting' ? happened.at - happened.since : happened.afterMs
  return new Map(happened.misses.flatMap((miss) => waitMissInWords(miss, zone, stayMs).map((line) => [line, miss.kind] as const)))
}

/** How many of the next happenings are the same entry held back for the same reason. */
function refusedAlike(happenings: readonly Happened[], index: number): number {
  const first = happenings[index]!
  if (first.what !== 'refused') return 0
  let count = 0
  for (;;) {
    const next = happenings[index + count + 1]
    if (next?.what !== 'refused' || next.entry !== first.entry || next.journey !== first.journey || next.refusal.why !== first.refusal.why) return count
    count++
  }
}
