import type { Policies } from '../../../../engine/core/model/journey.ts'
import { CHANNELS, type Channel } from '../../../../engine/core/model/steps/message.ts'
import { withField } from '../../../document/commands/journey.ts'
import { ChoiceField } from '../fields/choice-field.tsx'
import { DurationField } from '../fields/duration-field.tsx'
import { NumberField } from '../fields/number-field.tsx'
import { AddButton, FoldedSection, Item, MoreClauses, movesIn, Remark, Sentence, Words } from '../fields/section.tsx'
import { TextField } from '../fields/text-field.tsx'
import { TimeField } from '../fields/time-field.tsx'
import { useAttributeNames } from '../condition/catalogue-names.ts'
import { inspectorText } from '../texts.ts'
import { journeyEdit } from '../use-step-edit.ts'
import { channelInWords, durationInWords } from '../../../i18n/in-words.ts'
import { consentPart, nthPart, type EditedPart } from '../../../document/edited-part.ts'
import { percent as percentOf } from '../../../i18n/numbers.ts'
import { numberText } from '../fields/number-text.ts'

type Cap = NonNullable<Policies['caps']>[number]
type SetPolicies = (what: EditedPart, next: Policies) => string | undefined

/** Quiet hours, caps, consent, holdout and priority. */
export function PoliciesSections({ policies }: { policies: Policies }) {
  const set: SetPolicies = (what, next) => journeyEdit(what, (document) => withField(document, 'policies', Object.keys(next).length === 0 ? undefined : next))
  return (
    <>
      <QuietHoursSection policies={policies} set={set} />
      <CapsSection policies={policies} set={set} />
      <ConsentSection policies={policies} set={set} />
      <HoldoutSection policies={policies} set={set} />
    </>
  )
}

function QuietHoursSection({ policies, set }: { policies: Policies; set: SetPolicies }) {
  const { quietHours } = policies
  const change = (next: Policies['quietHours']) => set('quietHours', withField(policies, 'quietHours', next))
  const words = quietHours && inspectorText(quietHours.mode === 'drop' ? 'quietDropWords' : 'quietHoldWords', { from: quietHours.from, to: quietHours.to })
  return (
    <FoldedSection id="quiet" title={inspectorText('quietHours')} summary={words ?? inspectorText('none')}>
      {quietHours === undefined ? (
        <AddButton label={inspectorText('addQuietHours')} testId="add-quiet-hours" onClick={() => change({ from: '22:00', to: '09:00' })} />
      ) : (
        <>
          <Sentence onRemove={() => change(undefined)} removeLabel={inspectorText('remove', { what: inspectorText('quietHours') })}>
            <Words>{inspectorText('from')}</Words>
            <TimeField label={inspectorText('from')} showLabel={false} value={quietHours.from} testId="quiet-from" onChange={(from) => change({ ...quietHours, from: from ?? '' })} />
            <Words>{inspectorText('toWord')}</Words>
            <TimeField label={inspectorText('to')} showLabel={false} value={quietHours.to} testId="quiet-to" onChange={(to) => change({ ...quietHours, to: to ?? '' })} />
          </Sentence>
          <ChoiceField
            label={inspectorText('mode')}
            value={quietHours.mode ?? 'hold'}
            options={[{ value: 'hold', label: inspectorText('hold') }, { value: 'drop', label: inspectorText('drop') }]}
            onChange={(mode) => change(withField(quietHours, 'mode', mode === 'hold' ? undefined : mode))}
          />
          <Remark>{inspectorText('quietHelp')}</Remark>
        </>
      )}
    </FoldedSection>
  )
}

function CapsSection({ policies, set }: { policies: Policies; set: SetPolicies }) {
  const caps = policies.caps ?? []
  const change = (what: EditedPart, next: Cap[]) => set(what, withField(policies, 'caps', next.length === 0 ? undefined : next))
  return (
    <FoldedSection id="caps" title={inspectorText('caps')} summary={caps.length === 0 ? inspectorText('none') : caps.map(capInWords).join(' · ')} {...(caps.length > 1 ? { help: inspectorText('capsHelp') } : {})}>
      {caps.map((cap, index) => (
        <CapItem
          key={index}
          cap={cap}
          index={index}
          onChange={(next) => change(nthPart('cap', index), caps.with(index, next))}
          onRemove={() => change('caps', caps.toSpliced(index, 1))}
          moves={movesIn(caps, index, (next) => change('orderOfCaps', next))}
        />
      ))}
      <AddButton label={inspectorText('addCap')} testId="add-cap" onClick={() => change('caps', [...caps, { channel: '*', count: 3, within: 'P1D' }])} />
    </FoldedSection>
  )
}

const PERIODS = { P1D: 'calendarDay', P1W: 'calendarWeek', P1M: 'calendarMonth' } as const
const PERIOD_SPANS = ['P1D', 'P1W', 'P1M'] as const

interface CapItemProps {
  cap: Cap
  index: number
  onChange(cap: Cap): string | undefined
  onRemove(): void
  moves: ReturnType<typeof movesIn>
}

function CapItem({ cap, index, onChange, onRemove, moves }: CapItemProps) {
  const full = typeof cap.onCap === 'object' ? 'retry' : (cap.onCap ?? 'skip')
  const isCalendar = cap.calendar === true
  const setCounting = (counting: string | undefined) =>
    onChange(counting === 'calendar' ? { ...cap, calendar: true, within: PERIOD_SPANS.find((span) => span === cap.within) ?? 'P1D' } : withField({ ...cap, within: cap.within === 'P1M' ? 'P30D' : cap.within }, 'calendar', undefined))
  return (
    <Item
      testId={`cap-${index}`}
      removeLabel={inspectorText('removeCap')}
      onRemove={onRemove}
      moves={moves}
      first={
        <Sentence>
          <Words>{inspectorText('atMost')}</Words>
          <NumberField label={inspectorText('atMost')} showLabel={false} width={56} value={cap.count} testId={`cap-count-${index}`} onChange={(count) => onChange({ ...cap, count: count ?? -1 })} />
          <ChoiceField
            label={inspectorText('channel')}
            showLabel={false}
            value={cap.channel}
            options={[{ value: '*', label: inspectorText('anyMessages') }, ...CHANNELS.map((channel) => ({ value: channel, label: channelInWords(channel) }))]}
            onChange={(channel) => (channel === undefined ? undefined : onChange({ ...cap, channel: channel as Cap['channel'] }))}
          />
        </Sentence>
      }
    >
      <Sentence>
        <ChoiceField
          label={inspectorText('capCounting')}
          showLabel={false}
          width={142}
          value={isCalendar ? 'calendar' : 'rolling'}
          options={[{ value: 'rolling', label: inspectorText('rolling') }, { value: 'calendar', label: inspectorText('byCalendar') }]}
          onChange={setCounting}
        />
        {isCalendar ? (
          <ChoiceField
            label={inspectorText('per')}
            showLabel={false}
            value={PERIOD_SPANS.find((span) => span === cap.within)}
            options={PERIOD_SPANS.map((span) => ({ value: span, label: inspectorText(PERIODS[span]) }))}
            onChange={(span) => (span === undefined ? undefined : onChange({ ...cap, within: span }))}
          />
        ) : (
          <DurationField label={inspectorText('per')} showLabel={false} value={cap.within} onChange={(within) => onChange({ ...cap, within: within ?? '' })} />
        )}
      </Sentence>
      <Sentence>
        <Words>{inspectorText('onCap')}</Words>
        <ChoiceField
          label={inspectorText('onCap')}
          showLabel={false}
          value={full}
          testId={`cap-full-${index}`}
          options={[{ value: 'skip', label: inspectorText('skip') }, { value: 'retry', label: inspectorText('retry') }, { value: 'exit', label: inspectorText('exitJourney') }]}
          onChange={(choice) => onChange(withField(cap, 'onCap', choice === 'retry' ? { retryFor: 'P1D' } : choice === 'exit' ? 'exit' : undefined))}
        />
      </Sentence>
      {typeof cap.onCap === 'object' && (
        <Sentence>
          <Words>{inspectorText('retryFor')}</Words>
          <DurationField label={inspectorText('retryFor')} showLabel={false} value={cap.onCap.retryFor} onChange={(retryFor) => onChange({ ...cap, onCap: { retryFor: retryFor ?? '' } })} />
        </Sentence>
      )}
    </Item>
  )
}

function capInWords(cap: Cap): string {
  const span = cap.calendar === true ? inspectorText(PERIODS[PERIOD_SPANS.find((one) => one === cap.within) ?? 'P1D']) : inspectorText('inSpan', { span: durationInWords(cap.within) })
  return cap.channel === '*' ? inspectorText('capWords', { count: cap.count, span }) : inspectorText('capChannelWords', { count: cap.count, channel: channelInWords(cap.channel), span })
}

function ConsentSection({ policies, set }: { policies: Policies; set: SetPolicies }) {
  const { names } = useAttributeNames()
  const consent = policies.consent ?? {}
  const asked = CHANNELS.filter((channel) => consent[channel] !== undefined)
  const change = (channel: Channel, attribute: string | undefined) => {
    const next = withField(consent, channel, attribute)
    return set(consentPart(channelInWords(channel)), withField(policies, 'consent', Object.keys(next).length === 0 ? undefined : next))
  }
  const offered = (channel: Channel) => names.find((name) => name.toLowerCase().includes(channel.toLowerCase())) ?? `${channel}OptIn`
  return (
    <FoldedSection id="consent" title={inspectorText('consent')} summary={asked.length === 0 ? inspectorText('consentNone') : asked.map(channelInWords).join(', ')} help={inspectorText('consentHelp')}>
      {asked.map((channel) => (
        <Sentence key={channel} onRemove={() => change(channel, undefined)} removeLabel={inspectorText('remove', { what: channelInWords(channel) })}>
          <Words>{inspectorText('onlyIfTrue', { channel: channelInWords(channel) })}</Words>
          <TextField label={inspectorText('consentOf', { channel: channelInWords(channel) })} showLabel={false} value={consent[channel]} suggestions={names} testId={`consent-${channel}`} onChange={(attribute) => (attribute === undefined ? inspectorText('attributeMissing') : change(channel, attribute))} />
          <Words>{inspectorText('isTrue')}</Words>
        </Sentence>
      ))}
      <MoreClauses clauses={CHANNELS.filter((channel) => consent[channel] === undefined).map((channel) => ({ label: channelInWords(channel), testId: `add-consent-${channel}`, onAdd: () => change(channel, offered(channel)) }))} />
    </FoldedSection>
  )
}

function HoldoutSection({ policies, set }: { policies: Policies; set: SetPolicies }) {
  const { holdout, priority } = policies
  const percent = holdout && Math.round(holdout.share * 10_000) / 100
  const summary = [percent === undefined ? inspectorText('noHoldout') : inspectorText('holdoutWords', { share: percentOf(numberText(percent)) }), ...(priority === undefined ? [] : [inspectorText('priorityWords', { priority })])].join(' · ')
  const change = (next: Policies['holdout']) => set('holdout', withField(policies, 'holdout', next))
  return (
    <FoldedSection id="holdout" title={inspectorText('holdoutTitle')} summary={summary}>
      {holdout === undefined ? (
        <AddButton label={inspectorText('addHoldout')} testId="add-holdout" onClick={() => change({ share: 0.1 })} />
      ) : (
        <>
          <Sentence onRemove={() => change(undefined)} removeLabel={inspectorText('remove', { what: inspectorText('holdout') })}>
            <NumberField label={inspectorText('holdoutShare')} showLabel={false} width={84} unit="%" value={percent} testId="holdout-share" onChange={(next) => (next === undefined ? inspectorText('notANumber') : change({ ...holdout, share: next / 100 }))} />
            <Words>{inspectorText('getNoMessage')}</Words>
          </Sentence>
          <Remark>{inspectorText('holdoutHelp')}</Remark>
          <TextField
            label={inspectorText('holdoutKey')}
            description={inspectorText('holdoutKeyHelp')}
            placeholder={inspectorText('holdoutKeyPlaceholder')}
            value={holdout.key}
            testId="holdout-key"
            onChange={(key) => set('holdoutKey', { ...policies, holdout: withField(holdout, 'key', key) })}
          />
        </>
      )}
      <Sentence {...(priority === undefined ? {} : { onRemove: () => set('priority', withField(policies, 'priority', undefined)) })}>
        <Words>{inspectorText('priority')}</Words>
        <NumberField label={inspectorText('priority')} showLabel={false} width={72} value={priority} placeholder="0" testId="priority" onChange={(next) => set('priority', withField(policies, 'priority', next))} />
      </Sentence>
      <Remark>{inspectorText('priorityHelp')}</Remark>
    </FoldedSection>
  )
}
