import * as z from 'zod'
import { durationInWords, exactDurationSchema, exactMs } from '../duration.ts'
import { commonStepFields, idSchema } from '../ids.ts'
import { withTarget, type StepKind } from './step-kind.ts'

const clock = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d(:[0-5]\d)?$/, 'expected a local time such as 09:00')

const untilSchema = z
  .strictObject({
    time: clock.optional(),
    weekday: z.int().min(1).max(7).optional(),
    date: z.iso.date('expected a date such as 2026-12-24').optional(),
  })
  .refine((until) => until.time !== undefined || until.date !== undefined, 'needs "time", with "weekday" or "date" beside it if wanted')
  .refine((until) => until.weekday === undefined || until.date === undefined, 'takes "weekday" or "date", not both')

const schema = z
  .strictObject({
    kind: z.literal('delay'),
    ...commonStepFields,
    for: exactDurationSchema.optional(),
    until: untilSchema.optional(),
    bestTime: z.strictObject({ within: exactDurationSchema }).optional(),
    next: idSchema.optional(),
  })
  .refine((step) => [step.for, step.until, step.bestTime].filter((form) => form !== undefined).length === 1, 'a delay has exactly one of "for", "until" and "bestTime"')
export type DelayStep = z.infer<typeof schema>

const WEEKDAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday']

export const delay: StepKind<typeof schema> = {
  kind: 'delay',
  label: 'Delay',
  family: 'time',
  schema,
  ports: (step) => [{ id: 'next', label: 'Then', target: step.next }],
  connect: (step, _portId, target) => withTarget(step, 'next', target),
  summary: (step) => {
    if (step.for !== undefined) return `Wait ${durationInWords(step.for)}`
    if (step.bestTime) return `Wait for the best time within ${durationInWords(step.bestTime.within)}`
    const { time, weekday, date } = step.until ?? {}
    const day = date ?? (weekday === undefined ? undefined : WEEKDAYS[weekday - 1])
    return `Wait until ${[day, time].filter((part) => part !== undefined).join(' ')}`
  },
  blank: () => ({ kind: 'delay', for: 'PT1H' }),
  // The best time may be now, and PT0S always is.
  portsThatTakeTime: (step) => (step.bestTime || (step.for !== undefined && exactMs(step.for) === 0) ? [] : ['next']),
}
