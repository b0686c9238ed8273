import { folded } from '../../../i18n/letters.ts'

const CLOCK = /^(\d{1,2})(?:\s*[:.h]\s*(\d{2})|(\d{2}))?\s*h?\s*(am|pm|a\.m\.|p\.m\.)?$/
/** Turkish says the part of the day before the hour, folded: "akşam 9". */
const PART_OF_DAY = /^(sabah|oglen|ogle|ogleden sonra|aksamustu|aksam|gece)\s+(?:saat\s+)?/

/** A time of day as people write it (9, 9:30, 930, 9.30, 9 am, 21h, saat 9, akşam 9, 9 buçuk) as HH:MM; undefined if it is none. */
export function clockOf(typed: string): string | undefined {
  const text = folded(typed.trim()).replace(/^saat\s+/, '')
  if (text === 'gece yarisi') return '00:00'
  const [said = '', part] = PART_OF_DAY.exec(text) ?? []
  const [, hourText, withColon, without, half] = CLOCK.exec(text.slice(said.length).replace(/^(\d{1,2}) bucuk$/, '$1:30')) ?? []
  if (hourText === undefined) return undefined
  const isHalf = half !== undefined
  const hour = Number(hourText)
  const minute = Number(withColon ?? without ?? 0)
  if (minute > 59 || hour > 23 || (isHalf && (hour < 1 || hour > 12 || part !== undefined))) return undefined
  const isAfternoon = isHalf && half.startsWith('p')
  return `${two(isHalf ? (hour % 12) + (isAfternoon ? 12 : 0) : hourIn(part, hour))}:${two(minute)}`
}

/** The hour of 24 that is meant by an hour of 12 in a part of the day; hours after 12 say it themselves. */
function hourIn(part: string | undefined, hour: number): number {
  if (part === undefined || part === 'sabah' || hour > 12) return hour
  // "Gece 11" is before midnight, "gece 2" after it; noon is 12 or an hour or two on.
  if (part === 'gece') return hour === 12 ? 0 : hour >= 8 ? hour + 12 : hour
  return part.startsWith('og') && hour >= 10 ? hour : (hour % 12) + 12
}

function two(number: number): string {
  return String(number).padStart(2, '0')
}
