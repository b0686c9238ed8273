import { cut } from '../../../i18n/cut.ts'
import { full, percent, tenths } from '../../../i18n/numbers.ts'
import { fromEngine } from '../../../i18n/phrasebook.ts'
import type { ComparedRow } from './forecast-store.ts'
import { forecastText } from './texts.ts'

/** A rate of a row as it is shown: a share, unless it is a number a day, or may happen several times to one. */
export function rateOf(row: ComparedRow, rate: number): string {
  const isShare = row.per !== 'day' && (row.interval?.high ?? 1) <= 1 && (row.actual?.rate ?? 0) <= 1
  if (isShare) return percent(tenths(rate * 100))
  return row.per === 'day' ? forecastText('aDay', { rate: rate < 100 ? tenths(rate) : full(Math.round(rate)) }) : forecastText(row.per === 'person' ? 'aPerson' : 'aMessage', { rate: tenths(rate) })
}

/** What the rows of one step, goal or of everybody are headed by. */
export function headOf({ kind, stepId, part, name }: ComparedRow): string {
  if (stepId !== null) return cut(fromEngine(name), 80)
  if (kind === 'goal') return forecastText('goalNamed', { goal: cut(part ?? name, 60) })
  return kind === 'converted' ? forecastText('anyGoal') : forecastText('everybody')
}
