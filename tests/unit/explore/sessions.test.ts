import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { explore } from '../../../engine/core/explore/exploration.ts'
import { SessionExploration } from '../../../engine/core/explore/sessions.ts'
import { withSessions } from '../../../engine/core/explore/with-sessions.ts'
import { eventCountOf, profileCountOf, textAt, type EventDataset, type PlainEvent } from '../../../engine/core/model/dataset.ts'
import { aStream, streams } from './a-stream.ts'

const MINUTE = 60_000

/** The rows of a dataset as plain events, in its order. */
function rowsOf(dataset: EventDataset): PlainEvent[] {
  return Array.from({ length: profileCountOf(dataset) }, (_, profile) => profile).flatMap((profile) =>
    Array.from({ length: dataset.offsets[profile + 1]! - dataset.offsets[profile]! }, (_, index) => dataset.offsets[profile]! + index).map((row) => ({
      profileId: textAt(dataset.profileIds, profile),
      at: dataset.at[row]!,
      name: dataset.names[dataset.nameCodes[row]!]!,
      properties: Object.fromEntries([...dataset.properties].flatMap(([name, { codes, values }]) => (values[codes[row]!] === undefined ? [] : [[name, values[codes[row]!]!]]))),
    })),
  )
}

describe('sessions', () => {
  const shop = aStream(`
    ada 0 visit
    ada 29 cart plan=pro
    ada 59 visit
    ada 60 $set plan=free
    ada 200 $sent
    bob 10 $set plan=pro
    bob 10 visit
  `)

  it('end with a gap: an event at exactly the gap begins another; what nobody does is none of one', () => {
    expect(explore(shop.dataset, new SessionExploration(shop.dataset, 30 * MINUTE))).toMatchObject({
      inData: false, sessions: 3, profiles: 2, perProfile: { p10: 1, p95: 2 }, lengthMs: { p10: 0, p95: 29 * MINUTE }, eventsPerSession: { p10: 1, p95: 2 }, singleShare: 2 / 3,
    })
    expect(explore(shop.dataset, new SessionExploration(shop.dataset, 31 * MINUTE))).toMatchObject({ sessions: 2 })
  })

  it('stand as $session_start right before their first event, at its instant', () => {
    const derived = withSessions(shop.dataset, 30 * MINUTE)
    expect(rowsOf(derived).map(({ profileId, at, name }) => `${profileId} ${at / MINUTE} ${name}`)).toEqual([
      'ada 0 $session_start', 'ada 0 visit', 'ada 29 cart', 'ada 59 $session_start', 'ada 59 visit', 'ada 60 $set', 'ada 200 $sent',
      'bob 10 $set', 'bob 10 $session_start', 'bob 10 visit',
    ])
    expect(derived).toMatchObject({ digest: 'sha256:0+sessions:1800000', firstAt: shop.dataset.firstAt, lastAt: shop.dataset.lastAt })
    expect(derived.attributes).toBe(shop.dataset.attributes)
  })

  it('of a dataset that has them are left alone', () => {
    const { dataset } = aStream('ada 0 $session_start\nada 0 visit')
    expect(withSessions(dataset, MINUTE)).toBe(dataset)
    const derived = withSessions(shop.dataset, MINUTE)
    expect(withSessions(derived, 30 * MINUTE)).toBe(derived)
  })

  it('change nothing else, and are as many as are counted', () => {
    fc.assert(
      fc.property(streams, fc.integer({ min: 1, max: 30 }), ({ dataset }, minutes) => {
        const derived = withSessions(dataset, minutes * MINUTE)
        const rows = rowsOf(derived)
        expect(rows.filter(({ name }) => name !== '$session_start')).toEqual(rowsOf(dataset))
        expect(eventCountOf(derived)).toBe(rows.length)
        const before = rows.flatMap((row, index) => (row.name === '$session_start' ? [rows[index + 1]!] : []))
        expect(before.every(({ name }) => !name.startsWith('$'))).toBe(true)
        const { sessions } = explore(dataset, new SessionExploration(dataset, minutes * MINUTE))
        expect(before.length).toBe(sessions)
        const plain = rowsOf(dataset).filter(({ name }) => !name.startsWith('$')).filter(({ profileId, at }, index, all) => all[index - 1]?.profileId !== profileId || at - all[index - 1]!.at >= minutes * MINUTE)
        expect(before.map(({ profileId, at }) => [profileId, at])).toEqual(plain.map(({ profileId, at }) => [profileId, at]))
      }),
      { numRuns: 200 },
    )
  })
})
