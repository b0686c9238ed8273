import type { JourneyDocument } from '../../../engine/core/model/journey.ts'
import { changeOf, type FigureRow } from '../../../engine/core/report/differences.ts'
import { msInWords } from '../../i18n/in-words.ts'
import { full, people, share, tenths } from '../../i18n/numbers.ts'
import { nameOfStep } from '../simulation/name-of-step.ts'
import { namedOutcomeInWords } from '../simulation/outcome-in-words.ts'
import { whatIfText } from './texts.ts'

/** What people call a figure. Names are looked up in the newer journey, else in the older one. */
export function figureName({ group, measure, subject }: Pick<FigureRow, 'group' | 'measure' | 'subject'>, documents: readonly JourneyDocument[]): string {
  if (group === 'step') return whatIfText('ofStep', { subject: stepName(subject!, documents), what: stepMeasure(measure) })
  switch (measure) {
    case 'conversions': return whatIfText('conversions', { subject: subject! })
    case 'value': return whatIfText('value', { subject: subject! })
    case 'ended': return namedOutcomeInWords(subject!, documents.find(({ steps }) => Object.values(steps).some((step) => step.kind === 'exit' && step.outcome === subject)) ?? documents[0]!)
    case 'reached':
    case 'goneOn': return whatIfText(measure, { subject: stageName(subject!, documents) })
    case 'profiles':
    case 'passes':
    case 'converted':
    case 'inside':
    case 'sent':
    case 'suppressed': return whatIfText(measure)
    case 'entered':
    case 'dwell':
    case 'leftWithoutGoal': return stepMeasure(measure)
  }
}

function stepMeasure(measure: FigureRow['measure']): string {
  return whatIfText(measure === 'sent' ? 'stepSent' : measure === 'suppressed' ? 'stepSuppressed' : measure === 'dwell' ? 'stepDwell' : measure === 'leftWithoutGoal' ? 'stepLeft' : 'stepEntered')
}

function stepName(id: string, documents: readonly JourneyDocument[]): string {
  return nameOfStep(documents.find(({ steps }) => Object.hasOwn(steps, id)) ?? documents[0]!, id)
}

function stageName(id: string, documents: readonly JourneyDocument[]): string {
  return documents.flatMap(({ stages }) => stages ?? []).find((stage) => stage.id === id)?.name ?? id
}

/** A figure's value in words; a figure one side does not have is a dash. */
export function figureValue({ unit }: Pick<FigureRow, 'unit'>, value: number | null): string {
  if (value === null) return '–'
  if (unit === 'share') return share(value)
  if (unit === 'ms') return msInWords(Math.round(value))
  return unit === 'value' ? people(Math.round(value)) : people(value)
}

/** A figure in full, for a hint. */
export function figureInFull({ unit }: Pick<FigureRow, 'unit'>, value: number | null): string {
  return value === null || unit === 'share' || unit === 'ms' ? figureValue({ unit }, value) : full(unit === 'value' ? Math.round(value) : value)
}

/** The change with its sign: "+1,204", "−3.1 pts", "+2 h"; a dash where there is nothing to compare. Without a change, "0". */
export function changeInWords(row: Pick<FigureRow, 'unit' | 'before' | 'after'>): string {
  const change = changeOf(row)
  if (change === null) return '–'
  if (row.unit === 'share') return pointsInWords(change)
  const size = Math.abs(change)
  const said = row.unit === 'ms' ? msInWords(Math.round(size)) : people(row.unit === 'value' ? Math.round(size) : size)
  return change === 0 || said === '0' ? '0' : `${signOf(change)}${said}`
}

/** A difference of shares in percentage points: "+3.1 pts". */
export function pointsInWords(change: number): string {
  const size = Math.abs(change) * 100
  return whatIfText('points', { points: size < 0.05 ? '0' : `${signOf(change)}${tenths(size)}` })
}

/** The change as a part of what there was: "+12.3 %"; empty where there was nothing, or for shares, whose change is told in points. */
export function relativeInWords(row: Pick<FigureRow, 'unit' | 'before' | 'after'>): string {
  const change = changeOf(row)
  if (change === null || change === 0 || row.unit === 'share' || row.before === 0 || row.before === null) return ''
  const part = Math.abs(change / row.before)
  return part < 0.0005 ? '' : `${signOf(change)}${share(part)}`
}

function signOf(change: number): string {
  return change > 0 ? '+' : '−'
}
