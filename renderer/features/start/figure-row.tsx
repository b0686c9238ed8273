import { IconAlertTriangle, IconCheck } from '@tabler/icons-react'
import type { MeasuredTemplate } from '../../../engine/api/template-methods.ts'
import { fromEngine } from '../../i18n/phrasebook.ts'
import { figureInWords, type ClaimFigure } from './claim-figures.ts'
import { DotPlot } from './dot-plot.tsx'
import { SEEDS } from './measure-store.ts'
import { startText } from './texts.ts'
import styles from './template-details.module.css'

type MeasuredFigure = MeasuredTemplate['figures'][number]

/** One figure: what was published beside what comes out here, once it was measured. */
export function FigureRow({ figure, measured }: { figure: ClaimFigure; measured: MeasuredFigure | undefined }) {
  const words = (value: number | null) => (value === null ? startText('notComputed') : figureInWords(value, figure.unit))
  return (
    <li className={styles.figure} data-testid={`figure-${figure.id}`}>
      <div className={styles.figureHead}>
        <h5 className={styles.figureName}>{fromEngine(figure.name)}</h5>
        {measured !== undefined && measured.isNear !== null && <Verdict isNear={measured.isNear} />}
      </div>
      <dl className={`${styles.values} tabular`}>
        <div>
          <dt>{startText('published')}</dt>
          <dd data-quiet={figure.published === null || undefined}>{figure.published === null ? startText('nothingPublished') : words(figure.published)}</dd>
        </div>
        <div>
          <dt>{startText('medianOf', { seeds: measured?.runs.length ?? SEEDS })}</dt>
          <dd data-quiet={measured === undefined || undefined}>{measured === undefined ? startText('notMeasured') : words(measured.median)}</dd>
        </div>
        <div>
          <dt>{startText('range')}</dt>
          <dd data-quiet={measured === undefined || undefined}>{measured === undefined ? startText('notMeasured') : rangeOf(measured)}</dd>
        </div>
      </dl>
      {measured !== undefined && <DotPlot figure={measured} />}
    </li>
  )
}

function rangeOf({ p10, p90, unit }: MeasuredFigure): string {
  if (p10 === null || p90 === null) return startText('notComputed')
  return startText('fromTo', { from: figureInWords(p10, unit), to: figureInWords(p90, unit) })
}

function Verdict({ isNear }: { isNear: boolean }) {
  return (
    <span className={styles.verdict} data-near={isNear || undefined}>
      {isNear ? <IconCheck size={15} stroke={2} aria-hidden="true" /> : <IconAlertTriangle size={15} stroke={1.8} aria-hidden="true" />}
      {startText(isNear ? 'near' : 'notNear')}
    </span>
  )
}
