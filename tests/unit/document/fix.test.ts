import { describe, expect, it } from 'vitest'
import { lintJourney } from '../../../engine/core/lint/lint-journey.ts'
import { journeySchema, type JourneyDocument } from '../../../engine/core/model/journey.ts'
import { fixProblem } from '../../../renderer/document/commands/fix.ts'
import { createDocumentStore } from '../../../renderer/document/document-store.ts'

/** A wait without a limit, and a loop on which no time passes. */
function faulty(): JourneyDocument {
  return journeySchema.parse({
    format: 'journey',
    formatVersion: 1,
    id: 'faulty',
    entries: [{ id: 'in', trigger: { kind: 'event', event: 'signup' }, next: 'wait' }],
    steps: {
      wait: { kind: 'waitFor', branches: [{ id: 'cart', event: 'cart', next: 'push' }] },
      push: { kind: 'message', channel: 'push', template: { title: 'Hi' }, next: 'check' },
      check: { kind: 'branch', branches: [{ id: 'tr', when: { attribute: 'country', op: 'eq', value: 'TR' }, next: 'push' }] },
    },
    layout: { wait: { x: 390, y: 0 }, push: { x: 780, y: 0 }, check: { x: 1170, y: 0 } },
  })
}

const findingOf = (document: JourneyDocument, code: string) => lintJourney(document).find((one) => one.code === code && one.fix !== undefined)!

describe('a fix', () => {
  it('is one undo step under the name of its button, and does away with the finding', () => {
    const store = createDocumentStore()
    store.getState().load({ journey: null, document: faulty() })
    const finding = findingOf(faulty(), 'J021')
    store.getState().apply(fixProblem(finding))
    expect(store.getState().undoName).toBe(finding.fix?.label)
    expect(lintJourney(store.getState().document).some(({ code }) => code === 'J021')).toBe(false)
    store.getState().undo()
    expect(store.getState().document).toEqual(faulty())
  })

  it('puts the steps it adds on the canvas', () => {
    const document = faulty()
    const after = fixProblem(findingOf(document, 'J014')).run(document)
    const added = Object.keys(after.steps).filter((id) => document.steps[id] === undefined)
    expect(added.length).toBe(1)
    expect(after.layout?.[added[0]!]).toEqual({ x: expect.any(Number) as number, y: expect.any(Number) as number })
  })

  it('leaves a document alone that has changed since', () => {
    const finding = findingOf(faulty(), 'J021')
    const changed = { ...faulty(), steps: { ...faulty().steps, wait: { kind: 'waitFor' as const, branches: [], timeout: { after: 'P1D' } } } }
    expect(fixProblem(finding).run(changed)).toBe(changed)
  })
})
