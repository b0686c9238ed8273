import type { JsonValue } from '../../../engine/core/json.ts'
import type { PlainEvent, PlainProfile } from '../../../engine/core/model/dataset.ts'
import type { JourneyDocument } from '../../../engine/core/model/journey.ts'
import { portsOf } from '../../../engine/core/model/steps/registry.ts'
import { inDialect } from '../../../engine/core/dialect/in-dialect.ts'
import type { PressureTally } from '../../../engine/core/simulate/pressure.ts'
import type { ResponseFigures } from '../../../engine/core/simulate/responses/response-figures.ts'
import type { BreakdownResult } from '../../../engine/core/simulate/result.ts'
import type { MessageRecord, RunFigures, RunNotices, RunOptions, TraceEntry } from '../../../engine/core/simulate/run.ts'
import { isZone, spanMs, wallClock } from './clock-by-the-page.ts'
import { byUnits, millionths } from './condition-by-the-page.ts'
import { bucketByTheBook } from './deal-by-the-page.ts'
import type { Instance, JourneyHere, Stay } from './instance-by-the-page.ts'
import { ProfileByThePage } from './profile-by-the-page.ts'
import { occurrences } from './schedule-by-the-page.ts'
import { entryFor } from './response-by-the-page.ts'
import { StepsByThePage } from './steps-by-the-page.ts'
import { winnersByThePage } from './winner-by-the-page.ts'

export interface PlainRun { documents: readonly JourneyDocument[]; events: readonly PlainEvent[]; profiles: readonly PlainProfile[]; options: RunOptions }

/** Figures in the order of the documents. */
export interface PageOutput { figures: RunFigures[]; messages: MessageRecord[]; trace: TraceEntry[]; pressure: PressureTally; responses: ResponseFigures | null; notices: RunNotices }

/**
 * What the page says a run returns, worked out slowly: a third reading beside the two engines, with which it shares the document's
 * types and ports and the Liquid renderer, and nothing that decides a number.
 */
export function runByThePage({ documents: given, events, profiles, options }: PlainRun): PageOutput {
  const documents = given.map((document) => inDialect(document, options.dialect).document)
  const { switches } = inDialect(given[0]!, options.dialect)
  const instants = events.map(({ at }) => at)
  const firstAt = instants.reduce((least, at) => Math.min(least, at), instants[0] ?? 0)
  const lastAt = instants.reduce((most, at) => Math.max(most, at), instants[0] ?? 0)
  const from = options.from ?? firstAt
  const until = options.until ?? lastAt
  const breakDown = options.breakDown ?? []
  const attributesOf = new Map(profiles.map(({ profileId, attributes }) => [profileId, attributes]))
  const ids = [...new Set([...events, ...profiles].map(({ profileId }) => profileId))].sort(byUnits)
  const zoneValues = zonesMentioned(documents, events, profiles, options.scenario)
  const schedules = documents.map(({ entries, timeZone = 'UTC' }) => entries.map(({ trigger }) => (trigger.kind === 'schedule' ? occurrences(trigger, timeZone, firstAt, until) : [])))
  const trace: TraceEntry[] = []

  const walked = ids.map((profileId) => {
    const journeys = documents.map((document) => journeyFor(document, profileId))
    const steps = new StepsByThePage(profileId, attributesOf.get(profileId) ?? {}, journeys, { breakDown, options, severalJourneys: documents.length > 1, until, switches }, (entry) => trace.push(entry))
    const askings = journeys
      .flatMap((journey, index) => journey.document.entries.flatMap((entry, position) => schedules[index]![position]!.map((at) => ({ at, journey, entry }))))
      .sort((a, b) => a.at - b.at || b.journey.priority - a.journey.priority)
    const profile = new ProfileByThePage(steps, { from, until }, attributesOf.has(profileId), askings, zoneValues)
    profile.walk(events.filter((event) => event.profileId === profileId).sort((a, b) => a.at - b.at))
    return steps
  })

  const figures = documents.map((document, index): RunFigures => {
    const here = walked.map(({ journeys }) => journeys[index]!)
    const all = here.map(({ instances }) => instances)
    const entryCounts = (id: string, what: 'matched' | 'admitted' | 'refused') => sum(here.map(({ entries }) => entries[id]![what]))
    const heldOut = here.filter((journey) => journey.heldOut).flatMap(({ instances }) => instances)
    return {
      journey: { id: document.id, digest: options.journeyDigests?.[index] ?? '' },
      dataset: { digest: '', events: events.length, profiles: ids.length, from: firstAt, to: lastAt },
      from,
      until,
      seed: options.seed ?? 0,
      ...(options.dialect === undefined ? {} : { dialect: { id: options.dialect, endedLate: all.flat().filter(({ endedLate }) => endedLate).length } }),
      entries: Object.fromEntries(
        document.entries.map(({ id }) => [
          id, { matched: entryCounts(id, 'matched'), admitted: entryCounts(id, 'admitted'), refused: entryCounts(id, 'refused') },
        ]),
      ),
      ...figuresOf(document, all, until),
      holdout: { started: heldOut.length, converted: heldOut.filter(isConverted).length, value: exactSum(heldOut.flatMap(({ conversions }) => conversions.map(({ value }) => value))) },
      breakdowns: Object.fromEntries(
        breakDown.map((attribute, position) => {
          const values = new Set(all.flat().map(({ breakdown }) => breakdown[position]!))
          return [attribute, Object.fromEntries([...values].map((value) => [value, figuresOf(document, all.map((some) => some.filter(({ breakdown }) => breakdown[position] === value)), until)]))]
        }),
      ),
    }
  })
  const winners = documents.flatMap((document, index) => winnersByThePage(document, walked.flatMap(({ journeys }) => journeys[index]!.instances), until))
  const notices = { unknownTimeZones: withUnknownZone(events, profiles, until).length, ...(winners.length > 0 ? { winners } : {}) }
  return { figures, messages: walked.flatMap(({ messages }) => messages), trace, pressure: pressureOf(walked), responses: responsesOf(documents, options, walked), notices }
}

function journeyFor(document: JourneyDocument, profileId: string): JourneyHere {
  const { policies, entries, id } = document
  const { share, key } = policies?.holdout ?? { share: 0 }
  return {
    document,
    zone: document.timeZone ?? 'UTC',
    priority: policies?.priority ?? 0,
    heldOut: bucketByTheBook(key ?? id, profileId) < Math.round(share * 10_000),
    instances: [],
    entries: Object.fromEntries(entries.map((entry) => [entry.id, { matched: 0, admitted: 0, refused: 0 }])),
    remembered: new Map(),
  }
}

/** Every text anywhere in a run that might become somebody's time zone. */
function zonesMentioned(...places: unknown[]): string[] {
  const texts = (value: unknown): string[] => (typeof value === 'string' ? [value] : typeof value === 'object' && value !== null ? Object.values(value).flatMap(texts) : [])
  return [...new Set(places.flatMap(texts))]
}

/** Profiles to whom their row, or a `$set` of the run, gives a time zone that is none. */
function withUnknownZone(events: PlainRun['events'], profiles: PlainRun['profiles'], until: number): string[] {
  const lastRows = new Map(profiles.map(({ profileId, attributes }) => [profileId, attributes]))
  const changes = events.filter(({ name, at }) => name === '$set' && at <= until).map(({ profileId, properties = {} }): [string, Record<string, JsonValue>] => [profileId, properties])
  return [...new Set([...lastRows, ...changes].filter(([, { timeZone = null }]) => timeZone !== null && !isZone(timeZone)).map(([profileId]) => profileId))]
}

/** Days of a profile by their messages, and hours of a profile in which two journeys both sent something: days by its own clock at sending, hours in UTC, whatever zones the journeys have. */
function pressureOf(walked: readonly StepsByThePage[]): PressureTally {
  const pressure: PressureTally = { profileDays: [], collisions: new Map() }
  for (const { sentHere, journeys } of walked) {
    const sent = [...sentHere].map(([message, { journey, zone }]) => ({ journey: journeys.indexOf(journey), date: wallClock(zone, message.at).date, hour: new Date(message.at).toISOString().slice(0, 13) }))
    for (const day of new Set(sent.map(({ date }) => date))) {
      const messages = sent.filter(({ date }) => date === day).length
      pressure.profileDays[messages] = (pressure.profileDays[messages] ?? 0) + 1
    }
    for (const hour of new Set(sent.map(({ hour }) => hour))) {
      const here = [...new Set(sent.filter((one) => one.hour === hour).map(({ journey }) => journey))].sort((a, b) => a - b)
      for (const first of here) {
        for (const second of here.filter((other) => other > first)) pressure.collisions.set(`${first} ${second}`, (pressure.collisions.get(`${first} ${second}`) ?? 0) + 1)
      }
    }
  }
  return pressure
}

/** What came of the messages, by journey, step and variant; null without a response model. */
function responsesOf(documents: PlainRun['documents'], { scenario, assume = 'middle' }: RunOptions, walked: readonly StepsByThePage[]): ResponseFigures | null {
  if (!scenario?.responses?.length) return null
  const all = walked.flatMap(({ responses }) => responses)
  const messages = documents.flatMap(({ id: journey, steps }) =>
    Object.entries(steps).flatMap(([step, message]) => {
      if (message.kind !== 'message') return []
      return (message.variants?.map(({ id }) => id) ?? [undefined]).map((variant) => {
        const { channel } = message
        const entry = entryFor(scenario, { journey, step, variant, channel })
        const here = all.filter((one) => one.journey === journey && one.step === step && one.variant === variant).map(({ response }) => response)
        return {
          journey, step, variant: variant ?? null, channel, basis: entry?.basis ?? null, note: entry?.note ?? null, sent: here.length,
          delivered: here.filter(({ delivered }) => delivered).length,
          opened: here.filter(({ opened }) => opened).length,
          clicked: here.filter(({ clicked }) => clicked).length,
          effects: (entry?.effects ?? []).map(({ event, after }, index) => ({ event, after, count: here.filter(({ effects }) => effects[index]).length })),
        }
      })
    }),
  )
  return { mode: scenario.mode ?? 'whatIf', assume, messages }
}

function isConverted({ conversions }: Instance): boolean {
  return conversions.length > 0
}

function figuresOf(document: JourneyDocument, byProfile: readonly Instance[][], until: number): BreakdownResult {
  const all = byProfile.flat()
  const goals = document.goals ?? []
  const longest = Math.max(0, ...goals.map(({ window }) => (window === undefined ? 0 : spanMs(window))))
  const ended = all.filter(({ endedAt }) => endedAt !== undefined)
  const stays = all.flatMap((one) => one.stays)
  const conversions = all.flatMap((one) => one.conversions)
  return {
    instances: {
      started: all.length,
      active: all.length - ended.length,
      ended: ended.length,
      converted: all.filter(isConverted).length,
      mature: all.filter(({ start }) => start + longest <= until).length,
      outcomes: tallied(ended.map(({ outcome }) => outcome!)),
      profiles: byProfile.filter((instances) => instances.length > 0).length,
    },
    steps: Object.fromEntries(
      Object.entries(document.steps).map(([id, step]) => {
        const here = stays.filter((stay) => stay.step === id)
        const taken = here.flatMap(({ port }) => port ?? [])
        return [
          id,
          {
            entered: here.length,
            waiting: here.filter(({ left }) => left === undefined).length,
            ports: Object.fromEntries(portsOf(step).map((port) => [port.id, taken.filter((id) => id === port.id).length])),
            ended: tallied(here.flatMap(({ outcome }) => outcome ?? [])),
            dwellMs: dwell(here),
            sent: here.filter(({ sent }) => sent).length,
            suppressed: tallied(here.flatMap(({ suppressed }) => suppressed ?? [])),
          },
        ]
      }),
    ),
    goals: Object.fromEntries(
      goals.map(({ id }) => {
        const hits = conversions.filter(({ goal }) => goal === id)
        return [id, { conversions: hits.length, value: exactSum(hits.map(({ value }) => value)), creditedTo: tallied(hits.map(({ creditedTo }) => creditedTo)) }]
      }),
    ),
    splits: Object.fromEntries(
      Object.entries(document.steps).flatMap(([id, step]) => {
        if ((step.kind !== 'split' && step.kind !== 'message') || !step.variants) return []
        const goal = step.kind === 'split' ? step.goal : undefined
        return [[id, Object.fromEntries(step.variants.map((variant) => [variant.id, variantFigures(all, id, variant.id, goal)]))]]
      }),
    ),
  }
}

function variantFigures(all: readonly Instance[], step: string, variant: string, named: string | undefined) {
  const people = all.filter(({ journey }) => !journey.heldOut).map(({ takings, conversions }) => {
    const here = takings.filter((one) => one.step === step)
    // Where a split draws anew, a conversion belongs to what was drawn last.
    const hits = conversions.filter(({ goal }) => named === undefined || goal === named).flatMap(({ value, order }) => {
      const taking = here.findLast((one) => one.order < order)
      return taking ? [{ variant: taking.variant, value }] : []
    })
    return { entered: here.filter((one) => one.variant === variant).length, isConverted: hits[0]?.variant === variant, values: hits.filter((one) => one.variant === variant) }
  })
  return {
    entered: sum(people.map(({ entered }) => entered)),
    converted: people.filter((one) => one.isConverted).length,
    value: exactSum(people.flatMap(({ values }) => values.map(({ value }) => value))),
  }
}

/** Nearest rank; the mean rounded half up. */
function dwell(stays: readonly Stay[]): { p50: number | null; p90: number | null; mean: number | null } {
  const spans = stays.flatMap(({ arrived, left }) => (left === undefined ? [] : [left - arrived])).sort((a, b) => a - b)
  const count = spans.length
  if (count === 0) return { p50: null, p90: null, mean: null }
  const total = spans.reduce((so, span) => so + BigInt(span), 0n)
  return { p50: spans[Math.ceil((50 * count) / 100) - 1]!, p90: spans[Math.ceil((90 * count) / 100) - 1]!, mean: Number((2n * total + BigInt(count)) / BigInt(2 * count)) }
}

function exactSum(values: readonly number[]): number {
  return Number(values.reduce((so, value) => so + millionths(value), 0n)) / 1e6
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((so, number) => so + number, 0)
}

function tallied(names: readonly string[]): Record<string, number> {
  const counts = new Map<string, number>()
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1)
  return Object.fromEntries(counts)
}
