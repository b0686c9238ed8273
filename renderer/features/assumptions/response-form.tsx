import type { Delay, Response, Stage } from '../../../engine/core/simulate/responses/response-schema.ts'
import { useEventNames } from '../inspector/condition/catalogue-names.ts'
import { SwitchField } from '../inspector/fields/choice-field.tsx'
import { MoreClauses, Sentence, Words } from '../inspector/fields/section.tsx'
import { TextField } from '../inspector/fields/text-field.tsx'
import { useDocumentStore } from '../../document/document-store.ts'
import { DelayField, DelayTail } from './delay-field.tsx'
import { EffectForm } from './effect-form.tsx'
import { findingsAt, FindingLines, type PlacedFinding } from './findings.tsx'
import { withEffects, withFigure, withNote } from './scenario-edits.ts'
import { ShareField } from './share-field.tsx'
import { assumeText } from './texts.ts'
import styles from './assumptions.module.css'

interface ResponseFormProps {
  /** Undefined: nothing is said yet; the first figure makes an entry. */
  response: Response | undefined
  onChange(change: (response: Response) => Response): string | undefined
  /** Of this entry, and its place: `$.responses[0]`. */
  findings: readonly PlacedFinding[]
  path: string
  testId: string
}

const OPEN = 'openDelay'
const CLICK = 'clickDelay'

/** What is assumed of a message, from being sent to what comes of it, as sentences. */
export function ResponseForm({ response, onChange, findings, path, testId }: ResponseFormProps) {
  const { delivered, opened, clicked, openDelay, clickDelay, effects = [], note, basis = 'assumed' } = response ?? {}
  const firstEvent = useFirstEvent()
  const set = <K extends 'delivered' | 'opened' | 'clicked' | 'openDelay' | 'clickDelay'>(key: K) => (value: Response[K]) => onChange((one) => withFigure(one, key, value))
  const setDelay = (key: typeof OPEN | typeof CLICK) => (value: Delay | undefined) => onChange((one) => withFigure(one, key, value))
  const setEffects = (change: (list: typeof effects) => typeof effects) => onChange((one) => withEffects(one, change(one.effects ?? [])))
  const reached: Stage = clicked !== undefined ? 'clicked' : opened !== undefined ? 'opened' : 'delivered'
  const onEntry = findings.filter((one) => !one.path.startsWith(`${path}.effects[`))
  return (
    <div className={styles.form}>
      <Sentence>
        <Words>{assumeText('ofSent')}</Words>
        <ShareField label={assumeText('deliveredShare')} value={delivered} placeholder={assumeText('all')} onChange={set('delivered')} testId={`${testId}-delivered`} />
        <Words>{assumeText('delivered')}</Words>
      </Sentence>
      <div className={styles.stage}>
        <Sentence>
          <Words>{assumeText('ofDelivered')}</Words>
          <ShareField label={assumeText('openedShare')} value={opened} placeholder={assumeText('nobody')} onChange={set('opened')} testId={`${testId}-opened`} />
          <Words>{assumeText('open')}</Words>
          {opened !== undefined && <DelayField label={assumeText('openDelay')} value={openDelay} onChange={setDelay(OPEN)} testId={`${testId}-open-delay`} />}
        </Sentence>
        <DelayTail label={assumeText('openDelay')} value={openDelay} onChange={setDelay(OPEN)} testId={`${testId}-open-delay`} />
      </div>
      {opened !== undefined && (
        <div className={styles.stage}>
          <Sentence>
            <Words>{assumeText('ofOpened')}</Words>
            <ShareField label={assumeText('clickedShare')} value={clicked} placeholder={assumeText('nobody')} onChange={set('clicked')} testId={`${testId}-clicked`} />
            <Words>{assumeText('click')}</Words>
            {clicked !== undefined && <DelayField label={assumeText('clickDelay')} value={clickDelay} onChange={setDelay(CLICK)} testId={`${testId}-click-delay`} />}
          </Sentence>
          <DelayTail label={assumeText('clickDelay')} value={clickDelay} onChange={setDelay(CLICK)} testId={`${testId}-click-delay`} />
        </div>
      )}
      {effects.map((effect, index) => (
        <EffectForm
          key={index}
          effect={effect}
          onChange={(next) => setEffects((list) => list.toSpliced(index, 1, next))}
          onRemove={() => setEffects((list) => list.toSpliced(index, 1))}
          findings={findingsAt(findings, `${path}.effects[${index}]`)}
          testId={`${testId}-effect-${index}`}
        />
      ))}
      <MoreClauses clauses={[{ label: assumeText('addEffect'), onAdd: () => setEffects((list) => [...list, { event: firstEvent, after: reached, share: 0 }]), testId: `${testId}-add-effect` }]} />
      <FindingLines findings={onEntry} />
      {response !== undefined && (
        <div className={styles.source}>
          <SwitchField
            label={assumeText('basis')}
            value={basis}
            options={[{ value: 'assumed', label: assumeText('assumed') }, { value: 'learned', label: assumeText('learnedBasis') }]}
            onChange={(next) => onChange((one) => ({ ...one, basis: next }))}
          />
          <TextField label={assumeText('source')} showLabel={false} placeholder={assumeText('sourcePlaceholder')} value={note} onChange={(next) => onChange((one) => withNote(one, next))} testId={`${testId}-note`} />
        </div>
      )}
    </div>
  )
}

/** What a new effect is of: the journey's first goal, else what the data hold most. */
function useFirstEvent(): string {
  const goal = useDocumentStore((state) => state.document.goals?.[0]?.event)
  const [first] = useEventNames()
  return goal ?? first ?? 'ordered'
}
