import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { diffJourneys } from '../../engine/core/diff/diff-journeys.ts'
import { isSame, type PartChange } from '../../engine/core/diff/journey-diff.ts'
import { withoutTargets } from '../../engine/core/diff/parts.ts'
import { takeBack } from '../../engine/core/diff/take-back.ts'
import { canonicalJson } from '../../engine/core/json.ts'
import { journeySchema, type JourneyDocument } from '../../engine/core/model/journey.ts'
import { generatedRun } from './generated-run.ts'

const generatedJourney = generatedRun.map(({ documents }) => documents[0]!)

/** A journey and another one that has something of it: members of either, so that parts are new, gone, changed and the same. */
const twoVersions = fc.tuple(generatedJourney, generatedJourney, fc.infiniteStream(fc.boolean())).map(([before, other, coin]): [JourneyDocument, JourneyDocument] => {
  const flip = () => coin.next().value === true
  const steps = Object.fromEntries([...Object.entries(before.steps), ...Object.entries(other.steps)].filter(() => flip()))
  const [first] = Object.keys(before.steps)
  const after: JourneyDocument = {
    ...(flip() ? before : other),
    id: before.id,
    steps: { [first!]: before.steps[first!]!, ...steps },
    entries: (flip() ? before : other).entries,
  }
  return [before, after]
})

const changeOf = (changes: readonly PartChange[], part: string, id: string) => changes.find((change) => change.part === part && (change.id === id || change.idBefore === id))

describe('a comparison of two journeys', () => {
  it('finds nothing between a journey and itself, whatever the order of its keys', () => {
    fc.assert(fc.property(generatedJourney, (journey) => {
      const turned = { ...journey, steps: Object.fromEntries(Object.entries(journey.steps).reverse()) }
      expect(isSame(diffJourneys(journey, turned))).toBe(true)
    }), { numRuns: 60 })
  })

  it('names every part that differs, and no part that is the same', () => {
    fc.assert(fc.property(twoVersions, ([before, after]) => {
      const { changes } = diffJourneys(before, after)
      const said = (value: unknown) => (value === undefined ? 'none' : canonicalJson(value))
      for (const id of new Set([...Object.keys(before.steps), ...Object.keys(after.steps)])) {
        const own = (document: JourneyDocument) => (Object.hasOwn(document.steps, id) ? withoutTargets(document.steps[id]!) : undefined)
        if (said(own(before)) !== said(own(after))) expect(changeOf(changes, 'step', id) ?? renamedReferences(changes), id).toBeDefined()
      }
      for (const part of ['goals', 'exits', 'entries'] as const) {
        const ids = new Set([...(before[part] ?? []), ...(after[part] ?? [])].map(({ id }) => id))
        const own = (document: JourneyDocument, id: string) => {
          const found = document[part]?.find((item) => item.id === id)
          return found && 'next' in found ? { ...found, next: '' } : found
        }
        for (const id of ids) if (said(own(before, id)) !== said(own(after, id))) expect(changeOf(changes, part === 'entries' ? 'entry' : part.slice(0, -1), id) ?? renamedReferences(changes), id).toBeDefined()
      }
      expect(changes.length > 0).toBe(canonicalJson({ ...before, layout: {} }) !== canonicalJson({ ...after, layout: {} }))
      expect(new Set(changes.map(({ key }) => key)).size).toBe(changes.length)
      for (const change of changes) expect(change.inWords).not.toBe('')
    }), { numRuns: 150 })
  })

  it('taken back change by change gives the earlier journey again', () => {
    fc.assert(fc.property(twoVersions, ([before, after]) => {
      let current = after
      // One change may wait for another: a connection for the step it led to.
      for (let round = 0; round < 60; round++) {
        const next = diffJourneys(before, current).changes.map((change) => takeBack(current, before, change)).find((taken) => canonicalJson(taken) !== canonicalJson(current))
        if (!next) break
        expect(journeySchema.safeParse(next).success).toBe(true)
        current = next
      }
      expect(diffJourneys(before, current).changes.filter(({ kind }) => kind !== 'renamed').map(({ key, inWords }) => `${key} ${inWords}`)).toEqual([])
    }), { numRuns: 60 })
  })
})

/** A reference to what was given another id is no change of its own. */
function renamedReferences(changes: readonly PartChange[]): PartChange | undefined {
  return changes.find(({ kind }) => kind === 'renamed')
}
