import type { JourneyDocument } from '../../../engine/core/model/journey.ts'
import { CHANNELS, type Channel } from '../../../engine/core/model/steps/message.ts'
import { findResponse, isFor } from '../../../engine/core/simulate/responses/find-response.ts'
import type { Response } from '../../../engine/core/simulate/responses/response-schema.ts'
import type { Scenario } from '../../../engine/core/simulate/scenario.ts'
import { hasRanges, type Reach } from './scenario-edits.ts'

/**
 * Something that can be assumed of: any message, those of a channel, a step, one of its texts. `own` is its entry's place in the list, null without one;
 * `counts` the place of the entry a run takes for it, null if nobody reacts. `reach` is what an entry of its own names.
 */
export interface MessageRow { key: string; kind: 'any' | 'channel' | 'step' | 'variant'; channel: Channel | null; stepId: string | null; variantId: string | null; reach: Reach; own: number | null; counts: number | null }

/** The rows of the open journey, and the places of entries that belong to none: of other journeys, or misspelt. */
export function messageRows({ id: journey, steps }: JourneyDocument, responses: readonly Response[]): { rows: MessageRow[]; others: number[] } {
  const messages = Object.entries(steps).flatMap(([stepId, step]) => (step.kind === 'message' ? [{ stepId, step }] : []))
  const ofJourney = (entry: Response) => entry.journey === undefined || entry.journey === journey
  /** Of several entries for the same the one that names more. */
  const ownOf = (is: (entry: Response) => boolean): number | null => {
    const found = responses.flatMap((entry, index) => (ofJourney(entry) && is(entry) ? [index] : []))
    return found.sort((a, b) => weight(responses[b]!) - weight(responses[a]!))[0] ?? null
  }
  const countsFor = (stepId: string, variant: string | undefined, channel: Channel) => {
    const found = findResponse(responses, { journey, step: stepId, variant, channel })
    return found === undefined ? null : responses.indexOf(found)
  }

  const used = CHANNELS.filter((channel) => messages.some(({ step }) => step.channel === channel))
  const ofAny = ownOf((entry) => entry.step === undefined && entry.channel === undefined)
  const any: MessageRow[] = ofAny === null ? [] : [{ key: 'any', kind: 'any', channel: null, stepId: null, variantId: null, reach: {}, own: ofAny, counts: ofAny }]
  const channels = used.map((channel): MessageRow => {
    const own = ownOf((entry) => entry.step === undefined && entry.channel === channel)
    return { key: `channel:${channel}`, kind: 'channel', channel, stepId: null, variantId: null, reach: { channel }, own, counts: own ?? ofAny }
  })
  const ofSteps = messages.flatMap(({ stepId, step: { channel, variants = [] } }): MessageRow[] => {
    const isOfStep = (entry: Response, variant: string | undefined) => entry.step === stepId && entry.variant === variant && isFor(entry, { journey, step: stepId, variant, channel })
    const own = ownOf((entry) => isOfStep(entry, undefined))
    const row: MessageRow = { key: stepId, kind: 'step', channel, stepId, variantId: null, reach: { journey, step: stepId }, own, counts: countsFor(stepId, undefined, channel) }
    const ofVariants = variants.flatMap(({ id }): MessageRow[] => {
      const ofVariant = ownOf((entry) => isOfStep(entry, id))
      return ofVariant === null ? [] : [{ key: `${stepId}/${id}`, kind: 'variant', channel, stepId, variantId: id, reach: { journey, step: stepId, variant: id }, own: ofVariant, counts: ofVariant }]
    })
    return [row, ...ofVariants]
  })
  const rows = [...any, ...channels, ...ofSteps]
  const known = new Set(rows.map(({ own }) => own))
  return { rows, others: responses.flatMap((_, index) => (known.has(index) ? [] : [index])) }
}

function weight({ journey, channel }: Response): number {
  return (journey === undefined ? 0 : 2) + (channel === undefined ? 0 : 1)
}

/** The entries that a run of the journey takes for some message: of its own, or of a journey beside it. */
export function entriesInForce(document: JourneyDocument, responses: readonly Response[]): Response[] {
  const { rows } = messageRows(document, responses)
  const counting = new Set(rows.flatMap(({ stepId, counts }) => (stepId === null ? [] : [counts])))
  return responses.filter((entry, index) => counting.has(index) || (entry.journey !== undefined && entry.journey !== document.id))
}

/** True if which end of the ranges is taken makes a difference to a run of the journey. */
export function areRangesInForce(document: JourneyDocument, { responses = [] }: Scenario): boolean {
  return hasRanges(entriesInForce(document, responses))
}

/** How many messages of the journey somebody is assumed to react to. */
export function messagesAssumed(document: JourneyDocument, responses: readonly Response[]): number {
  const { rows } = messageRows(document, responses)
  return new Set(rows.flatMap(({ stepId, counts }) => (stepId !== null && counts !== null ? [stepId] : []))).size
}
