import { useEffect, useMemo, useState } from 'react'
import type { CallError } from '../../../../engine/api/contract.ts'
import type { Condition } from '../../../../engine/core/model/condition.ts'
import { connection } from '../../../bridge/connection.ts'
import { Hint } from '../../../components/hint.tsx'
import { asCallError } from '../../../document/save.ts'
import { full, people, share } from '../../../i18n/numbers.ts'
import { cancelJob, forgetJob, newJobId } from '../../../stores/job-store.ts'
import { useCatalogue, useRunStore } from '../../../stores/run-store.ts'
import { ShareBar } from '../../segments/condition-size.tsx'
import { inspectorText } from '../texts.ts'
import { fromEngine } from '../../../i18n/phrasebook.ts'
import { asGroup, withoutNot } from './condition-forms.ts'
import styles from './condition.module.css'

/** How many events of a name fit a condition on what they say, small beside it. */
export function EventSize({ condition, event }: { condition: Condition; event: string }) {
  const counted = useEventCount(condition, event)
  if (counted === undefined) return null
  if (counted.is === 'refused') {
    return (
      <Hint label={fromEngine(counted.error.message)}>
        <span className={styles.sizeNone}>{inspectorText('sizeWhy')}</span>
      </Hint>
    )
  }
  if (counted.is === 'counting') return <span className={styles.sizeNone}>…</span>
  const words = inspectorText('eventsFit', { count: counted.events, events: full(counted.events), all: full(counted.all), share: shareOf(counted) })
  return (
    <Hint label={words}>
      <span className={`${styles.size} tabular`} data-testid="event-size">
        {inspectorText('eventsShort', { count: counted.events, events: people(counted.events) })}
        <span className="visually-hidden">{words}</span>
      </span>
    </Hint>
  )
}

/** The same for the whole condition, in a line below it. */
export function EventLine({ condition, event }: { condition: Condition; event: string }) {
  const counted = useEventCount(condition, event)
  if (counted === undefined) return null
  const isThere = counted.is === 'there'
  return (
    <p className={`${styles.sizeLine} tabular`} aria-live="polite" data-testid="event-line">
      <ShareBar value={isThere && counted.all > 0 ? counted.events / counted.all : 0} />
      <span>
        {counted.is === 'refused'
          ? fromEngine(counted.error.message)
          : isThere
            ? inspectorText('eventsFit', { count: counted.events, events: full(counted.events), all: full(counted.all), share: shareOf(counted) })
            : inspectorText('countingEvents')}
      </span>
    </p>
  )
}

/** True if a condition asks only what the event at hand says of itself, so that the events of the data can be counted by it. */
export function asksOnlyTheEvent(condition: Condition): boolean {
  const group = asGroup(condition)
  if (group) return group.items.length > 0 && group.items.every(asksOnlyTheEvent)
  const { inner } = withoutNot(condition)
  return 'property' in inner
}

type Counted = { is: 'counting' } | { is: 'there'; events: number; all: number } | { is: 'refused'; error: CallError }

function shareOf({ events, all }: { events: number; all: number }): string {
  return all === 0 ? '–' : share(events / all)
}

const PAUSE_MS = 300
const COUNTING: Counted = { is: 'counting' }
// A dataset never changes: what was counted stays.
const known = new Map<string, number>()

/** How many of these events fit; undefined without data. What is asked no more is not counted further. */
function useEventCount(condition: Condition, event: string): Counted | undefined {
  const datasetId = useRunStore((state) => state.datasetId)
  const all = useCatalogue()?.events.find(({ name }) => name === event)?.count
  const key = useMemo(() => (datasetId === null ? undefined : JSON.stringify([datasetId, event, condition])), [datasetId, event, condition])
  const [answer, setAnswer] = useState<{ key: string; counted: Counted } | null>(null)
  useEffect(() => {
    if (key === undefined || datasetId === null || all === undefined || known.has(key)) return undefined
    const jobId = newJobId()
    let isAsked = false
    const timer = setTimeout(() => {
      isAsked = true
      connection
        .call('explore.after', { jobId, datasetId, event: { event, where: condition }, starts: 'every', horizonsMs: [1], limit: 1 })
        .then(
          ({ horizons: [horizon] }) => {
            const events = (horizon?.starts ?? 0) + (horizon?.leftOut ?? 0)
            known.set(key, events)
            setAnswer({ key, counted: { is: 'there', events, all } })
          },
          (cause: unknown) => setAnswer({ key, counted: { is: 'refused', error: asCallError(cause) } }),
        )
        .finally(() => forgetJob(jobId))
    }, PAUSE_MS)
    return () => {
      clearTimeout(timer)
      if (isAsked && !known.has(key)) void cancelJob(jobId)
    }
  }, [key, datasetId, event, condition, all])
  if (key === undefined || all === undefined) return undefined
  const events = known.get(key)
  if (events !== undefined) return { is: 'there', events, all }
  return answer?.key === key ? answer.counted : COUNTING
}
