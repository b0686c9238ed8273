import type { EventDataset } from '../model/dataset.ts'
import type { JourneyDocument } from '../model/journey.ts'
import { counterLayout } from '../playback/counters.ts'
import { NO_INSTANCE } from '../playback/run-log.ts'
import { CLICKED_EVENT, DELIVERED_EVENT, OPENED_EVENT, SENT_EVENT } from '../simulate/own-events.ts'
import { messagesOf, type Message } from '../simulate/responses/learn-responses.ts'
import { hadTime, type Logged } from './count-log.ts'
import type { Observed } from './observed.ts'

/** What data tell of a journey's messages: `messages` of it, and those that went to people whom the journey, by these data, had not let in. */
export interface Happened { figures: Observed[]; messages: number; unexplained: number }

const STAGES = ['delivered', 'opened', 'clicked'] as const

/** Whether data hold messages of this journey that were sent, rather than those a rehearsal would send. */
export function tellsOfMessages(document: JourneyDocument, dataset: EventDataset): boolean {
  return dataset.names.includes(SENT_EVENT) && messagesOf(dataset).messages.some((message) => isOf(document, message))
}

/**
 * Messages as they were sent, by step: to how many of those who came in and had `horizonMs` before the end, within so long. Reactions are of messages that had
 * the time in which nine of ten openings take place. A message belongs to the latest pass of its profile that began before it.
 */
export function happenedMessages(document: JourneyDocument, dataset: EventDataset, logged: Logged, starts: Float64Array, horizonMs: number | null): Happened {
  const messages = messagesOf(dataset).messages.filter((message) => isOf(document, message) && message.at >= logged.from && message.at <= logged.until)
  const passes = passesOf(logged, starts)
  const deadline = logged.until - openWithin(messages)
  const steps = new Map<string, { people: Set<number>; times: number; inTime: Message[] }>()
  for (const [id, step] of Object.entries(document.steps)) if (step.kind === 'message') steps.set(id, { people: new Set(), times: 0, inTime: [] })
  let unexplained = 0
  for (const message of messages) {
    const counted = steps.get(message.step!)! // `isOf` looked for it
    if (message.at <= deadline) counted.inTime.push(message)
    const pass = passes.get(message.profile)?.findLast((instance) => starts[instance]! <= message.at)
    if (pass === undefined) unexplained++
    else if (hadTime(starts[pass]!, logged.until, horizonMs) && message.at <= starts[pass]! + (horizonMs ?? Infinity)) {
      counted.people.add(pass)
      counted.times++
    }
  }
  const people = starts.filter((start) => hadTime(start, logged.until, horizonMs)).length
  const isTold = { delivered: dataset.names.includes(DELIVERED_EVENT), opened: dataset.names.includes(OPENED_EVENT), clicked: dataset.names.includes(CLICKED_EVENT) }
  const figures = [...steps].flatMap(([stepId, { people: reached, times, inTime }]): Observed[] => [
    { kind: 'sent', stepId, part: null, hits: reached.size, times, of: people },
    ...STAGES.map((kind): Observed => {
      const hits = isTold[kind] ? inTime.filter((one) => one[kind] !== undefined).length : null
      return { kind, stepId, part: null, hits, times: hits, of: inTime.length }
    }),
  ])
  return { figures, messages: messages.length, unexplained }
}

function isOf({ id, steps }: JourneyDocument, { journey, step }: Message): boolean {
  return step !== undefined && (journey === undefined || journey === id) && Object.hasOwn(steps, step) && steps[step]!.kind === 'message'
}

/** Instances of the journey by profile, in order of their starts. */
function passesOf({ program, log }: Logged, starts: Float64Array): Map<number, number[]> {
  const { started } = counterLayout(program, 0)
  const passes = new Map<number, number[]>()
  for (let row = 0; row < log.at.length; row++) {
    const instance = log.instance[row]!
    if (log.counter[row] !== started || instance === NO_INSTANCE || Number.isNaN(starts[instance]!)) continue
    const of = passes.get(log.profile[row]!)
    if (of) of.push(instance)
    else passes.set(log.profile[row]!, [instance])
  }
  return passes
}

function openWithin(messages: readonly Message[]): number {
  const waits = messages.flatMap(({ at, opened }) => (opened === undefined ? [] : [opened - at])).sort((a, b) => a - b)
  return waits[Math.ceil(waits.length * 0.9) - 1] ?? 0
}
