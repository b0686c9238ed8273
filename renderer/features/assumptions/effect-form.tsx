import { scalarOf, typedScalar } from '../inspector/condition/scalars.ts'
import { EventField } from '../inspector/condition/event-field.tsx'
import { usePropertyNames } from '../inspector/condition/catalogue-names.ts'
import { ChoiceField } from '../inspector/fields/choice-field.tsx'
import { JsonField } from '../inspector/fields/json-field.tsx'
import { MoreClauses, RemoveButton, Sentence, Words } from '../inspector/fields/section.tsx'
import { TextField } from '../inspector/fields/text-field.tsx'
import { useDocumentStore } from '../../document/document-store.ts'
import { STAGES, type Stage } from '../../../engine/core/simulate/responses/response-schema.ts'
import { DelayField, DelayTail } from './delay-field.tsx'
import { FindingLines, type PlacedFinding } from './findings.tsx'
import type { Effect } from './scenario-edits.ts'
import { ShareField } from './share-field.tsx'
import { assumeText } from './texts.ts'
import styles from './assumptions.module.css'

interface EffectFormProps {
  effect: Effect
  onChange(effect: Effect): string | undefined
  onRemove(): void
  findings: readonly PlacedFinding[]
  testId: string
}

/** What more people do because of a message, as a sentence. */
export function EffectForm({ effect, onChange, onRemove, findings, testId }: EffectFormProps) {
  const { event, after, share, delay, properties = {} } = effect
  const stages = STAGES.map((stage) => ({ value: stage, label: assumeText(`stage_${stage}`) }))
  const setDelay = (next: Effect['delay']) => {
    const { delay: _before, ...rest } = effect
    return onChange(next === undefined ? rest : { ...rest, delay: next })
  }
  const setProperties = (next: NonNullable<Effect['properties']>) => {
    const { properties: _before, ...rest } = effect
    return onChange(Object.keys(next).length === 0 ? rest : { ...rest, properties: next })
  }
  const label = assumeText('effectDelay')
  return (
    <div className={styles.effect} data-testid={testId}>
      <div className={styles.effectHead}>
        <Sentence>
          <Words>{assumeText('becauseOf')}</Words>
          <ShareField label={assumeText('effectShare')} value={share} placeholder={assumeText('nobody')} onChange={(next) => onChange({ ...effect, share: next ?? 0 })} testId={`${testId}-share`} />
          <Words>{assumeText('effectMore')}</Words>
          <ChoiceField<Stage> label={assumeText('stageOf')} showLabel={false} width={122} value={after} options={stages} onChange={(next) => (next === undefined ? undefined : onChange({ ...effect, after: next }))} testId={`${testId}-after`} />
          <Words>{assumeText('effectDo')}</Words>
          <EventField value={event} onChange={(next) => onChange({ ...effect, event: next })} testId={`${testId}-event`} />
          <DelayField label={label} value={delay} onChange={setDelay} testId={`${testId}-delay`} />
        </Sentence>
        <RemoveButton isSmall label={assumeText('removeEffect')} onClick={onRemove} />
      </div>
      <DelayTail label={label} value={delay} onChange={setDelay} testId={`${testId}-delay`} />
      <Properties event={event} properties={properties} onChange={setProperties} testId={testId} />
      <FindingLines findings={findings} />
    </div>
  )
}

type Properties = NonNullable<Effect['properties']>

function Properties({ event, properties, onChange, testId }: { event: string; properties: Properties; onChange(properties: Properties): string | undefined; testId: string }) {
  const known = usePropertyNames(event)
  const entries = Object.entries(properties)
  // What a goal is worth by comes first: without it the conversion is worth nothing.
  const worth = useDocumentStore((state) => state.document.goals?.find((goal) => goal.event === event)?.value)
  const fresh = [...(worth === undefined ? [] : [worth]), ...known.names].find((name) => !Object.hasOwn(properties, name)) ?? assumeText('newProperty')
  const rename = (before: string, next: string | undefined) => {
    if (next === undefined) return assumeText('propertyMissing')
    if (next !== before && Object.hasOwn(properties, next)) return assumeText('sameProperty')
    return onChange(Object.fromEntries(entries.map(([name, value]) => [name === before ? next : name, value])))
  }
  return (
    <>
      {entries.map(([name, value], index) => (
        // By place: a name that is being typed must not make its field a new one.
        <Sentence key={index} removeLabel={assumeText('removeProperty')} onRemove={() => onChange(Object.fromEntries(entries.toSpliced(index, 1)))}>
          <Words>{assumeText('withWord')}</Words>
          <TextField label={assumeText('property')} showLabel={false} value={name} suggestions={known.names} onChange={(next) => rename(name, next)} testId={`${testId}-property`} />
          <Words>{assumeText('equals')}</Words>
          {isScalar(value) ? (
            <TextField label={assumeText('propertyValue', { name })} showLabel={false} value={typedScalar(value)} suggestions={known.valuesOf(name).map(String)} onChange={(next) => onChange({ ...properties, [name]: scalarOf(next ?? '') })} testId={`${testId}-value`} />
          ) : (
            <JsonField label={assumeText('propertyValue', { name })} showLabel={false} value={value} onChange={(next) => onChange({ ...properties, [name]: next as Properties[string] })} /> // as: the field gives what JSON.parse gave
          )}
        </Sentence>
      ))}
      {!Object.hasOwn(properties, fresh) && <MoreClauses clauses={[{ label: assumeText('addProperty'), onAdd: () => onChange({ ...properties, [fresh]: 0 }), testId: `${testId}-add-property` }]} />}
    </>
  )
}

function isScalar(value: unknown): value is string | number | boolean {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
}
