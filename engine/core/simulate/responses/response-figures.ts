import * as z from 'zod'
import { RehearsalError } from '../../errors.ts'
import { CHANNELS } from '../../model/steps/message.ts'
import type { ResponsePlan } from './response-plan.ts'
import { assumeSchema, basisSchema, STAGES } from './response-schema.ts'

const count = z.int().min(0)

/** What came of the messages of one step, or of one variant of it. `basis` null: nothing was assumed of it, so nobody reacted. */
const responseRowSchema = z.strictObject({
  journey: z.string(),
  step: z.string(),
  variant: z.string().nullable(),
  channel: z.enum(CHANNELS),
  basis: basisSchema.nullable(),
  note: z.string().nullable(),
  sent: count,
  delivered: count,
  opened: count,
  clicked: count,
  effects: z.array(z.strictObject({ event: z.string(), after: z.enum(STAGES), count })),
})

/** Reactions of a run, counted up to its end: drawn from a response model, never seen. In the order of journeys, steps and variants. */
export const responseFiguresSchema = z.strictObject({ mode: z.enum(['backtest', 'whatIf']), assume: assumeSchema, messages: z.array(responseRowSchema) })

export type ResponseFigures = z.infer<typeof responseFiguresSchema>
type Row = ResponseFigures['messages'][number]

/** The counts of a run as people read them. `counts` null: nobody has run yet. */
export function responseFigures(plan: ResponsePlan, counts: Float64Array | null): ResponseFigures {
  const at = (index: number) => counts?.[index] ?? 0
  return {
    mode: plan.mode,
    assume: plan.assume,
    messages: plan.places.map(({ journeyId, stepId, variantId, channel, response, base }) => ({
      journey: journeyId,
      step: stepId,
      variant: variantId,
      channel,
      basis: response?.basis ?? null,
      note: response?.note ?? null,
      sent: at(base),
      delivered: at(base + 1),
      opened: at(base + 2),
      clicked: at(base + 3),
      effects: (response?.effects ?? []).map(({ event, after }, index) => ({ event, after, count: at(base + STAGES.length + index) })),
    })),
  }
}

/** The figures of a whole run from those of its parts. Throws E_MERGE (unusable) if they are of different assumptions. */
export function addResponses(parts: readonly (ResponseFigures | null)[]): ResponseFigures | null {
  const [first] = parts
  const given = parts.filter((one) => one !== null)
  const isOne = given.length === parts.length && given.every((one) => assumptionsOf(one) === assumptionsOf(given[0]!))
  if (given.length > 0 && !isOne) throw new RehearsalError('E_MERGE', 'the results are of runs with different scenarios', 'merge shards that ran with the same --scenario and --assume', { unusable: true })
  return first ? given.slice(1).reduce<ResponseFigures>((whole, part) => ({ ...whole, messages: whole.messages.map((row, index) => added(row, part.messages[index]!)) }), first) : null
}

function added(whole: Row, part: Row): Row {
  return {
    ...whole,
    sent: whole.sent + part.sent,
    delivered: whole.delivered + part.delivered,
    opened: whole.opened + part.opened,
    clicked: whole.clicked + part.clicked,
    effects: whole.effects.map((effect, index) => ({ ...effect, count: effect.count + part.effects[index]!.count })),
  }
}

/** All but the counts. */
function assumptionsOf({ mode, assume, messages }: ResponseFigures): string {
  return JSON.stringify([mode, assume, messages.map(({ journey, step, variant, channel, basis, note, effects }) => [journey, step, variant, channel, basis, note, effects.map(({ event, after }) => [event, after])])])
}
