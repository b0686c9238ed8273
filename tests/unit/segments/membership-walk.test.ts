import { describe, expect, it } from 'vitest'
import type { JsonValue } from '../../../engine/core/json.ts'
import { knownZone, zoneNamed } from '../../../engine/core/model/calendar.ts'
import type { Condition } from '../../../engine/core/model/condition.ts'
import { buildDataset, profileCountOf, textAt, type EventDataset, type PlainEvent, type PlainProfile } from '../../../engine/core/model/dataset.ts'
import { MembershipWalk } from '../../../engine/core/segments/membership-walk.ts'
import { segmentProgram, segmentsOf, type AskedSegment, type NamedConditions } from '../../../engine/core/segments/segment-program.ts'
import { evaluate, type ProfileView } from '../../../engine/core/simulate/reference/evaluate.ts'
import { generateSegment } from '../../differential/generate-condition.ts'
import { generateStream } from '../../differential/generate-stream.ts'
import { RandomSource } from '../../differential/random-source.ts'
import { generateRhythm } from '../../differential/rhythm.ts'

const at = (text: string) => Date.parse(text)

/** By mask, how many at each point; and how many went from mask to mask at each. Both in one comparable form. */
function walked(asked: AskedSegment[], named: NamedConditions, dataset: EventDataset, points: number[], timeZone = 'UTC', cuts: number[] = []) {
  const walk = new MembershipWalk(segmentProgram(asked, named, timeZone), dataset, points, 3)
  const ends = [...cuts, profileCountOf(dataset)]
  ends.forEach((end, index) => walk.run(index === 0 ? 0 : ends[index - 1]!, end))
  const moves = walk.tally.moves().flatMap(({ before, after, counts }) => counts.map((count, point) => [`${point}: ${before}>${after}`, count] as const))
  const counts = [...walk.tally.counts()].flatMap(([mask, list]) => list.map((count, point) => [`${point}: ${mask}`, count] as const))
  return {
    counts: Object.fromEntries(counts.filter(([, count]) => count !== 0)),
    moves: Object.fromEntries(moves.filter(([, count]) => count !== 0)),
    sample: walk.sample.map((profile) => textAt(dataset.profileIds, profile)),
  }
}

/** The same by reading through everything at every point, with the reference's own judgement. */
function readThrough(asked: AskedSegment[], named: NamedConditions, events: PlainEvent[], profiles: PlainProfile[], points: number[], timeZone = 'UTC') {
  const segments = segmentsOf(segmentProgram(asked, named, timeZone))
  const ids = [...new Set([...events, ...profiles].map(({ profileId }) => profileId))].sort((a, b) => (a < b ? -1 : 1))
  const counts: Record<string, number> = {}
  const moves: Record<string, number> = {}
  const sample: string[] = []
  const add = (to: Record<string, number>, key: string) => (to[key] = (to[key] ?? 0) + 1)
  for (const id of ids) {
    const row = profiles.findLast(({ profileId }) => profileId === id)
    const own = events.filter(({ profileId }) => profileId === id).sort((a, b) => a.at - b.at)
    let before = -1
    points.forEach((point, index) => {
      const past = own.filter((event) => event.at <= point)
      if (!row && past.length === 0) return
      const mask = segments.reduce((sum, segment, bit) => sum + (evaluate(segment, viewOf(row, past, point, timeZone), undefined) ? 2 ** bit : 0), 0)
      add(counts, `${index}: ${mask}`)
      if (index > 0 || before !== mask) add(moves, `${index}: ${before}>${mask}`)
      before = mask
    })
    if (before > 0 && before % 2 === 1 && sample.length < 3) sample.push(id)
  }
  return { counts, moves, sample }
}

function viewOf(row: PlainProfile | undefined, past: PlainEvent[], now: number, timeZone: string): ProfileView {
  const attributes = new Map<string, JsonValue>(Object.entries(row?.attributes ?? {}).filter(([, value]) => value !== null))
  for (const { properties } of past.filter(({ name }) => name === '$set')) {
    for (const [name, value] of Object.entries(properties ?? {})) {
      if (value === null) attributes.delete(name)
      else attributes.set(name, value)
    }
  }
  const own = attributes.get('timeZone')
  const zone = (typeof own === 'string' ? zoneNamed(own) : undefined) ?? knownZone(timeZone)
  return { now, zone, attributes, history: past.map(({ name, at: instant, properties = {} }) => ({ name, at: instant, properties })) }
}

describe('who is in which segment, and when', () => {
  it('is what the reference says, on generated segments, people and instants', () => {
    let members = 0
    for (let seed = 1; seed <= 250; seed++) {
      const random = new RandomSource(seed)
      const rhythm = generateRhythm(random)
      const { events, profiles } = generateStream(random, rhythm)
      const named: Record<string, { when: Condition }> = {}
      for (const id of ['s0', 's1', 's2', 's3']) named[id] = { when: generateSegment(random, { segments: Object.keys(named), hasEvent: false, rhythm }) }
      const asked = Object.keys(named).map((id) => ({ name: id, condition: random.chance(0.5) ? { segment: id } : named[id]!.when }))
      const instants = random.some(1, 14, () => random.pick(rhythm.instants) + random.pick([-1, 0, 0, 1, 3_600_000, 86_400_000]))
      const points = [...new Set(instants)].sort((a, b) => a - b)
      const timeZone = random.pick(['UTC', 'Europe/Berlin', 'Asia/Kolkata'])
      const expected = readThrough(asked, named, events, profiles, points, timeZone)
      const dataset = buildDataset(events, profiles)
      expect(walked(asked, named, dataset, points, timeZone), `seed ${seed}`).toEqual(expected)
      expect(walked(asked, named, dataset, points, timeZone, [1, 2]), `seed ${seed}, in stretches`).toEqual(expected)
      members += Object.keys(expected.counts).length
    }
    expect(members).toBeGreaterThan(2000)
  })

  it('is judged after everything of the instant, and an event is gone at the end of its window exactly', () => {
    const dataset = buildDataset([{ profileId: 'ada', at: at('2026-01-01T10:00Z'), name: 'view' }])
    const asked = [{ name: 'viewed', condition: { did: 'view', within: 'P1D' } }]
    const points = ['2026-01-01T09:59:59.999Z', '2026-01-01T10:00Z', '2026-01-02T09:59:59.999Z', '2026-01-02T10:00Z'].map(at)
    expect(walked(asked, {}, dataset, points).counts).toEqual({ '1: 1': 1, '2: 1': 1, '3: 0': 1 })
  })

  it('counts nobody before his first event, unless he has a row of attributes', () => {
    const never: Condition = { did: 'purchase', count: { op: 'eq', value: 0 } }
    const dataset = buildDataset([{ profileId: 'ada', at: 10, name: 'view' }, { profileId: 'bob', at: 10, name: 'view' }], [{ profileId: 'bob', attributes: {} }, { profileId: 'cyd', attributes: {} }])
    const ran = walked([{ name: 'never bought', condition: never }], {}, dataset, [5, 10])
    expect(ran).toEqual({ counts: { '0: 1': 2, '1: 1': 3 }, moves: { '0: -1>1': 2, '1: -1>1': 1, '1: 1>1': 2 }, sample: ['ada', 'bob', 'cyd'] })
  })

  it('refuses what a segment cannot ask, and a segment that does not exist', () => {
    const program = (condition: Condition, named: NamedConditions = {}) => () => segmentProgram([{ name: 'big', condition }], named)
    expect(program({ property: 'price', op: 'gt', value: 5 })).toThrow(expect.objectContaining({ code: 'J016' }))
    expect(program({ not: { segment: 'buyer' } }, { buyers: { when: { did: 'purchase' } } })).toThrow(expect.objectContaining({ code: 'E_SEGMENT', help: expect.stringContaining('did you mean "buyers"?') as string }))
    expect(program({ segment: 'a' }, { a: { when: { segment: 'b' } }, b: { when: { not: { segment: 'a' } } } })).toThrow(expect.objectContaining({ code: 'J015' }))
  })
})
