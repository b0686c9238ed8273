import type { Comparison } from '../../../engine/core/population/fidelity/report.ts'
import { percent, share } from '../../i18n/numbers.ts'
import { fromEngine } from '../../i18n/phrasebook.ts'
import { LineChart } from '../explore/line-chart.tsx'
import { gapInWords } from '../explore/words.ts'
import { amountInWords, distanceInWords } from './amounts.ts'
import { closenessOf, timesAsFar } from './closeness.ts'
import { placing } from './placing.ts'
import { populationText } from './texts.ts'
import styles from './alike.module.css'

/** Figures whose rows are moments in order, with the name of their axis. */
const axes: Readonly<Record<string, string>> = { hours: populationText('hourAxis'), weeks: populationText('weekAxis') }
const LEAST_POINTS = 4

/** One figure of the real people beside that of the synthetic ones: the verdict in words, then every value. */
export function ComparisonDetail({ comparison }: { comparison: Comparison }) {
  const { id, distance, value, betweenHalves, rows } = comparison
  const title = fromEngine(comparison.title)
  const axis = rows.length >= LEAST_POINTS ? axes[id] : undefined
  return (
    <section className={styles.detail} aria-label={title} tabIndex={0} data-testid="comparison">
      <h3 className={styles.detailTitle}>{title}</h3>
      <p className={styles.says}>{verdictOf(comparison)}.</p>
      <p className={`${styles.distances} tabular`}>
        {populationText('distances', { value: distanceInWords(value), halves: distanceInWords(betweenHalves), measure: populationText(`measure_${distance}`) })}
      </p>
      {axis !== undefined && (
        <div className={styles.lines}>
          <PairedLines comparison={comparison} axis={axis} />
        </div>
      )}
      <Values comparison={comparison} />
    </section>
  )
}

function verdictOf(comparison: Comparison): string {
  const closeness = closenessOf(comparison)
  if (closeness === 'unknown') return populationText('saysUnknown')
  if (closeness === 'close') return populationText('saysClose')
  const times = timesAsFar(comparison)
  return times === null ? populationText('saysLess') : populationText('saysLessTimes', { times: amountInWords(Number(times.toPrecision(2))) })
}

function PairedLines({ comparison: { title, rows }, axis }: { comparison: Comparison; axis: string }) {
  const at = (index: number) => index / (rows.length - 1)
  const short = (label: string) => label.replace(/^week /, '').replace(/:00$/, '')
  const series = (['real', 'synthetic'] as const).map((side) => ({
    name: populationText(side),
    points: rows.map((row, index) => ({
      at: at(index), y: row[side], hint: populationText('pointHint', { name: populationText(side), label: fromEngine(row.label), share: valueInWords(row[side], 'share') }),
    })),
  }))
  const ticks = rows.map(({ label }, index) => ({ at: at(index), label: short(label) }))
  return <LineChart series={series} ticks={ticks} xName={axis} yName={populationText('shareAxis')} label={populationText('pairLabel', { title: fromEngine(title) })} height={220} testId="paired-lines" />
}

/** A row a value: real as a filled dot, synthetic as a hollow diamond, on one axis; and both in numbers. */
function Values({ comparison: { id, kind, unit, rows } }: { comparison: Comparison }) {
  const { place, isLog } = placing(rows.flatMap(({ real, synthetic }) => [real, synthetic]), unit)
  const isPairs = id === 'attribute-pairs'
  const shown = (value: number | null) => (isPairs ? distanceInWords(value) : valueInWords(value, unit))
  return (
    <>
      <table className={`${styles.values} tabular`} data-testid="comparison-values">
        <thead>
          <tr>
            <th scope="col">{populationText(kind === 'quantiles' ? 'colQuantile' : 'colValue')}</th>
            <th aria-hidden="true" />
            <th scope="col">
              <svg width={10} height={10} viewBox="-5 -5 10 10" aria-hidden="true">
                <circle r={3.5} className={styles.real} />
              </svg>
              {populationText(isPairs ? 'halves' : 'real')}
            </th>
            <th scope="col">
              <svg width={14} height={14} viewBox="-7 -7 14 14" aria-hidden="true">
                <path d={DIAMOND} className={styles.synthetic} />
              </svg>
              {populationText('synthetic')}
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ label, real, synthetic }) => (
            <tr key={label}>
              <th scope="row">{kind === 'quantiles' ? quantileInWords(label) : label === '(missing)' ? populationText('missing') : fromEngine(label)}</th>
              <td className={styles.plot} aria-hidden="true">
                <Pair real={real === null ? null : place(real)} synthetic={synthetic === null ? null : place(synthetic)} />
              </td>
              <td>{shown(real)}</td>
              <td>{shown(synthetic)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {isLog && <p className={styles.hint}>{populationText('logScale')}</p>}
    </>
  )
}

const DIAMOND = 'M0 -6L6 0L0 6L-6 0Z'

/** Two places from 0 to 1 on an axis. */
function Pair({ real, synthetic }: { real: number | null; synthetic: number | null }) {
  const x = (place: number) => `${place * 100}%`
  return (
    <svg width="100%" height={18} className={styles.pair}>
      <line x1="0%" x2="100%" y1={9} y2={9} className={styles.axis} />
      {real !== null && synthetic !== null && <line x1={x(real)} x2={x(synthetic)} y1={9} y2={9} className={styles.between} />}
      {real !== null && <circle cx={x(real)} cy={9} r={3.5} className={styles.real} />}
      {synthetic !== null && (
        <svg x={x(synthetic)} y={9} className={styles.pair}>
          <path d={DIAMOND} className={styles.synthetic} />
        </svg>
      )}
    </svg>
  )
}

/** "p5" as "5 % are at most". */
function quantileInWords(label: string): string {
  const rank = label.replace(/^p/, '')
  return rank === '50' ? populationText('halfAtMost') : populationText('atMost', { share: percent(rank) })
}

function valueInWords(value: number | null, unit: Comparison['unit']): string {
  if (value === null) return '–'
  if (unit === 'ms') return gapInWords(Math.round(value))
  return unit === 'share' ? share(value) : amountInWords(value)
}
