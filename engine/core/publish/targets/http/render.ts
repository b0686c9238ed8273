import type { JsonValue } from '../../../json.ts'
import { createLiquid } from '../../../liquid/liquid-engine.ts'
import { liquidProblem, problemInWords, tooLong } from '../../../liquid/liquid-problem.ts'
import { jsonError } from './mapping.ts'

/** Stops what loops without end; a journey of thousands of steps is far below. */
const engine = createLiquid({ most: 1_000_000 })

export type RenderedText = { readonly text: string } | { readonly because: string }

/** Renders a text of a mapping; a failure is told with its line and column. */
export function render(template: string, scope: Readonly<Record<string, JsonValue>>): RenderedText {
  const long = tooLong(template)
  if (long) return { because: problemInWords(long) }
  try {
    return { text: String(engine.parseAndRenderSync(template, { ...scope, nowMs: 0 })) }
  } catch (cause) {
    const problem = liquidProblem(cause)
    return { because: `line ${problem.line} column ${problem.column}: ${problemInWords(problem)}` }
  }
}

export type RenderedJson = { readonly value: JsonValue } | { readonly because: string }

/** Renders a text that has to come out as JSON. */
export function renderJson(template: string, scope: Readonly<Record<string, JsonValue>>): RenderedJson {
  const rendered = render(template, scope)
  if ('because' in rendered) return rendered
  const error = jsonError(rendered.text)
  return error === undefined ? { value: JSON.parse(rendered.text) as JsonValue } : { because: `what it renders is not JSON: ${error}` } // as: JSON.parse of text that was read without an error
}

/** The value at a JSON pointer (RFC 6901); undefined where there is none. */
export function at(value: JsonValue, pointer: string): JsonValue | undefined {
  if (pointer === '') return value
  return pointer.slice(1).split('/').map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~')).reduce<JsonValue | undefined>((here, part) => {
    if (Array.isArray(here)) return /^(0|[1-9]\d*)$/.test(part) ? here[Number(part)] : undefined
    return typeof here === 'object' && here !== null && Object.hasOwn(here, part) ? here[part] : undefined
  }, value)
}
