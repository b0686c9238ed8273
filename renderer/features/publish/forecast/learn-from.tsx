import { Button } from '@mantine/core'
import { IconSchool } from '@tabler/icons-react'
import type { Share } from '../../../../engine/core/simulate/responses/response-schema.ts'
import { ProblemNote } from '../../../components/problem-note.tsx'
import { nameOfNode } from '../../../document/names.ts'
import { useDocumentStore } from '../../../document/document-store.ts'
import { cut } from '../../../i18n/cut.ts'
import { channelInWords } from '../../../i18n/in-words.ts'
import { full, share } from '../../../i18n/numbers.ts'
import { useAssumptionsStore } from '../../../stores/assumptions-store.ts'
import type { Publication } from '../watched-store.ts'
import { WorkNote } from '../work-note.tsx'
import { learn, useForecastStore, type Learned } from './forecast-store.ts'
import { forecastText } from './texts.ts'
import { takeLearned } from './take-learned.ts'
import styles from '../publish.module.css'
import own from './forecast.module.css'

const WHAT = { delivered: 'ofSent', opened: 'ofDelivered', clicked: 'ofOpened' } as const

/** From what happened to the assumptions of the next rehearsal: what would change is shown before anything does. */
export function LearnFrom({ publication }: { publication: Publication }) {
  const learned = useForecastStore((state) => state.learned)
  const isOpen = useDocumentStore(({ document }) => document.id === publication.journeyId)
  const begin = () => void learn(publication.id, isOpen ? useAssumptionsStore.getState().scenario : null)
  if (learned?.state === 'asking') return <WorkNote jobId={learned.jobId} before={forecastText('learning')} testId="forecast-learning" />
  if (learned?.state === 'there') return <Teaches learned={learned.answer} publication={publication} isOpen={isOpen} />
  return (
    <>
      <div className={styles.ways}>
        <Button size="xs" h={32} variant="default" leftSection={<IconSchool size={16} stroke={1.8} />} onClick={begin} data-testid="forecast-learn">{forecastText('learn')}</Button>
      </div>
      {learned?.state === 'failed' && <ProblemNote error={learned.error} testId="forecast-learn-problem" />}
    </>
  )
}

function Teaches({ learned, publication, isOpen }: { learned: Learned; publication: Publication; isOpen: boolean }) {
  const document = useDocumentStore((state) => state.document)
  const { changes, messages } = learned
  return (
    <section className={styles.panel} aria-label={forecastText('learnHead')} data-testid="forecast-teaches">
      <h3 className={styles.sectionName}>{forecastText('learnHead')}</h3>
      <p className={styles.sectionBody}>{forecastText('learnBody', { messages: full(messages) })}</p>
      {changes.length === 0 ? <p className={styles.plain}>{forecastText('noChange')}</p> : (
        <ul className={own.changes}>
          {changes.map(({ stepId, channel, figure, before, after }) => (
            <li key={`${stepId} ${channel} ${figure}`}>
              <span>{stepId === null ? forecastText('channel', { channel: channel === null ? '' : channelInWords(channel) }) : cut(nameOfNode(document, stepId), 80)}</span>
              <span className={styles.quiet}>{forecastText(WHAT[figure])}</span>
              <span className="tabular">{forecastText('change', { before: before === null ? forecastText('wasNothing') : shareText(before), after: shareText(after) })}</span>
            </li>
          ))}
        </ul>
      )}
      {!isOpen && <p className={styles.quiet}>{forecastText('openFirst', { journey: cut(publication.journeyName, 80) })}</p>}
      <div className={styles.ways}>
        {isOpen && changes.length > 0 && <Button size="xs" h={32} onClick={() => takeLearned(learned)} data-testid="forecast-use">{forecastText('use')}</Button>}
        <Button size="xs" h={32} variant="default" onClick={() => useForecastStore.setState({ learned: null })}>{forecastText('cancel')}</Button>
      </div>
    </section>
  )
}

/** A share, or a range of them, to one decimal. */
function shareText(one: Share): string {
  return typeof one === 'number' ? share(one) : `${share(one.low)} – ${share(one.high)}`
}
