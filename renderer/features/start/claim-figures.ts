import type { TemplateSummary } from '../../../engine/api/template-methods.ts'
import { locale } from '../../i18n/language.ts'
import { percent } from '../../i18n/numbers.ts'

export type TemplateClaim = NonNullable<TemplateSummary['claim']>
export type ClaimFigure = TemplateClaim['figures'][number]
type Unit = ClaimFigure['unit']

/** The published figure that stands for a template: a change says more than a level. Undefined if none was published. */
export function headlineOf({ figures }: TemplateClaim): ClaimFigure | undefined {
  const published = figures.filter((figure) => figure.published !== null)
  return published.find(({ unit }) => unit === 'growth' || unit === 'times') ?? published[0]
}

/** A figure as people write it: 8 %, +150 %, × 5.79. No more digits than were published, and no more than three or four of what was measured. */
export function figureInWords(value: number, unit: Unit): string {
  if (unit === 'share') return percent(short(value * 100))
  if (unit === 'growth') return `${value < 0 ? '−' : '+'}${percent(short(Math.abs(value) * 100))}`
  return unit === 'times' ? `× ${short(value)}` : short(value)
}

function short(value: number): string {
  return value.toLocaleString(locale(), { maximumFractionDigits: Math.abs(value) < 10 ? 2 : 1 })
}

/** What its data are, without the credit and the small print: its first sentence. */
export function dataInShort(data: string): string {
  return data.split('. ')[0]!.replace(/\.$/, '')
}
