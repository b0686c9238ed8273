import { MILLION, THOUSAND } from '../../i18n/numbers.ts'

/** A count in at most four characters: "999", "12k", "3M". Where it stands, the whole number is in the hint. */
export function shortCount(count: number): string {
  if (count < 1000) return String(count)
  return count < 999_500 ? `${Math.round(count / 1000)}${THOUSAND}` : `${Math.round(count / 1_000_000)}${MILLION}`
}
