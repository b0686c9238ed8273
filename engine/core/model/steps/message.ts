import * as z from 'zod'
import { commonStepFields, idSchema, MOST_WAYS } from '../ids.ts'
import { withTarget, type StepKind } from './step-kind.ts'

export const CHANNELS = ['push', 'email', 'sms', 'inApp', 'webPush', 'whatsapp', 'widget'] as const
export type Channel = (typeof CHANNELS)[number]

const CHANNEL_WORDS: Record<Channel, string> = {
  push: 'Push', email: 'Email', sms: 'SMS', inApp: 'In-app message', webPush: 'Web push', whatsapp: 'WhatsApp', widget: 'Widget',
}

const templateSchema = z.record(z.string(), z.json())

const schema = z.strictObject({
  kind: z.literal('message'),
  ...commonStepFields,
  channel: z.enum(CHANNELS),
  template: templateSchema.optional(),
  variants: z.array(z.strictObject({ id: idSchema, weight: z.number().min(0), template: templateSchema.optional() })).min(1).max(MOST_WAYS, `a message may have up to ${MOST_WAYS} variants`).optional(),
  exempt: z.array(z.enum(['caps', 'quietHours'])).optional(),
  next: idSchema.optional(),
  onSuppressed: idSchema.optional(),
})
export type MessageStep = z.infer<typeof schema>

export const message: StepKind<typeof schema> = {
  kind: 'message',
  label: 'Message',
  family: 'message',
  schema,
  ports: (step) => [
    { id: 'next', label: 'Then', target: step.next },
    ...(step.onSuppressed === undefined ? [] : [{ id: 'suppressed', label: 'Suppressed', target: step.onSuppressed }]),
  ],
  connect: (step, portId, target) => withTarget(step, portId === 'suppressed' ? 'onSuppressed' : 'next', target),
  summary: (step) => {
    const title = (step.template ?? step.variants?.[0]?.template)?.title
    const texts = step.variants && step.variants.length > 1 ? ` in ${step.variants.length} texts` : ''
    return `${CHANNEL_WORDS[step.channel]}${texts}${typeof title === 'string' && title !== '' ? `: ${title}` : ''}`
  },
  blank: () => ({ kind: 'message', channel: 'push', template: { title: '', body: '' } }),
  portsThatTakeTime: () => [],
}

/** The channel as people read it. */
export function channelInWords(channel: Channel): string {
  return CHANNEL_WORDS[channel]
}
