import { csvLines } from '../../csv.ts'
import type { PackContents } from './contents.ts'

/** The tables of a pack, for a spreadsheet: what would run there as a formula is shown as text. */
export function packTables({ steps, segments }: PackContents): readonly { readonly name: string; readonly text: string }[] {
  return [
    {
      name: 'steps',
      text: csvLines([
        ['number', 'step', 'name', 'component', 'stage', 'what it does', 'ways out', 'limits', 'note'],
        ...steps.map(({ number, id, name, word, stage, does, ways, limits, note }) => [number, id, name, word, stage, does, ways.map(({ label, to }) => `${label} → ${to}`).join('; '), limits.map(({ can, inWords }) => (can === 'unknown' ? `Not found in its documentation: ${inWords}` : inWords)).join(' '), note]),
      ]),
    },
    { name: 'texts', text: csvLines([['number', 'step', 'component', 'variant', 'share', 'field', 'text'], ...steps.flatMap(({ number, id, word, texts }) => texts.map(({ variant, share, field, text }) => [number, id, word, variant, share, field, text]))]) },
    {
      name: 'timings',
      text: csvLines([['number', 'step', 'component', 'what', 'value'], ...steps.filter(({ isTimed }) => isTimed).flatMap(({ number, id, word, does, details }) => [[number, id, word, 'in short', does], ...details.map(([label, value]) => [number, id, word, label, value])])]),
    },
    { name: 'segments', text: csvLines([['segment', 'name', 'who is in it'], ...segments.map(({ id, name, when }) => [id, name, when])]) },
  ]
}
