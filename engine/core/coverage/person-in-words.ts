import { msInWords } from '../model/duration.ts'
import type { JsonValue } from '../json.ts'
import type { Draft } from './make/draft.ts'

/** Events of one name in a row that are told as one. */
interface Row { name: string; times: number; at: number; properties: Readonly<Record<string, JsonValue>> }

/** What somebody made up is like and does, in one line: `add_to_cart (price 2000); 4 days later purchase; then nothing for 1 day`. */
export function personInWords({ attributes, events, webhooks, from, until }: Draft): string {
  const rows: Row[] = []
  for (const { name, at, properties } of events) {
    const last = rows.at(-1)
    if (last && last.name === name && JSON.stringify(last.properties) === JSON.stringify(properties)) last.times++
    else rows.push({ name, at, properties, times: 1 })
  }
  const parts = rows.map((row, index) => {
    const before = rows[index - 1]
    return `${row.at < from ? 'before the run ' : ''}${before ? afterwards(row.at - before.at) : ''}${rowInWords(row)}`
  })
  const last = events.at(-1)?.at ?? from
  const like = Object.entries(attributes).map(([name, value]) => `${name} ${shown(value)}`)
  const answers = Object.entries(webhooks).map(([step, answer]) => `the webhook ${step.slice(step.lastIndexOf('/') + 1)} ${answer === 'error' ? 'fails' : 'succeeds'}`)
  return [
    ...(like.length > 0 ? [`has ${like.join(', ')}`] : []),
    ...(parts.length > 0 ? parts : ['does nothing']),
    ...(until > last ? [`then nothing for ${msInWords(until - last)}`] : []),
    ...answers,
  ].join('; ')
}

function afterwards(ms: number): string {
  return ms === 0 ? 'at once ' : `${msInWords(ms)} later `
}

function rowInWords({ name, times, properties }: Row): string {
  const details = Object.entries(properties).map(([property, value]) => (name === '$set' ? `${property} ${value === null ? 'is gone' : `becomes ${shown(value)}`}` : `${property} ${shown(value)}`))
  const what = name === '$set' ? '' : name === '$sent' ? 'gets a message of another campaign' : name.startsWith('$api:') ? `call ${name.slice(5)}` : name
  const often = times > 1 ? ` ${times} times` : ''
  if (name === '$set') return details.join(', ')
  return `${what}${often}${details.length > 0 && name !== '$sent' ? ` (${details.join(', ')})` : ''}`
}

function shown(value: JsonValue): string {
  return typeof value === 'string' ? (value === '' ? '""' : value) : JSON.stringify(value)
}
