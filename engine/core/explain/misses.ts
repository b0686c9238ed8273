import type { Predicate, ProgramReentry } from '../compile/program.ts'
import type { Where } from '../model/condition.ts'
import { evaluate, type HistoryEvent } from '../simulate/reference/evaluate.ts'
import { concerns, keyOf } from '../simulate/reference/reentry.ts'
import type { ConditionNode } from './condition-node.ts'
import { explainCondition } from './explain-condition.ts'
import type { Miss } from './explanation.ts'
import { documentStep, type DrawnJourney } from './journey-names.ts'
import { explainedEvent, keepNearest, type Nearest, type Pass } from './pass.ts'
import type { ProfilePast } from './profile-past.ts'
import type { OpenQuestion } from './story.ts'

/** Candidates that are judged when looking for the nearest, so that a busy profile is told in time. */
const MOST_JUDGED = 500

interface Wanted { of: string; event: string; where: Predicate; condition: Where | undefined }

interface Match { of: string; event: HistoryEvent; condition: ConditionNode | null }

/** What nearly let an instance go on from a wait that timed out, or that lasts to the end of the run. Nothing for other steps. */
export function waitMisses(question: OpenQuestion, journeys: readonly DrawnJourney[], past: ProfilePast): Miss[] {
  const journey = journeys[question.journey]!
  const { operation } = journey.program.steps[question.step]!
  if (operation.kind !== 'waitFor') return []
  const { branches } = documentStep(journey, question.step, 'waitFor')
  const wanted = operation.branches.flatMap((one, index): Wanted[] => {
    const branch = branches[index]!
    return one.kind === 'event' && 'event' in branch ? [{ of: branch.id, event: one.event, where: one.where, condition: branch.where }] : []
  })
  const { pass, failed, endLength, endAt, arrivedLength } = question
  const late = firstMatch(wanted, journey, pass, past, endLength)
  const early = operation.look === 'arrival' ? lastMatchBefore(wanted, journey, question, past) : undefined
  const found: Miss[] = [
    ...(late ? [{ kind: 'late' as const, ...told(late), byMs: late.event.at - endAt }] : []),
    ...(early ? [{ kind: 'early' as const, ...told(early), byMs: question.arrivedAt - early.event.at }] : []),
    ...[...failed].map(([branch, nearest]) => failedMiss(branches[branch]!.id, nearest)),
    ...otherKey(wanted, journey, pass, past.history.slice(arrivedLength, endLength)),
  ]
  if (found.length > 0 || wanted.length === 0) return found
  return lateAndFailed(wanted, journey, pass, past, endLength) ?? [{ kind: 'nothing', events: [...new Set(wanted.map(({ event }) => event))] }]
}

/** How near an instance came to a goal it did not reach. `closedAt`: when that goal stopped counting for it, after `closedLength` events. */
export function goalMisses(pass: Pass, goal: number, journey: DrawnJourney, past: ProfilePast, next: Pass | undefined): Miss[] {
  const { id, event, where, windowMs } = journey.program.goals[goal]!
  const failed = pass.failedGoals.get(goal)
  const wanted = [{ of: id, event, where, condition: journey.document.goals![goal]!.where }]
  const closings = [
    windowMs === null ? (pass.endedAt ?? Infinity) : pass.startedAt + windowMs,
    next?.startedAt ?? Infinity,
  ]
  const closedAt = Math.min(...closings)
  const isClosedByNext = next !== undefined && closedAt === next.startedAt
  const inWindow = past.history.findIndex(({ at }) => at >= closedAt)
  const from = isClosedByNext ? next.startLength : windowMs === null && pass.endedAt !== undefined ? Math.min(pass.endLength, past.history.length) : inWindow
  const late = closedAt === Infinity || from < 0 ? undefined : firstMatch(wanted, journey, pass, past, from)
  const found: Miss[] = [
    ...(late ? [{ kind: 'late' as const, ...told(late), byMs: late.event.at - closedAt }] : []),
    ...(failed ? [failedMiss(id, failed)] : []),
    ...otherKey(wanted, journey, pass, past.history.slice(pass.startLength, from < 0 ? undefined : from)),
  ]
  if (found.length > 0) return found
  return (closedAt < Infinity && from >= 0 ? lateAndFailed(wanted, journey, pass, past, from) : undefined) ?? [{ kind: 'nothing', events: [event] }]
}

/** The nearest of those that came after it, where none would have done; undefined: none of a wanted name came. */
function lateAndFailed(wanted: readonly Wanted[], journey: DrawnJourney, pass: Pass, past: ProfilePast, from: number): Miss[] | undefined {
  const nearest = new Map<string, Nearest>()
  const { program, document } = journey
  for (let index = from; index < past.history.length; index++) {
    const event = past.history[index]!
    if (event.sentByRun || !isConcerned(program.reentry, pass, event)) continue
    for (const { of, condition, where } of wanted.filter((one) => one.event === event.name)) {
      keepNearest(nearest, of, event, event.at, () => explainCondition(condition, where, { view: past.viewAt(index, program.timeZone), atHand: event, segments: document.segments ?? {} }))
    }
  }
  if (nearest.size === 0) return undefined
  return [...nearest].map(([of, { event, node, count }]) => ({ kind: 'lateAndFailed', of, event: explainedEvent(event!), condition: node, count }))
}

function failedMiss(of: string, { event, node, count }: Nearest): Miss {
  return { kind: 'failed', of, event: explainedEvent(event!), condition: node, count }
}

/** The first event from there on that would have done; messages of the run are none to wait for. */
function firstMatch(wanted: readonly Wanted[], journey: DrawnJourney, pass: Pass, past: ProfilePast, from: number): Match | undefined {
  let judged = 0
  for (let index = from; index < past.history.length && judged < MOST_JUDGED; index++) {
    const event = past.history[index]!
    const named = wanted.filter((one) => one.event === event.name)
    if (named.length === 0 || event.sentByRun || !isConcerned(journey.program.reentry, pass, event)) continue
    judged++
    const match = matchOf(named, journey, past, index)
    if (match) return match
  }
  return undefined
}

/** The last event before the wait that would have done, since the start of the instance; not the one that brought it there. */
function lastMatchBefore(wanted: readonly Wanted[], journey: DrawnJourney, { pass, arrivedLength, hand }: OpenQuestion, past: ProfilePast): Match | undefined {
  let judged = 0
  for (let index = arrivedLength - 1; index >= Math.max(0, pass.startLength - 1) && judged < MOST_JUDGED; index--) {
    const event = past.history[index]!
    const named = wanted.filter((one) => one.event === event.name)
    if (named.length === 0 || event.sentByRun || event === hand || !isConcerned(journey.program.reentry, pass, event)) continue
    judged++
    const match = matchOf(named, journey, past, index)
    if (match) return match
  }
  return undefined
}

/** The first of these that event number `index` would have satisfied as it came. */
function matchOf(named: readonly Wanted[], { program, document }: DrawnJourney, past: ProfilePast, index: number): Match | undefined {
  const event = past.history[index]!
  const view = past.viewAt(index, program.timeZone)
  const match = named.find(({ where }) => evaluate(where, view, event))
  return match && { of: match.of, event, condition: explainCondition(match.condition, match.where, { view, atHand: event, segments: document.segments ?? {} }) }
}

function told({ of, event, condition }: Match) {
  return { of, event: explainedEvent(event), condition }
}

/** The first event of a wanted name that carries another value of the re-entry key. */
function otherKey(wanted: readonly Wanted[], { program }: DrawnJourney, pass: Pass, events: readonly HistoryEvent[]): Miss[] {
  const { reentry } = program
  if (reentry.kind !== 'always' || reentry.key === null || pass.key === undefined) return []
  const event = events.find((one) => wanted.some(({ event: name }) => name === one.name) && !isConcerned(reentry, pass, one))
  const of = wanted.find(({ event: name }) => name === event?.name)?.of
  return event && of !== undefined ? [{ kind: 'otherKey', of, event: explainedEvent(event), key: reentry.key, wanted: pass.key }] : []
}

function isConcerned(reentry: ProgramReentry, { key }: Pass, event: HistoryEvent): boolean {
  const own = reentry.kind === 'always' && reentry.key !== null && key !== undefined ? keyOf(reentry, { name: '', at: 0, properties: { [reentry.key]: key } }) : undefined
  return concerns(reentry, { key: own }, event)
}
