const CLOCK = /^(\d{1,2})(?:\s*[:.h]\s*(\d{2})|(\d{2}))?\s*h?\s*(am|pm|a\.m\.|p\.m\.)?$/i

/** A time of day as people write it (9, 9:30, 930, 9.30, 9 am, 21h) as HH:MM; undefined if it is none. */
export function clockOf(typed: string): string | undefined {
  const [, hourText, withColon, without, half] = CLOCK.exec(typed.trim()) ?? []
  if (hourText === undefined) return undefined
  const isHalf = half !== undefined
  const hour = Number(hourText)
  const minute = Number(withColon ?? without ?? 0)
  if (minute > 59 || hour > 23 || (isHalf && (hour < 1 || hour > 12))) return undefined
  const isAfternoon = isHalf && half.toLowerCase().startsWith('p')
  return `${two(isHalf ? (hour % 12) + (isAfternoon ? 12 : 0) : hour)}:${two(minute)}`
}

function two(number: number): string {
  return String(number).padStart(2, '0')
}
