import type { Share } from '../../../engine/core/simulate/responses/response-schema.ts'
import { locale } from '../../i18n/language.ts'

const written = new Intl.NumberFormat(locale(), { useGrouping: false, maximumFractionDigits: 6 })
const NUMBER = String.raw`%?\s*(\d+(?:[.,]\d+)?)\s*%?`
const ONE = new RegExp(`^${NUMBER}$`)
const RANGE = new RegExp(String.raw`^${NUMBER}\s*(?:-|–|—|\.\.|…|to|ile)\s*${NUMBER}$`)

/** A share in per cent as it is typed: "4", or "4–8" for a range. */
export function textOfShare(share: Share | undefined): string {
  if (share === undefined) return ''
  return typeof share === 'number' ? percent(share) : `${percent(share.low)}–${percent(share.high)}`
}

/** What was typed, in per cent: "4", "4.5 %", "4-8", "4 to 8 %". Undefined if it is no share from 0 to 100 %, or a range that falls. */
export function shareOfText(text: string): Share | undefined {
  const typed = text.trim()
  const one = ONE.exec(typed)
  if (one) return shareOf(one[1]!)
  const range = RANGE.exec(typed)
  if (!range) return undefined
  const [low, high] = [shareOf(range[1]!), shareOf(range[2]!)]
  if (low === undefined || high === undefined || low > high) return undefined
  return low === high ? low : { low, high }
}

/** What was typed is shown as it was typed, though 0.07 × 100 is 7.000000000000001; what was learned, to four digits. */
function percent(share: number): string {
  return written.format(Number((share * 100).toPrecision(4)))
}

function shareOf(percentText: string): number | undefined {
  const share = Number((Number(percentText.replace(',', '.')) / 100).toPrecision(12))
  return share <= 1 ? share : undefined
}
