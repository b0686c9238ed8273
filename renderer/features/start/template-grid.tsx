import type { ReactNode } from 'react'
import { newJourney } from '../../app/open-journey.ts'
import { Hint } from '../../components/hint.tsx'
import type { Template } from '../../stores/workspace-store.ts'
import { openImport } from '../datasets/import-store.ts'
import { createFromTemplate, SAMPLE_ID, useCreateStore } from './create-from-template.ts'
import { Making } from './making.tsx'
import { BlankArt, EventsArt, ForkArt, FunnelArt } from './template-art.tsx'
import { startText } from './texts.ts'
import styles from './start-screen.module.css'

/** Journeys that come with data of their own. */
export function TemplateGrid({ templates, isFirstTime }: { templates: readonly Template[]; isFirstTime: boolean }) {
  return (
    <ul className={styles.templates}>
      {templates.map((template) => (
        <TemplateCard key={template.id} template={template} />
      ))}
      <PlainCard name={startText('blankName')} body={startText('blankBody')} art={<BlankArt />} testId="card-blank" onClick={() => void newJourney()} />
      {isFirstTime && <PlainCard name={startText('ownName')} body={startText('ownBody')} art={<EventsArt />} testId="card-import" onClick={openImport} />}
    </ul>
  )
}

interface PlainCardProps {
  name: string
  body: string
  art: ReactNode
  testId: string
  onClick(): void
}

function PlainCard({ name, body, art, testId, onClick }: PlainCardProps) {
  return (
    <li className={styles.template}>
      <button type="button" className={styles.templateMain} onClick={onClick} data-testid={testId}>
        <span className={styles.templateArt} aria-hidden="true">
          {art}
        </span>
        <span className={styles.templateWords}>
          <span className={styles.templateName}>{name}</span>
          <span className={styles.templateBody}>{body}</span>
        </span>
      </button>
    </li>
  )
}

function TemplateCard({ template }: { template: Template }) {
  const isBusy = useCreateStore((state) => state.making !== null)
  return (
    <li className={styles.template} data-testid={`template-${template.id}`}>
      <button type="button" className={styles.templateMain} disabled={isBusy} onClick={() => void createFromTemplate(template.id)}>
        <span className={styles.templateArt} aria-hidden="true">
          {template.id === SAMPLE_ID ? <FunnelArt /> : <ForkArt />}
        </span>
        <span className={styles.templateWords}>
          <span className={styles.templateName}>{template.name}</span>
          <span className={styles.templateBody}>{template.description}</span>
          <Hint label={startText('templateData', { data: template.data })}>
            <span className={`${styles.templateFacts} tabular`}>
              {startText('steps', { count: template.steps })} · {template.data}
            </span>
          </Hint>
        </span>
      </button>
      <Making templateId={template.id} />
    </li>
  )
}
