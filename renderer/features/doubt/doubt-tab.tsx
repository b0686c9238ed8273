import { Select } from '@mantine/core'
import { useMemo, useRef } from 'react'
import { doubtFigures, figuresIn, type DoubtFigure } from '../../../engine/core/doubt/doubt-figures.ts'
import { rankCorrelation, spreadOf, tornado } from '../../../engine/core/doubt/summary.ts'
import type { Varied } from '../../../engine/core/doubt/vary.ts'
import type { Tunable } from '../../../engine/core/what-if/tunable.ts'
import { ProblemNote } from '../../components/problem-note.tsx'
import { assumptionsOfRun, type FinishedRun } from '../../stores/run-store.ts'
import { BasisBadge } from '../assumptions/basis-badge.tsx'
import { sourceOf } from '../report/report-section.tsx'
import { csvOf } from '../report/take-along.ts'
import { TakeAlongMenu } from '../report/take-along-menu.tsx'
import { knobsOf } from '../what-if/knob-words.ts'
import { valueInWords } from '../what-if/value-text.ts'
import { AssumptionList } from './assumption-list.tsx'
import { DotPlot } from './dot-plot.tsx'
import { useDoubtStore, type Drawn } from './doubt-store.ts'
import { figureShort, nameOfFigure } from './figures.ts'
import { showAssumption } from './show-assumption.ts'
import { doubtText } from './texts.ts'
import { TornadoChart } from './tornado-chart.tsx'
import { useVaried } from './use-varied.ts'
import styles from './doubt.module.css'

/** What the figures rest on and how far that may be off; how far they may reach then; and which of it matters most. */
export function DoubtTab({ run }: { run: FinishedRun }) {
  const knobs = useMemo(() => {
    const { scenario, assume } = assumptionsOfRun(run)
    return knobsOf(run.document, scenario, assume)
  }, [run])
  const varied = useVaried(run, knobs)
  const drawn = useDoubtStore((state) => state.drawn)
  const error = useDoubtStore((state) => state.error)
  const isOld = drawn !== null && (drawn.run !== run || drawn.varied !== varied)
  return (
    <div className={styles.tab} data-testid="doubt">
      <AssumptionList run={run} knobs={knobs} varied={varied} />
      <div className={styles.answers}>
        {error !== null && <ProblemNote error={error} testId="doubt-problem" />}
        {drawn === null || drawn.run.document.id !== run.document.id ? <p className={styles.empty}>{doubtText('spreadEmpty')}</p> : <Answers drawn={drawn} knobs={knobs} isOld={isOld} />}
      </div>
    </div>
  )
}

function Answers({ drawn, knobs, isOld }: { drawn: Drawn; knobs: readonly Tunable[]; isOld: boolean }) {
  const chosen = useDoubtStore((state) => state.figure)
  const job = useDoubtStore((state) => state.job)
  const { run } = drawn
  const figures = useMemo(() => doubtFigures(run.document), [run])
  const figure = figures.find(({ id }) => id === chosen) ?? figures[0]!
  const done = drawn.figures.length
  return (
    <>
      <div className={styles.bar}>
        <Select
          size="xs"
          className={styles.figure!}
          aria-label={doubtText('figure')}
          value={figure.id}
          data={figures.map((one) => ({ value: one.id, label: nameOfFigure(one, run.document) }))}
          onChange={(id) => useDoubtStore.setState({ figure: id })}
          allowDeselect={false}
          data-testid="doubt-figure"
        />
        <BasisBadge basis="assumed" />
        <span className={styles.status} role="status" data-note={isOld || (job === null && done < drawn.draws) || undefined}>
          {isOld ? doubtText('older') : job === null && done < drawn.draws ? doubtText('interrupted', { done, total: drawn.draws }) : doubtText('runsPerSecond', { count: Math.max(1, Math.round((1000 * (done + drawn.tornado.length)) / Math.max(1, drawn.ms))) })}
        </span>
      </div>
      <div className={styles.charts} data-old={isOld || undefined}>
        <Spread drawn={drawn} figure={figure} place={figures.indexOf(figure)} figures={figures} />
        <Matters drawn={drawn} figure={figure} place={figures.indexOf(figure)} knobs={knobs} />
      </div>
    </>
  )
}

interface Part { drawn: Drawn; figure: DoubtFigure; place: number }

function Spread({ drawn, figure, place, figures }: Part & { figures: readonly DoubtFigure[] }) {
  const chart = useRef<HTMLElement>(null)
  const { run, varied } = drawn
  const values = useMemo(() => drawn.figures.map((row) => row[place]!), [drawn, place])
  const spread = spreadOf(values)
  const name = nameOfFigure(figure, run.document)
  const ofRun = figuresIn(run.result, figures)[place]!
  const csv = () => csvOf([['draw', ...varied.map(({ id }) => id), ...figures.map(({ id }) => id)], ...drawn.figures.map((row, index) => [index + 1, ...drawn.settings[index]!.map(({ value }) => value), ...row])])
  return (
    <section ref={chart} className={styles.chart} aria-label={doubtText('spread')}>
      <div className={styles.chartHead}>
        <h3 className={styles.title}>{doubtText('spread')}</h3>
        <TakeAlongMenu label={doubtText('spreadMenu')} what={{ name: `${run.document.name ?? run.document.id}: ${name}`, csv, words: pictureWords(drawn, name) }} within={chart} position="bottom-end" testId="spread-menu" />
      </div>
      {spread === undefined ? null : (
        <>
          <DotPlot values={values} spread={spread} ofRun={ofRun} name={name} />
          <p className={styles.says} data-testid="spread-says">
            {spread.least === spread.most
              ? doubtText('never')
              : doubtText('inner', { low: figureShort(spread.inner[0]), high: figureShort(spread.inner[1]), outerLow: figureShort(spread.outer[0]), outerHigh: figureShort(spread.outer[1]) })}
          </p>
        </>
      )}
    </section>
  )
}

function Matters({ drawn, figure, place, knobs }: Part & { knobs: readonly Tunable[] }) {
  const chart = useRef<HTMLElement>(null)
  const { run, varied } = drawn
  const name = nameOfFigure(figure, run.document)
  const { middle, rows } = tornado(varied.map(({ id }) => id), drawn.tornado.map((row) => row[place]!))
  const bars = rows.map((row) => {
    const range = varied.find(({ id }) => id === row.id)!
    const index = varied.indexOf(range)
    const knob = knobs.find(({ id }) => id === row.id)
    return { ...row, words: knob?.words ?? row.id, low: inWords(knob, range, 'low'), high: inWords(knob, range, 'high'), rank: rankCorrelation(drawn.settings.map((turns) => turns[index]!.value), drawn.figures.map((one) => one[place]!)) }
  })
  const csv = () => csvOf([['assumption', 'words', 'low', 'high', 'at low', 'at high', 'swing', 'rank correlation'], ...bars.map(({ id, words, low, high, atLow, atHigh, swing, rank }) => [id, words, low, high, atLow, atHigh, swing, rank ?? ''])])
  return (
    <section ref={chart} className={styles.chart} aria-label={doubtText('matters')}>
      <div className={styles.chartHead}>
        <h3 className={styles.title}>{doubtText('matters')}</h3>
        <TakeAlongMenu label={doubtText('tornadoMenu')} what={{ name: `${run.document.name ?? run.document.id}: ${name}, tornado`, csv, words: pictureWords(drawn, name) }} within={chart} position="bottom-end" testId="tornado-menu" />
      </div>
      <TornadoChart bars={bars} middle={middle} name={name} onOpen={(id) => showAssumption(id, knobs)} />
    </section>
  )
}

function inWords(knob: Tunable | undefined, range: Varied, end: 'low' | 'high'): string {
  return knob ? valueInWords(knob, range[end]) : String(range[end])
}

function pictureWords({ run, draws, varied }: Drawn, name: string) {
  return { title: name, notes: [doubtText('source', { draws, count: varied.length, run: sourceOf(run) }), doubtText('ifRight')] }
}
