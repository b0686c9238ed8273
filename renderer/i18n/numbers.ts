import { language, locale } from './language.ts'

const whole = new Intl.NumberFormat(locale())
const oneDecimal = new Intl.NumberFormat(locale(), { minimumFractionDigits: 1, maximumFractionDigits: 1 })
/** What stands behind numbers in thousands and in millions. */
export const [THOUSAND, MILLION] = language() === 'tr' ? ['B', 'Mn'] : ['k', 'M']

/** What stands between the thousands in this language, and before decimals. */
export const [THOUSANDS = ',', DECIMALS = '.'] = new Intl.NumberFormat(locale()).formatToParts(12345.6).flatMap(({ type, value }) => (type === 'group' || type === 'decimal' ? [value] : []))

/** People in full up to 9,999, then 12.3 k and 1.2 M. */
export function people(count: number): string {
  if (count < 10_000) return whole.format(count)
  if (count < 999_950) return `${oneDecimal.format(count / 1000)} ${THOUSAND}`
  return `${oneDecimal.format(count / 1_000_000)} ${MILLION}`
}

/** A share (0 to 1) with one decimal: "12.3 %", in Turkish "%12,3". What is there but would round to 0 is "<0.1 %". */
export function share(value: number): string {
  if (value > 0 && value < 0.0005) return `<${percent(oneDecimal.format(0.1))}`
  return percent(oneDecimal.format(value * 100))
}

/** A number that is already written, as a percentage: the sign stands where the language puts it. */
export function percent(written: string | number): string {
  return language() === 'tr' ? `%${written}` : `${written} %`
}

/** A number with one decimal: "12.3". */
export function tenths(value: number): string {
  return oneDecimal.format(value)
}

/** A whole number in full. */
export function full(count: number): string {
  return whole.format(count)
}
