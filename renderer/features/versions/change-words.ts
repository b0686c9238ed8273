import type { PartChange } from '../../../engine/core/diff/journey-diff.ts'
import { fromEngine } from '../../i18n/phrasebook.ts'

/** What changed, in one line: field by field where there are several. */
export function changeInWords({ kind, inWords, fields }: Pick<PartChange, 'kind' | 'inWords' | 'fields'>): string {
  return fields.length < 2 || kind === 'renamed' ? oneChange(inWords) : fields.map((field) => oneChange(field.inWords)).join('; ')
}

/** What changed in one field, or that something is new or gone. */
export function oneChange(inWords: string): string {
  return fromEngine(inWords, 'changeOne')
}

/** What moved on the canvas: "3 cards moved". */
export function moveInWords(inWords: string): string {
  return fromEngine(inWords, 'layout_')
}
