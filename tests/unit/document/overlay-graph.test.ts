import { describe, expect, it } from 'vitest'
import { diffJourneys } from '../../../engine/core/diff/diff-journeys.ts'
import type { JourneyDocument } from '../../../engine/core/model/journey.ts'
import { overlayGraph, type Shown } from '../../../renderer/features/versions/overlay-graph.ts'

const BEFORE: JourneyDocument = {
  format: 'journey', formatVersion: 1, id: 'j',
  entries: [{ id: 'in', trigger: { kind: 'event', event: 'signup' }, next: 'wait' }],
  steps: { wait: { kind: 'delay', for: 'P1D', next: 'push' }, push: { kind: 'message', channel: 'push', next: 'end' }, end: { kind: 'exit' } },
  layout: { 'entry:in': { x: 0, y: 0 }, wait: { x: 300, y: 0 }, push: { x: 600, y: 0 }, end: { x: 900, y: 0 } },
}
const AFTER: JourneyDocument = {
  ...BEFORE,
  steps: { wait: { kind: 'delay', for: 'P2D', next: 'mail' }, mail: { kind: 'message', channel: 'email', next: 'end' }, end: { kind: 'exit' } },
  layout: { 'entry:in': { x: 0, y: 0 }, wait: { x: 300, y: 0 }, mail: { x: 600, y: 0 }, end: { x: 900, y: 80 } },
}

function seen(shown: Shown, after = AFTER) {
  const { nodes, edges } = overlayGraph(BEFORE, after, diffJourneys(BEFORE, after), shown)
  return { nodes: nodes.map(({ id, mark, position }) => `${mark} ${id} ${position.x},${position.y}`), edges: edges.map(({ mark, from, to }) => `${mark} ${from}>${to}`) }
}

describe('two versions in one picture', () => {
  it('show what is new, what is gone where there is room, and what changed', () => {
    expect(seen('both')).toEqual({
      nodes: ['same entry:in 0,0', 'changed wait 300,0', 'added mail 600,0', 'moved end 900,80', 'removed push 600,96'],
      edges: ['same entry:in>wait', 'added wait>mail', 'added mail>end', 'removed wait>push', 'removed push>end'],
    })
  })

  it('can be looked at one by one', () => {
    expect(seen('before').nodes).toEqual(['same entry:in 0,0', 'changed wait 300,0', 'removed push 600,0', 'moved end 900,0'])
    expect(seen('after').nodes).toEqual(['same entry:in 0,0', 'changed wait 300,0', 'added mail 600,0', 'moved end 900,80'])
    expect(seen('before').edges).toEqual(['same entry:in>wait', 'removed wait>push', 'removed push>end'])
  })

  it('show a step that only has another id once', () => {
    const renamed: JourneyDocument = { ...BEFORE, steps: { wait: { kind: 'delay', for: 'P1D', next: 'hello' }, hello: BEFORE.steps['push']!, end: { kind: 'exit' } }, layout: { ...BEFORE.layout, hello: { x: 600, y: 0 } } }
    expect(seen('both', renamed)).toEqual({ nodes: ['same entry:in 0,0', 'same wait 300,0', 'changed hello 600,0', 'same end 900,0'], edges: ['same entry:in>wait', 'same wait>hello', 'same hello>end'] })
  })
})
