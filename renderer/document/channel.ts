import type { Channel, MessageStep } from '../../engine/core/model/steps/message.ts'

/** Texts that a channel has no place for; the form of its messages does not show them. */
const NO_PLACE: Partial<Record<Channel, readonly string[]>> = { sms: ['title', 'link'] }

type Template = NonNullable<MessageStep['template']>

/** The message on another channel. What was written stays; empty texts that nobody would see there go. */
export function withChannel(step: MessageStep, channel: Channel): MessageStep {
  return {
    ...step,
    channel,
    ...(step.template === undefined ? {} : { template: fitting(step.template, channel) }),
    ...(step.variants === undefined ? {} : { variants: step.variants.map((variant) => (variant.template === undefined ? variant : { ...variant, template: fitting(variant.template, channel) })) }),
  }
}

/** The texts a new message, or one more text of it, starts with. */
export function blankTemplate(channel: Channel): Template {
  return fitting({ title: '', body: '' }, channel)
}

function fitting(template: Template, channel: Channel): Template {
  const gone = NO_PLACE[channel] ?? []
  return Object.fromEntries(Object.entries(template).filter(([key, text]) => text !== '' || !gone.includes(key)))
}
