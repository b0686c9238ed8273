import type { Need, SplitReading } from '../../../engine/core/people/split-reading.ts'
import { msInWords } from '../../i18n/in-words.ts'
import { full, people, share, tenths } from '../../i18n/numbers.ts'
import { splitText } from './split-texts.ts'

/** What is said of two groups, in sentences. `sizeOf`: people of a variant; `windowMs`: the longest goal window. */
export function readingInWords(reading: SplitReading, { nameOf, sizeOf, windowMs }: { nameOf(variant: string): string; sizeOf(variant: string): number; windowMs: number }): string[] {
  const sizes = { peopleA: people(sizeOf(reading.a)), peopleB: people(sizeOf(reading.b)) }
  const names = { a: nameOf(reading.a), b: nameOf(reading.b) }
  const wait = windowMs === 0 ? [] : [splitText('window', { window: msInWords(windowMs) })]
  if (reading.kind === 'chance') {
    const { smallest, needTenth } = reading
    return [
      smallest === null ? splitText('smallestNone', sizes) : splitText('smallest', { ...sizes, points: points(smallest), share: share(reading.share) }),
      ...(needTenth === null ? [] : [splitText('tenth', { ...needWords(needTenth), share: share(reading.share), to: share(Math.min(1, reading.share * 1.1)) }), ...wait]),
    ]
  }
  const { addedA, addedB, difference, power, need } = reading
  if (power === null) return [splitText('alike', { addedA: signed(addedA) })]
  return [
    splitText('added', { ...names, addedA: signed(addedA), addedB: signed(addedB), difference: points(Math.abs(difference)) }),
    splitText('power', { ...sizes, power: share(power) }),
    ...(need === null ? [] : [splitText(power >= 0.8 ? 'enough' : 'need', needWords(need)), ...(power >= 0.8 ? [] : wait)]),
  ]
}

function needWords({ people: count, days }: Need) {
  return { people: full(count), days: daysInWords(days) }
}

function daysInWords(days: number): string {
  if (days < 1) return splitText('day')
  return days > 3650 ? splitText('years') : splitText('days', { count: Math.round(days), days: full(Math.round(days)) })
}

/** A difference of shares, in percentage points. */
function points(difference: number): string {
  return difference > 0 && difference < 0.001 ? splitText('pointsTiny') : splitText('points', { points: tenths(difference * 100) })
}

function signed(difference: number): string {
  return `${difference < 0 ? '−' : '+'}${points(Math.abs(difference))}`
}
