import type { JourneyDocument } from '../model/journey.ts'
import { FEWEST_MESSAGES, wilson } from '../simulate/responses/learn-responses.ts'
import { findResponse, type MessagePlace } from '../simulate/responses/find-response.ts'
import type { Response, Share } from '../simulate/responses/response-schema.ts'
import type { Scenario } from '../simulate/scenario.ts'
import type { GivenStatistics } from './forecast-schema.ts'

interface Counts { sent: number; delivered: number | null; opened: number | null; clicked: number | null }

/**
 * How people responded, from what a platform counted: one entry a step with at least 30 messages sent, and one a channel. It tells of no delays: those of `before`, the
 * assumptions so far, stay. A step whose openings are not told teaches nothing.
 */
export function learnedFromStatistics(document: JourneyDocument, statistics: GivenStatistics, before: Scenario | null, from: string): { responses: Response[]; messages: number } {
  const steps = Object.entries(document.steps).flatMap(([stepId, step]) => {
    const counted = Object.hasOwn(statistics, stepId) ? statistics[stepId] : undefined
    return step.kind !== 'message' || counted === undefined || counted.sent === null ? [] : [{ stepId, channel: step.channel, counts: { ...counted, sent: counted.sent } }]
  })
  const ofSteps = steps.flatMap(({ stepId, channel, counts }) => entryOf({ journey: document.id, step: stepId }, { journey: document.id, step: stepId, variant: undefined, channel }, counts, before, from))
  const ofChannels = [...new Set(steps.map(({ channel }) => channel))].flatMap((channel) => {
    const counts: Counts[] = steps.filter((one) => one.channel === channel).map((one) => one.counts)
    return entryOf({ channel }, { journey: '', step: '', variant: undefined, channel }, counts.slice(1).reduce(added, counts[0]!), before, from)
  })
  return { responses: [...ofSteps, ...ofChannels], messages: steps.reduce((sum, { counts }) => sum + counts.sent, 0) }
}

function entryOf(reach: Pick<Response, 'journey' | 'step' | 'channel'>, place: MessagePlace, counts: Counts, before: Scenario | null, from: string): Response[] {
  const { sent, opened, clicked } = counts
  if (sent < FEWEST_MESSAGES || opened === null) return []
  // Openings of one message are counted by some platforms each time: there are never more people than messages.
  const delivered = counts.delivered === null ? null : Math.min(counts.delivered, sent)
  const reached = delivered ?? sent
  const read = Math.min(opened, reached)
  const known = findResponse(before?.responses ?? [], place)
  const told = `from ${sent.toLocaleString('en')} messages counted by ${from}: ${read.toLocaleString('en')} opened${clicked === null ? '' : `, ${clicked.toLocaleString('en')} clicked`}${delivered === null ? '; deliveries are not told, so opened is of those sent' : ''}`
  return [{
    ...reach, basis: 'learned', note: told,
    delivered: delivered === null ? 1 : wilson(delivered, sent),
    opened: wilson(read, reached),
    ...(clicked === null || read === 0 ? {} : { clicked: wilson(Math.min(clicked, read), read) }),
    ...(known?.openDelay === undefined ? {} : { openDelay: known.openDelay }),
    ...(known?.clickDelay === undefined || clicked === null || read === 0 ? {} : { clickDelay: known.clickDelay }),
  }]
}

function added(a: Counts, b: Counts): Counts {
  const sum = (one: number | null, other: number | null) => (one === null || other === null ? null : one + other)
  return { sent: a.sent + b.sent, delivered: sum(a.delivered, b.delivered), opened: sum(a.opened, b.opened), clicked: sum(a.clicked, b.clicked) }
}

/** What learned entries say otherwise than the assumptions so far said of the same messages. `before` null: nothing was assumed. */
export interface LearnedChange { stepId: string | null; channel: string | null; figure: 'delivered' | 'opened' | 'clicked'; before: Share | null; after: Share }

/** In the order of the entries. Entries for texts of a step are left to the panel. */
export function changesByLearning(document: JourneyDocument, before: Scenario | null, learned: readonly Response[]): LearnedChange[] {
  return learned.filter(({ variant }) => variant === undefined).flatMap((entry) => {
    const step = entry.step === undefined ? undefined : document.steps[entry.step]
    const channel = entry.channel ?? (step?.kind === 'message' ? step.channel : undefined)
    const known = channel === undefined ? undefined : findResponse(before?.responses ?? [], { journey: entry.journey ?? document.id, step: entry.step ?? '', variant: undefined, channel })
    return (['delivered', 'opened', 'clicked'] as const).flatMap((figure): LearnedChange[] => {
      const after = entry[figure]
      const was = known?.[figure] ?? null
      return after === undefined || JSON.stringify(after) === JSON.stringify(was) ? [] : [{ stepId: entry.step ?? null, channel: entry.step === undefined ? (entry.channel ?? null) : null, figure, before: was, after }]
    })
  })
}
