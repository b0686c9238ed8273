import { describe, expect, it } from 'vitest'
import { journeySchema, type JourneyDocument } from '../../../engine/core/model/journey.ts'
import { ancestorsOf, openItems, outlineItems, type OutlineItem } from '../../../renderer/features/outline/outline-items.ts'
import { drawnRange, offsetsOf, placesOf } from '../../../renderer/features/outline/lines.ts'

function journey(steps: Record<string, unknown>, next = 'a', more: object = {}): JourneyDocument {
  return journeySchema.parse({ format: 'journey', formatVersion: 1, id: 'j', entries: [{ id: 'in', trigger: { kind: 'event', event: 'signup' }, next }], steps, ...more })
}

const line = (item: OutlineItem) => {
  const indent = '  '.repeat(item.level - 1)
  switch (item.kind) {
    case 'node':
      return `${indent}${item.nodeId}`
    case 'way':
      return `${indent}${item.portId}:${item.to === undefined ? (item.ends ? ' end' : '') : ` → ${item.to}`}`
    case 'mention':
      return `${indent}→ ${item.to}`
    case 'stage':
      return `${indent}# ${item.stageId}`
    case 'apart':
      return `${indent}(apart)`
  }
}

const wait = (ways: Record<string, string | undefined>, timeout?: string) => ({
  kind: 'waitFor',
  branches: Object.entries(ways).map(([id, next]) => ({ id, event: id, ...(next === undefined ? {} : { next }) })),
  timeout: { after: 'P1D', ...(timeout === undefined ? {} : { next: timeout }) },
})
const push = (next?: string, stage?: string) => ({ kind: 'message', channel: 'push', ...(next === undefined ? {} : { next }), ...(stage === undefined ? {} : { stage }) })

describe('the outline of a journey', () => {
  it('lists a line of steps at one level, below its entry', () => {
    expect(outlineItems(journey({ a: push('b'), b: push('c'), c: { kind: 'exit' } })).map(line)).toEqual(['entry:in', '  a', '  b', '  c'])
  })

  it('has the ways of a step as its children, each with its own steps below', () => {
    expect(outlineItems(journey({ a: wait({ bought: 'b' }, 'c'), b: { kind: 'exit' }, c: push() })).map(line)).toEqual(['entry:in', '  a', '    bought:', '      b', '    timeout:', '      c'])
  })

  it('lists what all ways come to again after them, and mentions it on each way', () => {
    const items = outlineItems(journey({ a: wait({ bought: 'b' }, 'd'), b: push('d'), d: push('e'), e: { kind: 'exit' } }))
    expect(items.map(line)).toEqual(['entry:in', '  a', '    bought:', '      b', '      → d', '    timeout: → d', '  d', '  e'])
  })

  it('ends a loop in a mention of the step it goes back to', () => {
    const items = outlineItems(journey({ a: push('b'), b: wait({ bought: 'c' }, 'a'), c: { kind: 'exit' } }))
    // Whoever goes round comes to c in the end, so it follows.
    expect(items.map(line)).toEqual(['entry:in', '  a', '  b', '    bought: → c', '    timeout: → a', '  c'])
  })

  it('puts steps nothing leads to, and circles of such steps, into a section of their own', () => {
    const items = outlineItems(journey({ a: { kind: 'exit' }, y: push('x'), x: push(), p: push('q'), q: push('p') }))
    expect(items.map(line)).toEqual(['entry:in', '  a', '(apart)', '  y', '  x', '  p', '  q', '  → p'])
  })

  it('heads steps with their stage where it changes, and lists stages without steps last', () => {
    const stages = [{ id: 'first' }, { id: 'second' }, { id: 'third' }]
    const items = outlineItems(journey({ a: push('b', 'first'), b: push('c', 'first'), c: push(undefined, 'second') }, 'a', { stages }))
    expect(items.map(line)).toEqual(['entry:in', '  # first', '  a', '  b', '  # second', '  c', '# third'])
  })

  it('lists every step exactly once, whatever the journey', () => {
    for (let seed = 1; seed <= 300; seed++) {
      let state = seed
      const draw = (below: number) => (state = (state * 48_271) % 2_147_483_647) % below
      const count = 1 + draw(12)
      const target = () => (draw(5) === 0 ? undefined : `s${draw(count)}`)
      const steps = Object.fromEntries(Array.from({ length: count }, (_, index) => [`s${index}`, draw(2) === 0 ? push(target()) : wait({ x: target(), y: target() }, target())]))
      const items = outlineItems(journey(steps, `s${draw(count)}`))
      const listed = items.flatMap((item) => (item.kind === 'node' && !item.nodeId.startsWith('entry:') ? [item.nodeId] : []))
      expect(listed.toSorted(), `seed ${seed}`).toEqual(Object.keys(steps).toSorted())
      expect(new Set(items.map(({ key }) => key)).size, `seed ${seed}`).toBe(items.length)
      for (const item of items) if ((item.kind === 'way' || item.kind === 'mention') && item.to !== undefined) expect(listed, `seed ${seed}`).toContain(item.to)
      items.forEach((item, index) => {
        if (index > 0) expect(item.level, `seed ${seed} ${line(item)}`).toBeLessThanOrEqual(items[index - 1]!.level + 1)
      })
    }
  })

  it('takes a journey of 20,000 steps in a row without running out of stack', () => {
    const steps = Object.fromEntries(Array.from({ length: 20_000 }, (_, index) => [`s${index}`, push(index === 19_999 ? undefined : `s${index + 1}`)]))
    const document = { format: 'journey', formatVersion: 1, id: 'j', entries: [{ id: 'in', trigger: { kind: 'event', event: 'e' }, next: 's0' }], steps } as unknown as JourneyDocument // as: parsing it is not what is tested
    expect(outlineItems(document)).toHaveLength(20_001)
  })
})

describe('the lines in sight', () => {
  const items = outlineItems(journey({ a: wait({ bought: 'b' }, 'c'), b: { kind: 'exit' }, c: push() }))

  it('leave out what is below a folded one', () => {
    expect(openItems(items, new Set(['a'])).map(line)).toEqual(['entry:in', '  a'])
    expect(openItems(items, new Set(['a:bought'])).map(line)).toEqual(['entry:in', '  a', '    bought:', '    timeout:', '      c'])
  })

  it('know what has to be unfolded for one of them', () => {
    expect(ancestorsOf(items, 'c')).toEqual(['a:timeout', 'a', 'entry:in'])
  })

  it('count themselves among their like as screen readers do', () => {
    expect(placesOf(items).map(({ place, of }) => `${place}/${of}`)).toEqual(['1/1', '1/1', '1/2', '1/1', '2/2', '1/1'])
  })

  it('are all drawn while they are few, and only those near what is seen when they are many', () => {
    expect(drawnRange(offsetsOf(items), 0, 500)).toEqual([0, items.length])
    const many = Array.from({ length: 1000 }, (_, index): OutlineItem => ({ kind: 'node', key: `${index}`, level: 1, hasChildren: false, nodeId: `${index}` }))
    const [from, until] = drawnRange(offsetsOf(many), 20_000, 600)
    expect(from).toBeGreaterThan(400)
    expect(until - from).toBeLessThan(60)
  })
})
