import { rateInWords } from '../../../../engine/core/forecast/in-words.ts'
import { cut } from '../../../i18n/cut.ts'
import type { ComparedRow } from './forecast-store.ts'
import { forecastText } from './texts.ts'

/** A rate of a row as it is shown: a share, unless it is a number a day, or may happen several times to one. */
export function rateOf(row: ComparedRow, rate: number): string {
  const isShare = row.per !== 'day' && (row.interval?.high ?? 1) <= 1 && (row.actual?.rate ?? 0) <= 1
  return rateInWords(rate, row.per, isShare)
}

/** What the rows of one step, goal or of everybody are headed by. */
export function headOf({ kind, stepId, part, name }: ComparedRow): string {
  if (stepId !== null) return cut(name, 80)
  if (kind === 'goal') return forecastText('goalNamed', { goal: cut(part ?? name, 60) })
  return kind === 'converted' ? forecastText('anyGoal') : forecastText('everybody')
}
