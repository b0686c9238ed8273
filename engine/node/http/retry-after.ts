/** How long a platform asks to wait, ms, from `Retry-After` in seconds or as a date; null if it does not say. Header names in lower case. */
export function retryAfterMs(headers: Readonly<Record<string, string>>, now: number): number | null {
  const said = headers['retry-after']?.trim()
  if (said === undefined || said === '') return null
  if (/^\d+(\.\d+)?$/.test(said)) return Math.ceil(Number(said) * 1000)
  const until = Date.parse(said)
  if (Number.isNaN(until)) return null
  // Against the platform's own clock where it tells it, since ours may be wrong.
  const there = Date.parse(headers['date'] ?? '')
  return Math.max(0, until - (Number.isNaN(there) ? now : there))
}

/** Before the try after `failures` of them, ms: doubled each time, and by chance between a half and the whole of that, so that many do not come at once. */
export function backOffMs(failures: number, { firstMs, mostMs, random }: { readonly firstMs: number; readonly mostMs: number; readonly random: () => number }): number {
  const whole = Math.min(mostMs, firstMs * 2 ** (failures - 1))
  return Math.round(whole / 2 + (whole / 2) * random())
}
