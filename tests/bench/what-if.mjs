// Prints one JSON object: how soon the result of a turned number is there, on the marketplace funnel with its assumptions. Runs from source, through the host,
// as a window calls it. `node tests/bench/what-if.mjs [--people n] [--times n]`: 70,000 people (a million events) and 30 turns unless told otherwise.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { availableParallelism, cpus, loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { applyTunable } from '../../engine/core/what-if/apply.ts'
import { spreadOver } from '../../engine/core/what-if/range.ts'
import { tunables } from '../../engine/core/what-if/tunables.ts'
import { createHost } from '../../engine/node/host.ts'
import { eventCsv, eventCsvHeader } from '../../engine/templates/event-csv.ts'
import { templates } from '../../engine/templates/index.ts'

const option = (name, usual) => (process.argv.includes(name) ? Number(process.argv[process.argv.indexOf(name) + 1]) : usual)
const people = option('--people', 70_000)
const times = option('--times', 30)
const TURNED = ['$.steps["cart-filled"].timeout.after', '$scenario.responses[3].opened', '$.segments["active-browser"].when.all[0].count.value']

const folder = mkdtempSync(join(tmpdir(), 'rehearsal-what-if-'))
const loadBefore = loadavg()[0]
const host = createHost({ workspaceDir: folder })
let jobs = 0
try {
  const { document, claim } = templates.find(({ id }) => id === 'passo-dukkan')
  const { scenario } = claim
  const datasetId = await imported(claim.population(people, 0))
  const run = (tuned) => host.call('whatIf.run', { jobId: `job-${jobs++}`, datasetId, document: tuned.document, ...(tuned.scenario ? { scenario: tuned.scenario } : {}) })
  const [first, firstMs] = await timed(() => run({ document, scenario }))
  const knobs = tunables(document, scenario)
  const turned = {}
  for (const id of TURNED) {
    const knob = knobs.find((one) => one.id === id)
    if (!knob) throw new Error(`there is no ${id}`)
    const values = spreadOver(knob.range, 15, knob.value)
    const took = []
    const cpu = []
    const inKernel = []
    for (let time = 0; time < times; time++) {
      const before = process.cpuUsage()
      const [{ result }, ms] = await timed(() => run(applyTunable(document, scenario, id, values[time % values.length])))
      const { user, system } = process.cpuUsage(before)
      took.push(ms)
      cpu.push((user + system) / 1000)
      inKernel.push(result.timing.ms)
    }
    // Processor time adds up all threads, and minds a busy machine least.
    turned[knob.words] = { ms: summary(took), cpuMs: summary(cpu), runMs: summary(inKernel) }
  }
  console.log(
    JSON.stringify(
      { machine: { cores: availableParallelism(), model: cpus()[0]?.model, node: process.version, loadBefore }, events: first.result.dataset.events, numbers: knobs.length, firstMs: Math.round(firstMs), turned },
      null,
      2,
    ),
  )
} finally {
  await host.close()
  rmSync(folder, { recursive: true, force: true })
}

async function imported(dataset) {
  const properties = [...dataset.properties.keys()]
  const path = join(folder, 'events.csv')
  writeFileSync(path, eventCsvHeader(properties))
  writeFileSync(path, eventCsv(dataset, properties), { flag: 'a' })
  return (await host.call('datasets.import', { jobId: 'import', name: 'People', paths: [path], mapping: { profileId: 'profileId', at: 'at', name: 'name' } })).id
}

async function timed(work) {
  const startedAt = performance.now()
  const answer = await work()
  return [answer, performance.now() - startedAt]
}

function summary(values) {
  const sorted = values.toSorted((a, b) => a - b)
  const at = (share) => Math.round(sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))])
  return { median: at(0.5), p90: at(0.9), max: at(1) }
}
