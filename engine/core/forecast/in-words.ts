import type { Compared, FigureKind, Verdict } from './forecast-schema.ts'

const FINE = new Intl.NumberFormat('en', { maximumFractionDigits: 1, minimumFractionDigits: 1 })
const WHOLE = new Intl.NumberFormat('en', { maximumFractionDigits: 0 })

/** A rate as people read it: a share in per cent, else a number a day or a person. */
export function rateInWords(rate: number, per: Compared['per'], isShare: boolean): string {
  if (isShare) return `${FINE.format(rate * 100)} %`
  return per === 'day' ? `${rate < 100 ? FINE.format(rate) : WHOLE.format(rate)} a day` : `${FINE.format(rate)} a ${per}`
}

/** A difference of two rates, without its sign. */
function apartInWords(difference: number, per: Compared['per'], isShare: boolean): string {
  const size = Math.abs(difference)
  if (!isShare) return rateInWords(size, per, false)
  return size * 100 < 0.05 ? 'less than 0.1 points' : `${FINE.format(size * 100)} points`
}

/** What it means that more, or fewer, did so than was forecast. */
const MEANS: Readonly<Record<FigureKind, { above: string; below: string }>> = {
  cameIn: { above: 'More people come in than in the data of the rehearsal.', below: 'Fewer people come in than in the data of the rehearsal.' },
  entered: { above: 'More of them come this far.', below: 'Fewer of them come this far.' },
  left: { above: 'More of them go this way.', below: 'Fewer of them go this way.' },
  sent: { above: 'More of them are written to.', below: 'Fewer of them are written to: they leave before, or the message is held back.' },
  heldBack: { above: 'Consent, caps or quiet hours hold it back from more of them.', below: 'It is held back from fewer of them.' },
  delivered: { above: 'More messages arrive than was assumed.', below: 'Fewer messages arrive than was assumed: look at addresses and consent.' },
  opened: { above: 'More is opened than was assumed.', below: 'Less is opened than was assumed.' },
  clicked: { above: 'More is clicked than was assumed.', below: 'Less is clicked than was assumed.' },
  goal: { above: 'The journey reaches more than it did in the rehearsal.', below: 'The journey reaches less than it did in the rehearsal.' },
  converted: { above: 'The journey reaches more than it did in the rehearsal.', below: 'The journey reaches less than it did in the rehearsal.' },
}

/** The comparison of one figure in a sentence or two: where the actual lies, how far off, and what that means. */
export function comparedInWords(row: Omit<Compared, 'inWords'>, { isShare, fewest, why }: { isShare: boolean; fewest: number; why: string }): string {
  const { verdict, forecast, actual, difference, relative, per, kind, interval } = row
  if (verdict === 'notForecast' || verdict === 'notReported' || forecast === null || actual === null || interval === null || difference === null) return why
  if (verdict === 'tooFew') return `Too few to tell: it takes ${fewest} on both sides, and there are ${WHOLE.format(Math.min(forecast.of, actual.of))}.`
  const more = difference >= 0 ? 'above' : 'below'
  const share = relative === null || Math.abs(relative) < 0.005 ? '' : `, ${WHOLE.format(Math.abs(relative) * 100)} % ${difference >= 0 ? 'more' : 'less'}`
  const apart = `${apartInWords(difference, per, isShare)} ${more} the forecast${share}`
  if (verdict === 'inside') return `Inside: ${difference === 0 ? 'just as forecast' : `${apart}, which chance explains`}.`
  if (verdict === 'tooEarly') return `Below so far: ${apart}. Too early to tell, since people under way may still do so.`
  return `${verdict === 'above' ? 'Above' : 'Below'}: ${apart}, more than chance explains. ${MEANS[kind][verdict]}`
}

/** How the whole forecast did. */
export function summaryInWords(rows: readonly Compared[]): string {
  const count = (...verdicts: Verdict[]) => rows.filter(({ verdict }) => verdicts.includes(verdict)).length
  const judged = count('inside', 'above', 'below')
  if (judged === 0) return 'Nothing can be judged yet: there are too few people, or what was counted does not reach far enough.'
  const outside = count('above', 'below')
  const expected = judged * 0.05
  const few = outside <= Math.ceil(expected)
  const tail = outside === 0 ? 'The rehearsal was a good guide.' : few ? 'So many would lie outside by chance alone.' : `Chance alone would put ${expected < 1 ? 'one at most' : `about ${WHOLE.format(expected)}`} outside: the rehearsal differs from what really happens.`
  return `${count('inside')} of ${judged} figures lie inside the forecast${outside === 0 ? '' : `, ${count('above')} above, ${count('below')} below`}. ${tail}`
}

const UNITS = [['day', 86_400_000], ['hour', 3_600_000], ['minute', 60_000]] as const

/** A span in its largest unit that makes at least 2 of it, or one: "14 days". */
export function spanInWords(ms: number): string {
  const [unit, size] = UNITS.find(([, one]) => ms >= 2 * one) ?? UNITS[2]
  const count = Math.round(ms / size)
  return `${WHOLE.format(count)} ${unit}${count === 1 ? '' : 's'}`
}
