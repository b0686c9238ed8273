import { Button } from '@mantine/core'
import type { ReactNode } from 'react'
import { newJourney } from '../../app/open-journey.ts'
import { fromEngine } from '../../i18n/phrasebook.ts'
import type { Template } from '../../stores/workspace-store.ts'
import { dataInShort } from './claim-figures.ts'
import { ClaimFigureNote } from './claim-note.tsx'
import { createFromTemplate, useCreateStore } from './create-from-template.ts'
import { Making } from './making.tsx'
import { BlankArt, TemplateArt } from './template-art.tsx'
import { startText } from './texts.ts'
import styles from './start-screen.module.css'

interface TemplateGridProps {
  templates: readonly Template[]
  isFirstTime: boolean
  /** Opens what there is to know of one. */
  onAbout(templateId: string): void
}

/** Journeys that come with data of their own, each with the figure it is tuned to. */
export function TemplateGrid({ templates, isFirstTime, onAbout }: TemplateGridProps) {
  return (
    <ul className={styles.templates}>
      {templates.map((template) => (
        <TemplateCard key={template.id} template={template} onAbout={onAbout} />
      ))}
      {!isFirstTime && <PlainCard name={startText('blankName')} body={startText('blankBody')} art={<BlankArt />} testId="card-blank" onClick={() => void newJourney()} />}
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

function TemplateCard({ template, onAbout }: { template: Template; onAbout(templateId: string): void }) {
  const isBusy = useCreateStore((state) => state.making !== null)
  const { id, claim } = template
  const name = fromEngine(template.name)
  return (
    <li className={styles.template} data-testid={`template-${id}`}>
      <div className={styles.templateArt} aria-hidden="true">
        <TemplateArt templateId={id} />
      </div>
      <div className={styles.templateWords}>
        <h3 className={styles.templateName}>{name}</h3>
        <p className={styles.templateBody}>{fromEngine(template.description)}</p>
      </div>
      <div className={styles.templateClaim}>
        <ClaimFigureNote claim={claim} />
      </div>
      <div className={styles.templateFoot}>
        <p className={`${styles.templateFacts} tabular`}>
          {startText('steps', { count: template.steps })} · {dataInShort(fromEngine(template.data))}
        </p>
        <Making templateId={id}>
          <div className={styles.templateWays}>
            <Button size="compact-md" variant="default" disabled={isBusy} aria-label={startText('useOf', { name })} onClick={() => void createFromTemplate(id)} data-testid={`use-${id}`}>
              {startText('useShort')}
            </Button>
            {/* Its area is the whole card: reading about a template changes nothing. */}
            <Button size="compact-md" variant="subtle" color="gray" className={styles.about!} aria-label={startText('aboutOf', { name })} onClick={() => onAbout(id)} data-testid={`about-${id}`}>
              {startText('about')}
            </Button>
          </div>
        </Making>
      </div>
    </li>
  )
}
