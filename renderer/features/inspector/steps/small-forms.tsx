import type { ExitStep } from '../../../../engine/core/model/steps/exit.ts'
import type { SubJourneyStep } from '../../../../engine/core/model/steps/sub-journey.ts'
import type { UpdateStep } from '../../../../engine/core/model/steps/update.ts'
import type { WebhookStep } from '../../../../engine/core/model/steps/webhook.ts'
import { freeId } from '../../../../engine/core/model/ids.ts'
import { withField } from '../../../document/commands/journey.ts'
import { useAttributeNames } from '../condition/catalogue-names.ts'
import { scalarOf, typedScalar } from '../condition/scalars.ts'
import { CheckField, ChoiceField } from '../fields/choice-field.tsx'
import { AddButton, Item, Section } from '../fields/section.tsx'
import { JsonField } from '../fields/json-field.tsx'
import { TargetField } from '../fields/target-field.tsx'
import { TextField } from '../fields/text-field.tsx'
import { inspectorText } from '../texts.ts'
import { stepEdit } from '../use-step-edit.ts'

/** Attributes and the values they get. */
export function UpdateForm({ stepId, step }: { stepId: string; step: UpdateStep }) {
  const edit = stepEdit<UpdateStep>(stepId)
  const { names, valuesOf } = useAttributeNames()
  const pairs = Object.entries(step.set)
  const setPairs = (what: string, next: [string, UpdateStep['set'][string]][]) =>
    new Set(next.map(([name]) => name)).size < next.length ? inspectorText('sameId') : edit(what, (current) => ({ ...current, set: Object.fromEntries(next) }))
  return (
    <Section title={inspectorText('attribute')} help={inspectorText('setHelp')}>
      {pairs.map(([name, value], index) => (
        <Item
          key={index}
          removeLabel={inspectorText('remove', { what: name })}
          onRemove={() => setPairs('attributes', pairs.toSpliced(index, 1))}
          first={<TextField label={inspectorText('name')} value={name} suggestions={names} onChange={(next) => setPairs(`attribute ${index}`, pairs.with(index, [next ?? '', value]))} />}
        >
          {typeof value === 'object' ? (
            <JsonField label={inspectorText('value')} value={value} onChange={(next) => setPairs(`value ${index}`, pairs.with(index, [name, next as UpdateStep['set'][string]]))} />
          ) : (
            <TextField label={inspectorText('value')} value={typedScalar(value)} suggestions={valuesOf(name)} onChange={(text) => setPairs(`value ${index}`, pairs.with(index, [name, scalarOf(text ?? '')]))} />
          )}
        </Item>
      ))}
      <AddButton label={inspectorText('addAttribute')} onClick={() => setPairs('attributes', [...pairs, [freeId('attribute', (id) => id in step.set), true]])} />
    </Section>
  )
}

const METHODS = ['POST', 'PUT', 'PATCH', 'GET', 'DELETE'] as const

/** The request another system would get. */
export function WebhookForm({ stepId, step }: { stepId: string; step: WebhookStep }) {
  const edit = stepEdit<WebhookStep>(stepId)
  return (
    <Section title={inspectorText('requestBody')} help={inspectorText('webhookHelp')}>
      <ChoiceField
        label={inspectorText('method')}
        value={METHODS.find((method) => method === (step.method ?? 'POST'))}
        options={METHODS.map((method) => ({ value: method, label: method }))}
        onChange={(method) => edit('method', (current) => withField(current, 'method', method))}
      />
      <TextField label={inspectorText('url')} value={step.url} onChange={(url) => edit('address', (current) => ({ ...current, url: url ?? '' }))} />
      <JsonField label={inspectorText('requestBody')} value={step.body ?? {}} onChange={(body) => edit('body', (current) => ({ ...current, body: body as NonNullable<WebhookStep['body']> }))} />
      <TargetField
        label={inspectorText('onError')}
        from={stepId}
        none={inspectorText('onErrorSame')}
        value={step.onError}
        onChange={(target) => edit('connection', (current) => withField(current, 'onError', target))}
      />
    </Section>
  )
}

/** Which journey to go through, and whether to wait for its end. */
export function SubJourneyForm({ stepId, step }: { stepId: string; step: SubJourneyStep }) {
  const edit = stepEdit<SubJourneyStep>(stepId)
  return (
    <Section>
      <TextField label={inspectorText('otherJourney')} value={step.journey} onChange={(journey) => edit('journey', (current) => ({ ...current, journey: journey ?? '' }))} />
      <CheckField label={inspectorText('waitForIt')} value={step.wait ?? true} onChange={(wait) => edit('waiting', (current) => withField(current, 'wait', wait ? undefined : false))} />
    </Section>
  )
}

/** What this ending is called. */
export function ExitForm({ stepId, step }: { stepId: string; step: ExitStep }) {
  const edit = stepEdit<ExitStep>(stepId)
  return (
    <Section>
      <TextField
        label={inspectorText('outcome')}
        description={inspectorText('outcomeHelp')}
        placeholder="completed"
        value={step.outcome}
        testId="exit-outcome"
        onChange={(outcome) => edit('outcome', (current) => withField(current, 'outcome', outcome))}
      />
    </Section>
  )
}
