import * as z from 'zod'
import { id, method } from './method.ts'
import { runQuestion } from './run-question.ts'

const turn = z.strictObject({ id, value: z.number() })

/** Runs under many settings of what is in doubt. Which settings, and what comes of them, is worked out where they are asked for: see core/doubt. */
export const doubtMethods = {
  /**
   * The same run once for each of the settings, on the same people and dice: numbers of the journey and its assumptions by their ids (core/what-if). Answers as many as it has when a moment
   * has passed, at least one; ask again for the rest. Figures stand in the order of `doubtFigures`. A number that is not there is E_NOT_FOUND.
   */
  'doubt.runs': method(
    z.strictObject({ ...runQuestion, settings: z.array(z.array(turn).max(200)).min(1).max(1000) }),
    z.strictObject({ figures: z.array(z.array(z.number())), ms: z.number() }),
  ),
} as const
