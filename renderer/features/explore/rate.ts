import type { DatasetCatalogue } from '../../../engine/api/contract.ts'
import { daySpan } from '../../i18n/dates.ts'
import { people } from '../../i18n/numbers.ts'
import { exploreText } from './texts.ts'

export type Rate = DatasetCatalogue['rate']

/** What the counts over time say: the fullest period, and the average. */
export function rateInWords(name: string, counts: readonly number[], { unit, starts }: Rate): string {
  const most = Math.max(0, ...counts)
  const at = starts[counts.indexOf(most)] ?? 0
  const mean = counts.reduce((sum, count) => sum + count, 0) / Math.max(1, counts.length)
  return exploreText('rateHint', { name, unit: exploreText(`unit_${unit}`), most: people(most), when: daySpan(at, at), mean: people(Math.round(mean)) })
}
