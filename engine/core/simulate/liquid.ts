import type { Template } from 'liquidjs'
import { RehearsalError } from '../errors.ts'
import type { JsonValue } from '../json.ts'
import { createLiquid } from '../liquid/liquid-engine.ts'
import { typeCell } from '../model/cell.ts'

/** What a template may speak of: `profile.<attribute>`, `event.<property>` (with `event.name`, `event.at`), `journey.id`. */
export interface LiquidScope {
  profile: Record<string, JsonValue>
  event: Record<string, JsonValue>
  journey: { id: string }
  /** The simulated instant, epoch ms: what `now` and `today` mean. */
  nowMs: number
}

/** Characters, list items and rounds of loops: far more than an attribute needs. No limit of time: a run is the same on a slow machine. */
const engine = createLiquid({ most: 1_000_000 })
const parsed = new Map<string, Template[]>()

/** Renders a Liquid text and types it like a CSV cell; undefined when it comes out empty. Throws S002 on a template that fails. */
export function renderValue(template: string, scope: LiquidScope): JsonValue | undefined {
  try {
    let templates = parsed.get(template)
    if (!templates) parsed.set(template, (templates = engine.parse(template)))
    return typeCell(String(engine.renderSync(templates, { ...scope })))
  } catch (cause) {
    throw new RehearsalError('S002', `the template ${JSON.stringify(template)} cannot be rendered: ${reason(cause)}`, 'mend the template', { cause })
  }
}

function reason(cause: unknown): string {
  return cause instanceof Error ? cause.message.split('\n')[0]! : String(cause)
}
