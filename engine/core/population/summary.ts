import { eventCountOf } from '../model/dataset.ts'
import { DAY_MS, instantOfDate, knownZone } from '../model/calendar.ts'
import { compilePopulation, propertiesOf } from './compile.ts'
import { generatePeople } from './generate.ts'
import type { PopulationDocument } from './spec.ts'

/** What a spec describes. `from` and `until` are epoch ms, half open, of the population's own zone. */
export interface PopulationSummary {
  id: string
  name: string
  from: number
  until: number
  events: string[]
  properties: string[]
  attributes: string[]
  kinds: { name: string; share: number }[]
  eventsPerProfile: number
}

/** People of the trial that tells how much a population does. */
const TRIAL = 200

/** Describes a spec without problems. */
export function summaryOf(spec: PopulationDocument): PopulationSummary {
  const { names, attributes, kinds, kindShares } = compilePopulation(spec)
  const zone = knownZone(spec.timeZone ?? 'UTC')
  const from = instantOfDate(zone, spec.from, 0)
  const end = zone.instantOf(zone.wallAt(from) + spec.days * DAY_MS)
  return {
    id: spec.id, name: spec.name ?? spec.id, from,
    until: spec.until === undefined ? end : Math.min(end, Date.parse(spec.until)),
    events: [...names], properties: propertiesOf(spec), attributes: attributes.map(({ name }) => name),
    kinds: kinds.map(({ name }, kind) => ({ name, share: kindShares[kind]! - (kind === 0 ? 0 : kindShares[kind - 1]!) })),
    eventsPerProfile: eventsPerProfile(spec),
  }
}

/** How many events the first people have on average. */
export function eventsPerProfile(spec: PopulationDocument, seed = 0): number {
  return eventCountOf(generatePeople(spec, { first: 0, count: TRIAL }, seed)) / TRIAL
}
