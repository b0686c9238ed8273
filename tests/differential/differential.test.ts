import { expect, it } from 'vitest'
import { compareEngines, reasonsNotToRun } from './compare-engines.ts'
import { generateRun } from './generate-run.ts'
import { FLOORS, happeningsOf, type Happening } from './liveness.ts'
import { runByThePage, type PlainRun } from './oracle/run-by-the-page.ts'
import { RandomSource } from './random-source.ts'
import { shrink } from './shrink.ts'

const seed = Number(process.env.DIFFERENTIAL_SEED ?? Date.now() % 1_000_000_000)
const cases = Number(process.env.DIFFERENTIAL_CASES ?? 2000)

function generate(caseSeed: number): PlainRun {
  return generateRun(new RandomSource(caseSeed))
}

it(`kernel, XState and the plain reading agree on ${cases} generated journeys and streams, from seed ${seed} on`, { timeout: 900_000 }, () => {
  const seen = new Map<Happening, number>()
  let stops = 0
  for (let index = 0; index < cases; index++) {
    const run = generate(seed + index)
    expect(reasonsNotToRun(run.documents), `the journeys of seed ${seed + index} must be valid`).toEqual([])
    const { outputs, difference, stopped } = compareEngines(run)
    if (difference !== undefined) throw new Error(report(seed + index, run, difference))
    if (stopped !== undefined) stops++
    if (!outputs) continue
    for (const happening of happeningsOf(run, outputs)) seen.set(happening, (seen.get(happening) ?? 0) + 1)
  }
  const shares = Object.entries(FLOORS).map(([name, floor]) => ({ name, floor, share: (seen.get(name as Happening) ?? 0) / cases })) // as: keys of FLOORS
  console.log(`differential: seed ${seed}, ${cases} cases, ${stops} of them stopped\n${shares.map(({ name, share }) => `  ${(100 * share).toFixed(1).padStart(5)} %  ${name}`).join('\n')}`)
  if (cases < 600) return
  expect(stops).toBeLessThan(cases * 0.05)
  expect(shares.filter(({ share, floor }) => share < floor)).toEqual([])
})

it('a difference is found and shrunk to the one event and step that make it', () => {
  const run = generate(1)
  const longest = shrink(run, (one) => reasonsNotToRun(one.documents).length === 0 && one.documents[0]!.entries.length > 0 && one.events.some(({ name }) => name === 'a'))
  expect(longest.events.map(({ name }) => name)).toEqual(['a'])
  expect(longest.documents).toHaveLength(1)
  expect(Object.keys(longest.documents[0]!.steps)).toHaveLength(1)
  expect(longest.profiles).toEqual([])
})

/** What failed, made small and written as the files of a golden case. */
function report(caseSeed: number, run: PlainRun, difference: string): string {
  const fails = (one: PlainRun) => reasonsNotToRun(one.documents).length === 0 && compareEngines(one).difference !== undefined
  const small = shrink(run, fails)
  const instant = (at: number | undefined) => (at === undefined ? undefined : new Date(at).toISOString())
  const { from, until, ...options } = small.options
  return [
    `case ${caseSeed} (DIFFERENTIAL_SEED=${caseSeed} DIFFERENTIAL_CASES=1): ${difference}`,
    `--- shrunk: ${compareEngines(small).difference}`,
    ...small.documents.map((document, index) => `--- journey${index === 0 ? '' : `-${index + 1}`}.json\n${JSON.stringify(document)}`),
    `--- events.jsonl\n${small.events.map((event) => JSON.stringify({ ...event, at: instant(event.at) })).join('\n')}`,
    `--- profiles.jsonl\n${small.profiles.map((profile) => JSON.stringify(profile)).join('\n')}`,
    `--- run.json\n${JSON.stringify({ from: instant(from), until: instant(until), ...options })}`,
    `--- expected.json, by the plain reading (to be checked against the page by hand)\n${expectedBy(small)}`,
  ].join('\n')
}

function expectedBy(run: PlainRun): string {
  try {
    const { figures } = runByThePage(run)
    return JSON.stringify(figures.length === 1 ? figures[0] : figures)
  } catch (error) {
    return String(error)
  }
}
