import fc from 'fast-check'
import type { DatasetFacts } from '../../../engine/core/lint/lint-context.ts'
import type { Condition } from '../../../engine/core/model/condition.ts'
import type { JourneyDocument } from '../../../engine/core/model/journey.ts'
import type { Step } from '../../../engine/core/model/steps/registry.ts'

const ids = ['a', 'b', 'c', 'd', 'constructor', 'reminder']
const target = fc.option(fc.constantFrom(...ids, 'gone', 'remindr'), { nil: undefined })
const event = fc.constantFrom('signup', 'purchase', 'purchse', '$opened', '$sent', '*')
const span = fc.constantFrom('PT0S', 'PT1H', 'P1D', 'P10D')
const some = <T>(of: fc.Arbitrary<T>) => fc.array(of, { maxLength: 3 })
const condition: fc.Arbitrary<Condition> = fc.letrec<{ one: Condition }>((tie) => ({
  one: fc.oneof(
    { maxDepth: 3 },
    fc.record({ attribute: fc.constantFrom('plan', 'plam'), op: fc.constantFrom<'eq' | 'gt'>('eq', 'gt'), value: fc.integer({ min: 0, max: 2 }) }),
    fc.record({ property: fc.constantFrom('price', 'prise'), op: fc.constant<'lt'>('lt'), value: fc.integer({ min: 0, max: 2 }) }),
    fc.record({ did: event, count: fc.record({ op: fc.constantFrom<'eq' | 'gte'>('eq', 'gte'), value: fc.integer({ min: 0, max: 2 }) }) }),
    fc.record({ segment: fc.constantFrom('s', 't', 'u') }),
    fc.record({ did: event, within: span, where: tie('one') }),
    fc.record({ not: tie('one') }),
    fc.record({ all: some(tie('one')) }),
    fc.record({ any: some(tie('one')) }),
  ),
})).one
const drop = <T extends object>(value: T): T => JSON.parse(JSON.stringify(value)) as T // as: without the members that are undefined
const steps: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ kind: fc.constant('message'), channel: fc.constantFrom('push', 'email'), template: fc.record({ title: fc.constantFrom('Hi', '{{ profile.name }}', '{{ event.price | upcase }}', '{{ x') }), next: target, onSuppressed: target, stage: fc.option(fc.constantFrom('one', 'on'), { nil: undefined }) }),
  fc.record({ kind: fc.constant('delay'), for: span, next: target }),
  fc.record({ kind: fc.constant('delay'), until: fc.constantFrom({ time: '23:00' }, { date: '2026-12-24' }), next: target }),
  fc.record({ kind: fc.constant('waitFor'), branches: some(fc.oneof(fc.record({ id: fc.constantFrom('x', 'y'), event, where: condition, next: target }), fc.record({ id: fc.constantFrom('x', 'y'), segment: fc.constantFrom('s', 'u'), next: target }))), timeout: fc.option(fc.record({ after: span, next: target }), { nil: undefined }), look: fc.constantFrom(undefined, 'entry') }),
  fc.record({ kind: fc.constant('branch'), branches: some(fc.record({ id: fc.constantFrom('x', 'y'), when: condition, next: target })), else: target }),
  fc.record({ kind: fc.constant('split'), variants: fc.array(fc.record({ id: fc.constantFrom('x', 'y'), weight: fc.constantFrom(0, 1), next: target }), { minLength: 1, maxLength: 3 }), goal: fc.constantFrom(undefined, 'g', 'h') }),
  fc.record({ kind: fc.constant('update'), set: fc.constantFrom({}, { plan: 1 }, { name: '{{ event.name }}' }), next: target }),
  fc.record({ kind: fc.constant('webhook'), url: fc.constant('https://x'), next: target, onError: target }),
  fc.record({ kind: fc.constant('journey'), journey: fc.constantFrom('journey', 'other', 'othr'), next: target }),
  fc.record({ kind: fc.constant('exit') }),
) as fc.Arbitrary<Step> // as: each record is a step of its kind
/** Journeys that fit the schema and are full of mistakes. */
export const messyJourneys: fc.Arbitrary<JourneyDocument> = fc
  .record({
    format: fc.constant('journey'), formatVersion: fc.constant(1), id: fc.constant('journey'),
    stages: fc.constant([{ id: 'one' }]),
    segments: fc.record({ s: fc.record({ when: condition }), t: fc.record({ when: condition }) }),
    entries: some(fc.record({ id: fc.constantFrom('in', 'out'), trigger: fc.oneof(fc.record({ kind: fc.constant('event'), event }), fc.record({ kind: fc.constant('segment'), segment: fc.constantFrom('s', 'u'), change: fc.constantFrom('enter', 'leave') }), fc.constant({ kind: 'schedule', at: '2026-12-01T23:00', every: 'FREQ=DAILY' }), fc.constant({ kind: 'api', name: 'x' })), where: fc.option(condition, { nil: undefined }), next: fc.constantFrom(...ids, 'remindr') })),
    reentry: fc.constantFrom(undefined, { kind: 'always' }, { kind: 'always', key: 'prise' }, { kind: 'afterExit', cooldown: 'P10D', limit: { count: 2, within: 'P1D' } }),
    goals: some(fc.record({ id: fc.constantFrom('g', 'g2'), event, window: fc.option(span, { nil: undefined }), endsJourney: fc.boolean(), where: fc.option(condition, { nil: undefined }) })),
    exits: some(fc.record({ id: fc.constantFrom('o', 'p'), event, where: fc.option(condition, { nil: undefined }) })),
    policies: fc.constantFrom(undefined, { holdout: { share: 0 } }, { quietHours: { from: '22:00', to: '08:00' }, caps: [{ channel: '*', count: 1, within: 'P1D' }, { channel: 'push', count: 2, within: 'P1W', calendar: true, onCap: 'exit' }], consent: { push: 'plam' } }),
    steps: fc.uniqueArray(fc.tuple(fc.constantFrom(...ids), steps), { selector: ([id]) => id, maxLength: 6 }).map((list) => Object.fromEntries(list)),
  })
  .map((document) => drop(document) as unknown as JourneyDocument) // as: the records above spell a journey

/** Data that have some of what they name. */
export const messyFacts: DatasetFacts = {
  events: [{ name: 'signup', count: 20_000, properties: [{ name: 'price', coverage: 0.4 }] }, { name: 'purchase', count: 5, properties: [{ name: 'price', coverage: 1 }] }],
  attributes: [{ name: 'plan', coverage: 0.9 }],
}
