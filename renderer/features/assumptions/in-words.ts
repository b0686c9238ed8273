import type { JourneyDocument } from '../../../engine/core/model/journey.ts'
import type { Delay, Response } from '../../../engine/core/simulate/responses/response-schema.ts'
import { durationInWords } from '../../i18n/in-words.ts'
import { percent } from '../../i18n/numbers.ts'
import { nameOfStep } from '../simulation/name-of-step.ts'
import type { MessageRow } from './message-rows.ts'
import { textOfShare } from './share-text.ts'
import { assumeText, channelWithin } from './texts.ts'

/** What an entry says, in one line: "95 % delivered, 4–8 % open after about 20 min, 3 % more do ordered". */
export function responseInWords({ delivered, opened, clicked, openDelay, clickDelay, effects = [] }: Response): string {
  const parts = [
    ...(delivered === undefined ? [] : [assumeText('sayDelivered', { share: perCent(delivered) })]),
    ...(opened === undefined ? [] : [delayed(assumeText('sayOpened', { share: perCent(opened) }), openDelay)]),
    ...(clicked === undefined ? [] : [delayed(assumeText('sayClicked', { share: perCent(clicked) }), clickDelay)]),
    ...effects.map(({ event, share }) => assumeText('sayEffect', { share: perCent(share), event })),
  ]
  return parts.length === 0 ? assumeText('sayNothing') : parts.join(', ')
}

function perCent(share: NonNullable<Response['opened']>): string {
  return percent(textOfShare(share)).replace(' ', '\u00a0')
}

function delayed(what: string, delay: Delay | undefined): string {
  if (delay === undefined) return what
  const words = typeof delay === 'string' ? unbroken(delay) : assumeText('sayAbout', { delay: unbroken(delay.median) })
  return assumeText('sayDelay', { what, delay: words })
}

/** In words; a number stays on the line of its unit. */
function unbroken(span: string): string {
  return durationInWords(span).replaceAll(' ', '\u00a0')
}

/** What a row is called. */
export function nameOfRow(document: JourneyDocument, { kind, channel, stepId, variantId }: Pick<MessageRow, 'kind' | 'channel' | 'stepId' | 'variantId'>): string {
  if (kind === 'any' || (kind === 'channel' && channel === null)) return assumeText('anyMessage')
  if (kind === 'channel') return assumeText('anyOf', { channel: channelWithin(channel!) })
  const step = nameOfStep(document, stepId!)
  return kind === 'variant' ? assumeText('textOf', { step, variant: variantId! }) : step
}

/** What an entry names, as it is written: for one that no row of this journey is for. */
export function reachInWords({ journey, step, variant, channel }: Response): string {
  const entry = step === undefined ? (channel === undefined ? assumeText('otherAny') : assumeText('anyOf', { channel: channelWithin(channel) })) : variant === undefined ? assumeText('otherEntry', { step }) : assumeText('otherVariant', { step, variant })
  return journey === undefined ? entry : assumeText('otherOfJourney', { entry, journey })
}
