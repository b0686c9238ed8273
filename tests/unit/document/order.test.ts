import { describe, expect, it } from 'vitest'
import { journeySchema, type JourneyDocument } from '../../../engine/core/model/journey.ts'
import { portsOf } from '../../../engine/core/model/steps/registry.ts'
import { moveNode, moveStep, moveWay } from '../../../renderer/document/commands/order.ts'

function journey(): JourneyDocument {
  return journeySchema.parse({
    format: 'journey',
    formatVersion: 1,
    id: 'line',
    entries: [{ id: 'in', trigger: { kind: 'event', event: 'a' }, next: 'one' }, { id: 'also', trigger: { kind: 'event', event: 'b' }, next: 'one' }],
    steps: {
      one: { kind: 'message', channel: 'push', name: 'One', next: 'two' },
      two: { kind: 'delay', name: 'Two', for: 'PT1H', next: 'three' },
      three: { kind: 'waitFor', name: 'Three', branches: [{ id: 'x', event: 'x' }, { id: 'y', event: 'y', next: 'one' }], timeout: { after: 'P1D' } },
    },
    layout: { one: { x: 0, y: 0 }, two: { x: 400, y: 40 } },
  })
}

const targets = ({ steps }: JourneyDocument, id: string) => portsOf(steps[id]!).map(({ target }) => target)

describe('moving a step along its line', () => {
  it('lets it change places with its neighbour, connections and cards', () => {
    const command = moveStep(journey(), 'two', -1)!
    const after = command.run(journey())
    expect(command.name).toBe('Move Two before One')
    expect(after.entries.map(({ next }) => next)).toEqual(['two', 'two'])
    expect([targets(after, 'two'), targets(after, 'one')]).toEqual([['one'], ['three']])
    expect(targets(after, 'three')).toEqual([undefined, 'two', undefined])
    expect([after.layout?.['one'], after.layout?.['two']]).toEqual([{ x: 400, y: 40 }, { x: 0, y: 0 }])
  })

  it('is taken back by moving it the other way', () => {
    const there = moveStep(journey(), 'one', 1)!.run(journey())
    expect(moveStep(there, 'one', -1)!.run(there)).toEqual(journey())
  })

  it('is refused where another way than the line would change', () => {
    expect(moveStep(journey(), 'two', 1)).toBeUndefined()
    expect(moveStep(journey(), 'one', -1)).toBeUndefined()
  })
})

describe('moving what has an order', () => {
  it('moves a way among the ways, its connection with it, and not past the time limit', () => {
    const after = moveWay(journey(), 'three', 'y', -1)!.run(journey())
    expect(portsOf(after.steps['three']!).map(({ id, target }) => `${id} ${target ?? '-'}`)).toEqual(['y one', 'x -', 'timeout -'])
    expect(moveWay(journey(), 'three', 'y', 1)).toBeUndefined()
    expect(moveWay(journey(), 'three', 'timeout', -1)).toBeUndefined()
  })

  it('moves an entry among the entries', () => {
    expect(moveNode(journey(), 'entry:also', -1)!.run(journey()).entries.map(({ id }) => id)).toEqual(['also', 'in'])
  })
})
