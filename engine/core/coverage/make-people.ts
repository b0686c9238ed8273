import type { JourneyDocument } from '../model/journey.ts'
import type { CaseFile } from '../cases/case-format.ts'
import { runCase } from '../cases/run-case.ts'
import { RehearsalError } from '../errors.ts'
import { nameOf, stepAt } from '../lint/flow.ts'
import { buildDataset } from '../model/dataset.ts'
import { portsOf } from '../model/steps/registry.ts'
import { simulateTogetherWithKernel } from '../simulate/kernel.ts'
import type { Scenario } from '../simulate/scenario.ts'
import { caseOf } from './as-case.ts'
import { countOfWay } from './coverage.ts'
import { coveringSet } from './cover.ts'
import type { Draft } from './make/draft.ts'
import { freeName } from './make/names.ts'
import { Player, scenarioOf } from './make/play.ts'
import { searchFor, type Found } from './make/search.ts'
import { shrunk } from './make/shrink.ts'
import { valuePools } from './make/values.ts'
import { whyNever } from './why-nobody.ts'
import { wayKey, waysOfJourney, withEnds, type Way } from './way.ts'

export interface MakeRequest {
  /** The journey whose ways are to be gone. Lints without errors. */
  document: JourneyDocument
  /** Journeys its steps go through, and others that run beside it. */
  beside: readonly JourneyDocument[]
  seed: number
  /** What webhooks answer unless a person needs another answer; nobody reacts to messages. */
  scenario?: Scenario | undefined
  /** The ways to be gone; default: all. */
  ways?: readonly Way[] | undefined
  /** Plays that are spent on one way before it is given up. */
  tries?: number | undefined
}

/** Somebody made up: what they are like and do, the ways they go, and the test case that holds them to it. */
export interface MadePerson { draft: Draft; reaches: Way[]; /** What this person is in the set for: nobody before goes these ways. */ adds: Way[]; file: CaseFile }

export interface MadePeople { people: MadePerson[]; reached: Way[]; /** With the reason. */ missed: { way: Way; why: string; never: boolean }[]; plays: number }

const TRIES = 160
/** A journey of hundreds of ways is not searched for an hour. */
const MOST_PLAYS = 40_000

/**
 * Makes up people who between them go every way of a journey, as few as a greedy choice gives, each as simple as it can be. Everybody was
 * run through both engines: a way that is said to be gone is gone. Yields after every play: `done` ways of `total`. The same request gives the same people.
 */
export function* makePeople(request: MakeRequest): Generator<{ done: number; total: number }, MadePeople> {
  const { document, beside, seed, scenario, tries = TRIES } = request
  const ways = waysOfJourney(document)
  const wanted = request.ways ?? ways
  const known = new Set(ways.map(wayKey))
  const unknown = wanted.find((way) => !known.has(wayKey(way)))
  if (unknown) throw new RehearsalError('E_COVERAGE', `The journey has no way ${wayKey(unknown)}.`, 'It was changed since the ways were looked at: look at them again.')
  const documents = [withEnds(document), ...beside]
  const player = new Player(documents, ways, { seed: 0, scenario })
  const pools = valuePools(player.program)
  const neutralEvent = ['visit', 'look_around', 'something_else'].find((name) => !pools.events.has(name)) ?? 'nothing_asked_for'
  const found: Found[] = []
  const reached = new Set<string>()
  const missed: MadePeople['missed'] = []
  let done = 0
  for (const way of inOrder(wanted, document)) {
    const key = wayKey(way)
    if (!reached.has(key)) {
      const never = whyNever(way, document)
      if (never !== undefined) missed.push({ way, why: never, never: true })
      else if (player.plays > MOST_PLAYS) missed.push({ way, why: `not looked for: the ways before took ${MOST_PLAYS.toLocaleString('en-US')} plays`, never: false })
      else {
        const search = searchFor(way, { player, pools, neutralEvent, seed, tries, known: found })
        let step = search.next()
        for (; !step.done; step = search.next()) yield { done, total: wanted.length }
        if (step.value) {
          found.push(step.value)
          for (const one of step.value.played.reached) reached.add(one)
        } else missed.push({ way, why: '', never: false })
      }
    }
    done++
  }
  const wantedKeys = new Set(wanted.map(wayKey))
  const byKey = new Map(ways.map((way) => [wayKey(way), way]))
  const people: MadePerson[] = []
  const verified = new Set<string>()
  for (const { one, adds } of coveringSet(found, ({ played }) => [...played.reached].filter((key) => wantedKeys.has(key)))) {
    const draft = renamed(shrunk(one.draft, new Set(adds), player), adds, people.map((person) => person.draft.id), player)
    yield { done, total: wanted.length }
    const person = verifiedPerson(draft, adds.map((key) => byKey.get(key)!), request, ways, seed)
    for (const way of person.reaches) verified.add(wayKey(way))
    people.push(person)
  }
  const reasons = missed.filter(({ way }) => !verified.has(wayKey(way))).map((one) => (one.why === '' ? { ...one, why: whyMissed(one.way, document, verified, missed, tries) } : one))
  return { people, reached: wanted.filter((way) => verified.has(wayKey(way))), missed: reasons, plays: player.plays }
}

/** Entries first, then steps as they are met from there, goals and exits last: who is found for the near ones helps to find the far ones. */
function inOrder(ways: readonly Way[], document: JourneyDocument): Way[] {
  const depth = new Map<string, number>()
  let ring = document.entries.map(({ next }) => next)
    for (let at = 1; ring.length > 0; at++) {
    const fresh = ring.filter((id) => !depth.has(id))
    for (const id of fresh) depth.set(id, at)
    ring = fresh.flatMap((id) => targetsOf(document, id))
  }
  const rank = (way: Way) => (way.kind === 'entry' ? 0 : way.kind === 'port' || way.kind === 'text' ? (depth.get(way.step) ?? 1e6) : 1e7)
  return ways.toSorted((a, b) => rank(a) - rank(b))
}

/** Names tried before two people go by one name: where splits decide, few names will do. */
const MOST_NAMES = 12

/** Somebody of a name nobody has yet, if one of the next names goes the same ways. */
function renamed(draft: Draft, adds: readonly string[], taken: readonly string[], player: Player): Draft {
  if (!taken.includes(draft.id)) return draft
  for (let number = 0, tried = 0; tried < MOST_NAMES; number++) {
    const id = freeName(number)
    if (taken.includes(id)) continue
    tried++
    const { reached } = player.play({ ...draft, id })
    if (adds.every((key) => reached.has(key))) return { ...draft, id }
  }
  return draft
}

/** Runs the person as a test case, on both engines, and counts its ways by the figures of the fast one. Throws what would be a fault of Rehearsal. */
function verifiedPerson(draft: Draft, adds: readonly Way[], { document, beside, scenario }: MakeRequest, ways: readonly Way[], seed: number): MadePerson {
  const documents = [document, ...beside]
  const assumed = scenarioOf(draft, scenario)
  const dataset = buildDataset(draft.events.map(({ at, name, properties }) => ({ profileId: draft.id, at, name, properties })), [{ profileId: draft.id, attributes: draft.attributes }])
  const { figures } = simulateTogetherWithKernel([withEnds(document), ...beside], dataset, { from: draft.from, until: draft.until, seed: 0, scenario: assumed })
  const reaches = ways.filter((way) => countOfWay(way, figures[0]!) > 0)
  const keys = new Set(reaches.map(wayKey))
  const lost = adds.find((way) => !keys.has(wayKey(way)))
  if (lost) throw new RehearsalError('E_COVERAGE', `the two engines part over the way ${wayKey(lost)} (seed ${seed})`, 'This is a fault in Rehearsal: report it with the journey.')
  const file = caseOf(draft, adds, documents, dataset, assumed)
  const result = runCase(file, documents)
  if (!result.passed) throw new RehearsalError('E_COVERAGE', `somebody made up does not pass their own test: ${result.difference ?? result.profiles.flatMap(({ failures }) => failures.flatMap(({ diff }) => diff)).join('; ')}`, 'This is a fault in Rehearsal: report it with the journey.')
  return { draft, reaches, adds: [...adds], file }
}

/** Why nobody was found, as far as that can be told. */
function whyMissed(way: Way, document: JourneyDocument, reached: ReadonlySet<string>, missed: MadePeople['missed'], tries: number): string {
  const gaveUp = `nobody was found in ${tries} tries`
  if (way.kind !== 'port' && way.kind !== 'text') return `${gaveUp}, though it may be possible`
  const { step } = way
  const into = waysOfJourney(document).filter((one) => leadsTo(one, step, document))
  if (into.some((one) => reached.has(wayKey(one)))) return `${gaveUp}: people come to "${nameOf(document, step)}", but none goes on this way`
  const never = missed.filter((one) => one.never && into.some((to) => wayKey(to) === wayKey(one.way)))
  if (into.length > 0 && never.length === into.length) return `nobody can come to "${nameOf(document, step)}": ${never[0]!.why}`
  return `${gaveUp}: none comes to "${nameOf(document, step)}"`
}

function leadsTo(way: Way, stepId: string, { entries, steps }: JourneyDocument): boolean {
  if (way.kind === 'entry') return entries.some(({ id, next }) => id === way.entry && next === stepId)
  if (way.kind !== 'port') return false
  const step = steps[way.step]
  return step !== undefined && portsOf(step).some(({ id, target }) => id === way.port && target === stepId)
}

function targetsOf(document: JourneyDocument, id: string): string[] {
  const step = stepAt(document, id)
  return step ? portsOf(step).flatMap(({ target }) => (target === undefined ? [] : [target])) : []
}
