import { RehearsalError } from '../errors.ts'
import { canonicalJson } from '../json.ts'
import { nameOf, stepAt, waysOf } from '../lint/flow.ts'
import { nearest } from '../lint/nearest.ts'
import { isAlways, type Condition, type Where } from '../model/condition.ts'
import { exactMs } from '../model/duration.ts'
import type { Entry, JourneyDocument } from '../model/journey.ts'
import type { WaitForStep } from '../model/steps/wait-for.ts'
import { isAboutEvent } from './picks.ts'
import type { EventPick, TimeToNextQuestion } from './questions.ts'

export interface WaitQuestion {
  question: TimeToNextQuestion
  /** All events that start. */
  start: EventPick[]
  /** Null without a timeout. */
  timeoutMs: number | null
  /** What of the journey the question cannot carry, in sentences. */
  notes: string[]
}

const MOST_STARTS = 10
const MOST_NEXT = 20

/**
 * What a wait of a journey asks of data: how long after the events that lead to it (triggers and branches of earlier waits, with only steps
 * in between that take no time) comes one of those it waits for. Names that are not among `known` are left out with a note. Every such event
 * counts as an arrival; of a journey that lets everybody in once, a profile's first. Throws E_STEP or E_WAIT (both unusable).
 */
export function waitQuestion(document: JourneyDocument, stepId: string, known?: readonly string[]): WaitQuestion {
  const step = waitAt(document, stepId)
  const notes = new Set<string>()
  const present = (picks: readonly EventPick[]): EventPick[] =>
    distinct(picks).filter(({ event }) => {
      if (known === undefined || known.includes(event)) return true
      notes.add(`these data have no "${event}"`)
      return false
    })
  const start = present(leadingTo(document, stepId, notes))
  const next = present(awaitedBy(step, notes))
  const name = nameOf(document, stepId)
  if (start.length === 0) throw refused(`no event of these data leads straight to the wait "${name}"`, notes)
  if (next.length === 0) throw refused(`the wait "${name}" waits for no event of these data`, notes)
  if (start.length > MOST_STARTS) notes.add(`only the first ${MOST_STARTS} events that lead to it are counted as arrivals`)
  if (next.length > MOST_NEXT) notes.add(`only its first ${MOST_NEXT} branches are counted`)
  const timeoutMs = step.timeout ? exactMs(step.timeout.after) : null
  return {
    start: start.slice(0, MOST_STARTS),
    question: {
      start: start[0]!,
      ...(start.length > 1 ? { orStart: start.slice(1, MOST_STARTS) } : {}),
      next: next.slice(0, MOST_NEXT),
      starts: (document.reentry?.kind ?? 'once') === 'once' ? 'first' : 'every',
      ...(timeoutMs === null || timeoutMs === 0 ? {} : { timeoutsMs: [timeoutMs] }),
    },
    timeoutMs,
    notes: [...notes],
  }
}

function waitAt(document: JourneyDocument, stepId: string): WaitForStep {
  const step = stepAt(document, stepId)
  if (step?.kind === 'waitFor') return step
  const waits = Object.keys(document.steps).filter((id) => document.steps[id]!.kind === 'waitFor')
  const like = nearest(stepId, waits)
  const help = waits.length === 0 ? 'this journey waits for nothing' : like === undefined ? `its waits are ${waits.join(', ')}` : `did you mean "${like}"?`
  throw new RehearsalError('E_STEP', step ? `the step "${stepId}" is no wait` : `there is no step "${stepId}"`, help, { unusable: true })
}

/** The events after which a profile is at the step at once. */
function leadingTo(document: JourneyDocument, stepId: string, notes: Set<string>): EventPick[] {
  const picks: EventPick[] = []
  const seen = new Set([stepId])
  for (const target of seen) {
    for (const entry of document.entries) if (entry.next === target) picks.push(...pickOfEntry(entry, notes))
    for (const [id, step] of Object.entries(document.steps)) {
      const ways = waysOf(step).filter((way) => way.target === target)
      for (const { port } of ways) {
        const branch = step.kind === 'waitFor' ? step.branches.find((one) => one.id === port) : undefined
        const name = nameOf(document, id)
        if (branch && 'event' in branch) picks.push(pickOf(branch, `the branch "${branch.event}" of "${name}"`, notes))
        else if (branch) notes.add(`who comes by a segment from "${name}" is not counted`)
        else if (step.kind === 'waitFor') notes.add(`who comes by the timeout of "${name}" is not counted`)
        else if (step.kind === 'delay') notes.add(`who comes by the delay "${name}" is not counted`)
        else if (step.kind === 'journey') notes.add(`who comes from the journey in "${name}" is not counted`)
        else {
          if (step.kind === 'branch' || step.kind === 'split') notes.add(`everybody who comes to "${name}" is counted, whichever way they take there`)
          seen.add(id)
        }
      }
    }
  }
  return picks
}

function pickOfEntry({ id, trigger, where }: Entry, notes: Set<string>): EventPick[] {
  if (trigger.kind === 'event') return [pickOf({ event: trigger.event, where }, `the entry "${id}"`, notes)]
  if (trigger.kind === 'api') return [pickOf({ event: `$api:${trigger.name}`, where }, `the entry "${id}"`, notes)]
  notes.add(`who enters by the ${trigger.kind} of "${id}" is not counted`)
  return []
}

function awaitedBy({ branches, look = 'arrival' }: WaitForStep, notes: Set<string>): EventPick[] {
  if (look !== 'arrival') notes.add('the wait also looks back; here only what comes after arrival counts')
  return branches.flatMap((branch) => {
    if ('event' in branch) return [pickOf(branch, `its branch "${branch.id}"`, notes)]
    notes.add(`its branch "${branch.id}" waits for a segment and is not counted`)
    return []
  })
}

/** The event with its condition, if that speaks of the event alone. */
function pickOf({ event, where }: { event: string; where?: Where | undefined }, place: string, notes: Set<string>): EventPick {
  if (isAlways(where)) return { event }
  if (isAboutEvent(where as Condition)) return { event, where } // as: not `{}`, just checked
  notes.add(`the condition of ${place} is about more than the event and is left out: every "${event}" counts`)
  return { event }
}

function distinct(picks: readonly EventPick[]): EventPick[] {
  return [...new Map(picks.map((pick) => [canonicalJson(pick), pick])).values()]
}

function refused(message: string, notes: Set<string>): RehearsalError {
  const note = [...notes].find((one) => one.startsWith('who ')) ?? [...notes][0]
  return new RehearsalError('E_WAIT', message, note === undefined ? 'look at the way that leads to it, and at its branches' : `${note}; choose other data, or another wait`, { unusable: true })
}
