import type { JourneyDocument } from '../model/journey.ts'
import type { DoubtFigure } from './doubt-figures.ts'

/** What a figure is called, in a few words. */
export function figureInWords({ id, kind, of }: DoubtFigure, { currency }: Pick<JourneyDocument, 'currency'>): string {
  switch (kind) {
    case 'conversions': return `${of}: conversions`
    case 'value': return `${of}: value${currency === undefined ? '' : `, ${currency}`}`
    case 'outcome': return `ended: ${of!.replace(/^exit:/, 'exit ')}`
    case 'people': return id === 'converted' ? 'people who reached a goal' : 'people who started'
    case 'messages': return id === 'sent' ? 'messages sent' : 'messages held back'
  }
}
