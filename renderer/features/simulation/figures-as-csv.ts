import { csvLines } from '../../../engine/core/csv.ts'
import type { JourneyDocument } from '../../../engine/core/model/journey.ts'
import { funnel } from '../../../engine/core/report/funnel.ts'
import { outcomes } from '../../../engine/core/report/outcomes.ts'
import type { Basis } from '../../../engine/core/simulate/responses/response-schema.ts'
import type { SimulationResult } from '../../../engine/core/simulate/result.ts'

/** Funnel, outcomes, goals, variants and messages as one CSV table, numbers in full; the last column says of each what it rests on: `history`, `learned` or `assumed`. */
export function figuresAsCsv(document: JourneyDocument, result: SimulationResult, basis: Basis | null): string {
  const rows: (string | number)[][] = [
    // Not by our own rules but as that platform would run it: see core/dialect.
    ...(result.dialect === undefined ? [] : [['dialect', result.dialect.id, 'ended late', result.dialect.endedLate]]),
    ...funnel(document, result).flatMap(({ stageId, reached, passedThrough }) => [['stage', stageId, 'reached', reached], ['stage', stageId, 'passed through', passedThrough]]),
    ...outcomes(result).map(({ outcome, people }) => ['outcome', outcome, 'people', people]),
    ...Object.entries(result.goals).flatMap(([id, { conversions, value }]) => [['goal', id, 'conversions', conversions], ['goal', id, 'value', value]]),
    ...Object.entries(result.splits).flatMap(([stepId, variants]) =>
      Object.entries(variants).flatMap(([id, { entered, converted }]) => [['variant', `${stepId}/${id}`, 'entered', entered], ['variant', `${stepId}/${id}`, 'converted', converted]]),
    ),
    ...Object.entries(result.steps).flatMap(([id, { entered, sent, waiting, suppressed }]) => [
      ['step', id, 'entered', entered], ['step', id, 'sent', sent], ['step', id, 'waiting', waiting],
      ...Object.entries(suppressed).map(([reason, count]) => ['step', id, `not sent: ${reason}`, count]),
    ]),
    ...(result.holdout.started === 0 ? [] : Object.entries(result.holdout).map(([measure, value]) => ['holdout', '', measure, value])),
  ]
  return csvLines([['what', 'id', 'measure', 'value', 'basis'], ...rows.map((row) => [...row, basis ?? 'history'])])
}

export type CsvRow = readonly (string | number)[]
