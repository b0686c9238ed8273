import { describe, expect, it } from 'vitest'
import type { Diagnostic } from '../../../engine/core/lint/diagnostics.ts'
import { applyFix, fixWith } from '../../../engine/core/lint/fix.ts'
import type { JourneyDocument } from '../../../engine/core/model/journey.ts'
import { aJourney } from './a-journey.ts'

const document = aJourney({ a: { kind: 'delay', for: 'P1D', next: 'b' }, b: { kind: 'waitFor', branches: [{ id: 'x', event: 'x' }, { id: 'y', event: 'y' }] } })
const finding = (...edits: Parameters<typeof fixWith>[2][]): Diagnostic => ({ code: 'J021', severity: 'info', message: '', help: '', path: '$', ...fixWith(document, 'Do it', ...edits) })

describe('a fix', () => {
  it('sets, adds and takes away, in a copy that shares what it does not touch', () => {
    const before = JSON.stringify(document)
    const fixed = applyFix(document, finding({ path: ['steps', 'a', 'for'], value: 'P2D' }, { path: ['steps', 'a', 'next'] }, { path: ['goals'], value: [{ id: 'g', event: 'z' }] }, { path: ['steps', 'c'], value: { kind: 'exit' } }))!
    expect(fixed).toEqual({ ...document, goals: [{ id: 'g', event: 'z' }], steps: { a: { kind: 'delay', for: 'P2D' }, b: document.steps.b, c: { kind: 'exit' } } })
    expect([JSON.stringify(document), fixed.steps.b === document.steps.b, fixed.entries === document.entries]).toEqual([before, true, true])
  })

  it('changes items of lists in their place, and takes them out', () => {
    const fixed = applyFix(document, finding({ path: ['steps', 'b', 'branches', 1, 'event'], value: 'z' }, { path: ['steps', 'b', 'branches', 0] }))!
    expect(fixed.steps.b).toEqual({ kind: 'waitFor', branches: [{ id: 'y', event: 'z' }] })
  })

  it('is only offered where it changes something, and does nothing without one', () => {
    expect(applyFix(document, { code: 'J021', severity: 'info', message: '', help: '', path: '$' })).toBeUndefined()
  })

  it.each<[string, JourneyDocument]>([
    ['has another value', { ...document, steps: { ...document.steps, a: { kind: 'delay', for: 'P3D', next: 'b' } } }],
    ['is gone', { ...document, steps: { b: document.steps.b! } }],
  ])('leaves a document alone in which what it would change %s by now', (_, changed) => {
    expect(applyFix(changed, finding({ path: ['steps', 'a', 'for'], value: 'P2D' }))).toBeUndefined()
  })

  it('leaves a document alone in which a step of the name it would give has been added', () => {
    const changed: JourneyDocument = { ...document, steps: { ...document.steps, c: { kind: 'exit' } } }
    expect(applyFix(changed, finding({ path: ['steps', 'c'], value: { kind: 'exit' } }))).toBeUndefined()
  })

  it('survives being sent as JSON', () => {
    const sent = JSON.parse(JSON.stringify(finding({ path: ['steps', 'a', 'next'] }))) as Diagnostic // as: what was just written
    expect(applyFix(document, sent)!.steps.a).toEqual({ kind: 'delay', for: 'P1D' })
  })
})
