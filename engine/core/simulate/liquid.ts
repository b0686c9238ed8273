import { Liquid, type FilterImplOptions, type Template } from 'liquidjs'
import { RehearsalError } from '../errors.ts'
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

/** Characters and list items one rendering may make: far more than an attribute holds, and it ends a template that counts to a billion. */
const MOST_PER_RENDERING = 1_000_000
/** Tags that read other files, and filters that throw dice: a run is repeatable and touches nothing outside. */
const REFUSED_TAGS = ['include', 'render', 'layout', 'block']
const REFUSED_FILTERS = ['sample']
const DATE_FILTERS = ['date', 'date_to_xmlschema', 'date_to_rfc822', 'date_to_string', 'date_to_long_string']

const engine = createEngine()
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

/** Why a Liquid text does not parse, in a few words with line and column; undefined if it does. */
export function templateProblem(template: string): string | undefined {
  try {
    engine.parse(template)
    return undefined
  } catch (cause) {
    return reason(cause)
  }
}

function reason(cause: unknown): string {
  return cause instanceof Error ? cause.message.split('\n')[0]! : String(cause)
}

/** Dates are bound to the simulated instant, UTC and English, whatever clock, zone and language the machine has. */
function createEngine(): Liquid {
  const liquid = new Liquid({ timezoneOffset: 0, locale: 'en-US', ownPropertyOnly: true, strictFilters: true, templates: {}, memoryLimit: MOST_PER_RENDERING })
  for (const tag of REFUSED_TAGS) delete liquid.tags[tag]
  for (const filter of REFUSED_FILTERS) delete liquid.filters[filter]
  for (const name of DATE_FILTERS) liquid.registerFilter(name, inSimulatedTime(liquid.filters[name]))
  return liquid
}

function inSimulatedTime(filter: FilterImplOptions | undefined): FilterImplOptions {
  if (typeof filter !== 'function') throw new Error('liquidjs lacks a date filter')
  return function (value: unknown, ...rest: unknown[]) {
    const isNow = value === 'now' || value === 'today'
    return filter.call(this, isNow ? new Date(Number(this.context.getSync(['nowMs']))) : instantOf(value), ...rest)
  }
}

/** Reads a date as the format reads instants: numbers by size as seconds or ms, text without a zone as UTC. Anything else as it is. */
function instantOf(value: unknown): unknown {
  const digits = typeof value === 'string' && /^\d+$/.test(value)
  if (typeof value === 'number' || digits) return new Date(Number(value) < 1e11 ? Number(value) * 1000 : Number(value))
  const zoneless = typeof value === 'string' && /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d(\.\d+)?)?$/.test(value)
  return zoneless ? `${value.replace(' ', 'T')}Z` : value
}
