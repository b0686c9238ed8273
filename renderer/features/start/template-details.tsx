import { Button, Modal } from '@mantine/core'
import { useEffect } from 'react'
import { ProblemNote } from '../../components/problem-note.tsx'
import { ProgressLine } from '../../components/progress-line.tsx'
import { full } from '../../i18n/numbers.ts'
import { fromEngine } from '../../i18n/phrasebook.ts'
import { useJobProgress } from '../../stores/job-store.ts'
import type { Template } from '../../stores/workspace-store.ts'
import type { TemplateClaim } from './claim-figures.ts'
import { TunedNote } from './claim-note.tsx'
import { createFromTemplate } from './create-from-template.ts'
import { FigureRow } from './figure-row.tsx'
import { measureTemplate, SEEDS, stopMeasuring, useMeasureStore } from './measure-store.ts'
import { TemplateArt } from './template-art.tsx'
import { startText } from './texts.ts'
import styles from './template-details.module.css'

interface TemplateDetailsProps {
  /** What was told of last stays while the dialog fades. */
  template: Template | undefined
  isOpen: boolean
  onClose(): void
}

/** What a template tells, whose figures it is tuned to, and how they come out here. Closing it stops a measurement. To be there while it is closed, too, or it could not give back the focus. */
export function TemplateDetails({ template, isOpen, onClose }: TemplateDetailsProps) {
  useEffect(() => (isOpen ? stopMeasuring : undefined), [isOpen])
  return (
    <Modal data-help="templates" opened={isOpen} onClose={onClose} title={startText('about')} size={760} classNames={{ header: styles.header! }} closeButtonProps={{ 'aria-label': startText('close') }} data-testid="template-details">
      {template !== undefined && <Details template={template} onClose={onClose} />}
    </Modal>
  )
}

function Details({ template, onClose }: { template: Template; onClose(): void }) {
  const { id, name, description, data, claim } = template
  const use = () => {
    // How far it is, and a question about unsaved changes, are shown on the start screen.
    onClose()
    void createFromTemplate(id)
  }
  return (
    <>
      <div className={styles.head}>
        <div className={styles.headWords}>
          <h3 className={styles.name}>{fromEngine(name)}</h3>
          <p className={styles.description}>{fromEngine(description)}</p>
        </div>
        <div className={styles.art} aria-hidden="true">
          <TemplateArt templateId={id} />
        </div>
      </div>
      {claim !== null && <p className={styles.story}>{fromEngine(claim.story)}</p>}
      <dl className={styles.facts}>
        <dt>{startText('published')}</dt>
        <dd>
          <Published claim={claim} />
        </dd>
        <dt>{startText('people')}</dt>
        <dd>{fromEngine(data)}</dd>
        <dt>{startText('journey')}</dt>
        <dd>{startText('steps', { count: template.steps })}</dd>
      </dl>
      {claim !== null && <Figures templateId={id} claim={claim} />}
      <div className={styles.foot}>
        <p className={styles.footWords}>{startText(claim === null ? 'useHintReal' : 'useHint')}</p>
        <Button h={36} onClick={use} data-testid="details-use">
          {startText('use')}
        </Button>
      </div>
    </>
  )
}

function Published({ claim }: { claim: TemplateClaim | null }) {
  if (claim === null) return startText('realDataNote')
  if (claim.source === null) return startText('noSource')
  const { company, publishedBy, published } = claim.source
  return (
    <>
      <strong>{company}</strong> ({fromEngine(publishedBy)}): {fromEngine(published)}
    </>
  )
}

function Figures({ templateId, claim }: { templateId: string; claim: TemplateClaim }) {
  const found = useMeasureStore((state) => state.found[templateId])
  const refused = useMeasureStore((state) => (state.refused?.templateId === templateId ? state.refused.error : null))
  const heading = startText(claim.source === null ? 'ownFigures' : 'figures')
  return (
    <section className={styles.figures} aria-label={heading}>
      <div className={styles.figuresHead}>
        <h4 className={styles.heading}>{heading}</h4>
        <Measuring templateId={templateId} isMeasured={found !== undefined} />
      </div>
      <TunedNote note={claim.note} />
      {refused !== null && <ProblemNote error={refused} testId="measure-error" />}
      <ul className={styles.list}>
        {claim.figures.map((figure) => (
          <FigureRow key={figure.id} figure={figure} measured={found?.figures.find(({ id }) => id === figure.id)} />
        ))}
      </ul>
      <p className={styles.hint}>{startText(found === undefined ? 'measureHint' : 'measured', { seeds: found?.seeds ?? SEEDS, people: full(found?.people ?? claim.people) })}</p>
    </section>
  )
}

function Measuring({ templateId, isMeasured }: { templateId: string; isMeasured: boolean }) {
  const running = useMeasureStore((state) => state.running)
  const { done = 0, total = SEEDS } = useJobProgress(running?.jobId) ?? {}
  if (running === null) {
    return (
      <Button size="xs" variant="default" onClick={() => void measureTemplate(templateId)} data-testid="measure">
        {startText(isMeasured ? 'measureAgain' : 'measure', { seeds: SEEDS })}
      </Button>
    )
  }
  const words = startText('measuring', { done, total })
  return (
    <div className={styles.busy} role="status" data-testid="measuring">
      <span className="tabular">{words}</span>
      <div className={styles.line}>
        <ProgressLine label={words} done={done} total={total} />
      </div>
      <Button size="xs" variant="default" disabled={running.cancelling} onClick={stopMeasuring} data-testid="measure-cancel">
        {startText('cancel')}
      </Button>
    </div>
  )
}
