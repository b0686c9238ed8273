import { AGGREGATES, type ComparisonOp, type Condition, type Where, isAlways } from './condition.ts'
import { durationInWords } from './duration.ts'

const OP_WORDS: Record<ComparisonOp, string> = {
  eq: 'is', ne: 'is not', lt: 'is under', lte: 'is at most', gt: 'is over', gte: 'is at least', in: 'is one of', notIn: 'is none of',
  contains: 'contains', startsWith: 'starts with', exists: 'is known', missing: 'is missing', between: 'is between',
}

const COUNT_WORDS: Record<string, string> = { eq: 'exactly', ne: 'other than', lt: 'under', lte: 'at most', gt: 'over', gte: 'at least' }

/** A condition in words for people: "country is TR and product_view at least 3 times within 5 days". */
export function conditionInWords(condition: Where): string {
  return isAlways(condition) ? 'always' : words(condition as Condition) // as: not empty, so a condition
}

function words(condition: Condition): string {
  if ('all' in condition) return condition.all.length === 0 ? 'always' : condition.all.map(nested).join(' and ')
  if ('any' in condition) return condition.any.length === 0 ? 'never' : condition.any.map(nested).join(' or ')
  if ('not' in condition) return `not (${words(condition.not)})`
  if ('segment' in condition) return `in segment ${condition.segment}`
  if ('attribute' in condition) return compared(condition.attribute, condition.op, condition.value)
  if ('property' in condition) return compared(condition.property, condition.op, condition.value)
  if ('score' in condition) return compared(`score ${condition.score}`, condition.op, condition.value)
  if ('near' in condition) return `within ${condition.near.radiusM} m of ${condition.near.latitude}, ${condition.near.longitude}`
  if ('localTime' in condition) return `between ${condition.localTime.from} and ${condition.localTime.to} local time`
  if ('weekday' in condition) return `on weekday ${condition.weekday.join(', ')}`
  if ('sequence' in condition) return `${condition.sequence.map((item) => item.did).join(' then ')}${window(condition)}`
  const matching = isAlways(condition.where) ? '' : ` where ${conditionInWords(condition.where)}`
  const name = condition.did === '*' ? 'any event' : condition.did
  for (const aggregate of AGGREGATES) {
    const compare = condition[aggregate]
    if (compare) return `${aggregate} of ${compare.property} over ${name}${matching} ${OP_WORDS[compare.op]} ${compare.value}${window(condition)}`
  }
  const abandoned = condition.notFollowedBy ? ` not followed by ${condition.notFollowedBy.did} within ${durationInWords(condition.notFollowedBy.within)}` : ''
  const { count } = condition
  if (count?.op === 'eq' && count.value === 0) return `no ${name}${matching}${abandoned}${window(condition)}`
  const times = count ? ` ${COUNT_WORDS[count.op]} ${count.value} ${count.value === 1 ? 'time' : 'times'}${condition.per ? ` for one ${condition.per}` : ''}` : ''
  return `did ${name}${matching}${times}${abandoned}${window(condition)}`
}

function nested(condition: Condition): string {
  return 'any' in condition || 'all' in condition ? `(${words(condition)})` : words(condition)
}

function compared(subject: string, op: ComparisonOp, value: unknown): string {
  if (value === undefined) return `${subject} ${OP_WORDS[op]}`
  const shown = Array.isArray(value) ? value.join(op === 'between' ? ' and ' : ', ') : String(value)
  return `${subject} ${OP_WORDS[op]} ${shown}`
}

function window({ within, endingAgo }: { within?: string | undefined; endingAgo?: string | undefined }): string {
  const span = within === undefined ? '' : ` within ${durationInWords(within)}`
  return endingAgo === undefined ? span : `${span} ending ${durationInWords(endingAgo)} ago`
}
