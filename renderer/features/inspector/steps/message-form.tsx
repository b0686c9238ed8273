import { CHANNELS, channelInWords, type MessageStep } from '../../../../engine/core/model/steps/message.ts'
import { freeId } from '../../../../engine/core/model/ids.ts'
import { withField } from '../../../document/commands/journey.ts'
import { CheckField, ChoiceField } from '../fields/choice-field.tsx'
import { NumberField } from '../fields/number-field.tsx'
import { AddButton, Item, Section } from '../fields/section.tsx'
import { TargetField } from '../fields/target-field.tsx'
import { TextField } from '../fields/text-field.tsx'
import type { Commit } from '../fields/use-draft.ts'
import { inspectorText } from '../texts.ts'
import { stepEdit } from '../use-step-edit.ts'

type Template = NonNullable<MessageStep['template']>

/** Channel, texts, variants, and what holds a message back. */
export function MessageForm({ stepId, step }: { stepId: string; step: MessageStep }) {
  const edit = stepEdit<MessageStep>(stepId)
  const { variants } = step
  const setVariants = (what: string, next: MessageStep['variants']) => edit(what, (current) => withField(current, 'variants', next))
  return (
    <>
      <Section>
        <ChoiceField
          label={inspectorText('channel')}
          value={step.channel}
          options={CHANNELS.map((channel) => ({ value: channel, label: channelInWords(channel) }))}
          onChange={(channel) => edit('channel', (current) => (channel === undefined ? current : { ...current, channel }))}
        />
      </Section>
      {variants === undefined ? (
        <Section title={inspectorText('content')} help={inspectorText('templateHelp')}>
          <TemplateFields value={step.template} onChange={(template, what) => edit(what, (current) => withField(current, 'template', template))} />
          <AddButton
            label={inspectorText('makeVariants')}
            onClick={() =>
              edit('variants', (current) => {
                const { template, ...rest } = current
                const text = template ?? { title: '', body: '' }
                return { ...rest, variants: [{ id: 'a', weight: 1, template: text }, { id: 'b', weight: 1, template: text }] }
              })
            }
          />
        </Section>
      ) : (
        <Section title={inspectorText('variants')} help={inspectorText('templateHelp')}>
          {variants.map((variant, index) => (
            <Item
              key={index}
              removeLabel={inspectorText('remove', { what: variant.id })}
              first={<TextField label={inspectorText('variantId')} value={variant.id} onChange={(id) => setVariants('variant', variants.with(index, { ...variant, id: id ?? '' }))} />}
              onRemove={variants.length > 1 ? () => setVariants('variants', variants.toSpliced(index, 1)) : undefined}
            >
              <NumberField label={inspectorText('weight')} value={variant.weight} onChange={(weight) => setVariants(`weight ${index}`, variants.with(index, { ...variant, weight: weight ?? 0 }))} />
              <TemplateFields
                value={variant.template}
                onChange={(template, what) => setVariants(`${what} ${variant.id}`, variants.with(index, withField(variant, 'template', template)))}
              />
            </Item>
          ))}
          <AddButton
            label={inspectorText('addVariant')}
            onClick={() => setVariants('variants', [...variants, { id: freeId('variant', (id) => variants.some((one) => one.id === id)), weight: 1, template: { title: '', body: '' } }])}
          />
          <AddButton
            label={inspectorText('singleText')}
            onClick={() =>
              edit('variants', (current) => {
                const { variants: dropped, ...rest } = current
                return { ...rest, template: dropped?.[0]?.template ?? {} }
              })
            }
          />
        </Section>
      )}
      <Section title={inspectorText('suppressed')} help={inspectorText('suppressedHelp')}>
        <TargetField
          label={inspectorText('leadsTo')}
          from={stepId}
          value={step.onSuppressed}
          none={inspectorText('suppressedSame')}
          onChange={(target) => edit('connection', (current) => withField(current, 'onSuppressed', target))}
        />
      </Section>
      <Section title={inspectorText('exempt')}>
        {(['caps', 'quietHours'] as const).map((rule) => (
          <CheckField
            key={rule}
            label={inspectorText(rule === 'caps' ? 'exemptCaps' : 'exemptQuiet')}
            value={step.exempt?.includes(rule) ?? false}
            onChange={(isExempt) =>
              edit('exemptions', (current) => {
                const others = (current.exempt ?? []).filter((one) => one !== rule)
                const next = isExempt ? [...others, rule] : others
                return withField(current, 'exempt', next.length === 0 ? undefined : next)
              })
            }
          />
        ))}
      </Section>
    </>
  )
}

function TemplateFields({ value, onChange }: { value: Template | undefined; onChange(template: Template, what: string): string | undefined }) {
  const set = (key: string): Commit<string | undefined> => (text) => {
    const { [key]: _before, ...rest } = value ?? {}
    return onChange(text === undefined ? rest : { ...value, [key]: text }, key)
  }
  const shown = (key: string) => {
    const text = value?.[key]
    return text === undefined ? undefined : typeof text === 'string' ? text : JSON.stringify(text)
  }
  return (
    <>
      <TextField label={inspectorText('title')} value={shown('title')} onChange={set('title')} testId="message-title" />
      <TextField label={inspectorText('body')} value={shown('body')} onChange={set('body')} lines={3} testId="message-body" />
      <TextField label={inspectorText('link')} value={shown('link')} onChange={set('link')} placeholder={inspectorText('linkPlaceholder')} />
    </>
  )
}
