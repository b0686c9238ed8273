/**
 * Times subjects in turns, so that whatever else the machine does meets all of them alike: `rounds` of `warm` turns that do not count, then `turns` that do.
 * A subject is an async function; one named in `once` takes one turn a round, first. Answers, by subject, each run's time and the processor time of all threads.
 */
export async function inTurns(subjects, { rounds, warm, turns, once = [] }) {
  const runs = Object.fromEntries(Object.keys(subjects).map((name) => [name, []]))
  const quick = Object.keys(subjects).filter((name) => !once.includes(name))
  for (let round = 0; round < rounds; round++) {
    for (const name of once) runs[name].push(await timed(subjects[name]))
    for (let turn = 0; turn < warm; turn++) for (const name of quick) await subjects[name]()
    for (let turn = 0; turn < turns; turn++) for (const name of quick) runs[name].push(await timed(subjects[name]))
  }
  return runs
}

async function timed(subject) {
  const cpu = process.cpuUsage()
  const startedAt = performance.now()
  await subject()
  const ms = performance.now() - startedAt
  const { user, system } = process.cpuUsage(cpu)
  return { ms, cpuMs: (user + system) / 1000 }
}

/** What the JSON says of a subject: times, and rates at the median, of all its events and of those the journey reacts to. */
export function summary(runs, { events, reacting }) {
  const ms = runs.map((run) => run.ms)
  const rate = (count) => Math.round((count / median(ms)) * 1000)
  return {
    medianMs: round(median(ms)), minMs: round(Math.min(...ms)), maxMs: round(Math.max(...ms)), medianCpuMs: round(median(runs.map(({ cpuMs }) => cpuMs))), runs: runs.length,
    events, eventsPerSecond: rate(events),
    ...(reacting === undefined ? {} : { reactingEventsPerSecond: rate(reacting) }),
  }
}

/**
 * How many times as many events a second one subject does as the other, each run held against the other's run of the same turn; `byCpu`: the same
 * for a second of processor time, at the medians.
 */
export function ratio(one, other) {
  const pairs = one.runs.map(({ ms }, turn) => one.events / ms / (other.events / other.runs[Math.floor((turn * other.runs.length) / one.runs.length)].ms))
  const cpuMs = ({ runs, events }) => median(runs.map((run) => run.cpuMs)) / events
  return { median: round(median(pairs)), min: round(Math.min(...pairs)), max: round(Math.max(...pairs)), byCpu: round(cpuMs(other) / cpuMs(one)) }
}

function median(values) {
  const sorted = values.toSorted((a, b) => a - b)
  return (sorted[Math.floor((sorted.length - 1) / 2)] + sorted[Math.ceil((sorted.length - 1) / 2)]) / 2
}

export function round(value) {
  return Math.round(value * 100) / 100
}
