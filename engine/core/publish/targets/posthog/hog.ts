import { readText } from '../../../liquid/read-text.ts'

/**
 * Two ways to fill in a text there: Liquid, which the body of emails and pushes takes, and Hog (`{person.properties.city}`), which all other inputs take.
 * Source: graph-schema.md, "function* inputs". That Hog knows `??` for a default is from the grammar of HogQL.
 */
const HOLE = /\{\{-?\s*([^{}|]+?)\s*(?:\|\s*default:\s*("[^"]*"|'[^']*')\s*)?-?\}\}/g
const PLAIN = /\\([{}\\])|\{([^{}]*)\}/g
const ROOTS = { profile: ['person', 'properties'], event: ['event', 'properties'] } as const

/** What a variable is called there; undefined for one that there is no name for. */
export function variableThere([root, name, ...rest]: readonly string[]): readonly string[] | undefined {
  if (name === undefined) return undefined
  // What tells a profile here is the distinct id there; `person.id` is PostHog's own.
  if (root === 'profile') return name === 'id' ? ['event', 'distinct_id'] : [...ROOTS.profile, name, ...rest]
  if (root !== 'event') return undefined
  return name === 'name' ? ['event', 'event'] : name === 'at' ? undefined : [...ROOTS.event, name, ...rest]
}

export function variableHere([root, second, name, ...rest]: readonly string[]): readonly string[] | undefined {
  if (root === 'event' && name === undefined) return second === 'distinct_id' ? ['profile', 'id'] : second === 'event' ? ['event', 'name'] : undefined
  if (second !== 'properties' || name === undefined) return undefined
  return root === 'person' ? ['profile', name, ...rest] : root === 'event' ? ['event', name, ...rest] : undefined
}

/** A Liquid text in Hog: holes, with a default or without. Undefined where it says more than Hog inputs can. */
export function toHog(text: string): string | undefined {
  const { problem, variables } = readText(text)
  if (problem) return undefined
  const pieces: string[] = []
  let at = 0
  let holes = 0
  for (const match of text.matchAll(HOLE)) {
    const path = pathIn(match[1]!)
    const there = path && variableThere(path)
    if (!there) return undefined
    pieces.push(escaped(text.slice(at, match.index)), `{${written(there)}${match[2] === undefined ? '' : ` ?? '${match[2].slice(1, -1).replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`}}`)
    at = match.index + match[0].length
    holes++
  }
  const rest = text.slice(at)
  // Tags, other filters, literals: all that is no plain hole is left over.
  if (variables.length !== holes || /\{%|\{\{/.test(text.replace(HOLE, ''))) return undefined
  return pieces.join('') + escaped(rest)
}

/** The way back; undefined where Hog says more than a hole with a default. */
export function fromHog(text: string): string | undefined {
  let isWhole = true
  const liquid = text.replace(PLAIN, (_, literal: string | undefined, inside: string | undefined) => {
    if (literal !== undefined) return literal
    const [, path = '', otherwise] = /^\s*([\s\S]+?)\s*(?:\?\?\s*'((?:[^'\\]|\\.)*)'\s*)?$/.exec(inside ?? '') ?? []
    const parts = pathIn(path)
    const here = parts && variableHere(parts)
    if (!here) isWhole = false
    const said = otherwise?.replace(/\\(.)/g, '$1')
    return here ? `{{ ${written(here, '"')}${said === undefined ? '' : ` | default: ${said.includes("'") ? `"${said}"` : `'${said}'`}`} }}` : ''
  })
  return isWhole ? liquid : undefined
}

function escaped(text: string): string {
  return text.replace(/[{}\\]/g, '\\$&')
}

/** `a.b["c d"][0]`: its parts; undefined for anything that is no path. */
function pathIn(text: string): string[] | undefined {
  if (!/^[A-Za-z_]\w*(\.[\w-]+|\[(?:"[^"]*"|'[^']*'|\d+)\])*$/.test(text)) return undefined
  return [...text.matchAll(/\["([^"]*)"\]|\['([^']*)'\]|\[(\d+)\]|([\w-]+)/g)].map(([, double, single, index, part]) => double ?? single ?? index ?? part!)
}

function written([root = '', ...parts]: readonly string[], quote = "'"): string {
  return parts.reduce((text, part) => (/^[A-Za-z_]\w*$/.test(part) ? `${text}.${part}` : /^\d+$/.test(part) ? `${text}[${part}]` : `${text}[${part.includes(quote) ? `"${part}"` : `${quote}${part}${quote}`}]`), root)
}
