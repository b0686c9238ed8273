import { describe, expect, it } from 'vitest'
import type { Diagnostic } from '../../../engine/core/lint/diagnostics.ts'
import { lintJourney } from '../../../engine/core/lint/lint-journey.ts'
import { readJourney } from '../../../engine/core/lint/read-journey.ts'
import type { Condition } from '../../../engine/core/model/condition.ts'
import type { JourneyDocument } from '../../../engine/core/model/journey.ts'
import type { Step } from '../../../engine/core/model/steps/registry.ts'
import { aJourney } from './a-journey.ts'

const exit: Step = { kind: 'exit' }
const wait = (branch: object, others: object = {}): Step => ({ kind: 'waitFor', branches: [{ id: 'b', event: 'x', ...branch }], timeout: { after: 'P1D' }, ...others })
const known: Condition = { attribute: 'plan', op: 'exists' }
const withExit = (others: Partial<JourneyDocument>) => aJourney({ a: exit }, others)
const entry = (id: string, event = 'start') => ({ id, trigger: { kind: 'event' as const, event }, next: 'a' })

type Case = [what: string, triggers: JourneyDocument, expected: [code: string, severity: string, path: string, message: string][], nearly: JourneyDocument]

const CASES: Case[] = [
  ['two entries of one id', withExit({ entries: [entry('in'), entry('in', 'open')] }), [['J004', 'error', '$.entries[1].id', 'the entry id "in" is used twice']], withExit({ entries: [entry('in'), entry('In', 'open')] })],
  [
    'two goals, two exits and two stages of one id',
    withExit({
      goals: [{ id: 'g', event: 'x' }, { id: 'g', event: 'y' }],
      exits: [{ id: 'o', event: 'v' }, { id: 'o', event: 'w' }],
      stages: [{ id: 's' }, { id: 's' }],
    }),
    [
      ['J004', 'error', '$.goals[1].id', 'the goal id "g" is used twice'],
      ['J004', 'error', '$.exits[1].id', 'the exit id "o" is used twice'],
      ['J004', 'error', '$.stages[1].id', 'the stage id "s" is used twice'],
    ],
    withExit({ goals: [{ id: 'same', event: 'x' }], exits: [{ id: 'same', event: 'y' }], stages: [{ id: 'same' }] }),
  ],
  [
    'two branches of one id',
    aJourney({ a: { kind: 'waitFor', branches: [{ id: 'b', event: 'x' }, { id: 'b', event: 'y' }], timeout: { after: 'P1D' } } }),
    [['J004', 'error', '$.steps.a.branches[1].id', 'the branch id "b" of step "a" is used twice']],
    aJourney({ a: wait({ next: 'b' }, { timeout: { after: 'P1D', next: 'b' } }), b: wait({}) }),
  ],
  [
    'two variants of one id',
    aJourney({ a: { kind: 'split', variants: [{ id: 'v', weight: 1 }, { id: 'v', weight: 1 }] } }),
    [['J004', 'error', '$.steps.a.variants[1].id', 'the variant id "v" of step "a" is used twice']],
    aJourney({ a: { kind: 'split', variants: [{ id: 'v', weight: 1 }, { id: 'w', weight: 1 }] } }),
  ],
  [
    'connections that lead nowhere',
    aJourney({ a: { kind: 'branch', branches: [{ id: 'yes', when: known, next: 'wait-2' }], else: 'gone' }, 'wait-1': exit }, { entries: [{ ...entry('in'), next: 'a' }, { ...entry('in-2', 'x'), next: 'wait-1' }, { ...entry('in-3', 'y'), next: 'b' }] }),
    [
      ['J010', 'error', '$.entries[2].next', 'there is no step "b"'],
      ['J010', 'error', '$.steps.a.branches[0].next', 'step "a": there is no step "wait-2"'],
      ['J010', 'error', '$.steps.a.else', 'step "a": there is no step "gone"'],
    ],
    aJourney({ a: { kind: 'branch', branches: [{ id: 'yes', when: known, next: 'wait-1' }], else: 'wait-2' }, 'wait-1': exit, 'wait-2': exit }),
  ],
  [
    'connections of every other kind of port that lead nowhere',
    aJourney({
      a: { kind: 'message', channel: 'push', next: 'n1', onSuppressed: 'n2' },
      b: { kind: 'waitFor', branches: [{ id: 'b', event: 'x', next: 'n3' }], timeout: { after: 'P1D', next: 'n4' } },
      c: { kind: 'split', variants: [{ id: 'v', weight: 1, next: 'n5' }] },
      d: { kind: 'delay', for: 'P1D', next: 'n6' },
      e: { kind: 'update', set: {}, next: 'n7' },
    }, { entries: ['a', 'b', 'c', 'd', 'e'].map((next) => ({ ...entry(`to-${next}`, next), next })) }),
    [
      ['J010', 'error', '$.steps.a.next', 'step "a": there is no step "n1"'],
      ['J010', 'error', '$.steps.a.onSuppressed', 'step "a": there is no step "n2"'],
      ['J010', 'error', '$.steps.b.branches[0].next', 'step "b": there is no step "n3"'],
      ['J010', 'error', '$.steps.b.timeout.next', 'step "b": there is no step "n4"'],
      ['J010', 'error', '$.steps.c.variants[0].next', 'step "c": there is no step "n5"'],
      ['J010', 'error', '$.steps.d.next', 'step "d": there is no step "n6"'],
      ['J010', 'error', '$.steps.e.next', 'step "e": there is no step "n7"'],
    ],
    aJourney({ a: { kind: 'message', channel: 'push' } }),
  ],
  [
    'a segment nobody defined, deep in a condition',
    withExit({ goals: [{ id: 'g', event: 'x', where: { not: { any: [{ did: 'y', where: { all: [{ segment: 'vips' }] } }] } } }], segments: { vip: { when: { all: [] } } } }),
    [['J011', 'error', '$.goals[0].where.not.any[0].where.all[0].segment', 'there is no segment "vips"']],
    withExit({ goals: [{ id: 'g', event: 'x', where: { segment: 'vip' } }], segments: { vip: { when: known } } }),
  ],
  ['a stage nobody defined', aJourney({ a: { kind: 'exit', stage: 'awarenes' } }, { stages: [{ id: 'awareness' }] }), [['J012', 'error', '$.steps.a.stage', 'step "a": there is no stage "awarenes"']], aJourney({ a: { kind: 'exit', stage: 'awareness' } }, { stages: [{ id: 'awareness' }] })],
  [
    'weights that sum to 0',
    aJourney({ a: { kind: 'split', variants: [{ id: 'v', weight: 0 }, { id: 'w', weight: 0.00004 }], } }),
    [['J013', 'error', '$.steps.a.variants', 'the weights of "a" sum to 0, so no variant can be chosen']],
    aJourney({ a: { kind: 'split', variants: [{ id: 'v', weight: 0 }, { id: 'w', weight: 0.0001 }] } }),
  ],
  [
    'weights of message texts that sum to 0',
    aJourney({ a: { kind: 'message', channel: 'push', variants: [{ id: 'v', weight: 0 }] } }),
    [['J013', 'error', '$.steps.a.variants', 'the weights of "a" sum to 0, so no variant can be chosen']],
    aJourney({ a: { kind: 'message', channel: 'push', variants: [{ id: 'v', weight: 0 }, { id: 'w', weight: 7 }] } }),
  ],
  ['a step that leads to itself', aJourney({ a: { kind: 'update', set: {}, next: 'a' } }), [['J014', 'error', '$.steps.a', '"a" loops to itself without time passing']], aJourney({ a: { kind: 'delay', for: 'PT0.001S', next: 'a' } })],
  [
    'segments in a circle',
    withExit({ segments: { a: { when: { not: { segment: 'b' } } }, b: { when: { all: [{ segment: 'c' }] } }, c: { when: { any: [{ segment: 'b' }] } } } }),
    [
      ['J015', 'error', '$.segments.b.when', 'segment "b" is defined by itself'],
      ['J015', 'error', '$.segments.c.when', 'segment "c" is defined by itself'],
    ],
    withExit({ segments: { a: { when: { all: [{ segment: 'b' }, { segment: 'c' }] } }, b: { when: { segment: 'c' } }, c: { when: { all: [] } } } }),
  ],
  [
    'a segment that asks for the event at hand',
    withExit({ segments: { s: { when: { all: [{ property: 'price', op: 'gt', value: 5 }] } } } }),
    [['J016', 'error', '$.segments.s.when.all[0]', 'segment "s" asks for property, but no event is at hand in a segment']],
    withExit({ segments: { s: { when: { did: 'purchase', where: { property: 'price', op: 'gt', value: 5 } } } } }),
  ],
  [
    'a split for a goal nobody defined',
    aJourney({ a: { kind: 'split', goal: 'orderd', variants: [{ id: 'v', weight: 1 }] } }, { goals: [{ id: 'ordered', event: 'purchase' }] }),
    [['J017', 'error', '$.steps.a.goal', 'step "a": there is no goal "orderd"']],
    aJourney({ a: { kind: 'split', goal: 'ordered', variants: [{ id: 'v', weight: 1 }] } }, { goals: [{ id: 'ordered', event: 'purchase' }] }),
  ],
  ['a step nobody reaches', aJourney({ a: exit, b: { kind: 'exit', name: 'Lost' } }), [['J020', 'warning', '$.steps.b', 'nobody can reach "Lost"']], aJourney({ a: { kind: 'delay', for: 'P1D', next: 'b' }, b: exit })],
  ['a wait without a timeout', aJourney({ a: { kind: 'waitFor', branches: [{ id: 'b', event: 'x' }] } }), [['J021', 'warning', '$.steps.a', '"a" has no timeout: whoever never does this waits to the end of the run']], aJourney({ a: wait({}) })],
  ['a journey without entries', { ...withExit({}), entries: [] }, [['J022', 'warning', '$.entries', 'the journey has no entry, so nobody can start it']], withExit({})],
  [
    'an update whose template does not parse',
    aJourney({ a: { kind: 'update', set: { ok: '{{ profile.x }}', city: '{{ profile.city' } } }),
    [['J023', 'error', '$.steps.a.set.city', 'the template of "a" does not parse: output "{{ profile.city" not closed, line:1, col:1']],
    aJourney({ a: { kind: 'update', set: { city: '{ profile.city', list: ['{{ not rendered'], x: '{{ profile.city }}' } } }),
  ],
  [
    'an update that would read another file or throw dice',
    aJourney({ a: { kind: 'update', set: { x: '{% include "secrets" %}', y: '{{ "a" | sample }}' } } }),
    [
      ['J023', 'error', '$.steps.a.set.x', 'the template of "a" does not parse: tag "include" not found, line:1, col:1'],
      ['J023', 'error', '$.steps.a.set.y', 'the template of "a" does not parse: undefined filter: sample, line:1, col:1'],
    ],
    aJourney({ a: { kind: 'update', set: { x: 'include "secrets"', y: '{{ "a" | upcase }}' } } }),
  ],
  [
    'a message whose template does not parse here, though its platform may read it',
    aJourney({ a: { kind: 'message', channel: 'push', template: { title: '{{ name' }, variants: [{ id: 'v', weight: 1, template: { body: '{% connected_content %}' } }] } }),
    [
      ['J023', 'warning', '$.steps.a.template.title', 'the template of "a" does not parse: output "{{ name" not closed, line:1, col:1'],
      ['J023', 'warning', '$.steps.a.variants[0].template.body', 'the template of "a" does not parse: tag "connected_content" not found, line:1, col:1'],
    ],
    aJourney({ a: { kind: 'message', channel: 'push', template: { title: '{{ profile.id }}' }, variants: [{ id: 'v', weight: 1, template: { body: '{% if profile.name %}x{% endif %}' } }] } }),
  ],
]

describe('lint', () => {
  it.each(CASES)('finds %s, and nothing in what comes near it', (_, triggers, expected, nearly) => {
    expect(lintJourney(triggers).map(({ code, severity, path, message }) => [code, severity, path, message])).toEqual(expected)
    expect(lintJourney(nearly)).toEqual([])
    for (const document of [triggers, nearly]) expect(readJourney(JSON.stringify(document)).document).toEqual(document) // both fit the schema
  })

  it('puts errors before warnings, and names the step of each finding about one', () => {
    const document = aJourney({ a: { kind: 'waitFor', branches: [{ id: 'b', event: 'x' }] }, b: { kind: 'update', set: {}, next: 'b' } })
    expect(lintJourney(document).map(({ code, stepId }: Diagnostic) => [code, stepId])).toEqual([['J014', 'b'], ['J020', 'b'], ['J021', 'a']])
  })

  it('offers the name that was probably meant', () => {
    const helps = (next: string) => lintJourney(aJourney({ a: { kind: 'update', set: {}, next }, reminder: exit })).filter(({ code }) => code === 'J010').map(({ help }) => help)
    expect([helps('remindr'), helps('REMINDER'), helps('thanks')]).toEqual([
      ['did you mean "reminder"? Otherwise add a step with this id'],
      ['did you mean "reminder"? Otherwise add a step with this id'],
      ['add a step with this id, or remove the reference'],
    ])
  })
})
