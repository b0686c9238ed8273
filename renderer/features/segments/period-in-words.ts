import { daySpan } from '../../i18n/dates.ts'
import { locale } from '../../i18n/language.ts'
import type { PeriodBy } from './segment-page-store.ts'
import { segmentText } from './texts.ts'

const month = new Intl.DateTimeFormat(locale(), { timeZone: 'UTC', month: 'short', year: 'numeric' })
const shortMonth = new Intl.DateTimeFormat(locale(), { timeZone: 'UTC', month: 'short' })
const shortDay = new Intl.DateTimeFormat(locale(), { timeZone: 'UTC', day: 'numeric', month: 'short' })
const year = new Intl.DateTimeFormat(locale(), { timeZone: 'UTC', year: 'numeric' })

/** A day, week or month of data by its first instant (epoch ms), in UTC: "6 Mar 2017", "week of 6 Mar 2017", "Mar 2017". */
export function periodInWords(by: PeriodBy, start: number): string {
  if (by === 'month') return month.format(start)
  const day = daySpan(start, start)
  return by === 'week' ? segmentText('weekOf', { day }) : day
}

/** The same for the marks of an axis, as short as can be; the year stands at the first mark of each year. */
export function axisLabels(by: PeriodBy, starts: readonly number[]): { label: string; year: string | undefined }[] {
  return starts.map((start, index) => {
    const before = starts[index - 1]
    const isNewYear = before === undefined || year.format(before) !== year.format(start)
    return { label: (by === 'month' ? shortMonth : shortDay).format(start), year: isNewYear ? year.format(start) : undefined }
  })
}

/** Round steps of an axis from 0 to at least `most`; never a part of a person. */
export function axisSteps(most: number): number[] {
  if (most <= 0) return [0, 1]
  const rough = most / 4
  const size = 10 ** Math.floor(Math.log10(rough))
  const step = Math.max(1, [1, 2, 5, 10].map((factor) => factor * size).find((one) => one >= rough) ?? rough)
  return Array.from({ length: Math.ceil(most / step) + 1 }, (_, index) => index * step)
}
