import type { DoubtFigure } from '../../../engine/core/doubt/doubt-figures.ts'
import type { JourneyDocument } from '../../../engine/core/model/journey.ts'
import { locale } from '../../i18n/language.ts'
import { namedOutcomeInWords } from '../simulation/outcome-in-words.ts'
import { doubtText } from './texts.ts'

/** What a figure is called. */
export function nameOfFigure({ id, kind, of }: DoubtFigure, document: JourneyDocument): string {
  switch (kind) {
    case 'conversions': return doubtText('conversions', { of: of! })
    case 'value': return `${doubtText('value', { of: of! })}${document.currency === undefined ? '' : `, ${document.currency}`}`
    case 'outcome': return doubtText('outcome', { of: namedOutcomeInWords(of!, document) })
    case 'people': return doubtText(id === 'converted' ? 'converted' : 'started')
    case 'messages': return doubtText(id === 'sent' ? 'sent' : 'suppressed')
  }
}

const counts = new Intl.NumberFormat(locale(), { maximumFractionDigits: 0 })
const short = new Intl.NumberFormat(locale(), { notation: 'compact', maximumSignificantDigits: 4 })

/** A figure as short as can be read: no more digits than such a draw knows. */
export function figureShort(value: number): string {
  return Math.abs(value) < 10_000 ? counts.format(value) : short.format(value)
}
