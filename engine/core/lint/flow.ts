import { exactMs } from '../model/duration.ts'
import type { Entry, JourneyDocument } from '../model/journey.ts'
import { kindOf, portsOf, type Step } from '../model/steps/registry.ts'
import { once } from './once.ts'

/** One way out of a step. `leastMs` is the least time it can take; `instant`: it may be left at the instant of arrival. */
export interface Way { port: string; label: string; target: string | undefined; leastMs: number; instant: boolean }

/** A step by its id; undefined for a dangling one, which may be "constructor". */
export function stepAt(document: JourneyDocument, id: string | undefined): Step | undefined {
  return id !== undefined && Object.hasOwn(document.steps, id) ? document.steps[id] : undefined
}

/** What people call a step. */
export function nameOf(document: JourneyDocument, id: string): string {
  return stepAt(document, id)?.name ?? id
}

/** Several names as people write them: `"a", "b" and "c"`. */
export function named(names: readonly string[]): string {
  const quoted = names.map((name) => `"${name}"`)
  return quoted.length < 2 ? (quoted[0] ?? '') : `${quoted.slice(0, -1).join(', ')} and ${quoted.at(-1)}`
}

const ways = new WeakMap<Step, readonly Way[]>()

/** Ways out, in canvas order. */
export function waysOf(step: Step): readonly Way[] {
  let known = ways.get(step)
  if (!known) ways.set(step, (known = waysOutOf(step)))
  return known
}

/** Every step with its id, in the order of the document. Of a large journey even the list of them takes its time, and most rules go through it. */
export const stepsOf = once((document): readonly [id: string, step: Step][] => Object.entries(document.steps))

function waysOutOf(step: Step): Way[] {
  const takesTime = new Set(kindOf(step).portsThatTakeTime(step))
  return portsOf(step).map(({ id, label, target }) => ({ port: id, label, target, leastMs: leastTime(step, id), instant: !takesTime.has(id) }))
}

function leastTime(step: Step, port: string): number {
  if (step.kind === 'delay') return step.for === undefined ? 0 : exactMs(step.for)
  return step.kind === 'waitFor' && port === 'timeout' && step.timeout ? exactMs(step.timeout.after) : 0
}

/** Steps that can be reached from these, themselves among them. */
export function reachableFrom(document: JourneyDocument, starts: readonly string[]): Set<string> {
  const reached = new Set<string>()
  const queue = [...starts]
  for (let id = queue.pop(); id !== undefined; id = queue.pop()) {
    const step = stepAt(document, id)
    if (!step || reached.has(id)) continue
    reached.add(id)
    for (const { target } of portsOf(step)) if (target !== undefined) queue.push(target)
  }
  return reached
}

/** For every reachable step the least time from the start of a pass to arrival there, ms. */
export function earliestArrivals(document: JourneyDocument): Map<string, number> {
  const arrival = new Map<string, number>()
  const queue: { id: string; at: number }[] = document.entries.map(({ next }) => ({ id: next, at: 0 }))
  for (let head = 0; head < queue.length; head++) {
    const { id, at } = queue[head]!
    const step = stepAt(document, id)
    if (!step || at >= (arrival.get(id) ?? Infinity)) continue
    arrival.set(id, at)
    for (const { target, leastMs } of waysOf(step)) if (target !== undefined) queue.push({ id: target, at: at + leastMs })
  }
  return arrival
}

/** The event an entry brings: none for a segment or a schedule. */
export function eventOf({ trigger }: Pick<Entry, 'trigger'>): string | undefined {
  return trigger.kind === 'event' ? trigger.event : trigger.kind === 'api' ? `$api:${trigger.name}` : undefined
}

/** For every reachable step the events that may be at hand there: those that last moved an instance; undefined stands for none. */
export function eventsAtHand(document: JourneyDocument): Map<string, Set<string | undefined>> {
  const atHand = new Map<string, Set<string | undefined>>()
  const moves = new Map<string, Move[]>()
  const queue: { id: string; event: string | undefined }[] = document.entries.map((entry) => ({ id: entry.next, event: eventOf(entry) }))
  for (let head = 0; head < queue.length; head++) {
    const { id, event } = queue[head]!
    let events = atHand.get(id)
    if (events?.has(event)) continue
    const step = stepAt(document, id)
    if (!step) continue
    if (!events) atHand.set(id, (events = new Set()))
    events.add(event)
    let own = moves.get(id)
    if (!own) moves.set(id, (own = movesOf(step)))
    for (const move of own) queue.push({ id: move.target, event: move.keeps ? event : move.event })
  }
  return atHand
}

/** A way to another step, and what it does to the event at hand. */
type Move = { target: string } & ({ keeps: true } | { keeps: false; event: string | undefined })

function movesOf(step: Step): Move[] {
  const branches = step.kind === 'waitFor' ? step.branches : []
  return portsOf(step).flatMap(({ id, target }): Move[] => {
    if (target === undefined) return []
    const branch = branches.find((one) => one.id === id)
    return [branch ? { target, keeps: false, event: 'event' in branch ? branch.event : undefined } : { target, keeps: true }]
  })
}
