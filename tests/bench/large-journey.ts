import type { JourneyDocument } from '../../engine/core/model/journey.ts'

const ROWS = 20

/** A journey of that many steps in ten stages, with waits, branches that meet again, and messages; placed as columns, left to right. */
export function largeJourney(count: number): JourneyDocument {
  const steps: JourneyDocument['steps'] = {}
  const layout: NonNullable<JourneyDocument['layout']> = { 'entry:in': { x: -400, y: 0 } }
  for (let index = 0; index < count; index++) {
    const next = (ahead: number) => (index + ahead < count ? { next: `s${index + ahead}` } : {})
    const stage = `stage-${Math.floor((index / count) * 10)}`
    const name = `Step ${index}`
    if (index === count - 1) steps[`s${index}`] = { kind: 'exit', stage }
    else if (index % 4 === 0) steps[`s${index}`] = { kind: 'delay', name, stage, for: 'PT1H', ...next(1) }
    else if (index % 4 === 1) steps[`s${index}`] = { kind: 'branch', name, stage, branches: [{ id: 'yes', when: { attribute: 'plan', op: 'eq', value: 'pro' }, ...next(1) }], else: `s${Math.min(count - 1, index + 2)}` }
    else if (index % 4 === 2) steps[`s${index}`] = { kind: 'message', name, stage, channel: 'push', template: { title: `Hello {{profile.name | default: 'you'}}`, body: `Text ${index}` }, ...next(1) }
    else steps[`s${index}`] = { kind: 'waitFor', name, stage, branches: [{ id: 'bought', event: 'purchase', ...next(1) }], timeout: { after: 'P1D', ...next(1) } }
    layout[`s${index}`] = { x: 400 * Math.floor(index / ROWS), y: 220 * (index % ROWS) }
  }
  const stages = Array.from({ length: 10 }, (_, index) => ({ id: `stage-${index}`, name: `Stage ${index + 1}` }))
  return { format: 'journey', formatVersion: 1, id: 'large', name: 'Large', stages, entries: [{ id: 'in', trigger: { kind: 'event', event: 'signup' }, next: 's0' }], steps, layout }
}
