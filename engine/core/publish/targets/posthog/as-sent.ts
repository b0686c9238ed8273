import type { JsonValue } from '../../../json.ts'

const OURS = ['key', 'name', 'description', 'exit_condition', 'conversion', 'trigger_masking', 'variables', 'actions', 'edges'] as const
/** What the server compiles conditions and templates into. */
const COMPILED = new Set(['bytecode', 'bytecode_error', 'transpiled'])

/**
 * A stored workflow in the shape it was sent in: without what PostHog compiles, counts and dates, and with the defaults it writes out taken back. Which those are
 * is read from its own comparison of files with what is stored, as the "unchanged" of its workflows-as-code has it.
 */
export function withoutWhatPostHogAdds(flow: Readonly<Record<string, JsonValue>>): JsonValue {
  return Object.fromEntries(OURS.flatMap((key): [string, JsonValue][] => {
    const value = flow[key]
    if (value === undefined) return []
    return [[key, key === 'actions' && Array.isArray(value) ? value.map(actionAsSent) : plain(value)]]
  }))
}

function plain(value: JsonValue): JsonValue {
  if (Array.isArray(value)) return value.map((member) => plain(member))
  if (!isRecord(value)) return value
  return Object.fromEntries(Object.entries(value).flatMap(([key, member]): [string, JsonValue][] => (COMPILED.has(key) ? [] : [[key, key === 'filters' && isRecord(member) ? plain(withoutSource(member)) : plain(member)]])))
}

/** Filters are of events, unless they say otherwise; the server says so. */
function withoutSource({ source, ...rest }: { [key: string]: JsonValue }): { [key: string]: JsonValue } {
  return source === undefined || source === 'events' ? rest : { ...rest, source }
}

function actionAsSent(action: JsonValue): JsonValue {
  if (!isRecord(action)) return action
  const { created_at: _created, updated_at: _updated, output_variable, ...rest } = plain(action) as { [key: string]: JsonValue } // as: an object stays one
  const config = isRecord(rest['config']) ? rest['config'] : {}
  const inputs = isRecord(config['inputs']) ? { inputs: Object.fromEntries(Object.entries(config['inputs']).map(([key, input]) => [key, inputAsSent(input)])) } : {}
  return { ...rest, description: rest['description'] ?? '', filters: rest['filters'] ?? null, created_at: 0, updated_at: 0, ...(output_variable === undefined || output_variable === null ? {} : { output_variable }), config: { ...config, ...inputs } }
}

/** `order` is where the editor puts a field; Hog is what an input is filled with that names nothing else. */
function inputAsSent(input: JsonValue): JsonValue {
  if (!isRecord(input)) return input
  const { order: _order, templating, ...rest } = input
  return { ...rest, ...(templating === undefined || templating === 'hog' ? {} : { templating }) }
}

function isRecord(value: JsonValue | undefined): value is { [key: string]: JsonValue } {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
