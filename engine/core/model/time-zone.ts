/** True for an IANA name such as Europe/Istanbul. Apart from calendar.ts, which loads far more than the schema needs. */
export function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name })
    return true
  } catch {
    return false
  }
}
