import { conditionInWords } from '../model/condition-in-words.ts'
import type { Where } from '../model/condition.ts'
import { durationInWords, parseDuration } from '../model/duration.ts'
import { CHANNELS, channelInWords, type Channel } from '../model/steps/message.ts'
import { textPieces } from './text-pieces.ts'
import type { FieldChange } from './journey-diff.ts'
import { jsonPath } from '../json.ts'

export type Path = (string | number)[]

const CONDITIONS = new Set(['when', 'where', 'audience'])
/** What people write, told word by word. */
const TEXTS = new Set(['name', 'description', 'note', 'text', 'title', 'body', 'subject'])
const LONGEST = 160

const LABELS: Readonly<Record<string, string>> = {
  for: 'the wait', after: 'the time limit', within: 'the window', window: 'the window', body: 'the text', text: 'the text', title: 'the title', name: 'the name', note: 'the note',
  timeZone: 'the time zone', activeFrom: 'the first day', activeUntil: 'the last day', endsJourney: 'whether it ends the journey', when: 'the condition', where: 'the condition',
  audience: 'who is asked', caps: 'cap', look: 'what counts', onCap: 'what happens at a full cap', weight: 'the share', set: 'what is set', kind: 'the kind',
}

/** True where a condition stands: it is told as a whole, in words. */
export function isConditionKey(key: string | number | undefined): boolean {
  return CONDITIONS.has(String(key))
}

/** One field that differs, with a sentence about it. */
export function fieldChange(path: Path, before: unknown, after: unknown): FieldChange {
  const key = path.at(-1)
  const said = { before: before === undefined ? null : valueInWords(key, before), after: after === undefined ? null : valueInWords(key, after) }
  const isText = TEXTS.has(String(key)) || path.includes('template')
  const pieces = isText && typeof before === 'string' && typeof after === 'string' ? { pieces: textPieces(before, after) } : {}
  return { path: jsonPath(path), ...said, inWords: sentence(path, said.before, said.after), ...pieces }
}

function sentence(path: Path, before: string | null, after: string | null): string {
  const key = String(path.at(-1))
  const label = labelOf(path)
  if (before === null) return `${label} is now ${after}`
  if (after === null) return `no longer has ${label} (was ${before})`
  if (key === 'for') return `waits ${after} instead of ${before}`
  if (key === 'after' && path.includes('timeout')) return `goes on after ${after} instead of ${before}`
  if (key === 'event') return `${path.includes('branches') ? 'waits for' : 'is about'} ${after} instead of ${before}`
  if (key === 'name') return `is called ${after} instead of ${before}`
  if (key === 'kind') return `is ${after} instead of ${before}`
  return `${label} is ${after} instead of ${before}`
}

/** The name of the field for people: the last key that says something, with the item it belongs to. */
function labelOf(path: Path): string {
  const key = path.at(-1)
  if (typeof key === 'number') return `${labelOf(path.slice(0, -1))} ${key + 1}`
  const own = Object.hasOwn(LABELS, String(key)) ? LABELS[String(key)]! : plainly(String(key))
  const list = path.findLastIndex((one) => one === 'branches' || one === 'variants')
  const item = list < 0 ? undefined : path[list + 1]
  return item === undefined || list + 1 === path.length - 1 ? own : `${own} of ${String(item)}`
}

/** "onSuppressed" as people read it: "on suppressed". */
function plainly(key: string): string {
  return key.replace(/([a-z])([A-Z])/g, (_all, a: string, b: string) => `${a} ${b.toLowerCase()}`)
}

/** A value for people; long ones are cut. */
export function valueInWords(key: string | number | undefined, value: unknown): string {
  if (isConditionKey(key) && isObject(value)) return cut(conditionWords(value))
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  if (typeof value === 'number') return String(value)
  if (typeof value === 'string') return stringInWords(key, value)
  if (value === null) return 'nothing'
  if (Array.isArray(value)) return value.length === 0 ? 'nothing' : cut(value.map((item) => valueInWords(key, item)).join(', '))
  if (isObject(value) && 'channel' in value && 'count' in value) return capInWords(value)
  if (isObject(value)) return cut(objectInWords(value))
  return String(value)
}

function stringInWords(key: string | number | undefined, value: string): string {
  if (parseDuration(value) !== undefined) return durationInWords(value)
  if (key === 'channel') return (CHANNELS as readonly string[]).includes(value) ? channelInWords(value as Channel) : 'any channel' // as: just looked up
  return key === 'event' || key === 'kind' || key === 'segment' ? value : cut(`“${value}”`)
}

function objectInWords(value: Record<string, unknown>): string {
  return Object.entries(value)
    .map(([key, member]) => `${plainly(key)} ${isObject(member) && !isConditionKey(key) && !('channel' in member) ? `(${objectInWords(member)})` : valueInWords(key, member)}`)
    .join(', ')
}

function capInWords({ channel, count, within, calendar, ...rest }: Record<string, unknown>): string {
  const more = Object.keys(rest).length === 0 ? '' : ` (${objectInWords(rest)})`
  return `${valueInWords('channel', channel)} at most ${String(count)} in ${valueInWords('within', within)}${calendar === true ? ' by the calendar' : ''}${more}`
}

// A document that was read is made of conditions where one stands; anything else is told as it is.
function conditionWords(value: Record<string, unknown>): string {
  try {
    return conditionInWords(value as Where) // as: the schema has looked at it
  } catch {
    return JSON.stringify(value)
  }
}

function cut(text: string): string {
  return text.length > LONGEST ? `${text.slice(0, LONGEST - 1)}…` : text
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
