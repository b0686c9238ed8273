import { AGGREGATES, isAlways, type Condition, type Where } from '../model/condition.ts'
import { clockKnob, countKnob, metreKnob, numberKnob, spanKnob, type Place } from './places.ts'
import type { Knob } from './tunable.ts'

const OPS: Readonly<Record<string, string>> = { eq: 'exactly', ne: 'other than', lt: 'under', lte: 'at most', gt: 'over', gte: 'at least' }

/** Every number of a condition: spans, counts, sums, what a value is compared with, a radius, times of day. `place` is the condition's own. */
export function conditionKnobs(where: Where | undefined, place: Place): Knob[] {
  if (isAlways(where)) return []
  const condition = where as Condition // as: not empty
  const at = (label: string, ...keys: (string | number)[]): Place => ({ ...place, label: `${place.label}${label}`, path: [...place.path, ...keys] })
  if ('all' in condition) return condition.all.flatMap((one, index) => conditionKnobs(one, at('', 'all', index)))
  if ('any' in condition) return condition.any.flatMap((one, index) => conditionKnobs(one, at('', 'any', index)))
  if ('not' in condition) return conditionKnobs(condition.not, at('', 'not'))
  if ('segment' in condition || 'weekday' in condition) return []
  if ('attribute' in condition) return compared(condition.attribute, condition, at)
  if ('property' in condition) return compared(condition.property, condition, at)
  if ('score' in condition) return compared(`score ${condition.score}`, condition, at)
  if ('near' in condition) return [metreKnob(at('radius', 'near', 'radiusM'), condition.near.radiusM)]
  if ('localTime' in condition) {
    const { from, to } = condition.localTime
    return [clockKnob(at('from', 'localTime', 'from'), from, to), clockKnob(at('until', 'localTime', 'to'), to, from)]
  }
  const windows = (name: string) => [...spanKnob(at(`${name}, window`, 'within'), condition.within), ...spanKnob(at(`${name}, how long ago`, 'endingAgo'), condition.endingAgo, { canBeNone: true })]
  if ('sequence' in condition) {
    const items = condition.sequence.flatMap((item, index) => conditionKnobs(item.where, at(`${item.did}: `, 'sequence', index, 'where')))
    return [...windows(condition.sequence.map(({ did }) => did).join(' then ')), ...items]
  }
  const name = condition.did === '*' ? 'any event' : condition.did
  const { count, notFollowedBy } = condition
  // "Exactly 0 times" is absence, which is no amount.
  const counted = count && !(count.op === 'eq' && count.value === 0) ? [countKnob(at(`times ${name}${condition.per === undefined ? '' : ` for one ${condition.per}`}, ${OPS[count.op]}`, 'count', 'value'), count.value, 0)] : []
  const summed = AGGREGATES.flatMap((aggregate) => {
    const asked = condition[aggregate]
    return asked ? [numberKnob(at(`${aggregate} of ${asked.property} over ${name}, ${OPS[asked.op]}`, aggregate, 'value'), asked.value)] : []
  })
  const abandoned = notFollowedBy
    ? [
        ...spanKnob(at(`${name} without ${notFollowedBy.did} for`, 'notFollowedBy', 'within'), notFollowedBy.within),
        ...conditionKnobs(notFollowedBy.where, at(`${notFollowedBy.did}: `, 'notFollowedBy', 'where')),
      ]
    : []
  return [...counted, ...summed, ...windows(name), ...abandoned, ...conditionKnobs(condition.where, at(`${name}: `, 'where'))]
}

function compared(subject: string, { op, value }: { op: string; value?: unknown }, at: (label: string, ...keys: (string | number)[]) => Place): Knob[] {
  if (op === 'between' && Array.isArray(value)) {
    const [low, high] = value as unknown[] // as: an array, of whatever
    if (typeof low !== 'number' || typeof high !== 'number') return []
    return [numberKnob(at(`${subject}, from`, 'value', 0), low, { most: high }), numberKnob(at(`${subject}, up to`, 'value', 1), high, { least: low })]
  }
  return typeof value === 'number' ? [numberKnob(at(`${subject}, ${OPS[op] ?? op}`, 'value'), value)] : []
}
