import { describe, expect, it } from 'vitest'
import { lower } from '../../../engine/core/compile/lower.ts'
import { buildDataset } from '../../../engine/core/model/dataset.ts'
import { journeySchema, type JourneyDocument } from '../../../engine/core/model/journey.ts'
import { changeOf, differences, weightOfChange } from '../../../engine/core/report/differences.ts'
import { pairedCounters, pairedRuns, type PairedSide } from '../../../engine/core/report/paired.ts'
import { joinedLog } from '../../../engine/core/playback/run-log.ts'
import { Kernel, simulateWithKernel } from '../../../engine/core/simulate/kernel.ts'
import type { SimulationResult } from '../../../engine/core/simulate/result.ts'

const HOUR = 3_600_000

/** Ten people sign up; every second looks after half an hour, and the first of them buys. */
const dataset = buildDataset(
  Array.from({ length: 10 }, (_, person) => [
    { profileId: `p${person}`, at: person * HOUR, name: 'signup', properties: {} },
    ...(person % 2 === 0 ? [{ profileId: `p${person}`, at: person * HOUR + HOUR / 2, name: 'look', properties: {} }] : []),
    ...(person === 0 ? [{ profileId: 'p0', at: 12 * HOUR, name: 'buy', properties: {} }] : []),
    { profileId: `p${person}`, at: 48 * HOUR, name: 'over', properties: {} },
  ]).flat(),
  [],
)

const journey = (after: string, window = 'P7D'): JourneyDocument =>
  journeySchema.parse({
    format: 'journey', formatVersion: 1, id: 'j',
    entries: [{ id: 'in', trigger: { kind: 'event', event: 'signup' }, next: 'wait' }],
    goals: [{ id: 'bought', event: 'buy', window }],
    steps: {
      wait: { kind: 'waitFor', branches: [{ id: 'looked', event: 'look', next: 'done' }], timeout: { after, next: 'nudge' } },
      nudge: { kind: 'message', channel: 'push', next: 'done' },
      done: { kind: 'exit', outcome: 'through' },
    },
  })

const ran = (document: JourneyDocument) => ({ document, result: simulateWithKernel(document, dataset, {}).figures as SimulationResult }) // as: only figures are read

describe('how two runs differ', () => {
  const before = ran(journey('PT15M'))
  const after = ran(journey('PT1H'))
  const found = differences(before, after)

  it('is told of each card and connection', () => {
    expect(found.nodes['nudge']).toEqual({ people: { before: 10, after: 5 }, share: { before: 1, after: 0.5 } })
    expect(found.nodes['wait']).toEqual({ people: { before: 10, after: 10 }, share: { before: 1, after: 1 } })
    expect(found.edges['wait:looked']!.people).toEqual({ before: 0, after: 5 })
    expect([found.added.size, found.removed.size]).toEqual([0, 0])
  })

  it('is told of each figure, the headlines first', () => {
    const row = (measure: string, subject: string | null) => found.rows.find((one) => one.measure === measure && one.subject === subject)
    expect(row('sent', null)).toMatchObject({ before: 10, after: 5, isHeadline: true, unit: 'people' })
    expect(row('conversions', 'bought')).toMatchObject({ before: 1, after: 1 })
    expect(row('dwell', 'wait')).toMatchObject({ before: 15 * 60_000, after: 30 * 60_000, unit: 'ms' })
    expect(found.rows.findIndex(({ isHeadline }) => !isHeadline)).toBe(found.rows.filter(({ isHeadline }) => isHeadline).length)
    expect(changeOf(row('sent', null)!)).toBe(-5)
  })

  it('of a run and itself is nothing', () => {
    expect(differences(before, before).rows.filter((row) => row.before !== row.after)).toEqual([])
  })

  it('follows a step that was only given another id, and marks what only one side has', () => {
    const renamed = structuredClone(after.document)
    renamed.steps['reminder'] = renamed.steps['nudge']!
    delete renamed.steps['nudge']
    const wait = renamed.steps['wait'] as { timeout: { next: string } } // as: it is the wait
    wait.timeout.next = 'reminder'
    const same = differences(ran(after.document), ran(renamed))
    expect(same.nodes['reminder']!.people).toEqual({ before: 5, after: 5 })
    expect([same.added.size, same.removed.size]).toEqual([0, 0])
    const without = structuredClone(after.document)
    delete without.steps['nudge']
    ;(without.steps['wait'] as { timeout: { next: string } }).timeout.next = 'done' // as above
    const gone = differences(ran(after.document), ran(without))
    expect([[...gone.removed], gone.nodes['nudge']!.people]).toEqual([['nudge'], { before: 5, after: null }])
    expect(gone.rows.find(({ measure, subject }) => measure === 'entered' && subject === 'nudge')).toMatchObject({ before: 5, after: null })
  })

  it('weighs by what there was; from nothing counts as most', () => {
    expect([weightOfChange({ before: 4, after: 2 }), weightOfChange({ before: 0, after: 3 }), weightOfChange({ before: 2, after: 2 }), weightOfChange({ before: null, after: 3 })]).toEqual([0.5, 2, 0, 2])
  })
})

describe('the same people on two sides', () => {
  const side = (document: JourneyDocument): PairedSide => {
    const program = lower([document])
    const kernel = new Kernel(program, dataset, { log: { most: Infinity, only: pairedCounters(program.journeys[0]!, true) } })
    kernel.run(0, 10)
    return { program: program.journeys[0]!, log: joinedLog([kernel.log!.take()], kernel.log!.total), stepNow: (id) => id, goalNow: (id) => id }
  }

  it('are paired by person: who reaches a goal where, and who goes another way', () => {
    const found = pairedRuns(side(journey('PT15M')), side(journey('PT1H', 'PT6H')), 10, true)
    expect(found.people).toEqual({ before: 10, after: 10, either: 10 })
    expect(found.converted).toEqual({ both: 0, onlyBefore: 1, onlyAfter: 0, neither: 9 })
    expect(found.goals).toEqual([{ goal: 'bought', count: { both: 0, onlyBefore: 1, onlyAfter: 0, neither: 9 } }])
    expect(found.anotherWay).toBe(5)
    expect(found.examples).toEqual({ onlyBefore: [0], onlyAfter: [], anotherWay: [0, 2, 4, 6, 8] })
  })

  it('go the same way through the same journey', () => {
    const found = pairedRuns(side(journey('PT15M')), side(journey('PT15M')), 10, true)
    expect([found.anotherWay, found.converted.both, found.converted.neither]).toEqual([0, 1, 9])
  })
})
