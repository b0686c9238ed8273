import { Button } from '@mantine/core'
import { IconHistory, IconInfoCircle, IconPlayerPlay, IconReportAnalytics } from '@tabler/icons-react'
import { useMemo } from 'react'
import { Hint } from '../../components/hint.tsx'
import { keysOf } from '../../components/keys.ts'
import { Tabs } from '../../components/tabs.tsx'
import { daySpan, tookInWords } from '../../i18n/dates.ts'
import { full, people } from '../../i18n/numbers.ts'
import { useRunStale, useRunStore, useShownRun, type FinishedRun } from '../../stores/run-store.ts'
import { useUiStore, type ResultTab } from '../../stores/ui-store.ts'
import { WhatIfNote } from '../assumptions/what-if-note.tsx'
import { buildByHand } from '../by-hand/begin.ts'
import { useScratchStore } from '../by-hand/scratch-store.ts'
import { WithoutRun } from '../by-hand/without-run.tsx'
import { useCaseCount } from '../cases/case-store.ts'
import { openImport } from '../datasets/import-store.ts'
import { ARTICLE_OF_RESULT } from '../help/article-of.ts'
import { HelpMark } from '../help/help-mark.tsx'
import { openReport } from '../report/open-report.ts'
import { DialectBadge } from '../dialects/dialect-badge.tsx'
import { CompareButton } from '../compare-runs/compare-button.tsx'
import { CopyFigures } from './copy-figures.tsx'
import { ResultGroups } from './result-groups.tsx'
import { RESULT_PLACES, placeShown } from './result-tabs.tsx'
import { run } from './run.ts'
import { simulationText } from './texts.ts'
import styles from './results-panel.module.css'

/** What the last rehearsal found, by what is asked of it: its figures, its people, and what would be if. */
export function ResultsPanel() {
  const latest = useRunStore((state) => state.latest)
  return latest === null ? <WithoutRun nothing={<NothingYet />} /> : <Findings run={latest} />
}

function Findings({ run: latest }: { run: FinishedRun }) {
  const tab = useUiStore((state) => state.resultsTab)
  const isStale = useRunStale()
  const figures = useFiguresShown(latest)
  const place = placeShown(latest, tab)
  const cases = useCaseCount()
  const isTriedOut = useScratchStore((state) => place.id === 'person' && state.origin?.journeyId === latest.document.id)
  const tabs = RESULT_PLACES.filter(({ group, isThere }) => group === place.group && (isThere?.(latest) ?? true)).map(({ id, label }) => ({ id, label: simulationText(label), ...(id === 'cases' ? cases : {}) }))
  return (
    <div className={styles.panel} data-stale={isStale || undefined}>
      <ResultGroups run={latest} />
      <div className={styles.content}>
        <div className={styles.header}>
          <Tabs<ResultTab> label={simulationText('title')} value={place.id} onChange={(resultsTab) => useUiStore.setState({ resultsTab })} tabs={tabs} />
          <DialectBadge dialect={latest.result.dialect} />
          <RunFacts run={latest} isStale={isStale} />
          <ReportButton />
          <CompareButton />
          <CopyFigures run={latest} />
          <HelpMark article={ARTICLE_OF_RESULT[place.id]} />
        </div>
        {place.id !== 'whatIf' && place.id !== 'compare' && place.id !== 'cases' && place.id !== 'doubt' && !isTriedOut && <WhatIfNote run={latest} />}
        <Notices run={latest} />
        <div className={`${styles.body} tabular`} data-tab={place.id} role="tabpanel" aria-label={simulationText(place.label)} tabIndex={0}>
          {place.show(figures, latest)}
        </div>
      </div>
    </div>
  )
}

/** While the run is played, its figures at that instant; what is known only of the whole run is left out then. */
function useFiguresShown(latest: FinishedRun): FinishedRun {
  const shown = useShownRun() ?? latest
  return useMemo(() => (shown === latest ? latest : { ...shown, responses: null, pressure: null }), [shown, latest])
}

/** What the run could not take as given. */
function Notices({ run: { document, notices } }: { run: FinishedRun }) {
  if (notices.unknownTimeZones === 0) return null
  return (
    <p className={`${styles.notice} tabular`} data-testid="run-notice" role="note">
      <IconInfoCircle size={15} stroke={1.9} aria-hidden="true" />
      {simulationText('unknownTimeZones', { count: notices.unknownTimeZones, people: people(notices.unknownTimeZones), zone: document.timeZone ?? 'UTC' })}
    </p>
  )
}

function RunFacts({ run: { summary, result }, isStale }: { run: FinishedRun; isStale: boolean }) {
  const { timing, dataset, seed, from, until } = result
  const ranOn = simulationText('ranOn', { engine: simulationText(result.engine === 'kernel' ? 'engineKernel' : 'engineXstate'), took: tookInWords(timing.ms) })
  const hint = simulationText('factsHint', {
    name: summary.datasetName,
    span: daySpan(from, until),
    ranOn,
    events: full(dataset.events),
    profiles: full(dataset.profiles),
    perSecond: people(Math.round(timing.eventsPerSecond)),
    workers: timing.workers,
    seed,
  })
  return (
    <Hint label={hint} position="top">
      <p className={`${styles.facts} tabular`} data-testid="run-facts">
        {isStale && (
          <span className={styles.stale}>
            <IconHistory size={15} stroke={1.9} aria-hidden="true" />
            {simulationText('stale')}
          </span>
        )}
        <span className={styles.dataset}>{summary.datasetName}</span>
        <span>{daySpan(from, until)}</span>
        <span>{ranOn}</span>
      </p>
    </Hint>
  )
}

/** From the figures to the document about them. */
function ReportButton() {
  return (
    <Hint label={simulationText('reportHint')} keys={keysOf('mod+Alt+R')} position="top">
      <Button size="compact-sm" variant="subtle" color="gray" className={styles.report!} leftSection={<IconReportAnalytics size={16} stroke={1.8} />} onClick={openReport} data-testid="open-report">
        {simulationText('report')}
      </Button>
    </Hint>
  )
}

function NothingYet() {
  const hasData = useRunStore((state) => state.datasetId !== null)
  return (
    <div className={styles.empty}>
      <h2 className={styles.emptyTitle}>{simulationText('emptyTitle')}</h2>
      <p className={styles.emptyBody}>{simulationText(hasData ? 'emptyBody' : 'emptyNoData')}</p>
      {hasData ? (
        <Button size="xs" variant="default" leftSection={<IconPlayerPlay size={14} />} rightSection={<kbd className={styles.keys}>{keysOf('mod+Enter')}</kbd>} onClick={() => void run()}>
          {simulationText('run')}
        </Button>
      ) : (
        <Button size="xs" variant="default" onClick={() => void openImport()}>
          {simulationText('importData')}
        </Button>
      )}
      <Button size="xs" variant="subtle" onClick={buildByHand} data-testid="by-hand">
        {simulationText('byHand')}
      </Button>
    </div>
  )
}
