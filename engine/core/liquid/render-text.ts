import type { LiquidScope } from '../simulate/liquid.ts'
import { createLiquid } from './liquid-engine.ts'
import { liquidProblem, tooLong, type LiquidProblem } from './liquid-problem.ts'

/** A text as a person would read it, or why it cannot be. */
export type Rendered = { text: string } | { problem: LiquidProblem }

// Measured (Node 24): with both limits a loop to a billion ends after 30 ms (its list is refused), three loops to 1,000 inside each other
// after 200 ms, a text that doubles itself after 1 ms. What neither sees is one slow filter: whoever renders strangers' texts does it in a
// worker that is stopped from outside.
const preview = createLiquid({ most: 200_000, ms: 200 })

/** Renders one text for a preview; never throws, and a failure is told with its place. */
export function renderText(template: string, scope: LiquidScope): Rendered {
  const problem = tooLong(template)
  if (problem) return { problem }
  try {
    return { text: String(preview.parseAndRenderSync(template, { ...scope })) }
  } catch (cause) {
    return { problem: liquidProblem(cause) }
  }
}
