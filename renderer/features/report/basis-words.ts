import type { Basis } from '../../../engine/core/simulate/responses/response-schema.ts'
import type { FinishedRun } from '../../stores/run-store.ts'
import { noteInWords } from '../assumptions/what-if-note.tsx'
import { reportText } from './texts.ts'

/** What the reactions to the messages of a run rest on; in a backtest they alone do. */
export function reactionBasis({ responses }: FinishedRun): Basis | null {
  const bases = (responses?.messages ?? []).flatMap(({ basis }) => basis ?? [])
  return bases.includes('assumed') ? 'assumed' : (bases[0] ?? null)
}

/** The word for it in a column of a table. */
export function basisWord(basis: Basis | null): string {
  return reportText(basis === null ? 'basisData' : basis === 'assumed' ? 'basisAssumed' : 'basisLearned')
}

/** The line that every picture and page carries whose figures rest on an assumption. */
export function basisLine(run: FinishedRun, basis: Basis | null): string | undefined {
  if (basis === null) return undefined
  return reportText(basis === 'assumed' ? 'assumedNote' : 'learnedNote', { words: noteInWords(run) ?? reportText('restsOn') })
}
