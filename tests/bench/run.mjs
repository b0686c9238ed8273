// Prints one JSON object: medians with spread, and the ratios that bind, all from this one run. `node tests/bench/run.mjs [--events n]`.
// Runs from source: the engines under measurement are the very modules the product bundles.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { cpus, tmpdir } from 'node:os'
import { join } from 'node:path'
import { profileCountOf, textAt } from '../../engine/core/model/dataset.ts'
import { readJourney } from '../../engine/core/lint/read-journey.ts'
import { simulateWithKernel } from '../../engine/core/simulate/kernel.ts'
import { generatePopulation } from '../../engine/core/simulate/population.ts'
import { passoSpec } from '../../engine/core/simulate/population-spec.ts'
import { simulateWithXState } from '../../engine/core/simulate/reference.ts'
import { canonicalJson } from '../../engine/core/json.ts'

const wanted = Number(process.argv[process.argv.indexOf('--events') + 1]) || 1_000_000
const root = new URL('../..', import.meta.url).pathname
const journeyFile = join(root, 'engine/templates/passo-dukkan/journey.json')
const { document } = readJourney(readFileSync(journeyFile, 'utf8'))
const sample = generatePopulation(passoSpec, { first: 0, count: 2000 }, 1)
const dataset = generatePopulation(passoSpec, { first: 0, count: Math.round((2000 * wanted) / sample.at.length) }, 1)
const events = dataset.at.length

const kernelRuns = timed(12, () => simulateWithKernel(document, dataset, {})).slice(2) // the first two warm the compiler up
const xstateRuns = timed(3, () => simulateWithXState(document, dataset, {}))
const same = canonicalJson(simulateWithKernel(document, dataset, {}).figures) === canonicalJson(simulateWithXState(document, dataset, {}).figures)

const report = {
  machine: { cores: cpus().length, model: cpus()[0]?.model, node: process.version },
  journey: document.id,
  events,
  profiles: profileCountOf(dataset),
  figuresEqual: same,
  kernel: summary(kernelRuns),
  xstate: summary(xstateRuns),
  kernelTimesXState: round(median(xstateRuns) / median(kernelRuns)),
  simulateCommand: command(),
}
console.log(JSON.stringify(report, null, 2))

function timed(times, work) {
  return Array.from({ length: times }, () => {
    const startedAt = performance.now()
    work()
    return performance.now() - startedAt
  })
}

/** The whole process of `rehearse simulate` on a cached dataset, from start to `result.json` on disk. */
function command() {
  const folder = mkdtempSync(join(tmpdir(), 'rehearsal-bench-'))
  try {
    const file = join(folder, 'events.csv')
    writeFileSync(file, csv())
    const out = join(folder, 'result.json')
    const args = [join(root, 'dist/cli/rehearse.js'), 'simulate', journeyFile, '--events', file, '--out', out]
    const env = { ...process.env, REHEARSAL_CACHE: join(folder, 'cache') }
    const run = () => {
      const result = spawnSync(process.execPath, args, { env, encoding: 'utf8' })
      if (result.status !== 0) throw new Error(result.stderr)
    }
    const [importMs] = timed(1, run)
    return { importAndRunMs: round(importMs), cached: summary(timed(7, run)) }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function csv() {
  const lines = ['profileId,at,name,platform,category,productId,price,orderId']
  const columns = ['platform', 'category', 'productId', 'price', 'orderId'].map((name) => dataset.properties.get(name))
  for (let profile = 0; profile < profileCountOf(dataset); profile++) {
    const id = textAt(dataset.profileIds, profile)
    for (let row = dataset.offsets[profile]; row < dataset.offsets[profile + 1]; row++) {
      const cells = columns.map((column) => column?.values[column.codes[row]] ?? '')
      lines.push([id, dataset.at[row], dataset.names[dataset.nameCodes[row]], ...cells].join(','))
    }
  }
  return `${lines.join('\n')}\n`
}

function summary(runs) {
  const sorted = runs.toSorted((a, b) => a - b)
  return { medianMs: round(median(runs)), minMs: round(sorted[0]), maxMs: round(sorted.at(-1)), runs: runs.length, millionEventsPerSecond: round(events / median(runs) / 1000) }
}

function median(runs) {
  const sorted = runs.toSorted((a, b) => a - b)
  return (sorted[Math.floor((sorted.length - 1) / 2)] + sorted[Math.ceil((sorted.length - 1) / 2)]) / 2
}

function round(value) {
  return Math.round(value * 100) / 100
}
