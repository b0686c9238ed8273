import { Liquid, type Template } from 'liquidjs'
import type { JsonValue } from '../json.ts'
import { typeCell } from '../model/cell.ts'

/** What a template may speak of: `profile.<attribute>`, `event.<property>` (with `event.name`, `event.at`), `journey.id`. */
export interface LiquidScope {
  profile: Record<string, JsonValue>
  event: Record<string, JsonValue>
  journey: { id: string }
  /** The simulated instant, epoch ms: what `now` and `today` mean. */
  nowMs: number
}

const engine = createEngine()
const parsed = new Map<string, Template[]>()

/** Renders a Liquid text and types it like a CSV cell; undefined when it comes out empty. Throws on a template that does not parse. */
export function renderValue(template: string, scope: LiquidScope): JsonValue | undefined {
  let templates = parsed.get(template)
  if (!templates) parsed.set(template, (templates = engine.parse(template)))
  return typeCell(String(engine.renderSync(templates, { ...scope })))
}

/** Filters that would read the machine's clock, zone or dice are bound to the simulated instant, UTC, or refused: a run is repeatable. */
function createEngine(): Liquid {
  const liquid = new Liquid({ timezoneOffset: 0, ownPropertyOnly: true })
  const date = liquid.filters.date
  liquid.registerFilter('date', function (value: unknown, ...rest: unknown[]) {
    const isNow = value === 'now' || value === 'today'
    const instant = isNow ? new Date(Number(this.context.getSync(['nowMs']))) : value
    if (typeof date !== 'function') throw new Error('liquidjs has no date filter')
    return date.call(this, instant, ...rest)
  })
  liquid.registerFilter('sample', () => {
    throw new Error('the filter "sample" is random and cannot be rehearsed; use a split')
  })
  return liquid
}
