import { Button } from '@mantine/core'
import { IconBookmark, IconCheck, IconHandFinger, IconUsersPlus } from '@tabler/icons-react'
import { wayKey } from '../../../engine/core/coverage/way.ts'
import { giveSameFigures } from '../../../engine/core/report/same-figures.ts'
import { Hint } from '../../components/hint.tsx'
import { ProblemNote } from '../../components/problem-note.tsx'
import { ProgressLine } from '../../components/progress-line.tsx'
import { useDocumentStore } from '../../document/document-store.ts'
import { fromEngine } from '../../i18n/phrasebook.ts'
import { useJobProgress } from '../../stores/job-store.ts'
import { openCase } from '../by-hand/begin.ts'
import { cancelMaking, keepPeople, makePeople } from './ask-coverage.ts'
import { useCoverageStore, type Made } from './coverage-store.ts'
import { coverageText } from './texts.ts'
import { wayInLine } from './way-words.ts'
import styles from './coverage.module.css'

/** People made up who go every way, to be tried and kept. */
export function MadePeople() {
  const made = useCoverageStore((state) => state.made)
  const makingJob = useCoverageStore((state) => state.makingJob)
  const makeError = useCoverageStore((state) => state.makeError)
  return (
    <section className={styles.column} aria-label={coverageText('peopleTitle')}>
      {made === null || makingJob !== null ? (
        <>
          <h3 className={styles.title}>{coverageText('peopleTitle')}</h3>
          <p className={styles.body}>{coverageText('peopleBody')}</p>
          {makeError !== null && <ProblemNote error={makeError} testId="make-problem" />}
          {makingJob === null ? <MakeButtons /> : <Making jobId={makingJob} />}
        </>
      ) : (
        <TheMade made={made} />
      )}
    </section>
  )
}

function MakeButtons() {
  const coverage = useCoverageStore((state) => state.coverage)
  const missing = (coverage?.ways ?? []).filter(({ count }) => count === 0)
  const count = missing.length
  return (
    <div className={styles.buttons}>
      <Button size="compact-sm" leftSection={<IconUsersPlus size={16} stroke={1.8} />} onClick={() => void makePeople()} data-testid="make-people">
        {coverageText('makeAll')}
      </Button>
      {count > 0 && (
        <Button size="compact-sm" variant="default" onClick={() => void makePeople(missing.map(({ way }) => way))} data-testid="make-missing">
          {coverageText('makeMissing', { count })}
        </Button>
      )}
    </div>
  )
}

function Making({ jobId }: { jobId: string }) {
  const progress = useJobProgress(jobId)
  const words = progress ? coverageText('making', { done: progress.done, total: progress.total }) : coverageText('begin')
  return (
    <div className={styles.making} role="status">
      <span>{words}</span>
      <ProgressLine label={words} done={progress?.done ?? 0} total={progress?.total ?? 0} />
      <Button size="compact-sm" variant="default" onClick={cancelMaking} data-testid="cancel-making">
        {coverageText('cancel')}
      </Button>
    </div>
  )
}

function TheMade({ made: { people, reached, total, missed } }: { made: Made }) {
  const madeFor = useCoverageStore((state) => state.madeFor)
  const kept = useCoverageStore((state) => state.kept)
  const isOld = useDocumentStore((state) => madeFor !== null && madeFor !== state.document && !giveSameFigures(madeFor, state.document))
  return (
    <>
      <div className={styles.head}>
        <h3 className={styles.title} data-testid="made-summary">{coverageText('madeSummary', { count: people.length, reached: reached.length, total })}</h3>
        <Hint label={coverageText('keepAllHint')}>
          <Button size="compact-sm" leftSection={<IconBookmark size={15} stroke={1.8} />} disabled={kept.size === people.length} onClick={() => void keepPeople(people.map((_, place) => place))} data-testid="keep-all">
            {coverageText('keepAll')}
          </Button>
        </Hint>
        <Button size="compact-sm" variant="subtle" color="gray" onClick={() => void makePeople()} data-testid="make-people">
          {coverageText('again')}
        </Button>
      </div>
      {isOld && <p className={styles.body} role="note">{coverageText('before')}</p>}
      <ol className={styles.people}>
        {people.map((person, place) => (
          <Person key={`${person.id} ${person.name}`} person={person} place={place} isKept={kept.has(place)} />
        ))}
      </ol>
      <Missed title="neverTitle" list={missed.filter(({ never }) => never)} />
      <Missed title="missedTitle" list={missed.filter(({ never }) => !never)} />
    </>
  )
}

function Person({ person, place, isKept }: { person: Made['people'][number]; place: number; isKept: boolean }) {
  const madeFor = useCoverageStore((state) => state.madeFor)!
  const { name, does, adds, caseText } = person
  return (
    <li className={styles.person} data-testid="made-person">
      <p className={styles.personName}>{fromEngine(name)}</p>
      <p className={styles.does}>{fromEngine(does, 'person')}</p>
      <div className={styles.personFoot}>
        <Hint label={adds.map((way) => wayInLine(way, madeFor)).join('\n')}>
          <span className={styles.adds} tabIndex={0}>{coverageText('adds', { count: adds.length })}</span>
        </Hint>
        <Hint label={coverageText('tryOutHint')}>
          <Button size="compact-sm" variant="subtle" leftSection={<IconHandFinger size={15} stroke={1.8} />} onClick={() => openCase({ id: `made-${place}`, journeyId: madeFor.id, name, text: caseText, savedAt: 0 })} data-testid={`try-made-${place}`}>
            {coverageText('tryOut')}
          </Button>
        </Hint>
        <Button size="compact-sm" variant="subtle" disabled={isKept} leftSection={isKept ? <IconCheck size={15} /> : <IconBookmark size={15} stroke={1.8} />} onClick={() => void keepPeople([place])} data-testid={`keep-made-${place}`}>
          {coverageText(isKept ? 'kept' : 'keep')}
        </Button>
      </div>
    </li>
  )
}

function Missed({ title, list }: { title: 'neverTitle' | 'missedTitle'; list: Made['missed'] }) {
  const madeFor = useCoverageStore((state) => state.madeFor)!
  if (list.length === 0) return null
  return (
    <section className={styles.missed} data-testid={title}>
      <h4 className={styles.title}>{coverageText(title, { count: list.length })}</h4>
      <ul>
        {list.map(({ way, why }) => (
          <li key={wayKey(way)}>
            <span className={styles.where}>{wayInLine(way, madeFor)}</span>: {fromEngine(why)}
          </li>
        ))}
      </ul>
    </section>
  )
}
