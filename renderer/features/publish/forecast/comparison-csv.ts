import { csvLines } from '../../../../engine/core/csv.ts'
import type { Comparison } from './forecast-store.ts'
import { headOf } from './rate-text.ts'

/** Every row as figures, and how they came about. */
export function comparisonCsv({ rows, summary, notes }: Comparison): string {
  const head = ['what', 'step', 'figure', 'per', 'forecast', 'low', 'high', 'actual', 'of', 'difference', 'relative', 'verdict', 'in words']
  const lines = rows.map((row) => {
    const { stepId, kind, per, forecast, interval, actual, difference, relative, verdict, inWords } = row
    return [headOf(row), stepId ?? '', kind, per, forecast?.rate ?? '', interval?.low ?? '', interval?.high ?? '', actual?.rate ?? '', actual?.of ?? '', difference ?? '', relative ?? '', verdict, inWords]
  })
  return csvLines([head, ...lines, [], [summary], ...notes.map((note) => [note])])
}
