import { journeySchema, type JourneyDocument } from '../../../../engine/core/model/journey.ts'

/** A small journey around some steps; the first is where people begin. */
export function journeyOf(steps: unknown, more: Record<string, unknown> = {}): JourneyDocument {
  return journeySchema.parse({
    format: 'journey', formatVersion: 1, id: 'j', entries: [{ id: 'entry', trigger: { kind: 'event', event: 'cart_abandoned' }, next: Object.keys(steps as object)[0] }], steps, ...more,
  })
}
