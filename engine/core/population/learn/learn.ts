import { RehearsalError } from '../../errors.ts'
import { USUAL_SESSION_GAP_MS } from '../../explore/sessions.ts'
import { DAY_MS, HOUR_MS, zoneNamed } from '../../model/calendar.ts'
import { profileCountOf, type EventDataset } from '../../model/dataset.ts'
import { POPULATION_FORMAT_VERSION, type PopulationDocument, type State, type Track } from '../spec.ts'
import { learnAttributes } from './attributes.ts'
import { learnBroadcasts } from './broadcasts.ts'
import { toldApart } from './first-sessions.ts'
import { learnKinds, withOpenEnds } from './kinds.ts'
import { learnProperties } from './properties.ts'
import { learnReturns, type LearnedReturns } from './returns.ts'
import { chainsOf, nameFacts, zonesOf, type Chains, type LearnOptions, type NameFacts } from './source.ts'
import { LEAST_PEOPLE, roundedShare } from './summary.ts'
import { arrivalsOf, learnArrivals, learnRhythm, learnSessions } from './tracks.ts'
import { learnWays, type LearnedWays } from './ways.ts'

export interface LearnedPopulation { spec: PopulationDocument; notes: string[] }

/** The options of learning as a person gives them. Throws E_ZONE. */
export function learnOptions({ timeZone = 'UTC', sessionGapMs = USUAL_SESSION_GAP_MS }: { timeZone?: string | undefined; sessionGapMs?: number | undefined }): LearnOptions {
  if (!zoneNamed(timeZone)) throw new RehearsalError('E_ZONE', `no time zone is called "${timeZone}"`, 'write an IANA name such as Europe/Istanbul', { unusable: true })
  return { timeZone, sessionGapMs }
}

/**
 * Learns a spec from a dataset: no id, no combination of fewer than ten people and no exact distribution goes into it. Yields the share done between
 * its steps, so that long work can be shown and stopped. Throws E_FEW_PEOPLE if there are not enough people to learn from.
 */
export function* learnInSteps(dataset: EventDataset, options: LearnOptions, called: { id: string; name: string }): Generator<number, LearnedPopulation, void> {
  const profiles = profileCountOf(dataset)
  if (profiles < 2 * LEAST_PEOPLE || dataset.at.length === 0) throw fewPeople(profiles)
  const names = nameFacts(dataset, options)
  const notes = notesOn(names)
  yield 0.1
  const zoneOf = zonesOf(dataset, options.timeZone)
  const isSameSession = (row: number, before: number) => dataset.at[row]! - dataset.at[before]! < options.sessionGapMs
  const ofRole = (...roles: NameFacts['role'][]) => (name: number) => roles.includes(names[name]!.role)
  const isSession = ofRole('session')
  const chains = (takes: (name: number) => boolean) => chainsOf(dataset, takes, (row, before) => !isSameSession(row, before))
  const byClock: [id: string, chains: Chains][] = [
    ['sessions', chains((name) => isSession(name) && !names[name]!.dateOnly)],
    ['days', chains((name) => isSession(name) && names[name]!.dateOnly)],
  ]
  const tracks = byClock.filter(([, { profiles: people }]) => new Set(people).size >= LEAST_PEOPLE)
  const reactions = chainsOf(dataset, ofRole('broadcast', 'answer'), (row) => names[dataset.nameCodes[row]!]!.role === 'broadcast')
  if (tracks.length === 0 && reactions.profiles.length === 0) throw fewPeople(profiles)
  yield 0.2
  const zone = zoneNamed(options.timeZone)!
  const firstDay = Math.floor(zone.wallAt(dataset.firstAt) / DAY_MS)
  const days = Math.floor(zone.wallAt(dataset.lastAt) / DAY_MS) - firstDay + 1
  // To the hour: the last instant is somebody's.
  const until = Math.min(zone.instantOf((firstDay + days) * DAY_MS), (Math.floor(dataset.lastAt / HOUR_MS) + 1) * HOUR_MS)
  const watched = { from: zone.instantOf(firstDay * DAY_MS), until }
  const main = [...tracks].sort((a, b) => b[1].rows.length - a[1].rows.length)[0]
  const answered = new Set<number>()
  reactions.profiles.forEach((profile, chain) => {
    for (let place = reactions.begins[chain]!; place < reactions.begins[chain + 1]!; place++) if (ofRole('answer')(dataset.nameCodes[reactions.rows[place]!]!)) answered.add(profile)
  })
  const { kinds, kindOf } = withOpenEnds(learnKinds(profiles, main?.[1] ?? reactions, answered), dataset, main?.[1] ?? reactions, until)
  const peopleOfKind = kinds.map(() => [] as number[])
  kindOf.forEach((kind, profile) => peopleOfKind[kind]!.push(profile))
  yield 0.3

  const { attributes, zones, shareOfKind, notes: attributeNotes } = learnAttributes(dataset, kindOf, kinds.map(({ name }) => name))
  const properties = learnProperties(dataset, names, [...(zones ? ['timeZone'] : []), ...Object.keys(attributes)], isSameSession)
  yield 0.6
  const ways: [id: string, ways: LearnedWays][] = []
  for (const [id, one] of tracks) {
    const { told, codeOf, isFirst } = toldApart(dataset, names, one)
    ways.push([id, learnWays(dataset, told, codeOf, one, kindOf, kinds.length, isFirst)])
    yield 0.6 + (0.2 * ways.length) / (tracks.length + 1)
  }
  const returns = new Map(tracks.map(([id, one], index) => [id, learnReturns(dataset, names, one, kindOf, kinds, id === main?.[0], watched, ways[index]![1].isDoer)]))
  const broadcasts = reactions.profiles.length === 0 ? undefined : learnBroadcasts(dataset, names, reactions, kindOf, peopleOfKind, properties)
  if (broadcasts) ways.push(['broadcasts', learnWays(dataset, broadcasts.told, broadcasts.codeOf, broadcasts.chains, kindOf, kinds.length)])
  yield 0.9

  const arrivals = arrivalsOf(profiles, dataset, tracks.map(([, one]) => one))
  const codeOfName = (name: string) => dataset.names.indexOf(name)
  const states: Record<string, State> = {}
  for (const [track, learned] of ways) {
    for (const { id, event, dateOnly, next } of learned.states) {
      const starts = returns.get(track)?.starts.get(codeOfName(event))
      const own = properties.properties.get(event) ?? {}
      const pick = properties.picks.get(event)
      const isBroadcast = names.find(({ name }) => name === event)!.role === 'broadcast'
      states[id] = {
        ...(id === event ? {} : { event }),
        ...(Object.keys(own).length > 0 ? { properties: own } : {}),
        ...(pick && !(isBroadcast && broadcasts?.bringsItem) ? { pick } : {}),
        ...(dateOnly && !isBroadcast ? { dateOnly } : {}),
        ...(next.length > 0 ? { next } : {}),
        ...(starts ? { returns: { starts } } : {}),
        ...(learned.doers.has(id) ? { doers: learned.doers.get(id)! } : {}),
      }
    }
  }
  const specTracks: Record<string, Track> = {}
  for (const [id, learned] of ways) {
    if (id === 'broadcasts') specTracks[id] = { broadcasts: broadcasts!.broadcasts, everybody: true }
    else specTracks[id] = { starts: learned.starts, ...firstOf(returns.get(id)!, learned), ...(id === main?.[0] ? {} : { rhythm: learnRhythm(dataset, tracks.find(([other]) => other === id)![1], zoneOf) }) }
  }
  const hasAttributes = Object.keys(attributes).length > 0 || zones !== undefined
  const spec: PopulationDocument = {
    format: 'population', formatVersion: POPULATION_FORMAT_VERSION,
    id: called.id, name: called.name,
    description: `Learned from ${profiles.toLocaleString('en')} people with ${dataset.at.length.toLocaleString('en')} events; values and combinations of fewer than ${LEAST_PEOPLE} people are merged.`,
    from: new Date(firstDay * DAY_MS).toISOString().slice(0, 10),
    days,
    until: new Date(until).toISOString(),
    timeZone: options.timeZone,
    ...(zones ? { zones } : {}),
    ...(main ? { rhythm: learnRhythm(dataset, main[1], zoneOf) } : {}),
    delays: Object.assign({}, ...ways.map(([, { delays }]) => delays)) as LearnedWays['delays'], // as: Object.assign loses it
    kinds: Object.fromEntries(kinds.map(({ name, people }, kind) => {
      const mine = peopleOfKind[kind]!
      const learnedArrivals = learnArrivals(mine.map((profile) => arrivals[profile]!).filter(Number.isFinite), watched)
      const ownTracks = ways.map(([id, learned]): [string, Track] => {
        if (id === 'broadcasts') return [id, broadcasts!.ofKind[kind]!]
        const starts = learned.startsByKind[kind]
        return [id, { ...learnSessions(dataset, tracks.find(([other]) => other === id)![1], mine, arrivals, watched, id === main?.[0] ? kinds[kind] : undefined), ...(starts && starts.length > 0 ? { starts } : {}) }]
      })
      const ownStates = ways.flatMap(([track, { byKind, states: all, doers: inAll, doersOfKind }]) => all.flatMap(({ id, event }) => {
        const next = byKind[kind]!.get(id)
        const waits = returns.get(track)?.waits[kind]!.get(codeOfName(event))
        const doers = doersOfKind[kind]!.get(id) ?? (inAll.has(id) ? 1 : undefined)
        const own = { ...(next ? { next } : {}), ...(doers === undefined ? {} : { doers }), ...(waits && Object.keys(waits).length > 0 ? { returns: waits } : {}) }
        return Object.keys(own).length > 0 ? [[id, own] as const] : []
      }))
      return [name, {
        share: people,
        ...(learnedArrivals ? { arrivals: learnedArrivals } : {}),
        ...(hasAttributes ? { attributesShare: shareOfKind[kind]! } : {}),
        tracks: Object.fromEntries(ownTracks),
        ...(ownStates.length > 0 ? { states: Object.fromEntries(ownStates) } : {}),
      }]
    })),
    ...(Object.keys(attributes).length > 0 ? { attributes } : {}),
    ...(hasAttributes ? { attributesShare: roundedShare(shareOfKind.reduce((sum, share, kind) => sum + share * kinds[kind]!.people, 0) / profiles) } : {}),
    ...(Object.keys(properties.catalogues).length > 0 ? { catalogues: properties.catalogues } : {}),
    states,
    tracks: specTracks,
  }
  return { spec, notes: [...notes, ...properties.notes, ...attributeNotes] }
}

/** The first session of a person, where it may start otherwise than any other. */
function firstOf({ first }: LearnedReturns, { starts, first: apart }: LearnedWays): Pick<Track, 'first'> {
  if (apart.length > 0) return { first: apart }
  return first && starts.length > 1 ? { first } : {}
}

/** Learns a spec in one go; see `learnInSteps`. */
export function learnPopulation(dataset: EventDataset, options: LearnOptions, called: { id: string; name: string }): LearnedPopulation {
  const steps = learnInSteps(dataset, options, called)
  for (;;) {
    const step = steps.next()
    if (step.done) return step.value
  }
}

function notesOn(names: readonly NameFacts[]): string[] {
  const list = (some: readonly NameFacts[]) => some.map(({ name }) => name).join(', ')
  const of = (role: NameFacts['role']) => names.filter((one) => one.role === role)
  const rare = of('rare').filter(({ rows }) => rows > 0)
  return [
    ...(rare.length > 0 ? [`Events of fewer than ${LEAST_PEOPLE} people are left out: ${list(rare.slice(0, 10))}${rare.length > 10 ? ` and ${rare.length - 10} more` : ''}.`] : []),
    ...(of('broadcast').length > 0 ? [`Taken for broadcasts, because many people have them at the same instants: ${list(of('broadcast'))}.`] : []),
    ...(of('answer').length > 0 ? [`Taken for answers to broadcasts, because they hardly ever come without one before: ${list(of('answer'))}.`] : []),
    'Not learned: how an event depends on more than the one before it, on attributes, or on what was done long before; how numbers of an event depend on each other; what changes in the course of a life or of the year.',
  ]
}

function fewPeople(profiles: number): RehearsalError {
  return new RehearsalError('E_FEW_PEOPLE', `${profiles} profiles are too few to learn a population from`, `at least ${2 * LEAST_PEOPLE} people are needed, and ${LEAST_PEOPLE} of them who do the same thing; write a spec by hand instead`)
}
