import type { Condition } from '../../../../engine/core/model/condition.ts'
import type { JourneyDocument } from '../../../../engine/core/model/journey.ts'
import type { Step } from '../../../../engine/core/model/steps/registry.ts'
import type { RandomSource } from '../../../differential/random-source.ts'

const IDS = ['hello', 'a b', '7', 'constructor', 'ö', 'it\'s "so"', 'timeout path', 'x.y', 'remainder_path', 'end', 'end<2>']
const VALUES = [5, 0.1, -1, '5', 'gold', ']]>', 'a "b" & <c>', '', true, '😀 \t\n'] as const

/** Journeys of what Salesforce has a word for, hostile names and odd spellings included: any seed makes one. */
export function sayableJourney(random: RandomSource): JourneyDocument {
  const ids = IDS.slice(0, random.between(2, IDS.length))
  const emails: string[] = []
  const steps: Record<string, Step> = {}
  for (const [index, id] of ids.entries()) steps[id] = stepOf(random, id, ids.slice(index + 1), emails)
  return {
    format: 'journey',
    formatVersion: 1,
    id: random.pick(['welcome', 'Sepet – “terk”', 'a/b']),
    ...(random.chance(0.7) ? { name: random.pick(['Welcome', 'x'.repeat(300), '<b>', '']) } : {}),
    ...(random.chance(0.3) ? { description: random.pick(['', 'Says hello.\nTwice.']) } : {}),
    ...(random.chance(0.5) ? { timeZone: random.pick(['Europe/Istanbul', 'UTC', 'America/New_York']) } : {}),
    ...(random.chance(0.3) ? { currency: 'TRY', stages: [{ id: 's', name: 'Stage' }] } : {}),
    segments: { vip: { when: { attribute: 'plan', op: 'eq', value: 'gold' } }, nested: { name: 'Nested', when: { any: [{ segment: 'vip' }, { attribute: 'n', op: 'gt', value: 3 }] } } },
    entries: [
      {
        id: random.pick(['in', 'entry', 'ö']),
        trigger: random.chance(0.7) ? { kind: 'event', event: random.pick(['signup', 'Ödeme yapıldı', 'a.*']) } : { kind: 'api', name: 'ready' },
        ...(random.chance(0.4) ? { where: random.chance(0.2) ? {} : condition(random, 1) } : {}),
        next: ids[0]!,
      },
    ],
    ...(random.chance(0.7) ? { reentry: random.pick([{ kind: 'once' }, { kind: 'afterExit' }, { kind: 'afterExit', cooldown: 'PT0S' }, { kind: 'always' }] as const) } : {}),
    ...(random.chance(0.4) ? { goals: [{ id: 'ordered', event: 'purchase', ...(random.chance(0.5) ? { endsJourney: random.chance(0.5) } : {}), ...(random.chance(0.4) ? { where: { attribute: 'plan', op: 'exists' } as Condition } : {}) }] } : {}),
    ...(random.chance(0.4) ? { exits: random.some(1, 2, (index) => (random.chance(0.5) ? { id: `x${index}`, segment: 'nested' } : { id: `x${index}`, event: 'unsubscribe' })) } : {}),
    steps,
  }
}

function stepOf(random: RandomSource, id: string, ahead: readonly string[], emails: string[]): Step {
  const to = (key = 'next') => (ahead.length === 0 || random.chance(0.15) ? {} : { [key]: random.pick(ahead.slice(0, 3)) })
  const common = { ...(random.chance(0.4) ? { name: random.pick(['A name', 'x'.repeat(250), '']) } : {}), ...(random.chance(0.3) ? { stage: 's' } : {}), ...(random.chance(0.3) ? { note: random.pick(['why', '']) } : {}) }
  const roll = random.next()
  if (ahead.length === 0 || roll < 0.08) return { kind: 'exit', ...common, ...(random.chance(0.5) ? { outcome: random.pick(['done', 'completed']) } : {}) }
  if (roll < 0.3) {
    const channel = random.pick(['email', 'sms', 'push'] as const)
    if (channel === 'email') emails.push(id)
    const text = () => random.pick(['Hello', 'Hi {{ profile.firstName }}!', '{{event.product}} waits', '', '<b>&</b>'])
    const template = channel === 'sms' ? { body: text() } : { title: text(), body: text(), ...(channel === 'email' && random.chance(0.3) ? { preheader: text() } : {}) }
    return { kind: 'message', ...common, channel, ...(random.chance(0.9) ? { template } : {}), ...(random.chance(0.2) ? { exempt: ['caps'] } : {}), ...to() }
  }
  if (roll < 0.5) {
    if (random.chance(0.6)) return { kind: 'delay', ...common, for: random.pick(['PT1H', 'PT60M', 'P1D', 'PT24H', 'P1W', 'P7D', 'P1DT2H', 'PT90M', 'PT3600S', 'PT1M']), ...to() }
    return { kind: 'delay', ...common, until: random.pick([{ time: '09:00' }, { date: '2026-12-24' }, { date: '2026-12-24', time: '00:00' }, { date: '2026-12-24', time: '18:30' }]), ...to() }
  }
  if (roll < 0.68) {
    const email = emails.length > 0 && random.chance(0.4) ? random.pick(emails) : undefined
    if (email !== undefined) return { kind: 'branch', ...common, branches: [{ id: random.pick(['opened', 'yes']), when: { did: random.pick(['$opened', '$clicked']), where: { property: 'stepId', op: 'eq', value: email } }, ...to() }], ...to('else') }
    return { kind: 'branch', ...common, branches: random.some(1, 3, (index) => ({ id: ['yes', 'remainder_path', 'ö'][index]!, when: condition(random, 2), ...to() })), ...to('else') }
  }
  if (roll < 0.8) {
    const weights = random.pick([[1, 1], [50, 50], [0.2, 0.3, 0.5], [1, 0, 3], [10, 90]])
    return { kind: 'split', ...common, variants: weights.map((weight, index) => ({ id: ['a', 'toString', 'ö'][index]!, ...(random.chance(0.5) ? { name: 'Variant' } : {}), weight, ...to() })), ...(random.chance(0.2) ? { goal: 'ordered' } : {}) }
  }
  if (roll < 0.9) return { kind: 'update', ...common, set: Object.fromEntries(random.some(0, 3, (index) => [['plan', 'n', 'Contact.Other.x'][index]!, random.pick([...VALUES, '{{ profile.n }} x', '{{event.n}}'])])), ...to() }
  return { kind: 'webhook', ...common, url: 'https://example.com/hook?a=1', ...(random.chance(0.5) ? { method: random.pick(['POST', 'PUT', 'get']) } : {}), ...(random.chance(0.5) ? { body: random.pick(['text', { a: [1, null], b: 'x' }, '']) } : {}), ...to() }
}

function condition(random: RandomSource, depth: number): Condition {
  const roll = random.next()
  if (depth > 0 && roll < 0.2) return { all: random.some(0, 3, () => condition(random, depth - 1)) }
  if (depth > 0 && roll < 0.4) return { any: random.some(1, 3, () => condition(random, depth - 1)) }
  if (depth > 0 && roll < 0.5) return { not: random.pick<Condition>([{ attribute: 'plan', op: 'eq', value: 'gold' }, { attribute: 'n', op: 'lt', value: 3 }, { attribute: 'n', op: 'between', value: [1, 5] }, { attribute: 'n', op: 'missing' }, { segment: 'nested' }]) }
  if (roll < 0.6) return { segment: random.pick(['vip', 'nested']) }
  const subject = random.pick([{ attribute: 'plan' }, { attribute: 'a.b "c"' }, { property: 'price' }, { score: 'churn' }] as const)
  const op = random.pick(['eq', 'ne', 'lt', 'gte', 'in', 'notIn', 'contains', 'startsWith', 'exists', 'missing', 'between'] as const)
  if (op === 'exists' || op === 'missing') return { ...subject, op }
  if (op === 'in' || op === 'notIn') return { ...subject, op, value: random.some(1, 3, () => random.pick(VALUES)) }
  if (op === 'between') return { ...subject, op, value: [1, 5] }
  if (op === 'startsWith') return { ...subject, op, value: 'g' }
  return { ...subject, op, value: random.pick<string | number | boolean>(op === 'lt' || op === 'gte' ? [5, 'gold'] : VALUES) }
}
