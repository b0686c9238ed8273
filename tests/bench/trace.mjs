/** Records a DevTools trace of a page while `work` runs. Answers its events. */
export async function traced(page, work) {
  const session = await page.context().newCDPSession(page)
  const events = []
  session.on('Tracing.dataCollected', ({ value }) => events.push(...value))
  await session.send('Tracing.start', { transferMode: 'ReportEvents', traceConfig: { includedCategories: ['toplevel', 'devtools.timeline', 'blink.user_timing'] } })
  await work()
  const done = new Promise((resolve) => session.once('Tracing.tracingComplete', resolve))
  await session.send('Tracing.end')
  await done
  await session.detach()
  return events
}

/**
 * What the page's main thread worked between two marks of that name, in ms: one figure a frame, where the page marks its frames. Processor time,
 * so that what else the machine does is not counted.
 */
export function workBetweenMarks(events, name) {
  const marks = events.filter((event) => event.name === name && event.cat.includes('blink.user_timing')).sort((a, b) => a.ts - b.ts)
  const [first] = marks
  if (!first) throw new Error(`the trace holds no mark ${name}`)
  const tasks = events
    .filter(({ ph, pid, tid, name: what, dur }) => ph === 'X' && pid === first.pid && tid === first.tid && what.endsWith('RunTask') && dur > 0)
    .sort((a, b) => a.ts - b.ts)
  const frames = []
  let at = 0
  for (let index = 0; index + 1 < marks.length; index++) {
    const [from, until] = [marks[index].ts, marks[index + 1].ts]
    while (at < tasks.length && tasks[at].ts + tasks[at].dur <= from) at++
    let worked = 0
    for (let one = at; one < tasks.length && tasks[one].ts < until; one++) {
      const { ts, dur, tdur = dur } = tasks[one]
      worked += (tdur / dur) * (Math.min(until, ts + dur) - Math.max(from, ts))
    }
    frames.push(worked / 1000)
  }
  return frames
}

/** The longest tasks of the page's main thread, in ms, longest first. */
export function longestTasks(events, mark, count = 5) {
  const first = events.find((event) => event.name === mark)
  return events
    .filter(({ ph, pid, tid, name }) => ph === 'X' && pid === first?.pid && tid === first?.tid && name.endsWith('RunTask'))
    .map(({ dur }) => dur / 1000)
    .sort((a, b) => b - a)
    .slice(0, count)
    .map((ms) => Math.round(ms))
}
