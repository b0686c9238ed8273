import { describe, expect, it } from 'vitest'
import { lintJourney } from '../../../engine/core/lint/lint-journey.ts'
import { journeySchema, type JourneyDocument } from '../../../engine/core/model/journey.ts'
import { fixAll, fixedAll, isSafeFix } from '../../../renderer/document/commands/fix-all.ts'
import { createDocumentStore } from '../../../renderer/document/document-store.ts'

/** Two misspelt segments, two waits without a limit, and a loop without time. */
function faulty(): JourneyDocument {
  return journeySchema.parse({
    format: 'journey',
    formatVersion: 1,
    id: 'faulty',
    segments: { loyal: { when: { did: 'purchase', within: 'P1Y' } } },
    entries: [{ id: 'in', trigger: { kind: 'segment', segment: 'loial', change: 'enter' }, next: 'first' }],
    steps: {
      first: { kind: 'waitFor', branches: [{ id: 'a', segment: 'loyall', next: 'second' }] },
      second: { kind: 'waitFor', branches: [{ id: 'b', event: 'cart', next: 'push' }] },
      push: { kind: 'message', channel: 'push', template: { title: 'Hi' }, next: 'check' },
      check: { kind: 'branch', branches: [{ id: 'tr', when: { attribute: 'country', op: 'eq', value: 'TR' }, next: 'push' }] },
    },
  })
}

const codes = (document: JourneyDocument) => lintJourney(document).map(({ code }) => code)

describe('fixing all', () => {
  it('of one kind is one undo step that says how many, and leaves the other kinds alone', () => {
    const store = createDocumentStore()
    store.getState().load({ journey: null, document: faulty() })
    store.getState().apply(fixAll(faulty(), lintJourney, ({ code }) => code === 'J021')!)
    // Made from another object than the open one, so nothing happens.
    expect(store.getState().undoName).toBeNull()

    const { document } = store.getState()
    store.getState().apply(fixAll(document, lintJourney, ({ code }) => code === 'J021')!)
    expect(store.getState().undoName).toBe('Fix 2 problems')
    expect(codes(store.getState().document)).not.toContain('J021')
    expect(codes(store.getState().document)).toContain('J014')
    store.getState().undo()
    expect(store.getState().document).toBe(document)
  })

  it('that is safe corrects names and moves nobody', () => {
    const { document, count } = fixedAll(faulty(), lintJourney, isSafeFix)
    expect(count).toBe(2)
    expect(document.entries[0]?.trigger).toMatchObject({ segment: 'loyal' })
    expect(document.steps['first']).toMatchObject({ branches: [{ segment: 'loyal' }] })
    expect(codes(document)).toEqual(expect.arrayContaining(['J014', 'J021']))
  })

  it('checks again after each fix, so that what one fix did away with is not fixed twice', () => {
    // Both steps of the loop are found; a delay on it does away with both findings.
    const loop = lintJourney(faulty()).filter(({ code, fix }) => code === 'J014' && fix !== undefined).length
    const { document, count } = fixedAll(faulty(), lintJourney, ({ code }) => code === 'J014')
    expect(loop).toBeGreaterThanOrEqual(1)
    expect(count).toBe(1)
    expect(Object.values(document.steps).filter(({ kind }) => kind === 'delay')).toHaveLength(1)
  })

  it('is nothing where nothing is wanted', () => {
    expect(fixAll(faulty(), lintJourney, () => false)).toBeUndefined()
  })
})
