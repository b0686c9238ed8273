import { describe, expect, it } from 'vitest'
import type { TargetProblem } from '../../../engine/core/publish/problem.ts'
import { jsonDifferences } from '../../../renderer/features/publish/json-differences.ts'
import { foundIn, hasReferences, payloadText } from '../../../renderer/features/publish/payload-text.ts'
import type { Plan } from '../../../renderer/features/publish/plan-store.ts'
import { countProblems, problemGroups } from '../../../renderer/features/publish/problem-groups.ts'

const plan = { steps: [{ key: 'template/hi/-', name: 'Hello [rehearsal:welcome/template/hi/-]' }] } as unknown as Plan // as: only the names are read

describe('a payload that is looked at', () => {
  it('shows a reference by the name of what it refers to, without the mark it is found by', () => {
    const body = { name: 'Hi', nodes: [{ templateId: { $ref: 'template/hi/-' } }] }
    expect(payloadText(body, plan)).toBe('{\n  "name": "Hi",\n  "nodes": [\n    {\n      "templateId": "‹Hello›"\n    }\n  ]\n}')
    expect(hasReferences(body)).toBe(true)
    expect(hasReferences({ name: '$ref' })).toBe(false)
  })

  it('leaves alone what only looks like a reference', () => {
    expect(payloadText({ $ref: 'template/hi/-', more: 1 }, plan)).toContain('"$ref": "template/hi/-"')
    expect(hasReferences({ $ref: 'template/hi/-', more: 1 })).toBe(false)
  })

  it('shows a reference to what is not in the plan by its key', () => {
    expect(payloadText({ id: { $ref: 'segment/vip' } }, plan)).toContain('‹segment/vip›')
  })

  it('is searched without regard to case, and no further than asked', () => {
    expect(foundIn('Delay delay DELAY', 'delay')).toEqual([0, 6, 12])
    expect(foundIn('aaaa', 'a', 2)).toEqual([0, 1])
    expect(foundIn('aaaa', '')).toEqual([])
  })
})

describe('the differences of two payloads', () => {
  it('are named by their place, what is only in one of them included', () => {
    expect(jsonDifferences({ a: 1, gone: true, list: [1, 2] }, { a: 2, list: [1, 3, 4], added: null })).toEqual([
      { path: '$.a', before: 1, after: 2 },
      { path: '$.list[1]', before: 2, after: 3 },
      { path: '$.list[2]', before: undefined, after: 4 },
      { path: '$.added', before: undefined, after: null },
      { path: '$.gone', before: true, after: undefined },
    ])
  })

  it('are none where only the order of members differs', () => {
    expect(jsonDifferences({ a: 1, b: { c: 2 } }, { b: { c: 2 }, a: 1 })).toEqual([])
  })

  it('are one where a value is of another kind', () => {
    expect(jsonDifferences({ a: [] }, { a: {} })).toEqual([{ path: '$.a', before: [], after: {} }])
  })
})

describe('what a platform cannot take', () => {
  const problem = (stepId: string, message: string, severity: TargetProblem['severity'] = 'loss'): TargetProblem => ({ code: 'DF001', severity, path: `$.steps.${stepId}`, stepId, message, help: '' })

  it('is said once of several steps alike', () => {
    const groups = problemGroups([problem('a', 'no link'), problem('b', 'no link'), problem('c', 'no goal')])
    expect(groups.map(({ problem: { message }, places }) => [message, places.map(({ stepId }) => stepId)])).toEqual([['no link', ['a', 'b']], ['no goal', ['c']]])
  })

  it('is counted by how grave it is, alike things once', () => {
    expect(countProblems([problem('a', 'no link'), problem('b', 'no link'), problem('a', 'no channel', 'error'), problem('a', 'a note', 'note')])).toEqual({ error: 1, loss: 1, note: 1 })
  })
})
