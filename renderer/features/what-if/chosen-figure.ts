import type { FigureRow } from '../../../engine/core/report/differences.ts'

/** The figure that is looked at: what was chosen (an id of a row, or null), else the first goal, else how most ended. */
export function chosenFigure(rows: readonly FigureRow[], figure: string | null): FigureRow | undefined {
  return rows.find(({ id }) => id === figure) ?? rows.find(({ measure }) => measure === 'conversions') ?? rows.find(({ group }) => group === 'outcome') ?? rows[0]
}
