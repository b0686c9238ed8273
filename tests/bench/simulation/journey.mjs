// One journey on every subject, in a process of its own, as one JSON object: `node tests/bench/simulation/journey.mjs passo|heavy [--events n]`.
import { eventCountOf, profileCountOf } from '../../../engine/core/model/dataset.ts'
import { simulateWithKernel } from '../../../engine/core/simulate/kernel.ts'
import { countsOf, differences } from './counts.mjs'
import { population } from './data.mjs'
import { duckDb } from './duckdb.mjs'
import { eventsWanted, HEAVY, journeyFrom, PASSO } from './inputs.mjs'
import { inTurns, ratio, summary } from './measure.mjs'
import { assertSameFigures, kernelSubjects, loadedFor, reactingEvents, xstateSubject } from './subjects.mjs'

/** The reference runs on all profiles if one run takes no longer than `wholeMs`, else on so many that it takes about `shareMs`. */
const PARTS = {
  passo: { file: PASSO, patience: { wholeMs: 60_000, shareMs: 15_000 }, sql: { files: { duckDb: 'passo.sql', duckDbWindows: 'passo-windows.sql' }, split: 'reminder-text' } },
  heavy: { file: HEAVY, patience: { wholeMs: 10_000, shareMs: 7000 } },
}
const ROUNDS = { rounds: 3, warm: 2, turns: 5, once: ['xstate'] }

const { file, patience, sql } = PARTS[process.argv[2]]
const document = journeyFrom(file)
const all = population(eventsWanted())
const dataset = loadedFor(document, all)
const events = eventCountOf(dataset)
const reacting = reactingEvents(document, dataset)
const xstate = await xstateSubject(document, dataset, patience)
const duck = sql && (await duckDb(sql.files, all, { document, split: sql.split }))
const queries = duck?.queries ?? {}
const measured = await inTurns({ xstate: xstate.run, ...kernelSubjects(document, dataset), ...queries }, ROUNDS)
await assertSameFigures(document, dataset, xstate)
const inSql = {}
for (const [name, run] of Object.entries(queries)) inSql[name] = comparedWithSql(name, await run())
duck?.close()
await xstate.close()

const timesOf = (name, count = events) => ({ runs: measured[name], events: count })
const reference = timesOf('xstate', xstate.events)
const ofKernel = (name) => summary(measured[name], { events, reacting: reacting.count })
const ratios = (name) => ({
  toXState: ratio(timesOf(name), reference),
  ...(duck ? { toDuckDb: ratio(timesOf(name), timesOf('duckDb')), toDuckDbWindows: ratio(timesOf(name), timesOf('duckDbWindows')) } : {}),
})
console.log(JSON.stringify({
  journey: document.id,
  events,
  profiles: profileCountOf(dataset),
  reacting: { events: reacting.count, names: reacting.names },
  kernelOneThread: ofKernel('kernelOneThread'),
  kernelTwoThreads: ofKernel('kernelTwoThreads'),
  xstate: { ...summary(measured.xstate, { events: xstate.events }), profiles: xstate.profiles, allProfiles: xstate.profiles === profileCountOf(dataset) },
  ...Object.fromEntries(Object.entries(inSql).map(([name, compared]) => [name, { ...summary(measured[name], { events }), threads: 2, ...compared }])),
  figuresEqual: true, // else it would have thrown
  ...(duck ? { duckdbEqual: true } : {}),
  ratios: {
    kernelOneThread: ratios('kernelOneThread'),
    kernelTwoThreads: ratios('kernelTwoThreads'),
    twoThreadsToOne: ratio(timesOf('kernelTwoThreads'), timesOf('kernelOneThread')),
  },
}))

/** Throws unless every count of the result that the query is to give is the query's. */
function comparedWithSql(name, counts) {
  const expected = countsOf(simulateWithKernel(document, dataset, {}).figures)
  const found = differences(counts, expected)
  if (found.length > 0) throw new Error(`${name} and the kernel differ (query and kernel): ${found.join('; ')}`)
  return { countsEqual: Object.keys(expected).length, notInQuery: ['dwell times', 'mature instances'] }
}
