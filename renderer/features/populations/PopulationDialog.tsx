import { Button, Modal } from '@mantine/core'
import { useEffect, useRef } from 'react'
import { ProgressLine } from '../../components/progress-line.tsx'
import { percent } from '../../i18n/numbers.ts'
import { workInWords } from '../../i18n/work-in-words.ts'
import { useJobProgress } from '../../stores/job-store.ts'
import { AskForm } from './ask-form.tsx'
import { ChooseSource } from './choose-source.tsx'
import { LearnedPart } from './learned-part.tsx'
import { MakeForm } from './make-form.tsx'
import { cancelPopulation, closePopulation, usePopulationStore, type LearningStep, type MakingStep, type PopulationStep } from './population-store.ts'
import { SpecCard } from './spec-card.tsx'
import { populationText } from './texts.ts'
import styles from './population.module.css'

/** From a description, or from people there are data of, to people who do not exist. */
export function PopulationDialog() {
  const step = usePopulationStore((state) => state.step)
  const focusRef = useFocusKept(step.at)
  return (
    <Modal
      data-help="made-people"
      opened={step.at !== 'closed'}
      onClose={closePopulation}
      closeOnClickOutside={step.at === 'choose'}
      title={titleOf(step)}
      size={step.at === 'learned' ? 1080 : 640}
      classNames={{ content: styles.content!, header: styles.header!, body: styles.body! }}
      closeButtonProps={{ 'aria-label': populationText('close') }}
    >
      <div className={styles.step} ref={focusRef} tabIndex={-1} data-testid="population-dialog">
        {step.at === 'choose' && <ChooseSource step={step} />}
        {step.at === 'checking' && <Busy label={populationText('checking', { name: step.name })} done={0} total={0} />}
        {step.at === 'spec' && (
          <>
            <div className={styles.scroll}>
              <SpecCard spec={step.spec} summary={step.summary} />
            </div>
            <MakeForm step={step} />
          </>
        )}
        {step.at === 'ask' && <AskForm step={step} />}
        {step.at === 'learning' && <Learning step={step} />}
        {step.at === 'learned' && (
          <>
            <LearnedPart step={step} />
            <MakeForm step={step} />
          </>
        )}
        {step.at === 'making' && <Making step={step} />}
      </div>
    </Modal>
  )
}

function titleOf(step: PopulationStep): string {
  switch (step.at) {
    case 'spec': return step.spec.name ?? step.spec.id
    case 'ask': case 'learned': return populationText('askTitle', { name: step.dataset.name })
    case 'learning': return populationText('learningTitle', { name: step.ask.dataset.name })
    case 'making': return populationText('making', { name: step.before.spec.name ?? step.before.spec.id })
    default: return populationText('title')
  }
}

/** When a step goes with the button that had the focus, the next one takes it: its element marked `data-first`, or all of it. */
function useFocusKept(at: PopulationStep['at']) {
  const ref = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const { activeElement, body } = globalThis.document
    const isLost = activeElement === null || activeElement === body || activeElement === ref.current
    if (ref.current === null || !isLost) return
    const first = ref.current.querySelector<HTMLElement>('[data-first]:not(:disabled)') ?? ref.current
    first.focus()
  }, [at])
  return ref
}

function Learning({ step }: { step: LearningStep }) {
  const { done = 0, total = 0 } = useJobProgress(step.jobId) ?? {}
  return <Busy label={step.cancelling ? populationText('cancelling') : populationText(step.part)} done={done} total={total} cancelling={step.cancelling} />
}

function Making({ step }: { step: MakingStep }) {
  const progress = useJobProgress(step.jobId)
  const { done = 0, total = 0 } = progress ?? {}
  return <Busy label={step.cancelling ? populationText('cancelling') : workInWords(progress)} done={done} total={total} cancelling={step.cancelling} />
}

/** Work under way; one that can be cancelled says whether it is being. */
function Busy({ label, done, total, cancelling }: { label: string; done: number; total: number; cancelling?: boolean }) {
  return (
    <div className={styles.busy}>
      <div className={`${styles.busyWords} tabular`} role="status">
        <span>{label}</span>
        <span>{total > 0 ? percent(Math.floor((100 * done) / total)) : ''}</span>
      </div>
      <ProgressLine label={label} done={done} total={total} />
      {cancelling !== undefined && (
        <div className={styles.actions}>
          <Button variant="default" disabled={cancelling} onClick={() => void cancelPopulation()} data-first data-testid="population-cancel">
            {populationText('cancel')}
          </Button>
        </div>
      )}
    </div>
  )
}
