import type { AfterAnswer, FunnelAnswer, RetentionAnswer, TimeToNextAnswer } from '../../../engine/api/contract.ts'
import type { CsvRow } from '../simulation/figures-as-csv.ts'

// Numbers in full, spans in ms; what cannot be computed is an empty cell.

const cell = (value: number | null): number | string => value ?? ''

export function funnelRows({ groups, ...all }: FunnelAnswer): CsvRow[] {
  return [
    ['group', 'step', 'event', 'reached', 'share of entered', 'share of step before', 'lost', 'median ms since step before', '90 % ms since step before'],
    ...[{ value: '', ...all }, ...groups].flatMap(({ value, steps }) =>
      steps.map(({ event, reached, ofEntered, ofPrevious, lost, sincePreviousMs }, index) => [value, index + 1, event, reached, cell(ofEntered), cell(ofPrevious), lost, cell(sincePreviousMs.p50), cell(sincePreviousMs.p90)]),
    ),
  ]
}

export function timeToNextRows({ groups, ...all }: TimeToNextAnswer): CsvRow[] {
  return [
    ['group', 'starts', 'followed', 'timeout ms', 'caught', 'watched', 'share of watched', 'estimated share of all'],
    ...[{ value: '', ...all }, ...groups].flatMap(({ value, starts, answered, curve }) =>
      curve.map(({ timeoutMs, caught, watched, share, estimated }) => [value, starts, answered, timeoutMs, caught, watched, cell(share), cell(estimated)]),
    ),
  ]
}

export function retentionRows({ groups, ...all }: RetentionAnswer, unit: 'day' | 'week'): CsvRow[] {
  return [
    ['group', 'starts', unit, 'watched', 'came back', 'share'],
    ...[{ value: '', ...all }, ...groups].flatMap(({ value, starts, periods }) => periods.map(({ n, watched, returned, share }) => [value, starts, n, watched, returned, cell(share)])),
  ]
}

export function afterRows({ horizons, events }: AfterAnswer): CsvRow[] {
  return [
    ['event', 'within ms', 'starts', 'did it', 'share', 'usual share', 'lift'],
    ...events.flatMap(({ event, within }) =>
      within.map(({ count, share, usual, lift }, index) => [event, horizons[index]?.horizonMs ?? '', horizons[index]?.starts ?? '', count, cell(share), cell(usual), cell(lift)]),
    ),
  ]
}
