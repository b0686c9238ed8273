import { Checkbox } from '@mantine/core'
import { CHANNELS, type MessageStep } from '../../../../engine/core/model/steps/message.ts'
import { withField } from '../../../document/commands/journey.ts'
import { useDocumentStore } from '../../../document/document-store.ts'
import { nameOfStep } from '../../../document/names.ts'
import { ChoiceField } from '../fields/choice-field.tsx'
import { Remark, Section } from '../fields/section.tsx'
import { TextField } from '../fields/text-field.tsx'
import { inspectorText } from '../texts.ts'
import { channelInWords } from '../../../i18n/in-words.ts'
import { templatePart } from '../../../document/edited-part.ts'
import { severalEdit, sharedOf } from './several-edit.ts'
import { severalText as text } from './texts.ts'

const TEXTS = ['title', 'body', 'link'] as const
const RULES = ['caps', 'quietHours'] as const
const SAME = ''

/** What several messages have in common: channel, texts, the way of those it is not sent to, and the rules it ignores. */
export function SeveralMessages({ ids, steps }: { ids: readonly string[]; steps: readonly MessageStep[] }) {
  const edit = severalEdit<MessageStep>(ids)
  const channel = sharedOf(steps, (step) => step.channel)
  const withVariants = steps.filter(({ variants }) => variants !== undefined).length
  return (
    <>
      <Section>
        <ChoiceField
          label={inspectorText('channel')}
          value={channel.value}
          placeholder={text('mixed')}
          testId="several-channel"
          options={CHANNELS.map((one) => ({ value: one, label: channelInWords(one) }))}
          onChange={(one) => edit('channel', (step) => (one === undefined || step.channel === one ? step : { ...step, channel: one }))}
        />
      </Section>
      <Section title={inspectorText('content')}>
        {withVariants > 0 ? <Remark>{text('variants', { count: withVariants })}</Remark> : TEXTS.map((key) => <TextOfAll key={key} field={key} ids={ids} steps={steps} />)}
      </Section>
      <SuppressedOfAll ids={ids} steps={steps} />
      <Section title={inspectorText('exempt')}>
        {RULES.map((rule) => {
          const shared = sharedOf(steps, ({ exempt }) => exempt?.includes(rule) ?? false)
          return (
            <Checkbox
              key={rule}
              size="sm"
              label={inspectorText(rule === 'caps' ? 'exemptCaps' : 'exemptQuiet')}
              checked={shared.value === true}
              indeterminate={shared.isMixed}
              data-testid={`several-exempt-${rule}`}
              onChange={(event) => {
                const isExempt = event.currentTarget.checked
                edit('exemptions', (step) => {
                  if ((step.exempt?.includes(rule) ?? false) === isExempt) return step
                  const next = isExempt ? [...(step.exempt ?? []), rule] : (step.exempt ?? []).filter((one) => one !== rule)
                  return withField(step, 'exempt', next.length === 0 ? undefined : next)
                })
              }}
            />
          )
        })}
        <Remark>{inspectorText('exemptHelp')}</Remark>
      </Section>
    </>
  )
}

function TextOfAll({ field, ids, steps }: { field: (typeof TEXTS)[number]; ids: readonly string[]; steps: readonly MessageStep[] }) {
  const shared = sharedOf(steps, ({ template }) => template?.[field] ?? '')
  return (
    <TextField
      label={inspectorText(field)}
      value={typeof shared.value === 'string' && shared.value !== '' ? shared.value : undefined}
      placeholder={shared.isMixed ? text('mixed') : ''}
      {...(field === 'body' ? { lines: 3 } : {})}
      testId={`several-${field}`}
      onChange={(value) =>
        severalEdit<MessageStep>(ids)(templatePart(field), (step) => {
          const { [field]: _before, ...rest } = step.template ?? {}
          return { ...step, template: value === undefined ? rest : { ...step.template, [field]: value } }
        })
      }
    />
  )
}

function SuppressedOfAll({ ids, steps }: { ids: readonly string[]; steps: readonly MessageStep[] }) {
  const all = useDocumentStore((state) => state.document.steps)
  const shared = sharedOf(steps, ({ onSuppressed }) => onSuppressed ?? SAME)
  const others = Object.entries(all).filter(([id]) => !ids.includes(id))
  const options = others.map(([id, step]) => {
    const name = nameOfStep(step)
    return { value: id, label: others.some(([other, one]) => other !== id && nameOfStep(one) === name) ? `${name} (${id})` : name }
  })
  return (
    <Section title={inspectorText('suppressed')} help={inspectorText('suppressedHelp')}>
      <ChoiceField
        label={inspectorText('thenGoesTo')}
        value={shared.isMixed ? undefined : shared.value}
        placeholder={text('mixed')}
        options={[{ value: SAME, label: inspectorText('suppressedSame') }, ...options]}
        limit={200}
        testId="several-suppressed"
        onChange={(target) => severalEdit<MessageStep>(ids)('wayWhenNotSent', (step) => withField(step, 'onSuppressed', target === undefined || target === SAME ? undefined : target))}
      />
    </Section>
  )
}
