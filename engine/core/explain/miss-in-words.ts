import type { Zone } from '../model/calendar.ts'
import { msInWords } from '../model/duration.ts'
import { conditionLines, failingParts, valueInWords } from './condition-in-lines.ts'
import type { ConditionNode } from './condition-node.ts'
import type { EntryMiss, ExplainedEvent, Miss } from './explanation.ts'
import { momentInWords } from './moment.ts'

/** Properties of an event that are told where no condition asked for any. */
const MOST_PROPERTIES = 3

/** "purchase (price = 50)": with the properties that a condition asked for, else the first few. */
export function eventInWords({ name, properties, basis }: ExplainedEvent, condition: ConditionNode | null = null): string {
  const asked = (condition === null ? [] : propertiesOf(condition)).filter((one) => Object.hasOwn(properties, one))
  const all = Object.keys(properties)
  const names = asked.length > 0 ? [...new Set(asked)] : all.slice(0, MOST_PROPERTIES)
  const shown = names.map((one) => `${one} = ${valueInWords(properties[one])}`)
  const source = basis === undefined ? '' : `${basis} by the scenario`
  if (shown.length === 0) return basis === undefined ? name : `${name} (${source})`
  return `${name} (${shown.join(', ')}${asked.length === 0 && all.length > names.length ? ', …' : ''}${basis === undefined ? '' : `; ${source}`})`
}

function propertiesInWords(event: ExplainedEvent, condition: ConditionNode | null): string {
  return eventInWords(event, condition).slice(event.name.length)
}

function propertiesOf(node: ConditionNode): string[] {
  if (node.kind === 'property') return [node.name]
  if (node.kind === 'all' || node.kind === 'any') return node.of.flatMap(propertiesOf)
  return node.kind === 'not' || node.kind === 'segment' ? propertiesOf(node.of) : []
}

/** What nearly let the profile go on from a wait that lasted `stayMs`. */
export function waitMissInWords(miss: Miss, zone: Zone, stayMs: number): string[] {
  switch (miss.kind) {
    case 'late': {
      const { event, byMs, of, condition } = miss
      if (byMs === 0) return [`${eventInWords(event, condition)} came at this very instant, which is too late: it has to come before.`]
      const when = `on ${momentInWords(zone, event.at)}`
      if (byMs <= stayMs) return [`It would have left by "${of}" had ${event.name} come ${msInWords(byMs)} earlier: it came ${when}${propertiesInWords(event, condition)}.`]
      return [`The next ${event.name} that would have done came ${msInWords(byMs)} too late, ${when}.`]
    }
    case 'early':
      return [`${eventInWords(miss.event, miss.condition)} had come already, ${miss.byMs === 0 ? 'at the instant' : `${msInWords(miss.byMs)} before`} this wait began; only what comes after that counts.`]
    case 'failed': {
      const { event, condition, count, of } = miss
      const parts = failingParts(condition, zone).join('; ')
      const at = momentInWords(zone, event.at)
      return [count === 1 ? `${event.name} came in time, on ${at}, but did not fit "${of}": ${parts}.` : `${event.name} came in time ${count === 2 ? 'twice' : `${count} times`} but did not fit "${of}". Nearest was ${at}: ${parts}.`]
    }
    case 'lateAndFailed': {
      const parts = failingParts(miss.condition, zone).join('; ')
      const at = momentInWords(zone, miss.event.at)
      return [miss.count === 1 ? `The one ${miss.event.name} that came later, on ${at}, would not have fitted "${miss.of}": ${parts}.` : `None of the ${miss.count} ${miss.event.name} events that came later would have fitted "${miss.of}". Nearest was ${at}: ${parts}.`]
    }
    case 'otherKey':
      return [`${miss.event.name} came on ${momentInWords(zone, miss.event.at)}, but for another ${miss.key}: ${valueInWords(miss.event.properties[miss.key])}, not ${valueInWords(miss.wanted)}.`]
    case 'notInSegment': return [`"${miss.of}" was not taken:`, ...conditionLines(miss.condition, zone).map((line) => `  ${line}`)]
    case 'nothing': return [`No ${listed(miss.events)} came from then on, up to the end of the run.`]
  }
}

/** "a", "a or b", "a, b or c". */
export function listed(items: readonly string[]): string {
  return items.length < 2 ? (items[0] ?? 'nothing') : `${items.slice(0, -1).join(', ')} or ${items.at(-1)}`
}

/** How near the profile came to a goal it did not reach. */
export function goalMissInWords(miss: Miss, zone: Zone): string {
  switch (miss.kind) {
    case 'late': {
      const when = momentInWords(zone, miss.event.at)
      return `${eventInWords(miss.event, miss.condition)} came on ${when}, ${miss.byMs === 0 ? 'at the very instant at which it stopped counting' : `${msInWords(miss.byMs)} after it stopped counting`}`
    }
    case 'failed': return `${miss.event.name} came ${miss.count === 1 ? `on ${momentInWords(zone, miss.event.at)}` : `${miss.count} times, the nearest on ${momentInWords(zone, miss.event.at)}`}, but ${failingParts(miss.condition, zone).join('; ')}`
    case 'lateAndFailed': return `no ${miss.event.name} came in time, nor would a later one have counted; the nearest was on ${momentInWords(zone, miss.event.at)}, but ${failingParts(miss.condition, zone).join('; ')}`
    case 'otherKey': return `${miss.event.name} came for another ${miss.key}, ${valueInWords(miss.event.properties[miss.key])}`
    case 'nothing': return `no ${listed(miss.events)} came after the start`
    case 'early':
    case 'notInSegment': return ''
  }
}

/** How near the profile came to an entry. */
export function entryMissInWords(miss: EntryMiss, zone: Zone): string {
  switch (miss.kind) {
    case 'failed': {
      const parts = failingParts(miss.condition, zone).join('; ')
      const at = momentInWords(zone, miss.at)
      if (miss.event === null) return `it was asked ${miss.count === 1 ? `on ${at}` : `${miss.count} times, the nearest on ${at}`}, but ${parts}`
      return miss.count === 1 ? `${miss.event.name} came on ${at}, but ${parts}` : `${miss.event.name} came ${miss.count} times; the nearest was on ${at}, but ${parts}`
    }
    case 'closed': {
      const came = `${miss.event.name} came on ${momentInWords(zone, miss.event.at)}`
      if (miss.why === 'beforeRun') return `${came}, before the run begins on ${momentInWords(zone, miss.from!)}`
      const bounds = [miss.from === null ? '' : `from ${momentInWords(zone, miss.from)}`, miss.until === null ? '' : `to before ${momentInWords(zone, miss.until)}`].filter((one) => one !== '')
      return `${came}, when the journey was not open: it is open ${bounds.join(' ')}`
    }
    case 'noEvent': {
      const seen = miss.seen.map(({ name, count }) => `${name} (${count})`).join(', ')
      return seen === '' ? `no ${miss.event} came, and nothing else either` : `no ${miss.event} came; what came is ${seen}`
    }
    case 'segment': {
      if (!miss.condition.holds) return `it was never ${miss.change === 'enter' ? 'in that segment' : 'in that segment, so it could not leave it'}; it was nearest on ${momentInWords(zone, miss.at)}: ${failingParts(miss.condition, zone).join('; ')}`
      return miss.change === 'enter' ? 'it was in that segment from the beginning, or came into it while the journey was not open' : `it was in that segment on ${momentInWords(zone, miss.at)} and did not leave it while the journey was open`
    }
    case 'notAsked': return miss.why === 'noInstant' ? 'the schedule has no instant in the span of the run' : 'the profile was not yet known, or the journey not open, when the schedule asked'
  }
}
