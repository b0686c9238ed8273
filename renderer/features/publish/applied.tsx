import { Button } from '@mantine/core'
import { IconCircle, IconCircleCheck, IconCircleDot, IconOctagonMinus } from '@tabler/icons-react'
import { ProblemNote } from '../../components/problem-note.tsx'
import { useDocumentStore } from '../../document/document-store.ts'
import { useJobProgress } from '../../stores/job-store.ts'
import type { Asked } from './asked.ts'
import { useChecksStore } from './drift.ts'
import { goOn, planAgain, type Plan } from './plan-store.ts'
import { isChanging, readable } from './plan-steps.tsx'
import { planText } from './plan-texts.ts'
import { StepLink } from './problem-list.tsx'
import { openPublish } from './publish-store.ts'
import type { Publication } from './watched-store.ts'
import { WorkNote } from './work-note.tsx'
import styles from './publish.module.css'
import own from './plan-steps.module.css'

/** A plan being carried out, thing by thing, and what came of it. */
export function Applied({ plan, applying }: { plan: Plan; applying: Asked<Publication> }) {
  const publication = applying.state === 'there' ? applying.answer : null
  return (
    <div className={styles.fields} data-testid="applied" data-state={publication?.state ?? applying.state}>
      {applying.state === 'asking' && <WorkNote jobId={applying.jobId} before={planText('applying')} testId="applying" />}
      {applying.state === 'failed' && (
        <ProblemNote error={applying.error} testId="apply-problem">
          <Button size="compact-sm" variant="default" onClick={() => void planAgain('refuse')} data-testid="plan-again">{planText('again')}</Button>
        </ProblemNote>
      )}
      {(applying.state === 'stopped' || publication?.state === 'interrupted') && <Interrupted plan={plan} publication={publication} />}
      {publication?.state === 'failed' && <Failed plan={plan} publication={publication} />}
      {publication?.state === 'applied' && <Done publication={publication} />}
      <Things plan={plan} applying={applying} />
    </div>
  )
}

function Done({ publication }: { publication: Publication }) {
  // It may have been activated since.
  const looked = useChecksStore(({ checks }) => checks[publication.id])
  const isDraft = (looked?.state === 'there' ? looked.answer.publication.status : publication.status) === 'draft'
  return (
    <div className={styles.note} data-tone="good" role="status" data-testid="apply-done">
      <IconCircleCheck size={18} stroke={1.8} aria-hidden="true" />
      <div className={styles.noteWords}>
        <p className={styles.strong}>{planText('appliedTitle')}</p>
        <p>{planText(isDraft ? 'appliedDraft' : 'appliedOther', { journey: publication.journeyName, connection: publication.connectionName })}</p>
        <div className={styles.noteWays}>
          <Button size="xs" h={32} onClick={() => openPublish('live')} data-testid="to-live">{planText(isDraft ? 'toLive' : 'toLiveOther')}</Button>
        </div>
      </div>
    </div>
  )
}

function Failed({ plan, publication }: { plan: Plan; publication: Publication }) {
  const document = useDocumentStore((state) => state.document)
  const error = publication.problem ?? { code: 'E_PLATFORM_FAILED', message: planText('failedTitle'), help: '' }
  return (
    <ProblemNote error={error} title={planText('failedTitle')} testId="apply-problem">
      <div className={styles.fields}>
        {publication.problemSteps.length > 0 && (
          <div className={styles.ways}>
            <span className={styles.quiet}>{planText('failedAt')}</span>
            {publication.problemSteps.map((id) => (
              <StepLink key={id} nodeId={id} document={document} isOpen={document.id === publication.journeyId} />
            ))}
          </div>
        )}
        <span className={styles.quiet}>{planText('failedState', { done: publication.done, of: publication.of })}</span>
        <div className={styles.ways}>
          <Button size="compact-sm" variant="default" onClick={() => void planAgain('refuse')} data-testid="plan-again">{planText('again')}</Button>
          <Button size="compact-sm" variant="default" onClick={() => void goOn(plan)} data-testid="go-on">{planText('goOn')}</Button>
        </div>
      </div>
    </ProblemNote>
  )
}

function Interrupted({ plan, publication }: { plan: Plan; publication: Publication | null }) {
  const isLive = plan.liveAtOnce
  return (
    <div className={styles.note} role="status" data-testid="apply-interrupted">
      <IconOctagonMinus size={18} stroke={1.8} aria-hidden="true" />
      <div className={styles.noteWords}>
        <p className={styles.strong}>{planText('interruptedTitle')}</p>
        <p>{publication === null ? planText(isLive ? 'stoppedLive' : 'stoppedBody') : planText(isLive ? 'interruptedLive' : 'interruptedBody', { done: publication.done, of: publication.of })}</p>
        <div className={styles.noteWays}>
          <Button size="xs" h={32} onClick={() => void goOn(plan)} data-testid="go-on">{planText('goOn')}</Button>
        </div>
      </div>
    </div>
  )
}

/** Each thing with how far it is, in the order it is done. */
function Things({ plan, applying }: { plan: Plan; applying: Asked<Publication> }) {
  const progress = useJobProgress(applying.state === 'asking' ? applying.jobId : undefined)
  const things = plan.steps.filter(isChanging)
  const done = applying.state === 'there' ? (applying.answer.state === 'applied' ? things.length : applying.answer.done) : (progress?.done ?? 0)
  const isRefused = applying.state === 'there' && applying.answer.state === 'failed'
  const stateOf = (index: number) => (index < done ? 'done' : index > done ? 'todo' : applying.state === 'asking' ? 'doing' : isRefused ? 'refused' : 'todo')
  const GLYPHS = { done: IconCircleCheck, doing: IconCircleDot, refused: IconOctagonMinus, todo: IconCircle }
  return (
    <ol className={styles.list} aria-label={planText('stepsHead')} data-testid="apply-things">
      {things.map((thing, index) => {
        const state = stateOf(index)
        const Glyph = GLYPHS[state]
        return (
          <li key={thing.key} className={`${styles.item} ${own.step}`} data-state={state}>
            <span className={own.progress} data-state={state}>
              <Glyph size={16} stroke={2} aria-hidden="true" />
              {planText(state)}
            </span>
            <span className={own.kind}>{planText(thing.kind)}</span>
            <span className={own.name}>{readable(thing.name)}</span>
            <span />
          </li>
        )
      })}
    </ol>
  )
}
