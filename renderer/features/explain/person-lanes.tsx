import { useEffect, useState } from 'react'
import type { Explanation, PersonEvent } from '../../../engine/api/contract.ts'
import { connection } from '../../bridge/connection.ts'
import type { FinishedRun } from '../../stores/run-store.ts'
import { Lanes } from './lanes.tsx'

/** The person's events beside what the journey did with them, along time. Without the events, which are asked for by themselves, the rest is shown. */
export function PersonLanes({ explanation, run }: { explanation: Explanation; run: FinishedRun }) {
  const { id } = explanation.profile
  const { datasetId } = run.summary
  const [loaded, setLoaded] = useState<{ of: string; events: readonly PersonEvent[] } | null>(null)
  const whose = `${datasetId} ${id}`
  useEffect(() => {
    let isCurrent = true
    connection.call('people.events', { datasetId, profileId: id }).then(
      ({ events }) => isCurrent && setLoaded({ of: `${datasetId} ${id}`, events }),
      () => isCurrent && setLoaded(null), // the story itself says what is wrong with the data
    )
    return () => {
      isCurrent = false
    }
  }, [datasetId, id])
  const events = loaded?.of === whose ? loaded.events.filter(({ at }) => at <= explanation.until) : []
  return <Lanes key={whose} explanation={explanation} journeyId={run.document.id} events={events.map(({ at, name }, key) => ({ key, at, name, state: 'as it was' as const }))} />
}
