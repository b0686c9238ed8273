/**
 * By what a thing of ours is found again at a platform that takes no id of ours: its name ends in ` [rehearsal:<journeyId>/<resource key>]`.
 * Journey ids and keys may hold any text, so what would end the marker, or part its halves, is written as `%` and four hexadecimal digits.
 */
const MARKER = /^(?:([\s\S]*?) )?\[rehearsal:([^/[\]\s]+)\/([^[\]\s]+)\]$/

/** What a marker says. `name`: what people called the thing. */
export interface Marked { readonly name: string; readonly journeyId: string; readonly key: string }

/** The marker alone: what a look-up searches for. */
export function markerOf(journeyId: string, key: string): string {
  return `[rehearsal:${escaped(journeyId).replaceAll('/', hex)}/${escaped(key)}]`
}

/**
 * The name with its marker. `longest`, in UTF-16 units, cuts the name and never the marker: nothing is found by half of one.
 * A name that had to be cut ends in `…`.
 */
export function marked(name: string, journeyId: string, key: string, longest = Number.POSITIVE_INFINITY): string {
  const marker = markerOf(journeyId, key)
  const room = longest - marker.length - 1
  if (name === '' || room < 1) return marker
  return `${name.length <= room ? name : `${withoutHalfPair(name.slice(0, room - 1))}…`} ${marker}`
}

/** What a name says of itself; null if it bears no marker of ours. */
export function unmarked(name: string): Marked | null {
  const [, said, journeyId, key] = MARKER.exec(name) ?? []
  return journeyId === undefined || key === undefined ? null : { name: said ?? '', journeyId: unescaped(journeyId), key: unescaped(key) }
}

/** Whether the thing of that name is this one. */
export function isMarked(name: string, journeyId: string, key: string): boolean {
  return name.endsWith(markerOf(journeyId, key))
}

// Half a surrogate pair is no text that JSON in UTF-8 could carry.
const UNSAFE = /[%[\]\s]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g

function escaped(text: string): string {
  return text.replace(UNSAFE, hex).replace(/\p{Cc}/gu, hex)
}

function unescaped(text: string): string {
  return text.replace(/%([0-9a-f]{4})/g, (_, digits: string) => String.fromCharCode(Number.parseInt(digits, 16)))
}

function hex(unit: string): string {
  return `%${unit.charCodeAt(0).toString(16).padStart(4, '0')}`
}

function withoutHalfPair(text: string): string {
  return text.replace(/[\ud800-\udbff]$/, '')
}
