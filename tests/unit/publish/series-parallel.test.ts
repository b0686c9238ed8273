import { describe, expect, test } from 'vitest'
import type { Step } from '../../../engine/core/model/steps/registry.ts'
import { nested, type Sequence } from '../../../engine/core/publish/series-parallel.ts'

/** `a>b`: a goes on to b; `a>b|c`: a branches; `a`: the end. */
function steps(...lines: string[]): Record<string, Step> {
  return Object.fromEntries(lines.map((line): [string, Step] => {
    const [id = '', targets] = line.split('>')
    if (targets === undefined) return [id, { kind: 'update', set: {} }]
    const [first = '', ...more] = targets.split('|')
    const on = (next: string) => (next === '' ? {} : { next })
    if (more.length === 0) return [id, { kind: 'update', set: {}, next: first }]
    return [id, { kind: 'split', variants: [first, ...more].map((next, index) => ({ id: String(index), weight: 1, ...on(next) })) }]
  }))
}

function written(sequence: Sequence): string {
  return sequence.map(({ stepId, copy, branches }) => `${stepId}${copy > 1 ? `#${copy}` : ''}${branches.size === 0 ? '' : `(${[...branches.values()].map(written).join('|')})`}`).join(' ')
}

function nestedIn(all: Record<string, Step>, mostDoubles = 50): string {
  const nesting = nested(all, 'a', mostDoubles)
  return nesting.ok ? written(nesting.sequence) : `${nesting.why}: ${nesting.stepIds.join(' ')}`
}

describe('a journey as nested blocks', () => {
  test('goes on behind a branch where all its ways meet', () => {
    expect(nestedIn(steps('a>b|c', 'b>d', 'c>d', 'd>e', 'e'))).toBe('a(b|c) d e')
    expect(nestedIn(steps('a>b|d', 'b>d', 'd'))).toBe('a(b|) d')
    expect(nestedIn(steps('a>b|c', 'b>d|e', 'c>f', 'd>f', 'e>f', 'f'))).toBe('a(b(d|e)|c) f')
  })

  test('ends every way by itself where one of them ends early', () => {
    expect(nestedIn(steps('a>b|c', 'b', 'c>d', 'd'))).toBe('a(b|c d)')
    expect(nestedIn(steps('a>|c', 'c'))).toBe('a(|c)')
  })

  test('doubles what ways come to across branches, and says so', () => {
    const all = steps('a>b|c|d', 'b>e', 'c>e', 'd', 'e>f', 'f')
    expect(nestedIn(all)).toBe('a(b e f|c e#2 f#2|d)')
    expect(nested(all, 'a', 50)).toMatchObject({ ok: true, doubled: new Map([['e', 2], ['f', 2]]) })
  })

  test('is refused on a loop, and where doubling takes too much; both name the steps', () => {
    expect(nestedIn(steps('a>b', 'b>c', 'c>b'))).toBe('loop: b c')
    expect(nestedIn(steps('a>b|c|d', 'b>e', 'c>e', 'd', 'e>f', 'f'), 1)).toBe('tooMany: e')
  })

  test('counts doubles only: neither the steps themselves nor where people leave', () => {
    const all = { ...steps('a>b|c|d', 'b>e', 'c>e', 'd', 'e>f', 'f>x'), x: { kind: 'exit' }, unreached: { kind: 'exit' } } satisfies Record<string, Step>
    expect(nestedIn(all, 2)).toBe('a(b e f|c e#2 f#2|d)')
    expect(nestedIn(all, 1)).toBe('tooMany: e')
  })

  test('of a ladder of early ends is refused quickly, though it would be as long as two to the power of forty', () => {
    const ladder = Array.from({ length: 40 }, (_, index) => [`s${index}>l${index}|r${index}|`, `l${index}>s${index + 1}`, `r${index}>s${index + 1}`]).flat()
    expect(nested(steps(...ladder, 's40'), 's0', 200).ok).toBe(false)
  })

  test('of nothing is empty, and a way to a step that is not there ends', () => {
    expect(nested({}, undefined, 5)).toMatchObject({ ok: true, sequence: [] })
    expect(nestedIn(steps('a>nowhere'))).toBe('a')
  })
})
