import { zoneNamed, DAY_MS } from '../../model/calendar.ts'
import { eventCountOf, profileCountOf, type EventDataset } from '../../model/dataset.ts'
import { Draws } from '../../simulate/random.ts'
import { PeopleBuilder } from '../generate.ts'
import { learnInSteps } from '../learn/learn.ts'
import { peopleOf, type LearnOptions } from '../learn/source.ts'
import { OTHER } from '../learn/properties.ts'
import type { PopulationDocument } from '../spec.ts'
import { jensenShannon, kolmogorovSmirnov, largestDifference, totalOf, type Counts } from './distances.ts'
import { attributeCounts, figuresOf, funnelOf, pairCounts, propertyValues, quantile, usualChain, WEEKDAYS, type Figures } from './figures.ts'
import type { Comparison, FidelityReport } from './report.ts'
import { privacyFindings } from './sequences.ts'

export interface FidelityRequest {
  dataset: EventDataset
  options: LearnOptions
  /** What to hold against the dataset; default: learned from it. */
  spec?: PopulationDocument | undefined
  seed: number
}

/** Rows of a table; what is beyond has a row together. */
const MOST_ROWS = 24
/** Purpose of the draws that part the people into halves. */
const HALVES = 7
/** People made between two looks at the clock. */
const STRIDE = 512
const ID_SHARE = 0.3

/** Real people beside as many synthetic ones, and beside it what two random halves of the real ones differ by. Yields the share done between steps. */
export function* fidelityInSteps({ dataset, options, spec: given, seed }: FidelityRequest): Generator<number, FidelityReport, void> {
  const profiles = profileCountOf(dataset)
  const notes: string[] = []
  let spec = given
  if (!spec) {
    const learned = yield* part(learnInSteps(dataset, options, { id: 'learned', name: 'Learned' }), 0, 0.2)
    spec = learned.spec
    notes.push(...learned.notes)
  }
  const synthetic = yield* part(generated(spec, profiles, seed), 0.2, 0.4)
  const [a, b] = halvesOf(dataset, seed)
  const weekZero = zoneNamed(options.timeZone)!.instantOf(Math.floor(dataset.firstAt / DAY_MS) * DAY_MS)
  const real = figuresOf(dataset, options, weekZero)
  yield 0.45
  const made = figuresOf(synthetic, options, weekZero)
  yield 0.5
  const halves: [Figures, Figures] = [figuresOf(a, options, weekZero), figuresOf(b, options, weekZero)]
  yield 0.55
  const comparisons = [
    ...comparedFigures(real, made, halves),
    comparedFunnel(dataset, synthetic, a, b),
    ...comparedAttributes(dataset, synthetic, a, b),
    ...comparedProperties(dataset, synthetic, a, b),
  ]
  yield 0.65
  const { spec: ofHalf } = yield* part(learnInSteps(a, options, { id: 'half', name: 'Half' }), 0.65, 0.75)
  const fromHalf = yield* part(generated(ofHalf, profileCountOf(a), seed), 0.75, 0.9)
  const privacy = privacyFindings(a, fromHalf, b)
  yield 1
  return {
    format: 'fidelity', formatVersion: 1,
    dataset: { digest: dataset.digest, profiles, events: eventCountOf(dataset) },
    population: { id: spec.id, seed, profiles, events: eventCountOf(synthetic), learnedHere: given === undefined },
    comparisons, privacy, notes,
  }
}

function* part<T>(steps: Generator<number, T, void>, from: number, to: number): Generator<number, T, void> {
  for (;;) {
    const step = steps.next()
    if (step.done) return step.value
    yield from + (to - from) * step.value
  }
}

function* generated(spec: PopulationDocument, profiles: number, seed: number): Generator<number, EventDataset, void> {
  const builder = new PeopleBuilder(spec, { first: 0, count: profiles }, seed)
  for (let done = 0; done < profiles; ) {
    done = builder.advance(STRIDE)
    yield done / profiles
  }
  return builder.build('synthetic')
}

function halvesOf(dataset: EventDataset, seed: number): [EventDataset, EventDataset] {
  const draws = new Draws(seed, HALVES)
  const halves: [number[], number[]] = [[], []]
  for (let profile = 0; profile < profileCountOf(dataset); profile++) {
    draws.startStream(profile)
    halves[draws.chance(0.5) ? 0 : 1].push(profile)
  }
  return [peopleOf(dataset, halves[0]), peopleOf(dataset, halves[1])]
}

function comparedFigures(real: Figures, made: Figures, [a, b]: [Figures, Figures]): Comparison[] {
  const shares = (id: string, title: string, of: (figures: Figures) => Counts, order?: readonly string[]) => comparedShares(id, title, of(real), of(made), of(a), of(b), order)
  const spread = (id: string, title: string, unit: Comparison['unit'], of: (figures: Figures) => Float64Array) => comparedQuantiles(id, title, unit, of(real), of(made), of(a), of(b))
  const people = (figures: Figures, names: readonly string[]) => names.map((name) => (figures.peopleByName.get(name) ?? 0) / Math.max(1, figures.profiles))
  const names = [...new Set([...real.peopleByName.keys(), ...made.peopleByName.keys()])]
  const hours = Array.from({ length: 24 }, (_, hour) => `${String(hour).padStart(2, '0')}:00`)
  const weeks = [...new Set([...real.weeks.keys(), ...made.weeks.keys()])].sort((x, y) => Number(x.slice(5)) - Number(y.slice(5)))
  return [
    shares('names', 'Events by name', ({ byName }) => byName),
    {
      id: 'people', kind: 'shares', title: 'People who did it at all', unit: 'share', distance: 'largest-difference',
      rows: names.map((name) => ({ label: name, real: people(real, [name])[0]!, synthetic: people(made, [name])[0]! })),
      value: largestDifference(people(real, names), people(made, names)), betweenHalves: largestDifference(people(a, names), people(b, names)),
    },
    spread('events-per-profile', 'Events per profile', 'events', ({ eventsPerProfile }) => eventsPerProfile),
    spread('sessions-per-profile', 'Sessions per profile', 'number', ({ sessionsPerProfile }) => sessionsPerProfile),
    spread('events-per-session', 'Events per session', 'events', ({ eventsPerSession }) => eventsPerSession),
    spread('gaps', 'Time from one event to the next', 'ms', ({ gaps }) => gaps),
    spread('session-gaps', 'Time from one session to the next', 'ms', ({ sessionGaps }) => sessionGaps),
    shares('steps', 'What follows what', ({ steps }) => steps),
    shares('hours', 'Local hour of events', (figures) => figures.hours, hours),
    shares('weekdays', 'Local weekday of events', ({ weekdays }) => weekdays, WEEKDAYS),
    shares('weeks', 'Events by week', (figures) => figures.weeks, weeks),
  ]
}

function comparedShares(id: string, title: string, real: Counts, made: Counts, a: Counts, b: Counts, order?: readonly string[]): Comparison {
  const labels = order ?? [...new Set([...real.keys(), ...made.keys()])].sort((x, y) => (real.get(y) ?? 0) - (real.get(x) ?? 0) || (x < y ? -1 : 1))
  const shareOf = (counts: Counts, some: readonly string[]) => (totalOf(counts) === 0 ? null : some.reduce((sum, label) => sum + (counts.get(label) ?? 0), 0) / totalOf(counts))
  const shown = order ? labels : labels.slice(0, MOST_ROWS)
  const rest = labels.slice(shown.length)
  const rows = shown.map((label) => ({ label, real: shareOf(real, [label]), synthetic: shareOf(made, [label]) }))
  if (rest.length > 0) rows.push({ label: `${rest.length.toLocaleString('en')} others`, real: shareOf(real, rest), synthetic: shareOf(made, rest) })
  return { id, kind: 'shares', title, unit: 'share', rows, distance: 'jensen-shannon', value: jensenShannon(real, made), betweenHalves: jensenShannon(a, b) }
}

const QUANTILES = [0.05, 0.25, 0.5, 0.75, 0.95]

function comparedQuantiles(id: string, title: string, unit: Comparison['unit'], real: Float64Array, made: Float64Array, a: Float64Array, b: Float64Array): Comparison {
  return {
    id, kind: 'quantiles', title, unit, distance: 'kolmogorov-smirnov',
    rows: QUANTILES.map((share) => ({ label: `p${share * 100}`, real: quantile(real, share), synthetic: quantile(made, share) })),
    value: kolmogorovSmirnov(real, made), betweenHalves: kolmogorovSmirnov(a, b),
  }
}

function comparedFunnel(real: EventDataset, made: EventDataset, a: EventDataset, b: EventDataset): Comparison {
  const chain = usualChain(real)
  const shares = (dataset: EventDataset) => funnelOf(dataset, chain).map((count) => count / Math.max(1, profileCountOf(dataset)))
  const [ofReal, ofMade] = [shares(real), shares(made)]
  return {
    id: 'funnel', kind: 'funnel', title: 'Funnel over the most usual chain of events', unit: 'share', distance: 'largest-difference',
    rows: chain.map((name, stage) => ({ label: name, real: ofReal[stage]!, synthetic: ofMade[stage]! })),
    value: largestDifference(ofReal, ofMade), betweenHalves: largestDifference(shares(a), shares(b)),
  }
}

function comparedAttributes(real: EventDataset, made: EventDataset, a: EventDataset, b: EventDataset): Comparison[] {
  const names = [...real.attributes.keys()].filter((name) => made.attributes.has(name))
  const isNumber = (name: string) => real.attributes.get(name)!.values.slice(2).every((value) => typeof value === 'number') && real.attributes.get(name)!.values.length > 32
  const numbers = ({ attributes }: EventDataset, name: string) => Float64Array.from(attributes.get(name)!.codes, (code) => Number(attributes.get(name)!.values[code] ?? NaN)).filter(Number.isFinite).sort()
  const counts = (dataset: EventDataset, name: string) => merged(attributeCounts(dataset.attributes.get(name), profileCountOf(dataset)), made, name)
  const single = names.map((name) => {
    const id = `attribute:${name}`
    if (isNumber(name)) return comparedQuantiles(id, `Attribute ${name}`, 'number', numbers(real, name), numbers(made, name), numbers(a, name), numbers(b, name))
    return comparedShares(id, `Attribute ${name}`, counts(real, name), counts(made, name), counts(a, name), counts(b, name))
  })
  const listed = names.filter((name) => !isNumber(name))
  const pairs = listed.flatMap((one, index) => listed.slice(index + 1).map((other) => [one, other] as const))
  if (pairs.length === 0) return single
  const distances = pairs.map(([one, other]) => {
    const of = (dataset: EventDataset) => pairCounts(dataset.attributes.get(one), dataset.attributes.get(other), profileCountOf(dataset))
    return { label: `${one} with ${other}`, value: jensenShannon(of(real), of(made)) ?? 0, halves: jensenShannon(of(a), of(b)) ?? 0 }
  }).sort((x, y) => y.value - x.value)
  const worst = distances[0]!
  return [...single, {
    id: 'attribute-pairs', kind: 'shares', title: `Attributes that go together: the pair that differs most (${worst.label})`, unit: 'number', distance: 'jensen-shannon',
    // Per pair: the distance of two halves of the real people stands as `real`, that of the synthetic ones as `synthetic`.
    rows: distances.slice(0, MOST_ROWS).map(({ label, value, halves }) => ({ label, real: halves, synthetic: value })),
    value: worst.value, betweenHalves: worst.halves,
  }]
}

/** Values that synthetic people never have count as `other`, where there is such a value: they were merged for having too few people. */
function merged(counts: Counts, made: EventDataset, name: string): Counts {
  const known = new Set(made.attributes.get(name)!.values.map(String))
  return mergedInto(counts, known)
}

function mergedInto(counts: Counts, known: ReadonlySet<string>): Counts {
  if (!known.has(OTHER)) return counts
  const out = new Map<string, number>()
  for (const [label, count] of counts) {
    const into = known.has(label) || label === '(missing)' ? label : OTHER
    out.set(into, (out.get(into) ?? 0) + count)
  }
  return out
}

function comparedProperties(real: EventDataset, made: EventDataset, a: EventDataset, b: EventDataset): Comparison[] {
  return real.names.flatMap((name) => [...real.properties.keys()].flatMap((property): Comparison[] => {
    const [ofReal, ofMade, ofA, ofB] = [real, made, a, b].map((dataset) => propertyValues(dataset, name, property)) as [Values, Values, Values, Values] // as: four in, four out
    if (ofReal.length === 0 || ofMade.length === 0) return []
    const distinct = new Set(ofReal).size
    const id = `property:${name}.${property}`
    const title = `${name}: ${property}`
    if (ofReal.every((value) => typeof value === 'number') && distinct > 30) {
      const ascending = (values: Values) => Float64Array.from(values as number[]).sort() // as: just checked, and made from them
      return [comparedQuantiles(id, title, 'number', ascending(ofReal), ascending(ofMade), ascending(ofA), ascending(ofB))]
    }
    if (distinct > ID_SHARE * ofReal.length && distinct > 100) return [] // ids have nothing in common, and must not
    const known = new Set(ofMade.map(String))
    const counts = (values: Values): Counts => {
      const all = new Map<string, number>()
      for (const value of values) all.set(String(value), (all.get(String(value)) ?? 0) + 1)
      return mergedInto(all, known)
    }
    const isMerged = known.has(OTHER) && !ofReal.includes(OTHER)
    return [comparedShares(id, isMerged ? `${title}, values of few people merged` : title, counts(ofReal), counts(ofMade), counts(ofA), counts(ofB))]
  }))
}

type Values = (string | number | boolean)[]
