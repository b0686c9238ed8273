import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { diffJourneys } from '../../engine/core/diff/diff-journeys.ts'
import { isSame } from '../../engine/core/diff/journey-diff.ts'
import { canonicalJson } from '../../engine/core/json.ts'
import type { JourneyDocument } from '../../engine/core/model/journey.ts'
import { clipOf, paste } from '../../renderer/document/clipboard.ts'
import type { Command } from '../../renderer/document/command.ts'
import { connect, disconnect } from '../../renderer/document/commands/connect.ts'
import { addEntry, changeEntry } from '../../renderer/document/commands/entries.ts'
import { changeJourney, withField } from '../../renderer/document/commands/journey.ts'
import { addStep, blankStep, changeStep, deleteNodes, insertStep, moveNodes, newStepId } from '../../renderer/document/commands/steps.ts'
import { connectionsOf } from '../../renderer/document/connections.ts'
import { createDocumentStore } from '../../renderer/document/document-store.ts'
import { entryNodeId } from '../../renderer/document/node-ids.ts'
import { freeId } from '../../engine/core/model/ids.ts'
import { STEP_KINDS, type StepKindName } from '../../engine/core/model/steps/registry.ts'
import { generatedRun } from './generated-run.ts'

const generatedJourney = generatedRun.map(({ documents }) => documents[0]!)
const KINDS = Object.keys(STEP_KINDS) as StepKindName[] // as: the keys of a constant

/** Numbers that pick what is done next, whatever there is to do it with. */
const gestures = fc.array(fc.tuple(fc.nat(11), fc.nat(), fc.nat(), fc.integer({ min: -900, max: 900 })), { minLength: 1, maxLength: 25 })

function commandFor(document: JourneyDocument, [what, a, b, x]: readonly [number, number, number, number]): Command | undefined {
  const steps = Object.keys(document.steps)
  const nodes = [...document.entries.map(({ id }) => entryNodeId(id)), ...steps]
  const of = <T>(items: readonly T[], n: number): T | undefined => (items.length === 0 ? undefined : items[n % items.length])
  const [node, step, kind, edge] = [of(nodes, a), of(steps, b), of(KINDS, a)!, of(connectionsOf(document), b)]
  switch (what) {
    case 0: return addStep(newStepId(document, kind), blankStep(kind), { x, y: b % 500 })
    case 1: return addEntry(freeId('entry', (id) => document.entries.some((entry) => entry.id === id)), { x, y: x })
    case 2: return edge && insertStep(newStepId(document, kind), blankStep(kind), edge)
    case 3: return node === undefined ? undefined : deleteNodes([node], document)
    case 4: return node && step ? connect(node, 'next', step, document) : undefined
    case 5: return edge && disconnect([edge])
    case 6: return node === undefined ? undefined : moveNodes(new Map([[node, { x, y: b % 800 }]]), document)
    case 7: return step === undefined ? undefined : changeStep(step, 'Rename step', (one) => ({ ...one, name: `Name ${a % 5}` }), `name:${step}`)
    case 8: return changeJourney('Rename journey', (one) => withField(one, 'name', `Journey ${a % 3}`), 'name')
    case 9: return changeJourney('Add segment', (one) => ({ ...one, segments: { ...one.segments, [freeId('fresh', (id) => id in (one.segments ?? {}))]: { when: { attribute: 'a', op: 'exists' } } } }))
    case 10: return node === undefined ? undefined : paste(clipOf(document, [node]), { x, y: 0 }, document, 'Paste step').command
    default: return document.entries[0] && changeEntry(document.entries[0].id, 'Change trigger', (entry) => ({ ...entry, trigger: { kind: 'event', event: `e${a % 3}` } }))
  }
}

describe('undo', () => {
  it('of any sequence of edits gives the identical document, step by step, and redo the edited one', () => {
    fc.assert(fc.property(generatedJourney, gestures, (opened, sequence) => {
      let now = 0
      const store = createDocumentStore(() => (now += 10_000))
      store.getState().load({ journey: null, document: opened })
      const states = [canonicalJson(opened)]
      for (const gesture of sequence) {
        const { document, apply } = store.getState()
        const command = commandFor(document, gesture)
        if (!command) continue
        apply(command)
        const after = store.getState().document
        if (after === document) continue
        states.push(canonicalJson(after))
        // What was done is what the comparison tells: every edit that changes something is named, and nothing else.
        expect(isSame(diffJourneys(document, after))).toBe(canonicalJson(document) === canonicalJson(after))
      }
      for (const state of states.toReversed()) {
        expect(canonicalJson(store.getState().document)).toBe(state)
        store.getState().undo()
      }
      expect(store.getState().document).toBe(opened)
      store.getState().go(states.length)
      expect(canonicalJson(store.getState().document)).toBe(states.at(-1))
    }), { numRuns: 80 })
  })
})
