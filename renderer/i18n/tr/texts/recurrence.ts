import type { text } from '../../../document/recurrence-in-words.ts'
import type { Translation } from '../../define-texts.ts'

export const texts: Translation<typeof text> = {
  day_one: 'her gün',
  day_other: '{{count}} günde bir',
  week_one: 'her hafta',
  week_other: '{{count}} haftada bir',
  month_one: 'her ay',
  month_other: '{{count}} ayda bir',
  atTime: '{{every}}, saat {{time}}',
  onDays: '{{every}}, {{days}}, saat {{time}}',
  until: '{{repetition}}, bitiş {{date}}',
  count_one: '{{repetition}}, {{count}} kez',
  count_other: '{{repetition}}, {{count}} kez',
  workdays: 'iş günleri',
  lastDay: 'ayın son günü',
  dayNumber: 'ayın {{day}}. günü',
  nthDay: 'ayın {{nth}} {{weekday}} günü',
  nth1: 'ilk',
  nth2: 'ikinci',
  nth3: 'üçüncü',
  nth4: 'dördüncü',
  nthLast: 'son',
}
