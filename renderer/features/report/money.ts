import { language, locale } from '../../i18n/language.ts'
import { people } from '../../i18n/numbers.ts'

/** A goal's value in the journey's currency; a plain number without one. */
export function money(value: number, currency: string | undefined): string {
  if (currency === undefined || !/^[A-Z]{3}$/.test(currency)) return people(Math.round(value))
  return new Intl.NumberFormat(language() === 'tr' ? locale() : 'en', { style: 'currency', currency, maximumFractionDigits: 0 }).format(value)
}
