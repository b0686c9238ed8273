import type { Channel } from '../../model/steps/message.ts'
import type { Response } from './response-schema.ts'

/** A message as entries speak of it; `variant` undefined: it has none. */
export interface MessagePlace { journey: string; step: string; variant: string | undefined; channel: Channel }

/**
 * The most specific entry for a message, whole: nothing is taken from the others. What is named weighs in this order: variant, step, journey,
 * channel; no two entries name the same. Undefined: nothing is assumed of it.
 */
export function findResponse(responses: readonly Response[], place: MessagePlace): Response | undefined {
  let found: Response | undefined
  for (const one of responses) if (isFor(one, place) && (!found || weight(one) > weight(found))) found = one
  return found
}

/** Does an entry speak of the message? What it does not name, it leaves open. */
export function isFor({ journey, step, variant, channel }: Response, place: MessagePlace): boolean {
  return (
    (variant === undefined || variant === place.variant) &&
    (step === undefined || step === place.step) &&
    (journey === undefined || journey === place.journey) &&
    (channel === undefined || channel === place.channel)
  )
}

function weight({ journey, step, variant, channel }: Response): number {
  return (variant === undefined ? 0 : 8) + (step === undefined ? 0 : 4) + (journey === undefined ? 0 : 2) + (channel === undefined ? 0 : 1)
}
