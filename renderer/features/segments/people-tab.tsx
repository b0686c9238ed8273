import { Button } from '@mantine/core'
import { IconCopy } from '@tabler/icons-react'
import { useMemo } from 'react'
import { isAlways } from '../../../engine/core/model/condition.ts'
import { ProblemNote } from '../../components/problem-note.tsx'
import { daySpan } from '../../i18n/dates.ts'
import { full } from '../../i18n/numbers.ts'
import { useRunStore } from '../../stores/run-store.ts'
import { useUiStore } from '../../stores/ui-store.ts'
import { askPerson, openOnePerson } from '../explain/ask-person.ts'
import { useAudience } from './audience-store.ts'
import { said } from './figures-menu.tsx'
import { NothingToMeasure } from './nothing-to-measure.tsx'
import type { SegmentContent } from './segment-page-store.ts'
import { segmentText } from './texts.ts'
import styles from './tabs.module.css'

/** Ids of some people who are in the segment; where the open journey was run on these data, what happened to one of them is a click away. */
export function PeopleTab({ content }: { content: SegmentContent }) {
  const { when } = content
  const audience = useAudience(useMemo(() => (isAlways(when) ? undefined : { condition: when }), [when]))
  const datasetId = useRunStore((state) => state.datasetId)
  const run = useRunStore((state) => state.latest)
  const canAsk = run !== null && run.summary.datasetId === datasetId
  if (audience === undefined) return <NothingToMeasure content={content} />
  const { answer, before } = audience
  if (answer.is === 'refused') return <ProblemNote error={answer.error} />
  if (before === undefined) return <p className={styles.explains}>{segmentText('measuring')}</p>
  const { sample, members, at } = before
  if (members === 0) return <p className={styles.explains}>{segmentText('nobody', { when: daySpan(at, at) })}</p>
  const ask = (id: string) => {
    useUiStore.getState().showPage('editor')
    openOnePerson()
    void askPerson(id)
  }
  return (
    <>
      <div className={styles.tools}>
        <p className={styles.intro}>
          {segmentText(sample.length === members ? 'peopleAll' : 'peopleSome', { count: sample.length, shown: full(sample.length), members: full(members), when: daySpan(at, at) })}{' '}
          {canAsk && segmentText('peopleAsk', { journey: run.summary.journeyName })}
        </p>
        <Button variant="default" size="xs" h={32} leftSection={<IconCopy size={15} stroke={1.8} />} onClick={() => void said(navigator.clipboard.writeText(`${sample.join('\n')}\n`))}>
          {segmentText('copyIds')}
        </Button>
      </div>
      <ul className={`${styles.ids} tabular`} data-testid="segment-people">
        {sample.map((id) => (
          <li key={id}>
            {canAsk ? (
              <button type="button" className={styles.id} onClick={() => ask(id)} title={segmentText('askAbout', { id })}>
                {id}
              </button>
            ) : (
              <span className={styles.id}>{id}</span>
            )}
          </li>
        ))}
      </ul>
    </>
  )
}
