import { CAPPED } from '../../compile/lower.ts'
import type { JourneyProgram, Operation, Predicate } from '../../compile/program.ts'
import { canonicalJson, type JsonValue } from '../../json.ts'
import { DAY_MS, HOUR_MS } from '../../model/calendar.ts'
import { hashBucket } from '../../simulate/hash.ts'
import { sentWithin } from '../../simulate/reference/policies.ts'
import { clockFits, leavesOf, type Demand } from './demands.ts'
import { bucketsOf, eventOf, idFor, nextKey, runningUntil, shifted, withEvent, withoutEvent, type Draft, type IdDemand } from './draft.ts'
import type { Making } from './making.ts'
import { meet } from './meet.ts'
import type { Pass, Played, Visit } from './play.ts'
import { viewAt } from './view.ts'

/** A pass of a draft that was played, at one of its visits. */
export interface Standing { draft: Draft; played: Played; pass: Pass; visit: Visit; program: JourneyProgram; programs: readonly JourneyProgram[]; making: Making }

/** Longer than most waits of a journey, shorter than would tire a schedule that comes round every hour. */
const FAR_MS = 40 * DAY_MS

/** An edit by which the pass should leave the visit's step by that port; undefined: none was found this time. */
export function takingPort(standing: Standing, port: number): Draft | undefined {
  const { visit, program, draft } = standing
  const { operation } = program.steps[visit.step]!
  // It went no way at all: something ended it here.
  if (visit.outcome >= 0 && program.outcomes[visit.outcome] !== CAPPED && operation.kind !== 'exit') return withoutEnd(standing)
  switch (operation.kind) {
    case 'waitFor': return throughWait(standing, operation, port)
    case 'branch': return meetOnWay(standing, operation.branches.slice(0, operation.branches.findIndex((one) => one.port === port) + 1 || undefined).map(({ when, port: to }) => demandAt(visit, when, to === port)))
    case 'split': return asVariant(standing, operation.deal, port)
    case 'message': return throughMessage(standing, operation, port)
    case 'webhook': return { ...draft, webhooks: { ...draft.webhooks, [`${program.journeyId}/${program.steps[visit.step]!.id}`]: port === operation.errorPort && operation.errorPort > 0 ? 'error' : 'success' } }
    case 'delay': return runningUntil(draft, visit.at + delayMs(operation))
    case 'journey': return throughChild(standing, operation)
    case 'update':
    case 'exit': return undefined
  }
}

function demandAt({ at, hand }: Pick<Visit, 'at' | 'hand'>, predicate: Predicate, want: boolean): Demand {
  return { predicate, want, at, hand }
}

/** Meets demands without undoing what led here. */
export function meetOnWay({ draft, pass, visit, making }: Standing, demands: readonly Demand[], edited = draft): Draft | undefined {
  const index = pass.visits.indexOf(visit)
  const before = pass.held.filter((held) => held.visit < index).map(({ predicate, want, at, hand }) => ({ predicate, want, at, hand }))
  return meet(edited, [...demands, ...before], making) ?? (making.chooser.chance(0.5) ? meet(edited, demands, making) : undefined)
}

function delayMs({ until }: Extract<Operation, { kind: 'delay' }>): number {
  switch (until.kind) {
    case 'for': return until.ms
    case 'time': return (until.weekday === null ? 2 : 8) * DAY_MS
    case 'date': return FAR_MS * 10
    case 'bestTime': return until.withinMs + DAY_MS
  }
}

function throughWait(standing: Standing, operation: Extract<Operation, { kind: 'waitFor' }>, port: number): Draft | undefined {
  const { draft, visit, pass, making } = standing
  const index = pass.visits.indexOf(visit)
  const isTimeout = operation.timeout?.port === port
  const leftAtOnce = visit.leftAt === visit.at && visit.port >= 0 && visit.port !== port
  if (leftAtOnce || (isTimeout && visit.leftAt !== null)) {
    const held = pass.held.findLast((one) => one.visit === index && one.want)
    const withoutIt = visit.movedBy >= 0 ? visit.movedBy : (held?.hand ?? -1)
    if (withoutIt >= 0 && making.chooser.chance(0.6)) return withoutEvent(draft, withoutIt)
    if (withoutIt >= 0 && isTimeout && making.chooser.chance(0.4)) return shifted(draft, eventOf(draft, withoutIt)?.at ?? Infinity, operation.timeout!.ms + 60_000)
    return held && meetOnWay(standing, [{ predicate: held.predicate, want: false, at: held.at, hand: held.hand }])
  }
  if (isTimeout) return runningUntil(draft, visit.at + operation.timeout!.ms)
  const number = operation.branches.findIndex((one) => one.port === port)
  const branch = operation.branches[number]!
  const end = Math.min(visit.leftAt ?? Infinity, operation.timeout ? visit.at + operation.timeout.ms : Infinity)
  if (branch.kind === 'segment') return intoSegment(standing, branch.segment, end)
  const others = operation.branches.slice(0, number).flatMap((one) => (one.kind === 'event' && one.event === branch.event ? [one.where] : []))
  return withEventDone(standing, { event: branch.event, where: branch.where, unlike: others }, end)
}

/** The segment comes to hold while the pass stands at the step: by time alone if that does, else by what the person does. */
export function intoSegment(standing: Standing, segment: Predicate, end: number): Draft | undefined {
  const { draft, visit, making } = standing
  const span = Math.min(end - visit.at, FAR_MS)
  const at = visit.at + Math.max(1, Math.floor(Math.min(span / 2, making.chooser.pick([600_000, HOUR_MS, DAY_MS])!)))
  const edited = meet(draft, [{ predicate: segment, want: true, at, hand: -1 }], { ...making, late: making.chooser.chance(0.85) })
  return edited && runningUntil(edited, at)
}

/** The person does something as asked while the pass stands at the step, and ends the pass by it only if that is asked (`unlike`: what it must not pass for). */
export function withEventDone(standing: Standing, wanted: { event: string; where: Predicate; unlike: readonly Predicate[]; mayEnd?: boolean }, end: number): Draft | undefined {
  const { draft, played, visit, program, making, pass } = standing
  const key = nextKey(draft)
  const ends = wanted.mayEnd === true ? [] : [...program.goals.filter(({ endsJourney }) => endsJourney), ...program.exits.filter((exit) => exit.kind === 'event')]
  const endings = ends.flatMap((one) => (one.event === wanted.event && !isAlways(one.where) ? [one.where] : []))
  const look = (at: number) => viewAt(draft, played, making.zone, at)
  let first: { placed: Draft; demands: Demand[] } | undefined
  for (const at of timesIn(visit.at, end, making)) {
    const placed = withEvent(draft, { at, name: wanted.event, properties: {} })
    const demands: Demand[] = [
      { predicate: wanted.where, want: true, at, hand: key },
      ...[...wanted.unlike, ...endings].map((predicate) => ({ predicate, want: false, at, hand: key })),
      ...keyDemand(program, pass, draft, wanted.where, at, key),
    ]
    const clocks = leavesOf(demands, look, (one) => eventOf(placed, one), making.chooser).filter((leaf) => leaf.kind === 'clock')
    first ??= { placed, demands }
    if (clockFits(clocks, look)) return meetOnWay({ ...standing, draft: placed }, demands)
  }
  // No clock is right while it stands here: all of it has to come later.
  return first && meetOnWay({ ...standing, draft: first.placed }, first.demands)
}

function isAlways(predicate: Predicate): boolean {
  return predicate.kind === 'all' && predicate.of.length === 0
}

/** With a key, an instance hears no event of another value: one that has a value at all has to have that of the start. */
function keyDemand({ reentry }: JourneyProgram, pass: Pass, draft: Draft, where: Predicate, at: number, hand: number): Demand[] {
  if (reentry.kind !== 'always' || reentry.key === null) return []
  const value = eventOf(draft, pass.hand)?.properties[reentry.key] ?? eventOf(draft, pass.held.find(({ visit }) => visit < 0)?.hand ?? -1)?.properties[reentry.key]
  const asksForIt = canonicalJson(where).includes(canonicalJson(reentry.key))
  if (!asksForIt || value === undefined || value === null || typeof value === 'object') return []
  return [{ predicate: { kind: 'property', name: reentry.key, test: { op: 'eq', value } }, want: true, at, hand }]
}

/** Instants strictly between arrival and an end, the likely ones first. */
function timesIn(from: number, end: number, { chooser }: Making): number[] {
  const span = Math.min(end - from, 8 * DAY_MS)
  const near = chooser.pick([[600_000, HOUR_MS, 60_000], [HOUR_MS, 600_000, DAY_MS], [60_000, 1000, 600_000]])!
  const grid = Array.from({ length: 400 }, (_, step) => (step * HOUR_MS) / 2)
  return [...near, Math.floor(span / 2), 1, ...grid].filter((ms) => ms > 0 && ms < span).map((ms) => from + ms)
}

/** It should not end here: without what ended it, or with that made otherwise, or later. */
export function withoutEnd(standing: Standing): Draft | undefined {
  const { draft, visit, program, making } = standing
  const goal = program.goals.find(({ outcome }) => outcome === visit.outcome)
  const exit = program.exits.find(({ outcome }) => outcome === visit.outcome)
  const at = visit.leftAt!
  if (exit?.kind === 'segment') return meetOnWay(standing, [{ predicate: exit.segment, want: false, at, hand: -1 }])
  const where = goal?.where ?? exit?.where
  if (visit.movedBy < 0 || where === undefined) return undefined
  const roll = making.chooser.share()
  if (roll < 0.45) return withoutEvent(draft, visit.movedBy)
  if (roll < 0.65) return shifted(draft, at, making.chooser.pick([HOUR_MS, DAY_MS, 8 * DAY_MS])!)
  return meetOnWay(standing, [{ predicate: where, want: false, at, hand: visit.movedBy }])
}

/** The splits that led here have to deal what they dealt, and the holdout has to be what it was, or as asked. */
export function idDemands({ draft, pass, visit, program }: Standing, heldOut?: boolean): IdDemand[] {
  const before = pass.visits.slice(0, pass.visits.indexOf(visit))
  const dealt = before.flatMap(({ step, port }) => {
    const { operation } = program.steps[step]!
    const fits = operation.kind === 'split' && port >= 0 ? bucketsOf(operation.deal.weights, port) : undefined
    return operation.kind === 'split' && fits ? [{ seed: operation.deal.seed, fits }] : []
  })
  const { holdout } = program.policies
  if (!holdout) return dealt
  const isOut = heldOut ?? hashBucket(holdout.seed, draft.id) < holdout.below
  return [...dealt, { seed: holdout.seed, fits: (bucket) => bucket < holdout.below === isOut }]
}

export function asVariant(standing: Standing, deal: { seed: string; weights: readonly number[] }, variant: number, heldOut?: boolean): Draft | undefined {
  const fits = bucketsOf(deal.weights, variant)
  const id = fits && idFor([...idDemands(standing, heldOut), { seed: deal.seed, fits }])
  return id === undefined ? undefined : { ...standing.draft, id }
}

/** The message is to be suppressed, or is not to be: by one policy at a time. */
function throughMessage(standing: Standing, operation: Extract<Operation, { kind: 'message' }>, port: number): Draft | undefined {
  const { draft, visit, program, making } = standing
  const { chooser } = making
  const { quietHours, caps, consent, holdout } = program.policies
  if (visit.leftAt === null && visit.parkedUntil !== null) return runningUntil(draft, Math.min(visit.parkedUntil, visit.at + FAR_MS))
  const attribute = consent[operation.channel]
  const own = operation.exemptCaps ? [] : caps.filter(({ channel }) => channel === '*' || channel === operation.channel)
  const at = visit.leftAt ?? visit.at
  const consents = (want: boolean): Demand[] => (attribute === undefined ? [] : [{ predicate: { kind: 'attribute', name: attribute, test: { op: 'eq', value: true } }, want, at: visit.at, hand: visit.hand }])
  const quiet = (want: boolean): Demand[] => (quietHours && !operation.exemptQuietHours ? [{ predicate: { kind: 'localTime', fromMs: quietHours.fromMs, toMs: quietHours.toMs }, want, at, hand: visit.hand }] : [])
  if (port !== operation.suppressedPort || operation.suppressedPort === 0) {
    // Who is held out goes the way of those who got it.
    if (holdout && holdout.below > 0 && chooser.chance(0.15)) return withId(standing, idFor(idDemands(standing, true)))
    const full = own.find((cap) => sentWithin(cap, viewAt(draft, standing.played, making.zone, at)).length >= cap.count)
    if (full) {
      const earlier = draft.events.filter(({ name, at: sentAt }) => name === '$sent' && sentAt <= at)
      const one = chooser.pick(earlier)
      return one ? withoutEvent(draft, one.key) : shifted(draft, draft.events.findLast((event) => event.at <= visit.at)?.at ?? Infinity, full.window.kind === 'rolling' ? full.window.ms : 31 * DAY_MS)
    }
    return meetOnWay(standing, [...consents(true), ...quiet(false)])
  }
  const notHeldOut = holdout && hashBucket(holdout.seed, draft.id) < holdout.below ? withId(standing, idFor(idDemands(standing, false))) : draft
  if (!notHeldOut) return undefined
  const choices = [...(attribute === undefined ? [] : ['consent']), ...own.filter(({ onCap }) => onCap.kind !== 'exit').map((cap) => cap), ...(quietHours && !quietHours.hold && !operation.exemptQuietHours ? ['quiet'] : [])]
  const choice = chooser.pick(choices)
  if (choice === undefined) return undefined
  if (choice === 'consent') return meetOnWay({ ...standing, draft: notHeldOut }, consents(false))
  if (choice === 'quiet') return meetOnWay({ ...standing, draft: notHeldOut }, quiet(true))
  const cap = choice as (typeof own)[number] // as: the others are text
  const asked = cap.onCap.kind === 'retry' ? visit.at + cap.onCap.forMs : visit.at
  return runningUntil(withMessages(notHeldOut, cap, operation.channel, chooser.chance(0.7) ? asked : visit.at, visit.hand, standing), asked)
}

/** The message is to be held until later: by quiet hours, or by a cap that waits for room. */
export function parkedHere(standing: Standing, operation: Extract<Operation, { kind: 'message' }>): Draft | undefined {
  const { draft, visit, program, making } = standing
  const { quietHours, caps } = program.policies
  const retrying = operation.exemptCaps ? [] : caps.filter(({ channel, onCap }) => onCap.kind === 'retry' && (channel === '*' || channel === operation.channel))
  const cap = making.chooser.pick(retrying)
  if (cap && making.chooser.chance(0.7)) return withMessages(draft, cap, operation.channel, visit.at, visit.hand, standing)
  if (quietHours?.hold !== true || operation.exemptQuietHours) return undefined
  return meetOnWay(standing, [{ predicate: { kind: 'localTime', fromMs: quietHours.fromMs, toMs: quietHours.toMs }, want: true, at: visit.at, hand: visit.hand }])
}

function withId({ draft }: Standing, id: string | undefined): Draft | undefined {
  return id === undefined ? undefined : { ...draft, id }
}

/** So many messages of another campaign came before that the cap is full at `at`. */
function withMessages(draft: Draft, cap: { count: number; channel: string }, channel: string, at: number, hand: number, { making }: Standing): Draft {
  let edited = draft
  const step = making.chooser.pick([60_000, 1000, 1, HOUR_MS])!
  const properties: Record<string, JsonValue> = { channel, stepId: 'message', journeyId: 'another-campaign' }
  for (let number = 0; number < cap.count; number++) edited = withEvent(edited, { at: at - (cap.count - number) * step, name: '$sent', properties }, hand)
  return edited
}

/** The other journey has to come to its end: where it stands, by any way on. */
function throughChild(standing: Standing, { journey }: Extract<Operation, { kind: 'journey' }>): Draft | undefined {
  const { played, draft, programs, making } = standing
  const child = played.passes.findLast((pass) => pass.journey === journey && pass.endedAt === null)
  const visit = child?.visits.at(-1)
  if (!child || !visit) return runningUntil(draft, draft.until + DAY_MS)
  const program = programs[journey]!
  const { ports } = program.steps[visit.step]!
  const port = making.chooser.early(ports.map((_, number) => number).sort((a, b) => ports[a]!.target - ports[b]!.target))
  return port === undefined ? undefined : takingPort({ ...standing, pass: child, visit, program }, port)
}
