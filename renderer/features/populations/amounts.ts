import { locale } from '../../i18n/language.ts'
import { MILLION, THOUSAND } from '../../i18n/numbers.ts'

const plain = new Intl.NumberFormat(locale(), { maximumSignificantDigits: 3 })
const large = new Intl.NumberFormat(locale(), { maximumFractionDigits: 0 })
const twoDigits = new Intl.NumberFormat(locale(), { maximumSignificantDigits: 2 })
const distance = new Intl.NumberFormat(locale(), { minimumFractionDigits: 3, maximumFractionDigits: 3 })

/** An amount that was measured: three digits, or all before the point. */
export function amountInWords(value: number): string {
  return (Math.abs(value) >= 1000 ? large : plain).format(value)
}

/** About how many, to two digits: "9,900", "15 k", "1.2 M". */
export function roughly(count: number): string {
  const rounded = Number(count.toPrecision(2))
  if (rounded < 10_000) return twoDigits.format(rounded)
  return rounded < 1_000_000 ? `${twoDigits.format(rounded / 1000)} ${THOUSAND}` : `${twoDigits.format(rounded / 1_000_000)} ${MILLION}`
}

/** A distance from 0 to 1; a dash where it cannot be told. */
export function distanceInWords(value: number | null): string {
  return value === null ? '–' : distance.format(value)
}
