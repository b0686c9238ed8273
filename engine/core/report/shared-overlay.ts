import type { Overlay } from './overlay.ts'

/** `now`, with every part that says the same as in `before` being the very object of `before`: who looks at one part hears of no change in others. */
export function sharedOverlay(before: Overlay, now: Overlay): Overlay {
  return Object.fromEntries(Object.entries(now).map(([part, figures]) => [part, shared((before as unknown as Record<string, unknown>)[part], figures)])) as unknown as Overlay // as: part by part the same
}

function shared(before: unknown, now: unknown): unknown {
  if (Object.is(before, now) || !isRecord(before) || !isRecord(now)) return now
  const keys = Object.keys(now)
  const kept = Object.fromEntries(keys.map((key) => [key, Object.hasOwn(before, key) ? shared(before[key], now[key]) : now[key]]))
  return keys.length === Object.keys(before).length && keys.every((key) => Object.hasOwn(before, key) && Object.is(before[key], kept[key])) ? before : kept
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
