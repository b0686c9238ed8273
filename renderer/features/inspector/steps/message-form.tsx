import { CHANNELS, channelInWords, type MessageStep } from '../../../../engine/core/model/steps/message.ts'
import { freeId } from '../../../../engine/core/model/ids.ts'
import { withField } from '../../../document/commands/journey.ts'
import { CheckField, ChoiceField } from '../fields/choice-field.tsx'
import { JsonField } from '../fields/json-field.tsx'
import { NumberField } from '../fields/number-field.tsx'
import { AddButton, Item, MoreClauses, Remark, RemoveButton, Row, Section } from '../fields/section.tsx'
import { TargetField } from '../fields/target-field.tsx'
import { TextField } from '../fields/text-field.tsx'
import type { Commit } from '../fields/use-draft.ts'
import { inspectorText } from '../texts.ts'
import { stepEdit } from '../use-step-edit.ts'
import { shareOf, withShare } from './shares.ts'

type Template = NonNullable<MessageStep['template']>
type Variants = NonNullable<MessageStep['variants']>

/** Channel, texts, variants, and what holds a message back. */
export function MessageForm({ stepId, step }: { stepId: string; step: MessageStep }) {
  const edit = stepEdit<MessageStep>(stepId)
  return (
    <>
      <Section>
        <ChoiceField
          label={inspectorText('channel')}
          value={step.channel}
          testId="message-channel"
          options={CHANNELS.map((channel) => ({ value: channel, label: channelInWords(channel) }))}
          onChange={(channel) => edit('channel', (current) => (channel === undefined ? current : { ...current, channel }))}
        />
      </Section>
      {step.variants === undefined ? (
        <Section title={inspectorText('content')}>
          <TemplateFields value={step.template} onChange={(template, what) => edit(what, (current) => withField(current, 'template', template))} />
          <Remark>{inspectorText('templateHelp', { brace: '{{ profile.firstName }}' })}</Remark>
          <AddButton
            label={inspectorText('makeVariants')}
            testId="make-variants"
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
        <VariantsSection stepId={stepId} variants={step.variants} />
      )}
      <Section title={inspectorText('suppressed')} help={inspectorText('suppressedHelp')}>
        <TargetField
          label={inspectorText('thenGoesTo')}
          from={stepId}
          value={step.onSuppressed}
          none={inspectorText('suppressedSame')}
          testId="on-suppressed"
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
        <Remark>{inspectorText('exemptHelp')}</Remark>
      </Section>
    </>
  )
}

function VariantsSection({ stepId, variants }: { stepId: string; variants: Variants }) {
  const edit = stepEdit<MessageStep>(stepId)
  const set = (what: string, next: Variants) => edit(what, (current) => ({ ...current, variants: next }))
  const rename = (index: number, id: string | undefined) => {
    if (variants.some((other, place) => place !== index && other.id === id)) return inspectorText('sameId')
    return set(`variant ${index + 1}`, variants.with(index, { ...variants[index]!, id: id ?? '' }))
  }
  return (
    <Section title={inspectorText('texts')} help={inspectorText('textsHelp')}>
      {variants.map((variant, index) => (
        <Item
          key={index}
          testId={`variant-${index}`}
          removeLabel={inspectorText('remove', { what: variant.id })}
          onRemove={variants.length > 1 ? () => set('variants', variants.toSpliced(index, 1)) : undefined}
          first={
            <Row>
              <TextField label={inspectorText('variantId')} value={variant.id} onChange={(id) => rename(index, id)} />
              <NumberField
                label={inspectorText('weight')}
                width={104}
                unit="%"
                value={shareOf(variants, index)}
                testId={`variant-share-${index}`}
                onChange={(share) => (share === undefined || share < 0 || share > 100 ? inspectorText('notAShare') : set('shares', withShare(variants, index, share)))}
              />
            </Row>
          }
        >
          <TemplateFields value={variant.template} onChange={(template, what) => set(`${what} of ${variant.id}`, variants.with(index, withField(variant, 'template', template)))} />
        </Item>
      ))}
      <Remark>{inspectorText('templateHelp', { brace: '{{ profile.firstName }}' })}</Remark>
      <div>
        <AddButton
          label={inspectorText('addText')}
          testId="add-variant"
          onClick={() => {
            const total = variants.reduce((sum, { weight }) => sum + weight, 0)
            const letter = 'abcdefghijklmnopqrstuvwxyz'[variants.length] ?? 'variant'
            set('variants', [...variants, { id: freeId(letter, (id) => variants.some((one) => one.id === id)), weight: total === 0 ? 1 : total / variants.length, template: { title: '', body: '' } }])
          }}
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
      </div>
    </Section>
  )
}

const USUAL = ['title', 'body', 'link'] as const

function TemplateFields({ value, onChange }: { value: Template | undefined; onChange(template: Template, what: string): string | undefined }) {
  const set = (key: string): Commit<string | undefined> => (text) => {
    const { [key]: _before, ...rest } = value ?? {}
    return onChange(text === undefined ? rest : { ...value, [key]: text }, key)
  }
  const shown = (key: string) => {
    const text = value?.[key]
    return text === undefined ? undefined : typeof text === 'string' ? text : JSON.stringify(text)
  }
  const others = Object.entries(value ?? {}).filter(([key]) => !(USUAL as readonly string[]).includes(key)) // as: looked up among other texts
  const rename = (from: string, to: string | undefined) => {
    if (to === undefined || (to !== from && to in (value ?? {}))) return inspectorText('sameId')
    return onChange(Object.fromEntries(Object.entries(value ?? {}).map(([key, text]) => [key === from ? to : key, text])), 'field')
  }
  return (
    <>
      <TextField label={inspectorText('title')} value={shown('title')} onChange={set('title')} testId="message-title" />
      <TextField label={inspectorText('body')} value={shown('body')} onChange={set('body')} lines={3} testId="message-body" />
      <TextField label={inspectorText('link')} value={shown('link')} onChange={set('link')} placeholder={inspectorText('linkPlaceholder')} />
      {others.map(([key, text], index) => (
        // A field's name is being typed here, so its place is what it is.
        <Row key={index}>
          <TextField label={inspectorText('fieldName')} showLabel={false} width={112} value={key} onChange={(to) => rename(key, to)} />
          {typeof text === 'string' ? (
            <TextField label={inspectorText('fieldText', { name: key })} showLabel={false} value={text} onChange={(next) => onChange({ ...value, [key]: next ?? '' }, key)} />
          ) : (
            <JsonField label={key} showLabel={false} value={text} onChange={(next) => onChange({ ...value, [key]: next as Template[string] }, key)} />
          )}
          <RemoveButton label={inspectorText('remove', { what: key })} onClick={() => set(key)(undefined)} />
        </Row>
      ))}
      <MoreClauses clauses={[{ label: inspectorText('addField'), testId: 'add-template-field', onAdd: () => onChange({ ...value, [freeId('image', (key) => key in (value ?? {}))]: '' }, 'field') }]} />
    </>
  )
}
