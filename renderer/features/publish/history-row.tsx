import { Button } from '@mantine/core'
import { IconCircleCheck, IconHourglass, IconOctagonMinus, IconPlayerPause, type Icon } from '@tabler/icons-react'
import { ProblemNote } from '../../components/problem-note.tsx'
import { useNow } from '../../components/use-now.ts'
import { connection as engine } from '../../bridge/connection.ts'
import { notify } from '../../components/notify.ts'
import { asCallError } from '../../document/save.ts'
import { cut } from '../../i18n/cut.ts'
import { ago } from '../../i18n/dates.ts'
import { errorInWords } from '../../i18n/in-words.ts'
import { fromEngine } from '../../i18n/phrasebook.ts'
import { putIn } from './drift.ts'
import type { HistoryEntry } from './history-store.ts'
import { liveText } from './live-texts.ts'
import { momentInWords } from './moment.ts'
import { planRollBack, resume } from './plan-store.ts'
import type { Publication } from './watched-store.ts'
import styles from './publish.module.css'
import own from './history.module.css'

const STATES = {
  applied: { label: 'applied', Glyph: IconCircleCheck, tone: 'good' },
  failed: { label: 'failed', Glyph: IconOctagonMinus, tone: 'bad' },
  interrupted: { label: 'interrupted', Glyph: IconPlayerPause, tone: 'loss' },
  applying: { label: 'applying', Glyph: IconHourglass, tone: 'none' },
} as const satisfies Record<Publication['state'], { label: Parameters<typeof liveText>[0]; Glyph: Icon; tone: string }>

const DOORS = { window: 'doorWindow', terminal: 'doorTerminal', unattended: 'doorUnattended' } as const

interface HistoryRowProps { entry: HistoryEntry; version: number | undefined; onCalls(): void }

/** One publication: who, when, what, which version, what became of it, and the ways on and back. */
export function HistoryRow({ entry: { publication, events }, version, onCalls }: HistoryRowProps) {
  const now = useNow()
  const { state, journeyName, connectionName, startedAt, approval, done, of, problem } = publication
  const { label, Glyph, tone } = STATES[state]
  const isOver = state === 'applied' || state === 'applying'
  return (
    <li className={`${styles.item} ${own.entry}`} data-testid="publication" data-state={state}>
      <div className={own.head}>
        <div className={styles.rowWords}>
          <span className={styles.rowName}>
            <span className={`${styles.verdict} ${own.mark}`} data-tone={tone}>
              <Glyph size={16} stroke={1.9} aria-hidden="true" />
              <span className={own.state}>{liveText(label)}</span>
            </span>
            {`${cut(journeyName, 120)}, ${version === undefined ? liveText('versionUnknown') : liveText('versionOf', { version })}`}
          </span>
          <span className={styles.rowFacts} title={momentInWords(startedAt)}>
            {[cut(connectionName, 80), ago(startedAt, now), cut(approval.by, 80), liveText(DOORS[approval.door]), ...(state === 'applied' ? [] : [liveText('doneOf', { done, of })])].join(' · ')}
          </span>
        </div>
        <div className={styles.rowWays}>
          {!isOver && <Button size="xs" h={32} onClick={() => void resume(publication)} data-testid="resume-publication">{liveText('resumeApply')}</Button>}
          <Button size="xs" h={32} variant="default" onClick={onCalls} data-testid="show-calls">{liveText('calls')}</Button>
          <Button size="xs" h={32} variant="default" onClick={() => void openAsPublished(publication)} data-testid="open-published">{liveText('openAsDraft')}</Button>
          {state === 'applied' && <Button size="xs" h={32} variant="default" onClick={() => void planRollBack(publication)} data-testid="roll-back">{liveText('rollBack')}</Button>}
        </div>
      </div>
      {problem !== null && state !== 'applied' && <ProblemNote error={problem} />}
      {events.length > 0 && (
        <ul className={own.events} aria-label={liveText('events')} data-testid="publication-events">
          {events.map(({ id, at, inWords, approval: by }) => (
            <li key={id}>
              <span className={styles.quiet} title={momentInWords(at)}>{ago(at, now)}</span>
              <span>{by === null ? cut(fromEngine(inWords)) : liveText('eventBy', { words: cut(fromEngine(inWords)).replace(/\.$/, ''), by: cut(by.by, 80) })}</span>
            </li>
          ))}
        </ul>
      )}
    </li>
  )
}

/** The journey as it was published, as the journey's content. */
async function openAsPublished({ id, journeyId, startedAt }: Publication): Promise<void> {
  try {
    const { document } = await engine.call('publish.document', { publicationId: id })
    const put = await putIn(document, journeyId, liveText('openedName'))
    if (put !== 'stayed') notify(put === 'opened' ? liveText('openedNew') : liveText('openedEarlier', { when: ago(startedAt, Date.now()) }))
  } catch (cause) {
    notify(errorInWords(asCallError(cause)), 'error')
  }
}
