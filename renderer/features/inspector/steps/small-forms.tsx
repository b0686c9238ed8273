import type { JsonValue } from '../../../../engine/core/json.ts'
import type { ExitStep } from '../../../../engine/core/model/steps/exit.ts'
import type { UpdateStep } from '../../../../engine/core/model/steps/update.ts'
import type { WebhookStep } from '../../../../engine/core/model/steps/webhook.ts'
import { freeId } from '../../../../engine/core/model/ids.ts'
import { withField } from '../../../document/commands/journey.ts'
import { useAttributeNames } from '../condition/catalogue-names.ts'
import { scalarOf, typedScalar } from '../condition/scalars.ts'
import { ChoiceField } from '../fields/choice-field.tsx'
import { AddButton, Remark, Section, Sentence } from '../fields/section.tsx'
import { JsonField } from '../fields/json-field.tsx'
import { TargetField } from '../fields/target-field.tsx'
import { TextField } from '../fields/text-field.tsx'
import { inspectorText } from '../texts.ts'
import { stepEdit } from '../use-step-edit.ts'
import { nthPart, type EditedPart } from '../../../document/edited-part.ts'

type SetTo = 'value' | 'nothing' | 'json'

/** Attributes and the values they get. */
export function UpdateForm({ stepId, step }: { stepId: string; step: UpdateStep }) {
  const edit = stepEdit<UpdateStep>(stepId)
  const { names, valuesOf } = useAttributeNames()
  const pairs = Object.entries(step.set)
  const setPairs = (what: EditedPart, next: [string, JsonValue][]) =>
    new Set(next.map(([name]) => name)).size < next.length ? inspectorText('sameId') : edit(what, (current) => ({ ...current, set: Object.fromEntries(next) }))
  return (
    <Section title={inspectorText('setTitle')} {...(pairs.length === 0 ? { help: inspectorText('nothingSet') } : {})}>
      {pairs.map(([name, value], index) => {
        const setTo: SetTo = value === null ? 'nothing' : typeof value === 'object' ? 'json' : 'value'
        const setValue = (next: JsonValue) => setPairs(nthPart('value', index), pairs.with(index, [name, next]))
        return (
          <div key={index}>
            <Sentence onRemove={() => setPairs('attributes', pairs.toSpliced(index, 1))} removeLabel={inspectorText('remove', { what: name })}>
              <TextField label={inspectorText('attribute')} showLabel={false} value={name} suggestions={names} testId={`set-name-${index}`} onChange={(next) => (next === undefined ? inspectorText('attributeMissing') : setPairs(nthPart('attribute', index), pairs.with(index, [next, value])))} />
              <ChoiceField<SetTo>
                label={inspectorText('setTo')}
                showLabel={false}
                width={122}
                value={setTo}
                options={[{ value: 'value', label: inspectorText('becomes') }, { value: 'nothing', label: inspectorText('isEmptied') }, { value: 'json', label: inspectorText('isList') }]}
                onChange={(next) => (next === setTo ? undefined : setValue(next === 'nothing' ? null : next === 'json' ? [] : true))}
              />
              {value !== null && typeof value !== 'object' && (
                <TextField label={inspectorText('valueOf', { name })} showLabel={false} value={typedScalar(value)} suggestions={valuesOf(name)} testId={`set-value-${index}`} onChange={(text) => setValue(scalarOf(text ?? ''))} />
              )}
            </Sentence>
            {setTo === 'json' && <JsonField label={inspectorText('valueOf', { name })} showLabel={false} value={value} onChange={(next) => setValue(next as JsonValue)} />}
          </div>
        )
      })}
      <AddButton label={inspectorText('addAttribute')} testId="add-attribute" onClick={() => setPairs('attributes', [...pairs, [freeId(names.find((name) => !(name in step.set)) ?? 'attribute', (id) => id in step.set), true]])} />
      <Remark>{inspectorText('setHelp', { brace: '{{ event.price }}' })}</Remark>
    </Section>
  )
}

const METHODS = ['POST', 'PUT', 'PATCH', 'GET', 'DELETE'] as const

/** The request another system would get. */
export function WebhookForm({ stepId, step }: { stepId: string; step: WebhookStep }) {
  const edit = stepEdit<WebhookStep>(stepId)
  const method = step.method ?? 'POST'
  const options = METHODS.some((one) => one === method) ? METHODS.map(String) : [...METHODS, method]
  return (
    <>
      <Section title={inspectorText('request')}>
        <Sentence>
          <ChoiceField
            label={inspectorText('method')}
            showLabel={false}
            width={98}
            value={method}
            options={options.map((one) => ({ value: one, label: one }))}
            onChange={(next) => edit('method', (current) => withField(current, 'method', next))}
          />
          <TextField label={inspectorText('url')} showLabel={false} value={step.url} placeholder="https://…" testId="webhook-url" onChange={(url) => (url === undefined ? inspectorText('urlMissing') : edit('address', (current) => ({ ...current, url })))} />
        </Sentence>
        {step.body === undefined ? (
          <AddButton label={inspectorText('addBody')} testId="add-body" onClick={() => edit('body', (current) => ({ ...current, body: { profileId: '{{ profile.id }}' } }))} />
        ) : (
          <JsonField
            label={inspectorText('requestBody')}
            description={inspectorText('bodyHelp')}
            optional
            value={step.body}
            onChange={(body) => edit('body', (current) => withField(current, 'body', body as WebhookStep['body']))}
          />
        )}
        <Remark>{inspectorText('webhookHelp')}</Remark>
      </Section>
      <Section title={inspectorText('onError')} help={inspectorText('onErrorHelp')}>
        <TargetField
          label={inspectorText('thenGoesTo')}
          from={stepId}
          none={inspectorText('onErrorSame')}
          value={step.onError}
          testId="on-error"
          onChange={(target) => edit('connection', (current) => withField(current, 'onError', target))}
        />
      </Section>
    </>
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
