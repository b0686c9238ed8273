import { daySpan, month } from '../../i18n/dates.ts'
import { msInWords } from '../../i18n/in-words.ts'
import { locale } from '../../i18n/language.ts'
import { share } from '../../i18n/numbers.ts'
import { exploreText } from './texts.ts'

/** For a figure that cannot be computed. */
export const UNKNOWN = '–'

/** A share, or a dash where there is none. */
export function shareOrNone(part: number | null): string {
  return part === null ? UNKNOWN : share(part)
}

/** A span in at most two units, in whole seconds from a second on; a dash where there is none. */
export function spanInWords(ms: number | null): string {
  if (ms === null) return UNKNOWN
  return ms === 0 ? exploreText('spanSeconds', { count: 0 }) : msInWords(ms < 1000 ? ms : Math.round(ms / 1000) * 1000)
}

const DAY = /^\d{4}-\d{2}-\d{2}$/
const FIRST_OF_MONTH = /^\d{4}-\d{2}-01$/

const DAY_MS = 86_400_000

/** A span that was measured, with no more digits than say something: whole days from ten days on. */
export function gapInWords(ms: number | null): string {
  return spanInWords(ms !== null && ms >= 10 * DAY_MS ? Math.round(ms / DAY_MS) * DAY_MS : ms)
}

/** How the groups of an answer are called: values as they stand, periods (named by their first day) as days, or as months if all begin one. */
export function groupNames(groups: readonly { value: string }[]): (value: string) => string {
  const isMonthly = groups.length > 1 && groups.every(({ value }) => FIRST_OF_MONTH.test(value))
  return (value) => {
    if (value === '(missing)') return exploreText('missing')
    if (value === '(others)') return exploreText('others')
    const day = DAY.test(value) ? Date.parse(value) : Number.NaN
    if (Number.isNaN(day)) return value
    return isMonthly ? month(day) : daySpan(day, day)
  }
}

export function eventInWords(event: string): string {
  return event === '*' ? exploreText('anyEvent') : event
}

/** How many times the usual: "× 2.3", "× 14". */
export function liftInWords(lift: number | null): string {
  if (lift === null) return UNKNOWN
  const digits = lift >= 10 ? 0 : lift < 0.1 ? 2 : 1
  return `× ${new Intl.NumberFormat(locale(), { useGrouping: false, minimumFractionDigits: digits, maximumFractionDigits: digits }).format(lift)}`
}
