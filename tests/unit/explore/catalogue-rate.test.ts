import { describe, expect, it } from 'vitest'
import { buildDataset } from '../../../engine/core/model/dataset.ts'
import { describeDataset } from '../../../engine/node/columns/index.ts'

const catalogueOf = (...days: string[]) => describeDataset(buildDataset(days.map((day, index) => ({ profileId: `p${index % 2}`, at: Date.parse(day), name: index === 0 ? 'first' : 'later' }))))
const dates = (starts: readonly number[]) => starts.map((at) => new Date(at).toISOString().slice(0, 10))

describe('the rate of events over time', () => {
  it('is by day, empty days included, for each event and in all', () => {
    const { rate, events } = catalogueOf('2026-01-01T23:59:59.999Z', '2026-01-02', '2026-01-04', '2026-01-04T12:00Z')
    expect({ ...rate, starts: dates(rate.starts) }).toEqual({ unit: 'day', starts: ['2026-01-01', '2026-01-02', '2026-01-03', '2026-01-04'], total: [1, 1, 0, 2] })
    expect(events.map((event) => [event.name, event.rate])).toEqual([['later', [0, 1, 0, 2]], ['first', [1, 0, 0, 0]]])
  })

  it('is by week from Monday, by month or by year where the span is long', () => {
    const weeks = catalogueOf('2026-01-04', '2026-01-05', '2026-06-01').rate // a Sunday, a Monday, a Monday
    expect([weeks.unit, dates(weeks.starts).slice(0, 3), weeks.total.slice(0, 3), weeks.total.at(-1)]).toEqual(['week', ['2025-12-29', '2026-01-05', '2026-01-12'], [1, 1, 0], 1])
    const months = catalogueOf('2020-01-31', '2020-02-01', '2025-12-31').rate
    expect([months.unit, dates(months.starts).slice(0, 2), months.total.slice(0, 2), months.starts.length]).toEqual(['month', ['2020-01-01', '2020-02-01'], [1, 1], 72])
    const years = catalogueOf('1969-12-31', '1970-01-01', '2025-12-31').rate
    expect([years.unit, dates(years.starts).slice(0, 2), years.total.slice(0, 2), years.starts.length]).toEqual(['year', ['1969-01-01', '1970-01-01'], [1, 1], 57])
  })

  it('does not grow without end where an instant is nonsense', () => {
    const { rate } = catalogueOf('2026-01-01', '2026-01-02', '2026-01-03', '+012026-01-03T00:00:00Z')
    expect([rate.unit, rate.starts.length, rate.total.at(-1)]).toEqual(['year', 1, 3])
  })

  it('of no event is empty', () => {
    expect(describeDataset(buildDataset([], [{ profileId: 'a', attributes: { plan: 'pro' } }])).rate).toEqual({ unit: 'day', starts: [], total: [] })
  })
})
