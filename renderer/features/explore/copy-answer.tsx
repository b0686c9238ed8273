import { csvLines } from '../../../engine/core/csv.ts'
import { CopyMenu } from '../simulation/copy-figures.tsx'
import type { CsvRow } from '../simulation/figures-as-csv.ts'
import { exploreText } from './texts.ts'

/** Takes an answer elsewhere: its figures as CSV, its chart as a picture. `name` is that of a saved picture. */
export function CopyAnswer({ name, rows }: { name: string; rows: () => readonly CsvRow[] }) {
  return <CopyMenu label={exploreText('copyMenu')} csv={() => csvLines(rows())} pictureName={name} position="bottom-end" />
}
