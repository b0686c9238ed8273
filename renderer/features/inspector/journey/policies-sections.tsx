import type { Policies } from '../../../../engine/core/model/journey.ts'
import { CHANNELS, channelInWords } from '../../../../engine/core/model/steps/message.ts'
import { withField } from '../../../document/commands/journey.ts'
import { CheckField, ChoiceField } from '../fields/choice-field.tsx'
import { DurationField } from '../fields/duration-field.tsx'
import { NumberField } from '../fields/number-field.tsx'
import { AddButton, Item, Row, Section } from '../fields/section.tsx'
import { TextField } from '../fields/text-field.tsx'
import { useAttributeNames } from '../condition/catalogue-names.ts'
import { inspectorText } from '../texts.ts'
import { journeyEdit } from '../use-step-edit.ts'

type Cap = NonNullable<Policies['caps']>[number]

/** Quiet hours, caps, consent, holdout and priority. */
export function PoliciesSections({ policies }: { policies: Policies }) {
  const set = (what: string, next: Policies) => journeyEdit(what, (document) => withField(document, 'policies', Object.keys(next).length === 0 ? undefined : next))
  const { quietHours, holdout } = policies
  const caps = policies.caps ?? []
  const setCap = (index: number, cap: Cap) => set(`cap ${index + 1}`, { ...policies, caps: caps.with(index, cap) })
  return (
    <>
      <Section title={inspectorText('quietHours')}>
        <CheckField label={inspectorText('quietOn')} value={quietHours !== undefined} onChange={(isOn) => set('quiet hours', withField(policies, 'quietHours', isOn ? { from: '22:00', to: '09:00' } : undefined))} />
        {quietHours && (
          <>
            <Row>
              <TextField label={inspectorText('from')} value={quietHours.from} onChange={(from) => set('quiet hours', { ...policies, quietHours: { ...quietHours, from: from ?? '' } })} />
              <TextField label={inspectorText('to')} value={quietHours.to} onChange={(to) => set('quiet hours', { ...policies, quietHours: { ...quietHours, to: to ?? '' } })} />
            </Row>
            <ChoiceField
              label={inspectorText('mode')}
              value={quietHours.mode ?? 'hold'}
              options={[{ value: 'hold', label: inspectorText('hold') }, { value: 'drop', label: inspectorText('drop') }]}
              onChange={(mode) => set('quiet hours', { ...policies, quietHours: withField(quietHours, 'mode', mode === 'hold' ? undefined : mode) })}
            />
          </>
        )}
      </Section>
      <Section title={inspectorText('caps')}>
        {caps.map((cap, index) => (
          <CapItem key={index} cap={cap} onChange={(next) => setCap(index, next)} onRemove={() => set('caps', withField(policies, 'caps', caps.length === 1 ? undefined : caps.toSpliced(index, 1)))} />
        ))}
        <AddButton label={inspectorText('addCap')} onClick={() => set('caps', { ...policies, caps: [...caps, { channel: '*', count: 3, within: 'P1D' }] })} />
      </Section>
      <ConsentSection policies={policies} onChange={(next) => set('consent', next)} />
      <Section title={inspectorText('holdout')}>
        <NumberField
          label={inspectorText('holdoutShare')}
          unit="%"
          value={holdout === undefined ? undefined : Math.round(holdout.share * 10_000) / 100}
          placeholder="0"
          onChange={(percent) => set('holdout', withField(policies, 'holdout', percent === undefined ? undefined : { ...holdout, share: percent / 100 }))}
        />
        {holdout && <TextField label={inspectorText('holdoutKey')} value={holdout.key} onChange={(key) => set('holdout key', { ...policies, holdout: withField(holdout, 'key', key) })} />}
        <NumberField label={inspectorText('priority')} value={policies.priority} placeholder="0" onChange={(priority) => set('priority', withField(policies, 'priority', priority))} />
      </Section>
    </>
  )
}

function CapItem({ cap, onChange, onRemove }: { cap: Cap; onChange(cap: Cap): string | undefined; onRemove(): void }) {
  const full = typeof cap.onCap === 'object' ? 'retry' : (cap.onCap ?? 'skip')
  return (
    <Item
      removeLabel={inspectorText('remove', { what: inspectorText('caps') })}
      onRemove={onRemove}
      first={
        <ChoiceField
          label={inspectorText('channel')}
          value={cap.channel}
          options={[{ value: '*', label: inspectorText('anyChannel') }, ...CHANNELS.map((channel) => ({ value: channel, label: channelInWords(channel) }))]}
          onChange={(channel) => (channel === undefined ? undefined : onChange({ ...cap, channel: channel as Cap['channel'] }))}
        />
      }
    >
      <NumberField label={inspectorText('atMost')} value={cap.count} onChange={(count) => onChange({ ...cap, count: count ?? -1 })} />
      <DurationField label={inspectorText('per')} value={cap.within} calendar={cap.calendar === true} onChange={(within) => onChange({ ...cap, within: within ?? '' })} />
      <CheckField
        label={inspectorText('calendar')}
        value={cap.calendar ?? false}
        onChange={(isCalendar) => onChange(isCalendar ? { ...cap, calendar: true, within: ['P1D', 'P1W', 'P1M'].includes(cap.within) ? cap.within : 'P1D' } : withField({ ...cap, within: cap.within === 'P1M' ? 'P30D' : cap.within }, 'calendar', undefined))}
      />
      <ChoiceField
        label={inspectorText('onCap')}
        value={full}
        options={[{ value: 'skip', label: inspectorText('skip') }, { value: 'exit', label: inspectorText('exitJourney') }, { value: 'retry', label: inspectorText('retry') }]}
        onChange={(choice) => onChange(withField(cap, 'onCap', choice === 'retry' ? { retryFor: 'P1D' } : choice === 'exit' ? 'exit' : undefined))}
      />
      {typeof cap.onCap === 'object' && <DurationField label={inspectorText('retry')} value={cap.onCap.retryFor} onChange={(retryFor) => onChange({ ...cap, onCap: { retryFor: retryFor ?? '' } })} />}
    </Item>
  )
}

function ConsentSection({ policies, onChange }: { policies: Policies; onChange(next: Policies): string | undefined }) {
  const { names } = useAttributeNames()
  const consent = policies.consent ?? {}
  return (
    <Section title={inspectorText('consent')} help={inspectorText('consentHelp')}>
      {CHANNELS.map((channel) => (
        <TextField
          key={channel}
          label={channelInWords(channel)}
          value={consent[channel]}
          suggestions={names}
          onChange={(attribute) => {
            const next = withField(consent, channel, attribute)
            return onChange(withField(policies, 'consent', Object.keys(next).length === 0 ? undefined : next))
          }}
        />
      ))}
    </Section>
  )
}
