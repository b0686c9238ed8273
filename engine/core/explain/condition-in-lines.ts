import type { Zone } from '../model/calendar.ts'
import { durationInWords } from '../model/duration.ts'
import type { ComparedNode, ConditionNode, DidNode, SequenceNode } from './condition-node.ts'
import { momentInWords, weekdayInWords } from './moment.ts'

/** A judged condition as lines, a part each, ✓ or ✗ before it: what was found, then what was wanted. */
export function conditionLines(node: ConditionNode | null, zone: Zone): string[] {
  if (node === null) return []
  return node.kind === 'all' && node.of.length > 0 ? node.of.flatMap((one) => lines(one, zone, 0)) : lines(node, zone, 0)
}

/** The parts that keep a condition from holding, each in words of its own: what a person has to read of a miss. */
export function failingParts(node: ConditionNode, zone: Zone): string[] {
  if (node.holds) return []
  switch (node.kind) {
    case 'all': return node.of.flatMap((one) => failingParts(one, zone))
    case 'any': return node.of.length === 0 ? ['nothing can satisfy it'] : [node.of.flatMap((one) => failingParts(one, zone)).join(', and ')]
    case 'segment': return [`it was not in the segment "${node.name}" (${failingParts(node.of, zone).join('; ')})`]
    case 'not': return [isLeaf(node.of) ? leafInWords(node.of, zone, true) : `${holdingInWords(node.of, zone)}, which must not be so`]
    default: return [leafInWords(node, zone)]
  }
}

function holdingInWords(node: ConditionNode, zone: Zone): string {
  switch (node.kind) {
    case 'all': return node.of.map((one) => holdingInWords(one, zone)).join(' and ') || 'it always holds'
    case 'any': return node.of.filter(({ holds }) => holds).map((one) => holdingInWords(one, zone)).join(' and ')
    case 'segment': return `it was in the segment "${node.name}"`
    case 'not': return `not: ${holdingInWords(node.of, zone)}`
    default: return leafInWords(node, zone)
  }
}

function lines(node: ConditionNode, zone: Zone, depth: number): string[] {
  const line = (text: string) => `${'  '.repeat(depth)}${node.holds ? '✓' : '✗'} ${text}`
  const below = (nodes: readonly ConditionNode[]) => nodes.flatMap((one) => lines(one, zone, depth + 1))
  switch (node.kind) {
    case 'all': return [line('all of these:'), ...below(node.of)]
    case 'any': return [line('one of these at least:'), ...below(node.of)]
    case 'segment': return [line(`${node.holds ? 'in' : 'not in'} the segment "${node.name}":`), ...below(partsOf(node))]
    case 'not':
      if (node.of.kind === 'segment') return [line(node.holds ? `not in the segment "${node.of.name}":` : `in the segment "${node.of.name}"; wanted: not in it:`), ...below(partsOf(node.of))]
      if (node.of.kind === 'any') return [line('none of these:'), ...below(node.of.of.map((one) => ({ kind: 'not', holds: !one.holds, of: one })))]
      return isLeaf(node.of) ? [line(leafInWords(node.of, zone, true))] : [line('not so:'), ...below([node.of])]
    default: return [line(leafInWords(node, zone))]
  }
}

function partsOf({ of }: Extract<ConditionNode, { kind: 'segment' }>): ConditionNode[] {
  return of.kind === 'all' ? of.of : [of]
}

type Leaf = Exclude<ConditionNode, { kind: 'all' | 'any' | 'not' | 'segment' }>

function isLeaf(node: ConditionNode): node is Leaf {
  return !('of' in node)
}

/** `negated`: the part stands under a `not`, so the opposite is wanted. */
function leafInWords(node: Leaf, zone: Zone, negated = false): string {
  const wanted = negated ? 'wanted: not' : 'wanted:'
  switch (node.kind) {
    case 'attribute':
    case 'property':
    case 'score': return comparedInWords(node, wanted)
    case 'near': return `${node.distanceM === null ? 'where it happened is not known' : `it happened ${metres(node.distanceM)} away`}; ${wanted} at most ${metres(node.radiusM)}`
    case 'localTime': return `it was ${node.actual} there; ${wanted} from ${node.from} to before ${node.to}`
    case 'weekday': return `it was a ${weekdayInWords(node.actual)}; ${wanted} ${node.days.map(weekdayInWords).join(', ')}`
    case 'did': return didInWords(node, zone, wanted)
    case 'sequence': return `${negated ? 'not wanted ' : ''}${sequenceInWords(node, zone)}`
  }
}

function comparedInWords({ kind, name, op, wanted, actual, holds }: ComparedNode, wish: string): string {
  const subject = kind === 'score' ? `the score ${name}` : name
  const found = actual === null ? `${subject} is missing` : `${subject} is ${valueInWords(actual)}`
  if (holds && wish === 'wanted:' && (op === 'eq' || op === 'exists' || op === 'missing')) return found // what was wanted would only say it again
  return `${found}; ${wish} ${wantedInWords(op, wanted)}`
}

function wantedInWords(op: string, wanted: ComparedNode['wanted']): string {
  const list = (Array.isArray(wanted) ? wanted : [wanted]).map(valueInWords)
  const one = list[0]!
  switch (op) {
    case 'eq': return one
    case 'ne': return `anything but ${one}`
    case 'lt': return `under ${one}`
    case 'lte': return `at most ${one}`
    case 'gt': return `over ${one}`
    case 'gte': return `at least ${one}`
    case 'in': return list.length === 1 ? one : `one of ${list.join(', ')}`
    case 'notIn': return `none of ${list.join(', ')}`
    case 'contains': return `something that contains ${one}`
    case 'startsWith': return `something that starts with ${one}`
    case 'exists': return 'any value'
    case 'missing': return 'none'
    default: return `between ${list.join(' and ')}`
  }
}

const COUNT_WORDS: Record<string, string> = { eq: 'exactly', ne: 'other than', lt: 'under', lte: 'at most', gt: 'over', gte: 'at least' }
const MEASURE_WORDS = { sum: 'sum', avg: 'average', max: 'highest', min: 'lowest' } as const

function didInWords(node: DidNode, zone: Zone, wanting: string): string {
  const { event, where, measure, property, op, wanted, actual, value, found, lastOutside, notFollowedBy } = node
  const what = `${event === '*' ? 'any event' : event}${where === null ? '' : ` (${where})`}`
  const abandoned = notFollowedBy ? ` without ${notFollowedBy.event}${notFollowedBy.where === null ? '' : ` (${notFollowedBy.where})`} within ${durationInWords(notFollowedBy.within)}` : ''
  const span = spanInWords(node)
  const isNegated = wanting !== 'wanted:'
  const isNone = op === 'eq' && wanted === 0 && measure === 'count'
  const isOnce = op === 'gte' && wanted === 1 && measure === 'count'
  const wish = isNone || isOnce ? (isNone === isNegated ? 'wanted: at least one' : 'wanted: none') : `${wanting} ${COUNT_WORDS[op] ?? op} ${wanted}`
  const last = found.length > 0 ? `, last on ${momentInWords(zone, found[0]!)}` : ''
  const outside = found.length === 0 && lastOutside !== null ? `; the last was on ${momentInWords(zone, lastOutside)}, outside of that time` : ''
  if (measure === 'count') {
    const isPlain = (isOnce || isNone) && node.holds !== isNegated // what was wanted would only say it again
    const times = actual === 0 ? `no ${what}${abandoned}` : `${what}${abandoned} ${timesInWords(actual ?? 0)}${property === null ? '' : ` for the same ${property}${value === null ? '' : `, ${valueInWords(value)}`}`}`
    const missing = !isNegated && op === 'gte' && actual !== null && actual > 0 && actual < wanted ? `, ${wanted - actual} missing` : ''
    return `${times}${span}${last}${isPlain ? '' : `; ${wish}${missing}`}${isNegated ? '' : outside}`
  }
  if (measure === 'distinct') return `${actual} different ${property} in ${what}${abandoned}${span}; ${wish}${outside}`
  const figure = actual === null ? `no ${property} in ${what}` : `${MEASURE_WORDS[measure]} of ${property} in ${what} is ${numberInWords(actual)}`
  return `${figure}${abandoned}${span}; ${wish}${outside}`
}

function sequenceInWords({ items, within, endingAgo }: SequenceNode, zone: Zone): string {
  const told = items.map(({ event, where, at }) => `${event}${where === null ? '' : ` (${where})`} ${at === null ? 'not' : `on ${momentInWords(zone, at)}`}`)
  return `in this order${spanInWords({ within, endingAgo })}: ${told.join(', then ')}`
}

function spanInWords({ within, endingAgo }: { within: string | null; endingAgo: string | null }): string {
  const span = within === null ? '' : ` in ${durationInWords(within)}`
  return endingAgo === null ? span : `${span} up to ${durationInWords(endingAgo)} ago`
}

function timesInWords(count: number): string {
  return count === 1 ? 'once' : count === 2 ? 'twice' : `${count} times`
}

function metres(distance: number): string {
  return distance < 10_000 ? `${Math.round(distance)} m` : `${Math.round(distance / 100) / 10} km`
}

function numberInWords(value: number): string {
  return String(Math.round(value * 100) / 100)
}

/** A value as people read it: text as it is. */
export function valueInWords(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value)
}
