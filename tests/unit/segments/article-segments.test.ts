import { describe, expect, it } from 'vitest'
import type { Condition } from '../../../engine/core/model/condition.ts'
import { conditionInWords } from '../../../engine/core/model/condition-in-words.ts'
import { buildDataset, profileCountOf, textAt, type PlainEvent } from '../../../engine/core/model/dataset.ts'
import { MembershipWalk } from '../../../engine/core/segments/membership-walk.ts'
import { segmentProgram } from '../../../engine/core/segments/segment-program.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR
const start = Date.parse('2026-01-01T12:00Z')

/** Events by profile, each `[day, name, properties]`; days count from 1 January 2026, noon. */
type Life = [day: number, name: string, properties?: Record<string, string | number>][]

/** Who is in the segment after so many days. */
function membersAt(condition: Condition, lives: Record<string, Life>, day: number): string[] {
  const events: PlainEvent[] = Object.entries(lives).flatMap(([profileId, life]) =>
    life.map(([on, name, properties = {}]) => ({ profileId, at: start + on * DAY, name, properties })),
  )
  const dataset = buildDataset(events)
  const walk = new MembershipWalk(segmentProgram([{ name: 'asked', condition }], {}), dataset, [start + day * DAY], 100)
  walk.run(0, profileCountOf(dataset))
  return walk.sample.map((profile) => textAt(dataset.profileIds, profile))
}

const view = (day: number, productId: string): Life[number] => [day, 'product_view', { productId }]

describe('viewed the same product three times in five days and abandoned checkout twice', () => {
  const eager: Condition = {
    all: [
      { did: 'product_view', within: 'P5D', count: { op: 'gte', value: 3 }, per: 'productId' },
      { did: 'checkout_start', notFollowedBy: { did: 'purchase', within: 'PT1H' }, count: { op: 'gte', value: 2 } },
    ],
  }
  const abandonedTwice: Life = [[0, 'checkout_start'], [1, 'checkout_start']]

  it('takes who did both, and nobody who did one of them almost', () => {
    const lives: Record<string, Life> = {
      eager: [...abandonedTwice, view(2, 'shoe'), view(3, 'shoe'), view(4, 'shoe')],
      'three products': [...abandonedTwice, view(2, 'shoe'), view(3, 'hat'), view(4, 'sock')],
      'too slow': [...abandonedTwice, view(-1, 'shoe'), view(3, 'shoe'), view(4, 'shoe')],
      'bought at once': [[0, 'checkout_start'], [1, 'checkout_start'], [1 + 0.5 / 24, 'purchase'], view(2, 'shoe'), view(3, 'shoe'), view(4, 'shoe')],
      'bought too late to count': [[0, 'checkout_start'], [1, 'checkout_start'], [1 + 1 / 24, 'purchase'], view(2, 'shoe'), view(3, 'shoe'), view(4, 'shoe')],
      'abandoned once': [[0, 'checkout_start'], view(2, 'shoe'), view(3, 'shoe'), view(4, 'shoe')],
    }
    expect(membersAt(eager, lives, 4)).toEqual(['bought too late to count', 'eager'])
    expect(membersAt(eager, lives, 7)).toEqual([]) // the first of the three views is gone
    expect(conditionInWords(eager)).toBe('did product_view at least 3 times for one productId within 5 days and did checkout_start at least 2 times not followed by purchase within 1 h')
  })

  it('waits until the checkout can be called abandoned', () => {
    const lives: Record<string, Life> = { ada: [view(0, 'shoe'), view(0.1, 'shoe'), view(0.2, 'shoe'), [0, 'checkout_start'], [1, 'checkout_start']] }
    expect([1, 1 + 59 / 60 / 24, 1 + 1 / 24].map((day) => membersAt(eager, lives, day))).toEqual([[], [], ['ada']])
  })
})

describe('abandoned cart and viewed a product three times or more, with a high lifetime value', () => {
  const worthIt: Condition = {
    all: [
      { did: 'add_to_cart', notFollowedBy: { did: 'purchase', within: 'P1D' } },
      { did: 'product_view', count: { op: 'gte', value: 3 } },
      { did: 'purchase', sum: { property: 'price', op: 'gte', value: 500 } },
    ],
  }

  it('takes who did all of it', () => {
    const rich: Life = [[0, 'purchase', { price: 300 }], [1, 'purchase', { price: 200 }]]
    const looked: Life = [view(2, 'shoe'), view(2, 'hat'), view(3, 'sock')]
    const lives: Record<string, Life> = {
      'worth it': [...rich, ...looked, [5, 'add_to_cart']],
      'bought the cart': [...rich, ...looked, [5, 'add_to_cart'], [5.5, 'purchase', { price: 1 }]],
      'not rich': [[0, 'purchase', { price: 499.99 }], ...looked, [5, 'add_to_cart']],
      'looked twice': [...rich, ...looked.slice(1), [5, 'add_to_cart']],
    }
    expect(membersAt(worthIt, lives, 5.9)).toEqual([])
    expect(membersAt(worthIt, lives, 6)).toEqual(['worth it'])
  })
})

describe('session frequency falling from daily to weekly', () => {
  const fading: Condition = {
    all: [
      { did: '$session_start', within: 'P14D', endingAgo: 'P14D', count: { op: 'gte', value: 10 } },
      { did: '$session_start', within: 'P14D', count: { op: 'gte', value: 1 } },
      { did: '$session_start', within: 'P14D', count: { op: 'lte', value: 4 } },
    ],
  }

  it('takes who came daily and now comes weekly, not who stayed, never came often, or went altogether', () => {
    const every = (step: number, from: number, until: number): Life => Array.from({ length: Math.floor((until - from) / step) + 1 }, (_, index) => [from + index * step, '$session_start'])
    const lives: Record<string, Life> = {
      fading: [...every(1, 0, 13), ...every(7, 20, 27)],
      faithful: every(1, 0, 27),
      weekly: every(7, 0, 27),
      gone: every(1, 0, 13),
    }
    expect(membersAt(fading, lives, 13)).toEqual([]) // nobody has a fortnight before that one yet
    expect(membersAt(fading, lives, 27)).toEqual(['fading'])
    expect(membersAt(fading, lives, 41)).toEqual([]) // and weekly is what he did before
    expect(conditionInWords(fading)).toBe('did $session_start at least 10 times within 14 days ending 14 days ago and did $session_start at least 1 time within 14 days and did $session_start at most 4 times within 14 days')
  })
})
