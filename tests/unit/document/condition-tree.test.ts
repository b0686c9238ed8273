import { describe, expect, it } from 'vitest'
import type { Condition } from '../../../engine/core/model/condition.ts'
import { canStandIn, conditionOfText } from '../../../renderer/features/inspector/condition/condition-clip.ts'
import { conditionAt, stepOf, withConditionAt, withInserted, withMoved } from '../../../renderer/features/inspector/condition/condition-tree.ts'

const a: Condition = { segment: 'a' }
const b: Condition = { segment: 'b' }
const c: Condition = { segment: 'c' }
const d: Condition = { segment: 'd' }
/** a and (b or c) and d */
const root: Condition = { all: [a, { any: [b, c] }, d] }

describe('a condition in a condition', () => {
  it('is found, replaced and taken away by its path, in opposites of groups, too', () => {
    const none: Condition = { all: [a, { not: { any: [b, c] } }] }
    expect([conditionAt(root, []), conditionAt(root, [1, 0]), conditionAt(none, [1, 1]), conditionAt(root, [3]), conditionAt(a, [0])]).toEqual([root, b, c, undefined, undefined])
    expect(withConditionAt(none, [1, 0], d)).toEqual({ all: [a, { not: { any: [d, c] } }] })
    expect(withConditionAt(root, [0], undefined)).toEqual({ all: [{ any: [b, c] }, d] })
    expect(withConditionAt(root, [], undefined)).toBeUndefined()
  })

  it('takes its group away when it was the last in it', () => {
    expect(withConditionAt({ all: [a, { any: [b] }] }, [1, 0], undefined)).toEqual({ all: [a] })
    expect(withConditionAt({ all: [{ any: [b] }] }, [0, 0], undefined)).toBeUndefined()
  })

  it('is put before another, at the end of a group, and beside one that stood alone', () => {
    expect(withInserted(root, [1], 2, d)).toEqual({ all: [a, { any: [b, c, d] }, d] })
    expect(withInserted(root, [], 0, d)).toEqual({ all: [d, a, { any: [b, c] }, d] })
    expect([withInserted(a, [], 1, b), withInserted(a, [], 0, b)]).toEqual([{ all: [a, b] }, { all: [b, a] }])
  })
})

describe('moving a condition', () => {
  it('goes into a group, out of it, and past its neighbours', () => {
    expect(withMoved(root, [0], [1], 0)).toEqual({ all: [{ any: [a, b, c] }, d] })
    expect(withMoved(root, [1, 1], [], 0)).toEqual({ all: [c, a, { any: [b] }, d] })
    expect(withMoved(root, [2], [], 0)).toEqual({ all: [d, a, { any: [b, c] }] })
    expect(withMoved(root, [0], [], 3)).toEqual({ all: [{ any: [b, c] }, d, a] })
    expect(withMoved({ all: [a, { any: [b] }] }, [1, 0], [], 2)).toEqual({ all: [a, b] })
  })

  it('never goes into itself, and the whole goes nowhere', () => {
    expect(withMoved(root, [1], [1], 0)).toBe(root)
    expect(withMoved(root, [], [], 0)).toBe(root)
  })

  it('step by step passes every place of the tree, from the first to the last, losing nothing', () => {
    const places = new Set<string>()
    let at: Condition = root
    for (let steps = 0; steps < 20; steps++) {
      const path = pathOf(at, a)
      expect(leaves(at)).toEqual(new Set(['a', 'b', 'c', 'd']))
      places.add(path.join('.'))
      const to = stepOf(at, path, 1)
      if (to === undefined) break
      at = withMoved(at, path, to.groupPath, to.index)
    }
    expect([...places]).toEqual(['0', '0.0', '0.1', '0.2', '1', '2'])
    expect(at).toEqual({ all: [{ any: [b, c] }, d, a] })
  })
})

describe('a copied condition', () => {
  it('is read from its text, and nothing else is', () => {
    expect(conditionOfText(JSON.stringify({ format: 'journey-condition', condition: root }))).toEqual(root)
    expect(['', 'hello', '{}', '[]', JSON.stringify(root), '{"format":"journey-condition","condition":{}}', '{"format":"journey-condition","condition":{"nonsense":1}}'].map(conditionOfText)).toEqual(Array.from({ length: 7 }, () => undefined))
  })

  it('stands only where each of its parts can be judged', () => {
    const ofEvent: Condition = { all: [a, { not: { property: 'price', op: 'gte', value: 50 } }] }
    expect([canStandIn(ofEvent, { kind: 'event', event: 'purchase' }), canStandIn(ofEvent, { kind: 'moment' }), canStandIn({ weekday: [1] }, { kind: 'segment' }), canStandIn(root, { kind: 'segment' })]).toEqual([true, false, false, true])
  })
})

function pathOf(whole: Condition, part: Condition): number[] {
  const walk = (at: Condition, path: number[]): number[] | undefined => {
    if (at === part) return path
    const items = 'all' in at ? at.all : 'any' in at ? at.any : []
    for (const [index, item] of items.entries()) {
      const found = walk(item, [...path, index])
      if (found) return found
    }
    return undefined
  }
  return walk(whole, []) ?? []
}

function leaves(condition: Condition): Set<string> {
  return new Set(JSON.stringify(condition).match(/(?<="segment":")\w/g))
}
