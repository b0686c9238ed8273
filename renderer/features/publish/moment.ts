import { locale } from '../../i18n/language.ts'

const moment = new Intl.DateTimeFormat(locale(), { day: 'numeric', month: 'short', year: 'numeric', hour: '2-digit', minute: '2-digit' })

/** An instant at which something was done (epoch ms), to the minute, by the clock of this machine. */
export function momentInWords(at: number): string {
  return moment.format(at)
}
