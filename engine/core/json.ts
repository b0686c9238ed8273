/** Any value JSON can hold. */
export type JsonValue = null | boolean | number | string | JsonValue[] | { [key: string]: JsonValue }

/**
 * The value as RFC 8785 canonical JSON: keys sorted by UTF-16 units, numbers as ECMAScript writes them, no white space.
 * `undefined` members are left out. Throws on a number JSON cannot hold.
 */
export function canonicalJson(value: unknown): string {
  if (value === null || typeof value === 'boolean' || typeof value === 'string') return JSON.stringify(value)
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw new Error(`JSON cannot hold ${value}`)
    return JSON.stringify(value)
  }
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`
  const members = Object.entries(value as Record<string, unknown>) // as: every other JSON-like value is an object
    .filter(([, member]) => member !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
    .map(([key, member]) => `${JSON.stringify(key)}:${canonicalJson(member)}`)
  return `{${members.join(',')}}`
}

/** Where a value sits in a document, as a JSON path: `$.steps["wait-1"].branches[0].next`. */
export function jsonPath(path: readonly PropertyKey[]): string {
  return path.reduce<string>((text, key) => {
    if (typeof key === 'number') return `${text}[${key}]`
    const name = String(key)
    return /^[A-Za-z_$][\w$]*$/.test(name) ? `${text}.${name}` : `${text}[${JSON.stringify(name)}]`
  }, '$')
}

/** Whether lists and objects of a JSON text are nested deeper than that many levels, found without reading it: who walks into such a value runs out of stack. */
export function isNestedDeeper(text: string, levels: number): boolean {
  let depth = 0
  let isInText = false
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at)
    if (unit === QUOTE) isInText = !isInText
    else if (isInText) at += unit === BACKSLASH ? 1 : 0
    // Braces and brackets are told apart by a bit of no matter here: 0x7b and 0x5b open, 0x7d and 0x5d close.
    else if ((unit | 0x20) === 0x7b && ++depth > levels) return true
    else if ((unit | 0x20) === 0x7d) depth--
  }
  return false
}

const QUOTE = 0x22
const BACKSLASH = 0x5c
