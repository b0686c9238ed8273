import { useDocumentStore } from '../../../document/document-store.ts'
import { withField } from '../../../document/commands/journey.ts'
import { Section } from '../fields/section.tsx'
import { TextField } from '../fields/text-field.tsx'
import { inspectorText } from '../texts.ts'
import { journeyEdit } from '../use-step-edit.ts'
import { HelpMark } from '../../help/help-mark.tsx'
import { JourneyComments } from '../../comments/journey-comments.tsx'
import { type EditedPart } from '../../../document/edited-part.ts'
import { CalendarSection } from './calendar-section.tsx'
import { EntriesSection } from './entries-section.tsx'
import { ExitsSection, GoalsSection } from './goals-and-exits.tsx'
import { JourneySummary } from './journey-summary.tsx'
import { PoliciesSections } from './policies-sections.tsx'
import { ReentrySection } from './reentry-section.tsx'
import { SegmentsSection } from './segments-section.tsx'
import { StagesSection } from './stages-section.tsx'
import styles from '../inspector.module.css'

/** The form of the journey itself: who comes in, what it is for, who leaves, and the rules for sending. */
export function JourneyForm() {
  const document = useDocumentStore((state) => state.document)
  const field = (key: 'name' | 'description', what: EditedPart) => (value: string | undefined) => journeyEdit(what, (current) => withField(current, key, value))
  return (
    <>
      <header className={styles.head}>
        <div className={styles.titles}>
          <h2 className={styles.title}>{inspectorText('journey')}</h2>
        </div>
        <HelpMark article="journey-form" />
      </header>
      <Section>
        <TextField label={inspectorText('name')} value={document.name} onChange={field('name', 'name')} />
        <TextField label={inspectorText('description')} value={document.description} lines={2} onChange={field('description', 'description')} />
      </Section>
      <JourneySummary document={document} />
      <EntriesSection entries={document.entries} segments={document.segments} />
      <ReentrySection reentry={document.reentry ?? { kind: 'once' }} />
      <GoalsSection goals={document.goals ?? []} />
      <ExitsSection exits={document.exits ?? []} segments={document.segments ?? {}} />
      <SegmentsSection segments={document.segments ?? {}} />
      <StagesSection stages={document.stages ?? []} />
      <JourneyComments />
      <PoliciesSections policies={document.policies ?? {}} />
      <CalendarSection document={document} />
    </>
  )
}
