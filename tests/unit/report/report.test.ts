import { describe, expect, it } from 'vitest'
import type { JourneyDocument } from '../../../engine/core/model/journey.ts'
import { funnel } from '../../../engine/core/report/funnel.ts'
import { outcomes } from '../../../engine/core/report/outcomes.ts'
import { overlay } from '../../../engine/core/report/overlay.ts'
import { giveSameFigures } from '../../../engine/core/report/same-figures.ts'
import { stageFigures } from '../../../engine/core/report/stages.ts'
import { resultOf, stepResult } from './hand-made-result.ts'

// 100 sign up; 60 look at a category, 10 of the others go straight to the cart; 40 of the 60 fill the cart; 15 order.
const document: JourneyDocument = {
  format: 'journey',
  formatVersion: 1,
  id: 'shop',
  stages: [{ id: 'awareness', name: 'Awareness' }, { id: 'discovery', name: 'Discovery' }, { id: 'empty' }, { id: 'purchase' }],
  entries: [{ id: 'signed-up', trigger: { kind: 'event', event: 'signup' }, next: 'first-visit' }],
  steps: {
    'first-visit': {
      kind: 'waitFor',
      stage: 'awareness',
      branches: [{ id: 'category', event: 'category_view', next: 'looking' }, { id: 'cart', event: 'add_to_cart', next: 'cart' }],
      timeout: { after: 'P7D' },
    },
    looking: { kind: 'waitFor', stage: 'discovery', branches: [{ id: 'cart', event: 'add_to_cart', next: 'cart' }], timeout: { after: 'PT30M', next: 'gone' } },
    gone: { kind: 'exit', stage: 'discovery', outcome: 'stopped' },
    cart: { kind: 'message', stage: 'purchase', channel: 'push', next: 'paying' },
    paying: { kind: 'waitFor', stage: 'purchase', branches: [{ id: 'order', event: 'purchase', next: 'thanks' }] },
    thanks: { kind: 'exit' },
  },
}

const result = resultOf({
  instances: { started: 100, active: 30, ended: 70, outcomes: { completed: 25, stopped: 18, 'goal:ordered': 15, 'exit:unsubscribed': 12 } },
  entries: { 'signed-up': { matched: 110, admitted: 100, refused: 10 } },
  goals: { ordered: { conversions: 15, value: 0, creditedTo: { cart: 9, none: 6 } } },
  steps: {
    'first-visit': stepResult({ entered: 100, ports: { category: 60, cart: 10, timeout: 0 }, ended: { completed: 25, 'exit:unsubscribed': 5 }, p50: 3_600_000 }),
    looking: stepResult({ entered: 60, ports: { cart: 40, timeout: 18 }, ended: { 'exit:unsubscribed': 2 }, p50: 60_000 }),
    gone: stepResult({ entered: 18, ended: { stopped: 18 } }),
    cart: stepResult({ entered: 50, ports: { next: 50 }, sent: 48 }),
    paying: stepResult({ entered: 50, waiting: 30, ports: { order: 0 }, ended: { 'goal:ordered': 15, 'exit:unsubscribed': 5 } }),
    thanks: stepResult({ entered: 0 }),
  },
})

describe('overlay', () => {
  const figures = overlay(document, result)

  it('gives every entry and step its people, share, dwell, messages and ends', () => {
    expect(figures.steps).toEqual({
      'entry:signed-up': { entered: 100, shareOfEntrants: 1, medianDwellMs: null, sent: 0, waiting: 0, endedHere: 0, suppressed: {}, credited: {}, asked: { matched: 110, refused: 10 } },
      'first-visit': { entered: 100, shareOfEntrants: 1, medianDwellMs: 3_600_000, sent: 0, waiting: 0, endedHere: 30, suppressed: {}, credited: {}, asked: null },
      looking: { entered: 60, shareOfEntrants: 0.6, medianDwellMs: 60_000, sent: 0, waiting: 0, endedHere: 2, suppressed: {}, credited: {}, asked: null },
      gone: { entered: 18, shareOfEntrants: 0.18, medianDwellMs: null, sent: 0, waiting: 0, endedHere: 18, suppressed: {}, credited: {}, asked: null },
      cart: { entered: 50, shareOfEntrants: 0.5, medianDwellMs: null, sent: 48, waiting: 0, endedHere: 0, suppressed: {}, credited: { ordered: 9 }, asked: null },
      paying: { entered: 50, shareOfEntrants: 0.5, medianDwellMs: null, sent: 0, waiting: 30, endedHere: 20, suppressed: {}, credited: {}, asked: null },
      thanks: { entered: 0, shareOfEntrants: 0, medianDwellMs: null, sent: 0, waiting: 0, endedHere: 0, suppressed: {}, credited: {}, asked: null },
    })
  })

  it('gives every connection its people, its share of the step it leaves, and a width by the square root of its traffic', () => {
    expect(figures.edges).toEqual({
      'entry:signed-up:next': { people: 100, share: 1, widthShare: 1 },
      'first-visit:category': { people: 60, share: 0.6, widthShare: Math.sqrt(0.6) },
      'first-visit:cart': { people: 10, share: 0.1, widthShare: Math.sqrt(0.1) },
      'first-visit:timeout': { people: 0, share: 0, widthShare: 0 },
      'looking:cart': { people: 40, share: 40 / 60, widthShare: Math.sqrt(0.4) },
      'looking:timeout': { people: 18, share: 0.3, widthShare: Math.sqrt(0.18) },
      'cart:next': { people: 50, share: 1, widthShare: Math.sqrt(0.5) },
      'paying:order': { people: 0, share: 0, widthShare: 0 },
    })
  })

  it('counts as drop-off who left without a goal at a step that is no exit', () => {
    expect(figures.dropOffs).toEqual({ 'first-visit': 30, looking: 2, paying: 5 })
  })

  it('gives a run that nobody entered zeros, not NaN', () => {
    const nobody = resultOf({ entries: { 'signed-up': { matched: 0, admitted: 0, refused: 0 } }, steps: { looking: stepResult({ ports: { cart: 0 } }) } })
    expect(overlay(document, nobody).edges).toEqual({
      'entry:signed-up:next': { people: 0, share: 0, widthShare: 0 },
      'looking:cart': { people: 0, share: 0, widthShare: 0 },
    })
    expect(overlay(document, nobody).stages['awareness']).toEqual({ people: 0, shareToNext: null })
  })
})

describe('stages', () => {
  it('count who passed through, who reached them or a later one, and the share that went on', () => {
    expect(stageFigures(document, result)).toEqual([
      { stageId: 'awareness', name: 'Awareness', people: 100, reached: 100, shareToNext: 0.7, exact: true },
      { stageId: 'discovery', name: 'Discovery', people: 60, reached: 70, shareToNext: 40 / 60, exact: true },
      { stageId: 'purchase', name: 'purchase', people: 50, reached: 50, shareToNext: null, exact: true },
    ])
  })

  it('say so when people can come back, since a result cannot tell them apart', () => {
    const steps: JourneyDocument['steps'] = { ...document.steps, gone: { kind: 'delay', for: 'P1D', next: 'first-visit' } }
    const inexact = stageFigures({ ...document, steps }, result).map(({ stageId, exact, shareToNext }) => ({ stageId, exact, shareToNext }))
    expect(inexact).toEqual([
      { stageId: 'awareness', exact: false, shareToNext: null },
      { stageId: 'discovery', exact: false, shareToNext: null },
      { stageId: 'purchase', exact: true, shareToNext: null },
    ])
  })

  it('give no share that goes on when the way leads over a step without a stage', () => {
    const steps: JourneyDocument['steps'] = { ...document.steps, gone: { kind: 'delay', for: 'P1D', next: 'cart' } }
    const shares = stageFigures({ ...document, steps }, result).map(({ stageId, shareToNext }) => [stageId, shareToNext])
    expect(shares).toEqual([['awareness', 0.7], ['discovery', null], ['purchase', null]])
  })
})

describe('funnel', () => {
  it('never rises along the stages, also where people skip some', () => {
    expect(funnel(document, result)).toEqual([
      { stageId: 'awareness', name: 'Awareness', reached: 100, passedThrough: 100, shareOfStarted: 1, shareOfPrevious: null, exact: true },
      { stageId: 'discovery', name: 'Discovery', reached: 70, passedThrough: 60, shareOfStarted: 0.7, shareOfPrevious: 0.7, exact: true },
      { stageId: 'purchase', name: 'purchase', reached: 50, passedThrough: 50, shareOfStarted: 0.5, shareOfPrevious: 50 / 70, exact: true },
    ])
  })

  it('is empty for a journey without stages', () => {
    const { stages: _stages, ...unstaged } = document
    expect(funnel(unstaged, result)).toEqual([])
  })
})

describe('outcomes', () => {
  it('add up to everybody who started, those still inside among them', () => {
    expect(outcomes(result)).toEqual([
      { outcome: 'active', kind: 'active', name: 'active', people: 30, shareOfStarted: 0.3 },
      { outcome: 'completed', kind: 'named', name: 'completed', people: 25, shareOfStarted: 0.25 },
      { outcome: 'stopped', kind: 'named', name: 'stopped', people: 18, shareOfStarted: 0.18 },
      { outcome: 'goal:ordered', kind: 'goal', name: 'ordered', people: 15, shareOfStarted: 0.15 },
      { outcome: 'exit:unsubscribed', kind: 'exit', name: 'unsubscribed', people: 12, shareOfStarted: 0.12 },
    ])
  })
})

describe('figures go stale', () => {
  const edited = (change: Partial<JourneyDocument>) => giveSameFigures(document, { ...document, ...change })

  it('when a step, a goal or a stage changes', () => {
    expect(edited({ steps: { ...document.steps, gone: { kind: 'exit', stage: 'discovery', outcome: 'left' } } })).toBe(false)
    expect(edited({ steps: { ...document.steps, gone: { kind: 'exit', stage: 'purchase', outcome: 'stopped' } } })).toBe(false)
    expect(edited({ goals: [{ id: 'ordered', event: 'purchase' }] })).toBe(false)
  })

  it('not when a card moves, something gets another name, or an edit is taken back', () => {
    expect(edited({ layout: { cart: { x: 10, y: 20 } } })).toBe(true)
    expect(edited({ name: 'Shop' })).toBe(true)
    expect(edited({ steps: { ...document.steps, gone: { kind: 'exit', name: 'Gone', note: 'why', stage: 'discovery', outcome: 'stopped' } } })).toBe(true)
    expect(giveSameFigures(document, structuredClone(document))).toBe(true)
  })
})
