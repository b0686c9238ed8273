import { describe, expect, it } from 'vitest'
import { Playhead } from '../../../engine/core/playback/playhead.ts'
import { filmBytes, filmFrom, filmHead } from '../../../engine/core/viewer/film-bytes.ts'
import { filmOf, LEAST_PEOPLE } from '../../../engine/core/viewer/film.ts'
import { playedLog } from '../../../engine/core/viewer/played.ts'
import { aRun, MINUTE } from './a-run.ts'

const run = await aRun('passo-dukkan', 600)
const { log, counters, options, result } = run

/** What a playhead says at an instant, values and people apart: a film tells neither at every instant. */
function told(head: Playhead, at: number) {
  head.seek(at)
  const { instances: { profiles: _people, mature: _mature, ...instances }, steps, entries, goals, splits, holdout } = head.figures()
  const plain = Object.fromEntries(Object.entries(goals).map(([id, { value: _value, ...goal }]) => [id, goal]))
  const variants = Object.fromEntries(Object.entries(splits).map(([id, split]) => [id, Object.fromEntries(Object.entries(split).map(([variant, { value: _value, ...counts }]) => [variant, counts]))]))
  return { instances, steps, entries, goals: plain, splits: variants, heldOut: holdout.started }
}

describe('a film of a run', () => {
  it.each([['all passes', 1e6], ['a sample of the passes', 900], ['no pass', 0]])('tells the figures of the run at the end of any minute, with %s', (_what, mostMoves) => {
    const film = filmOf(log, counters, { ...options, mostMoves })
    const [whole, filmed] = [new Playhead({ ...log, counters }, 0, 0), new Playhead(playedLog(film), 0, 0)]
    const minutes = (options.until - options.from) / MINUTE
    for (const share of [0, 0.03, 0.2, 0.5, 0.501, 0.8, 0.1, 1]) {
      const minute = options.from + Math.floor(minutes * share) * MINUTE
      expect(told(filmed, minute)).toEqual(told(whole, minute + MINUTE - 1))
    }
  })

  it('ends with the values of the run, where ten and more make them', () => {
    const head = new Playhead(playedLog(filmOf(log, counters, options)), 0, 0)
    head.seek(Infinity)
    for (const [id, goal] of Object.entries(result.goals)) if (goal.conversions >= 60) expect(Math.abs(head.figures().goals[id]!.value - goal.value) / goal.value).toBeLessThan(0.5)
  })

  it('tells no value that fewer than ten make', () => {
    const { ticks } = filmOf(log, counters, options)
    const since = new Map<number, number>()
    for (let tick = 0; tick < ticks.at.length; tick++) {
      const counter = ticks.counter[tick]!
      const counted = (since.get(counter) ?? 0) + ticks.count[tick]!
      if (ticks.micros[tick] !== 0) expect(counted).toBeGreaterThanOrEqual(LEAST_PEOPLE)
      since.set(counter, ticks.micros[tick] !== 0 ? 0 : counted)
    }
  })

  it('comes back from its bytes as it was', () => {
    const film = filmOf(log, counters, { ...options, mostMoves: 2000 })
    expect(filmFrom(filmHead(film), filmBytes(film))).toEqual(film)
    expect(() => filmFrom(filmHead(film), filmBytes(film).slice(0, -3))).toThrow(/cut off/)
  })

  it('is told in coarser instants if there would be too many', () => {
    const film = filmOf(log, counters, { ...options, mostMoves: 0, mostTicks: 3000 })
    expect(film.unitMs).toBeGreaterThan(MINUTE)
    const head = new Playhead(playedLog(film), 0, 0)
    head.seek(Infinity)
    expect(head.figures().instances.started).toBe(result.instances.started)
  })

  it('numbers passes by a key, not by who they are of', () => {
    const [a, b] = [1, 2].map((key) => filmOf(log, counters, { ...options, key, mostMoves: 2000 }).walks)
    expect([...a!.walker]).not.toEqual([...b!.walker])
    expect(a!.walkers).toBeLessThan(a!.of)
    expect(a!.of).toBe(result.instances.started)
    expect([...a!.at]).toEqual([...a!.at].toSorted((x, y) => x - y))
  })
})
