import type { WebhookAnswer } from '../../../engine/core/simulate/scenario.ts'
import { useDocumentStore } from '../../document/document-store.ts'
import { changeAssumptions, useAssumptionsStore } from '../../stores/assumptions-store.ts'
import { nameOfStep } from '../simulation/name-of-step.ts'
import { FamilyTile, iconOfKind } from '../canvas/families.tsx'
import { ChoiceField } from '../inspector/fields/choice-field.tsx'
import { JsonField } from '../inspector/fields/json-field.tsx'
import { MoreClauses, RemoveButton, Section, Sentence, Words } from '../inspector/fields/section.tsx'
import { findingsAt, FindingLines, useScenarioFindings } from './findings.tsx'
import { withWebhook } from './scenario-edits.ts'
import { ShareField } from './share-field.tsx'
import { assumeText } from './texts.ts'
import styles from './assumptions.module.css'

type Answer = 'success' | 'error' | 'sometimes'

/** What each webhook of the journey answers; nothing where there is none. */
export function WebhookList() {
  const document = useDocumentStore((state) => state.document)
  const webhooks = useAssumptionsStore((state) => state.scenario.webhooks) ?? {}
  const findings = useScenarioFindings()
  const steps = Object.entries(document.steps).filter(([, { kind }]) => kind === 'webhook').map(([id]) => id)
  // Keys name a step, or a journey and a step; the longer one comes first.
  const keyOf = (id: string) => (Object.hasOwn(webhooks, `${document.id}/${id}`) ? `${document.id}/${id}` : id)
  const lost = Object.keys(webhooks).filter((key) => !steps.some((id) => keyOf(id) === key))
  if (steps.length + lost.length === 0) return null
  return (
    <Section title={assumeText('webhooks')}>
      {steps.map((id) => (
        <Webhook key={id} webhookKey={keyOf(id)} stepId={id} name={nameOfStep(document, id)} answer={webhooks[keyOf(id)]} />
      ))}
      {lost.map((key) => (
        <div key={key} className={styles.other}>
          <span className={styles.otherHead}>
            <span className={styles.rowName}>{assumeText('otherEntry', { step: key })}</span>
            <RemoveButton isSmall label={assumeText('remove')} onClick={() => changeAssumptions((scenario) => withWebhook(scenario, key, undefined))} />
          </span>
          <FindingLines findings={findingsAt(findings, `$.webhooks[${JSON.stringify(key)}]`)} />
        </div>
      ))}
    </Section>
  )
}

function Webhook({ webhookKey, stepId, name, answer }: { webhookKey: string; stepId: string; name: string; answer: WebhookAnswer | undefined }) {
  const kind: Answer = answer?.errorShare !== undefined ? 'sometimes' : answer?.answer === 'error' ? 'error' : 'success'
  const set = (next: WebhookAnswer | undefined) => changeAssumptions((scenario) => withWebhook(scenario, webhookKey, next))
  const kept = answer?.set === undefined ? {} : { set: answer.set }
  const choose = (next: Answer | undefined) => {
    if (next === 'sometimes') return set({ errorShare: 0.1, ...kept })
    if (next === 'error') return set({ answer: 'error' })
    return set(answer?.set === undefined ? undefined : kept)
  }
  const setAttributes = (value: unknown) => {
    const { set: _before, ...rest } = answer ?? {}
    if (value === undefined) return set(Object.keys(rest).length === 0 ? undefined : rest)
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return assumeText('notAnObject')
    return set({ ...rest, set: value as NonNullable<WebhookAnswer['set']> }) // as: the field gives what JSON.parse gave
  }
  const options = [
    { value: 'success', label: assumeText('success') },
    { value: 'error', label: assumeText('error') },
    { value: 'sometimes', label: assumeText('sometimes') },
  ] as const
  return (
    <div className={styles.webhook} data-testid={`assume-webhook-${stepId}`}>
      <FamilyTile family="logic" icon={iconOfKind('webhook')} size={28} />
      <div className={styles.form}>
        <Sentence>
          <Words>
            <b className={styles.strong}>{name}</b> {assumeText('answers')}
          </Words>
          <ChoiceField<Answer> label={`${name}: ${assumeText('answersAlways')}`} showLabel={false} width={128} value={kind} options={options} onChange={choose} testId={`assume-webhook-${stepId}-answer`} />
          {kind === 'sometimes' && (
            <>
              <ShareField
                label={assumeText('errorShare')}
                value={answer?.errorShare}
                placeholder={assumeText('nobody')}
                onChange={(share) => (typeof share === 'object' ? assumeText('oneShare') : set({ errorShare: share ?? 0, ...kept }))}
                testId={`assume-webhook-${stepId}-share`}
              />
              <Words>{assumeText('ofCalls')}</Words>
            </>
          )}
        </Sentence>
        {answer?.set !== undefined && <JsonField optional label={assumeText('sets')} description={assumeText('setsHelp')} value={answer.set} onChange={setAttributes} />}
        {answer?.set === undefined && kind !== 'error' && <MoreClauses clauses={[{ label: assumeText('setMore'), onAdd: () => set({ ...answer, set: {} }) }]} />}
      </div>
    </div>
  )
}
