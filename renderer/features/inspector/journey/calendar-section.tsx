import { useMemo } from 'react'
import type { JourneyDocument } from '../../../../engine/core/model/journey.ts'
import { withField } from '../../../document/commands/journey.ts'
import { ChoiceField } from '../fields/choice-field.tsx'
import { MomentField } from '../fields/moment-field.tsx'
import { momentOf, offsetInWords } from '../fields/moment.ts'
import { FoldedSection } from '../fields/section.tsx'
import { inspectorText } from '../texts.ts'
import { journeyEdit } from '../use-step-edit.ts'
import { type EditedPart } from '../../../document/edited-part.ts'
import { locale } from '../../../i18n/language.ts'

const day = new Intl.DateTimeFormat(locale(), { timeZone: 'UTC', day: 'numeric', month: 'short', year: 'numeric' })
const DRAWN_AT_ONCE = 80

/** On whose clock and in whose money the journey runs, and when it takes people in. */
export function CalendarSection({ document }: { document: JourneyDocument }) {
  const { timeZone = 'UTC', currency, activeFrom, activeUntil } = document
  const dayOf = (text: string) => {
    const date = momentOf(text, timeZone, 'utc')?.date
    return date === undefined ? text : day.format(Date.parse(`${date}T00:00Z`))
  }
  const open =
    activeFrom === undefined && activeUntil === undefined
      ? undefined
      : activeFrom === undefined
        ? inspectorText('openUntil', { to: dayOf(activeUntil ?? '') })
        : activeUntil === undefined
          ? inspectorText('openFrom', { from: dayOf(activeFrom) })
          : inspectorText('openBetween', { from: dayOf(activeFrom), to: dayOf(activeUntil) })
  return (
    <FoldedSection id="calendar" title={inspectorText('calendarTitle')} summary={[open, timeZone, currency].filter((part) => part !== undefined).join(' · ')}>
      <Fields document={document} />
    </FoldedSection>
  )
}

/** Drawn when the section is unfolded: asking four hundred zones for the time takes a tenth of a second. */
function Fields({ document }: { document: JourneyDocument }) {
  const { timeZone = 'UTC', currency, activeFrom, activeUntil } = document
  const zones = useMemo(() => zoneOptions(), [])
  const currencies = useMemo(() => currencyOptions(), [])
  const field = (key: 'timeZone' | 'currency' | 'activeFrom' | 'activeUntil', what: EditedPart) => (value: string | undefined) => journeyEdit(what, (current) => withField(current, key, value))
  return (
    <>
      <ChoiceField
        label={inspectorText('timeZone')}
        description={inspectorText('timeZoneHelp')}
        value={document.timeZone === 'UTC' ? undefined : document.timeZone}
        none="UTC"
        options={zones}
        limit={DRAWN_AT_ONCE}
        testId="time-zone"
        onChange={field('timeZone', 'timeZone')}
      />
      <ChoiceField label={inspectorText('currency')} value={currency} none={inspectorText('noCurrency')} options={currencies} limit={DRAWN_AT_ONCE} testId="currency" onChange={field('currency', 'currency')} />
      <MomentField label={inspectorText('activeFrom')} value={activeFrom} timeZone={timeZone} bare="utc" optional testId="active-from" onChange={field('activeFrom', 'openingDate')} />
      <MomentField label={inspectorText('activeUntil')} description={inspectorText('activeHelp', { zone: timeZone })} value={activeUntil} timeZone={timeZone} bare="utc" optional testId="active-until" onChange={field('activeUntil', 'closingDate')} />
    </>
  )
}

/** IANA zones with their present distance from UTC, which is what people know of a zone they do not live in. */
function zoneOptions(): { value: string; label: string }[] {
  const now = Date.now()
  return Intl.supportedValuesOf('timeZone').map((zone) => ({ value: zone, label: `${zone.replaceAll('_', ' ')} (${offsetInWords(zone, now)})` }))
}

function currencyOptions(): { value: string; label: string }[] {
  const names = new Intl.DisplayNames(locale(), { type: 'currency' })
  return Intl.supportedValuesOf('currency').map((code) => ({ value: code, label: `${code} · ${names.of(code) ?? code}` }))
}
