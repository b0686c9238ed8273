import type { text } from '../../dates.ts'
import type { Translation } from '../../define-texts.ts'

export const texts: Translation<typeof text> = {
  justNow: 'az önce',
  seconds: '{{seconds}} sn',
  minutes: '{{minutes}} dk {{seconds}} sn',
}
