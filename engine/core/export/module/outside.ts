import type { JsonValue } from '../../json.ts'
import { typeCell } from '../../model/cell.ts'

// What the engine takes from a run's scenario and from its template engine, an exported journey asks of whoever uses it.

/** What a template may speak of: `profile.<attribute>`, `event.<property>` (with `event.name`, `event.at`), `journey.id`. */
export interface LiquidScope {
  profile: Record<string, JsonValue>
  event: Record<string, JsonValue>
  journey: { id: string }
  /** The present instant, epoch ms: what `now` and `today` mean. */
  nowMs: number
}

/** What a webhook answered; `set` changes attributes if it did not fail. */
export interface WebhookAnswer {
  answer?: 'success' | 'error' | undefined
  /** Instead of `answer`: the share of calls that fail, drawn the same way whenever it is asked. */
  errorShare?: number | undefined
  set?: Readonly<Record<string, JsonValue>> | undefined
}

/** What a host asks of the world outside. */
export interface Outside {
  render(template: string, scope: LiquidScope): string
  webhook(journeyId: string, stepId: string): WebhookAnswer | undefined
}

/** An exported journey is given no scenario: its webhooks are asked. */
export type Scenario = never

let atWork: Outside | undefined

/** Does a host's work; everything in it happens at once, so that one host at a time is at work. */
export function workingWith(outside: Outside, work: () => void): void {
  const before = atWork
  atWork = outside
  try {
    work()
  } finally {
    atWork = before
  }
}

/** Renders a template and types the text like a CSV cell; undefined when it comes out empty. */
export function renderValue(template: string, scope: LiquidScope): JsonValue | undefined {
  return typeCell(atWork!.render(template, scope))
}

/** What the webhook answers now. */
export function webhookAnswer(_scenario: Scenario | undefined, journeyId: string, stepId: string): WebhookAnswer | undefined {
  return atWork!.webhook(journeyId, stepId)
}
