import { Button } from '@mantine/core'
import { IconArrowLeft } from '@tabler/icons-react'
import type { MethodOutput } from '../../../engine/api/contract.ts'
import type { JourneyDocument } from '../../../engine/core/model/journey.ts'
import { ProblemNote } from '../../components/problem-note.tsx'
import { instantInWords } from '../../i18n/dates.ts'
import { full } from '../../i18n/numbers.ts'
import { fromEngine } from '../../i18n/phrasebook.ts'
import { useUiStore } from '../../stores/ui-store.ts'
import { askPerson } from '../explain/ask-person.ts'
import { useFlightStore, type AskedPeople } from './flight-store.ts'
import { nameIn } from './impact-steps.tsx'
import { flightText } from './texts.ts'
import styles from './flight.module.css'

type Answer = MethodOutput<'flight.people'>
interface Asked { before: JourneyDocument; after: JourneyDocument }

/** The people behind a number, with what comes of each under both policies. */
export function FlightPeople({ shown: { of, answer, error }, asked }: { shown: { of: AskedPeople; answer: Answer | null; error: Parameters<typeof ProblemNote>[0]['error'] | null }; asked: Asked }) {
  return (
    <div data-testid="flight-people">
      <div className={styles.peopleHead}>
        <Button size="compact-sm" variant="default" leftSection={<IconArrowLeft size={15} />} onClick={() => useFlightStore.setState({ shown: null })} data-autofocus data-testid="flight-people-back">
          {flightText('back')}
        </Button>
        <h3 className={styles.title}>
          {answer !== null && titleOf(of, answer.found, asked)}
          {answer !== null && answer.list.length < answer.found && <span className={styles.since}>{flightText('firstOf', { shown: full(answer.list.length) })}</span>}
        </h3>
      </div>
      {error !== null && <ProblemNote error={error} />}
      {answer === null && error === null && <p className={styles.quiet} role="status">{flightText('reading')}</p>}
      {answer !== null && <Table list={answer.list} asked={asked} />}
    </div>
  )
}

function Table({ list, asked }: { list: Answer['list']; asked: Asked }) {
  return (
    <table className={`${styles.table} ${styles.steps} tabular`}>
      <thead>
        <tr>
          <th scope="col">{flightText('person')}</th>
          <th scope="col" className={styles.words}>{flightText('finish')}</th>
          <th scope="col" className={styles.words}>{flightText('follow')}</th>
        </tr>
      </thead>
      <tbody>
        {list.map((one) => (
          <tr key={`${one.profileId} ${one.startedAt}`} data-testid={`flight-person-${one.profileId}`} data-differs={one.differs || undefined}>
            <th scope="row">
              <button type="button" className={styles.person} title={flightText('story', { id: one.profileId })} onClick={() => openStory(one.profileId)}>
                {one.profileId}
              </button>
              <span className={styles.since}>{`${nameIn(asked.before, one.step)}, ${instantInWords(one.since)}`}</span>
            </th>
            <td className={styles.words}>{faredInWords(one.finish, asked)}</td>
            <td className={styles.words}>{faredInWords(one.follow, asked)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function openStory(profileId: string): void {
  useUiStore.setState({ resultsTab: 'person' })
  void askPerson(profileId)
}

function faredInWords({ messages, goals, outcome, step }: Answer['list'][number]['finish'], { before, after }: Asked): string {
  const place = step === null ? '' : flightText('stillThere', { step: nameIn(Object.hasOwn(after.steps, step) ? after : before, step) })
  const end = outcome === null ? place : outcome === 'moved:lost' ? flightText('lost') : fromEngine(outcome)
  const what = [...goals.map((goal) => flightText('goal', { goal })), end].join(', ')
  return messages === 0 ? what : flightText('withMessages', { count: messages, what })
}

function titleOf({ step, fate, differ }: AskedPeople, found: number, { before }: Asked): string {
  const count = full(found)
  if (step !== undefined) return flightText(differ ? 'peopleDiffer' : 'peopleIn', { count, step: nameIn(before, step) })
  if (fate !== undefined) return flightText(({ lost: 'peopleLost', moved: 'peopleMoved', changed: 'peopleChanged', same: 'peopleSame' } as const)[fate], { count })
  return flightText(differ ? 'peopleAllDiffer' : 'peopleAll', { count })
}
