import { Button } from '@mantine/core'
import { IconHistory, IconInfoCircle, IconPlayerPlay } from '@tabler/icons-react'
import { Hint } from '../../components/hint.tsx'
import { keysOf } from '../../components/keys.ts'
import { Tabs } from '../../components/tabs.tsx'
import { daySpan, tookInWords } from '../../i18n/dates.ts'
import { full, people } from '../../i18n/numbers.ts'
import { useRunStale, useRunStore, type FinishedRun } from '../../stores/run-store.ts'
import { useUiStore, type ResultTab } from '../../stores/ui-store.ts'
import { WhatIfNote } from '../assumptions/what-if-note.tsx'
import { openImport } from '../datasets/import-store.ts'
import { OnePersonTab } from '../explain/one-person-tab.tsx'
import { CopyFigures } from './copy-figures.tsx'
import { FunnelTab } from './funnel-tab.tsx'
import { GoalsTab } from './goals-tab.tsx'
import { MessagesTab, messageSteps } from './messages-tab.tsx'
import { run } from './run.ts'
import { SplitsTab, dealtSteps } from './splits-tab.tsx'
import { TogetherTab } from './together-tab.tsx'
import { simulationText } from './texts.ts'
import styles from './results-panel.module.css'

/** What the last rehearsal found: funnel and outcomes, goals, splits, messages, the journeys that ran beside it, and one person. */
export function ResultsPanel() {
  const latest = useRunStore((state) => state.latest)
  return latest === null ? <NothingYet /> : <Findings run={latest} />
}

function Findings({ run: latest }: { run: FinishedRun }) {
  const tab = useUiStore((state) => state.resultsTab)
  const isStale = useRunStale()
  const { result, document } = latest
  const tabs: { id: ResultTab; label: string; count?: number }[] = [
    { id: 'funnel', label: simulationText('funnelTab') },
    ...(Object.keys(result.goals).length > 0 ? [{ id: 'goals' as const, label: simulationText('goalsTab') }] : []),
    ...(dealtSteps(document, result).length > 0 ? [{ id: 'splits' as const, label: simulationText('splitsTab') }] : []),
    ...(messageSteps(document).length > 0 ? [{ id: 'messages' as const, label: simulationText('messagesTab') }] : []),
    ...(latest.together.length > 0 ? [{ id: 'together' as const, label: simulationText('togetherTab') }] : []),
    { id: 'person', label: simulationText('personTab') },
  ]
  const shown = tabs.some(({ id }) => id === tab) ? tab : 'funnel'
  return (
    <div className={styles.panel} data-stale={isStale || undefined}>
      <div className={styles.header}>
        <Tabs<ResultTab> label={simulationText('title')} value={shown} onChange={(resultsTab) => useUiStore.setState({ resultsTab })} tabs={tabs} />
        <RunFacts run={latest} isStale={isStale} />
        <CopyFigures run={latest} />
      </div>
      <WhatIfNote run={latest} />
      <Notices run={latest} />
      <div className={`${styles.body} tabular`} data-tab={shown} role="tabpanel" aria-label={tabs.find(({ id }) => id === shown)?.label} tabIndex={0}>
        {shown === 'funnel' && <FunnelTab run={latest} />}
        {shown === 'goals' && <GoalsTab run={latest} />}
        {shown === 'splits' && <SplitsTab run={latest} />}
        {shown === 'messages' && <MessagesTab run={latest} />}
        {shown === 'together' && <TogetherTab run={latest} />}
        {shown === 'person' && <OnePersonTab run={latest} />}
      </div>
    </div>
  )
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
        <span className={styles.span}>{daySpan(from, until)}</span>
        <span className={styles.took}>{ranOn}</span>
      </p>
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
    </div>
  )
}
