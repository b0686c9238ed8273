// Prints one JSON object: medians with spread, and the ratios that bind, all from this one run. `node tests/bench/run.mjs [--events n]`.
// Runs from source: the engines under measurement are the very modules the product bundles. Each part has a process of its own, one after the other.
import { spawnSync } from 'node:child_process'
import { availableParallelism, cpus, loadavg } from 'node:os'
import { fileURLToPath } from 'node:url'
import { eventsWanted } from './simulation/inputs.mjs'

const startedAt = performance.now()
const before = loadavg()[0]
const passo = part('journey.mjs', 'passo')
const heavy = part('journey.mjs', 'heavy')
const simulateCommand = part('command.mjs')
const report = {
  machine: { cores: availableParallelism(), model: cpus()[0]?.model, node: process.version, loadBefore: before },
  passo,
  heavy,
  simulateCommand,
  tookSeconds: Math.round((performance.now() - startedAt) / 1000),
}
console.log(JSON.stringify(report, null, 2))

function part(file, ...args) {
  const script = fileURLToPath(new URL(`simulation/${file}`, import.meta.url))
  const { status, stdout } = spawnSync(process.execPath, [script, ...args, '--events', String(eventsWanted())], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'], maxBuffer: 1 << 26 })
  if (status !== 0) throw new Error(`${[file, ...args].join(' ')} ended with ${status}`)
  return JSON.parse(stdout)
}
