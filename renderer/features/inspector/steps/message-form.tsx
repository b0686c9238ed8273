import type { ReactNode } from 'react'
import { CHANNELS, type Channel, type MessageStep } from '../../../../engine/core/model/steps/message.ts'
import { freeId } from '../../../../engine/core/model/ids.ts'
import { blankTemplate, withChannel } from '../../../document/channel.ts'
import { withField } from '../../../document/commands/journey.ts'
import { PreviewSection } from '../../message/preview-section.tsx'
import { templateEdit } from '../../message/template-edit.ts'
import { messageText } from '../../message/texts.ts'
import { CheckField, ChoiceField } from '../fields/choice-field.tsx'
import { NumberField } from '../fields/number-field.tsx'
import { AddButton, Item, Remark, Row, Section } from '../fields/section.tsx'
import { TargetField } from '../fields/target-field.tsx'
import { TextField } from '../fields/text-field.tsx'
import { inspectorText } from '../texts.ts'
import { stepEdit } from '../use-step-edit.ts'
import { channelInWords } from '../../../i18n/in-words.ts'
import { nthPart, partOf, type EditedPart } from '../../../document/edited-part.ts'
import { shareOf, withShare } from './shares.ts'
import { TemplateFields } from './template-fields.tsx'

type Variants = NonNullable<MessageStep['variants']>

/** Channel, texts, variants, where it leads (a section), and what holds a message back. */
export function MessageForm({ stepId, step, leadsTo }: { stepId: string; step: MessageStep; leadsTo: ReactNode }) {
  const edit = stepEdit<MessageStep>(stepId)
  return (
    <>
      <Section>
        <ChoiceField
          label={inspectorText('channel')}
          value={step.channel}
          testId="message-channel"
          options={CHANNELS.map((channel) => ({ value: channel, label: channelInWords(channel) }))}
          onChange={(channel) => edit('channel', (current) => (channel === undefined ? current : withChannel(current, channel)))}
        />
      </Section>
      {step.variants === undefined ? (
        <Section title={inspectorText('content')}>
          <TemplateFields stepId={stepId} channel={step.channel} value={step.template} onChange={templateEdit(stepId, undefined)} />
          <Remark>{messageText('fieldHelp', { brace: '{{' })}</Remark>
          <AddButton
            label={inspectorText('makeVariants')}
            testId="make-variants"
            onClick={() =>
              edit('variants', (current) => {
                const { template, ...rest } = current
                const text = template ?? blankTemplate(current.channel)
                return { ...rest, variants: [{ id: 'a', weight: 1, template: text }, { id: 'b', weight: 1, template: text }] }
              })
            }
          />
        </Section>
      ) : (
        <VariantsSection stepId={stepId} channel={step.channel} variants={step.variants} />
      )}
      {leadsTo}
      <PreviewSection stepId={stepId} step={step} />
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

function VariantsSection({ stepId, channel, variants }: { stepId: string; channel: Channel; variants: Variants }) {
  const edit = stepEdit<MessageStep>(stepId)
  const set = (what: EditedPart, next: Variants) => edit(what, (current) => ({ ...current, variants: next }))
  const rename = (index: number, id: string | undefined) => {
    if (variants.some((other, place) => place !== index && other.id === id)) return inspectorText('sameId')
    return set(nthPart('variant', index), variants.with(index, { ...variants[index]!, id: id ?? '' }))
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
          <TemplateFields stepId={stepId} channel={channel} value={variant.template} onChange={(template, what) => templateEdit(stepId, index)(template, partOf(what, variant.id))} />
        </Item>
      ))}
      <Remark>{messageText('fieldHelp', { brace: '{{' })}</Remark>
      <div>
        <AddButton
          label={inspectorText('addText')}
          testId="add-variant"
          onClick={() => {
            const total = variants.reduce((sum, { weight }) => sum + weight, 0)
            const letter = 'abcdefghijklmnopqrstuvwxyz'[variants.length] ?? 'variant'
            set('variants', [...variants, { id: freeId(letter, (id) => variants.some((one) => one.id === id)), weight: total === 0 ? 1 : total / variants.length, template: blankTemplate(channel) }])
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
