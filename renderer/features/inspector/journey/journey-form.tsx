import { useDocumentStore } from '../../../document/document-store.ts'
import { withField } from '../../../document/commands/journey.ts'
import { Section } from '../fields/section.tsx'
import { TextField } from '../fields/text-field.tsx'
import { inspectorText } from '../texts.ts'
import { journeyEdit } from '../use-step-edit.ts'
import { ExitsSection, GoalsSection } from './goals-and-exits.tsx'
import { PoliciesSections } from './policies-sections.tsx'
import { ReentrySection } from './reentry-section.tsx'
import { SegmentsSection } from './segments-section.tsx'
import { StagesSection } from './stages-section.tsx'
import styles from '../inspector.module.css'

const ZONES = Intl.supportedValuesOf('timeZone')
const CURRENCIES = Intl.supportedValuesOf('currency')

/** The form of the journey itself. */
export function JourneyForm() {
  const document = useDocumentStore((state) => state.document)
  const field = (key: 'name' | 'description' | 'timeZone' | 'currency' | 'activeFrom' | 'activeUntil', what: string) => (value: string | undefined) =>
    journeyEdit(what, (current) => withField(current, key, value))
  return (
    <>
      <header className={styles.head}>
        <div className={styles.titles}>
          <h2 className={styles.title}>{inspectorText('journey')}</h2>
        </div>
      </header>
      <Section>
        <TextField label={inspectorText('name')} value={document.name} onChange={field('name', 'name')} />
        <TextField label={inspectorText('description')} value={document.description} lines={2} onChange={field('description', 'description')} />
      </Section>
      <GoalsSection goals={document.goals ?? []} />
      <ReentrySection reentry={document.reentry ?? { kind: 'once' }} />
      <ExitsSection exits={document.exits ?? []} />
      <StagesSection stages={document.stages ?? []} />
      <SegmentsSection segments={document.segments ?? {}} />
      <PoliciesSections policies={document.policies ?? {}} />
      <Section title={inspectorText('general')}>
        <TextField label={inspectorText('timeZone')} value={document.timeZone} placeholder="UTC" suggestions={ZONES} onChange={field('timeZone', 'time zone')} />
        <TextField label={inspectorText('currency')} value={document.currency} placeholder="EUR" suggestions={CURRENCIES} onChange={field('currency', 'currency')} />
        <TextField label={inspectorText('activeFrom')} value={document.activeFrom} placeholder="2026-12-01" onChange={field('activeFrom', 'opening date')} />
        <TextField label={inspectorText('activeUntil')} value={document.activeUntil} placeholder="2027-01-31" onChange={field('activeUntil', 'closing date')} />
      </Section>
    </>
  )
}
