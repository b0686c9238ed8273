import { Liquid, type FilterImplOptions } from 'liquidjs'

/** Tags that read other files, and filters that throw dice: a run is repeatable and touches nothing outside. */
const REFUSED_TAGS = ['include', 'render', 'layout', 'block']
const REFUSED_FILTERS = ['sample']
const DATE_FILTERS = ['date', 'date_to_xmlschema', 'date_to_rfc822', 'date_to_string', 'date_to_long_string']

/** Where a rendering is stopped: characters and list items it may make and rounds its loops may go, together, and, where a person waits for it, ms it may take. */
export interface LiquidLimits { most: number; ms?: number }

/**
 * Liquid as Rehearsal means it, everywhere: no files, no dice, own members only, unknown filters refused; dates are bound to `nowMs` of the
 * scope, UTC and English, whatever clock, zone and language the machine has.
 */
export function createLiquid({ most, ms }: LiquidLimits): Liquid {
  const liquid = new Liquid({ timezoneOffset: 0, locale: 'en-US', ownPropertyOnly: true, strictFilters: true, templates: {}, memoryLimit: most, ...(ms === undefined ? {} : { renderLimit: ms }) })
  for (const tag of REFUSED_TAGS) delete liquid.tags[tag]
  for (const filter of REFUSED_FILTERS) delete liquid.filters[filter]
  countRounds(liquid)
  for (const name of DATE_FILTERS) liquid.registerFilter(name, inSimulatedTime(liquid.filters[name]))
  return liquid
}

/**
 * Every round of a loop, an empty one too, counts like a list item: loops in loops over one list make nothing, so that the library's own limit
 * would let them run for hours. No clock in it: where one machine stops, every machine stops.
 */
function countRounds({ renderer }: Liquid): void {
  const renderTemplates = renderer.renderTemplates.bind(renderer)
  renderer.renderTemplates = function* (templates, context, emitter) {
    context.memoryLimit.use(1)
    return yield* renderTemplates(templates, context, emitter)
  }
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
