import * as z from 'zod'
import { CHANNELS } from '../model/steps/message.ts'

// Where a profile stands at the end of a run, as the machines of its instances say. Instants are epoch ms, UTC.

const instant = z.number()
const step = z.strictObject({ id: z.string(), name: z.string(), kind: z.string() })

/** What a machine hears in its state, and what comes of it. `of`: the branch, goal or exit; `to`: the step it leads to; null: nowhere, the instance ends or stays. */
const listenSchema = z.strictObject({
  /** Null: a segment is waited for. */
  event: z.string().nullable(),
  segment: z.string().nullable(),
  where: z.string().nullable(),
  does: z.enum(['branch', 'goal', 'exit']),
  of: z.string(),
  to: step.nullable(),
  ends: z.boolean(),
})

const standingInstanceSchema = z.strictObject({
  journey: z.string(),
  instance: z.int(),
  step,
  since: instant,
  /** The states the machine is in, the outer first: the step's own, then what it is about there ("waiting", "parked"). */
  state: z.array(z.string()),
  /** What happens when nothing else does: a wait times out, a delay is over, a parked message is decided again. */
  timer: z.strictObject({ at: instant, does: z.enum(['timeout', 'over', 'decide']), to: step.nullable() }).nullable(),
  listens: z.array(listenSchema),
})

/** A goal that still counts; `until` null: as long as the instance is under way. */
const openGoalSchema = z.strictObject({ journey: z.string(), instance: z.int(), goal: z.string(), event: z.string(), until: instant.nullable() })

/** An entry that an event, a schedule or a segment opens, as re-entry would answer now. `at`: when its schedule asks next, if it has one. */
const entrySchema = z.strictObject({
  journey: z.string(),
  id: z.string(),
  trigger: z.string(),
  event: z.string().nullable(),
  where: z.string().nullable(),
  to: step.nullable(),
  refused: z.enum(['once', 'active', 'key', 'cooldown', 'limit', 'closed']).nullable(),
  at: instant.nullable(),
})

/** `roomAt`: when a full cap has room again; null: it has room, or never has any. */
const capSchema = z.strictObject({ journey: z.string(), channel: z.enum([...CHANNELS, '*']), count: z.int(), within: z.string(), calendar: z.boolean(), used: z.int(), roomAt: instant.nullable() })

export const standingSchema = z.strictObject({
  at: instant,
  zone: z.string(),
  attributes: z.record(z.string(), z.json()),
  instances: z.array(standingInstanceSchema),
  goals: z.array(openGoalSchema),
  entries: z.array(entrySchema),
  caps: z.array(capSchema),
})

export type Standing = z.infer<typeof standingSchema>
export type StandingInstance = z.infer<typeof standingInstanceSchema>
export type Listen = z.infer<typeof listenSchema>
export type StandingEntry = z.infer<typeof entrySchema>
