import { msInWords } from '../../model/duration.ts'
import type { Comparison, FidelityReport, PrivacyFinding } from './report.ts'

/** Rows of a comparison that the text shows. */
const MOST_ROWS = 8

/** A fidelity report as text for people: the distances first, then the figures behind them, then what was found again in the source. */
export function fidelityInWords(report: FidelityReport): string {
  const { dataset, population, comparisons, privacy, notes } = report
  const width = Math.max(...comparisons.map(({ title }) => Math.min(60, title.length)), 10)
  const lines = [
    `Real: ${number(dataset.profiles)} profiles, ${number(dataset.events)} events. Synthetic: "${population.id}"${population.learnedHere ? ', learned here' : ''}, seed ${population.seed}, ${number(population.profiles)} profiles, ${number(population.events)} events.`,
    '',
    'Distances from 0 (alike) to 1; beside each what two random halves of the real people differ by, which is chance alone.',
    `  ${'what'.padEnd(width)}  synthetic  halves  measure`,
    ...comparisons.map(({ title, value, betweenHalves, distance }) => `  ${title.slice(0, 60).padEnd(width)}  ${decimal(value).padStart(9)}  ${decimal(betweenHalves).padStart(6)}  ${distance}`),
    ...comparisons.filter(({ rows, id }) => rows.length > 0 && id !== 'attribute-pairs').flatMap(tableOf),
    '',
    'Privacy: learned from a random half of the people; how much of what is generated stands in that half, and how much of the other half does.',
    ...privacy.flatMap(privacyLines),
    ...(notes.length > 0 ? ['', 'Notes', ...notes.map((note) => `  ${note}`)] : []),
  ]
  return `${lines.join('\n')}\n`
}

function tableOf({ title, rows, unit, kind }: Comparison): string[] {
  const shown = kind === 'shares' && rows.length > 24 ? [] : rows.slice(0, kind === 'shares' && rows.length !== 24 && rows.length !== 7 ? MOST_ROWS : 24)
  if (shown.length === 0) return []
  const width = Math.max(...shown.map(({ label }) => label.length), 8)
  return ['', title, ...shown.map(({ label, real, synthetic }) => `  ${label.padEnd(width)}  ${valueOf(real, unit).padStart(16)}  ${valueOf(synthetic, unit).padStart(16)}`)]
}

function privacyLines({ what, synthetic, heldOut }: PrivacyFinding): string[] {
  const found = ({ sequences, found: hits, share }: PrivacyFinding['synthetic']) => (share === null ? 'none that long' : `${percent(share)} (${number(hits)} of ${number(sequences)})`)
  return [`  ${what}`, `    synthetic ${found(synthetic)}; held-out half ${found(heldOut)}`]
}

function valueOf(value: number | null, unit: Comparison['unit']): string {
  if (value === null) return 'none'
  if (unit === 'ms') return msInWords(Math.round(value))
  return unit === 'share' ? percent(value) : number(value)
}

const number = (value: number): string => value.toLocaleString('en', { maximumFractionDigits: 2 })
const percent = (share: number): string => `${(share * 100).toFixed(share > 0 && share < 0.1 ? 2 : 1)} %`
const decimal = (value: number | null): string => (value === null ? 'none' : value.toFixed(3))
