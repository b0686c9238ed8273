// Making people from a spec: a shop of 20 and more events a person, in memory and to a file. Prints JSON; asserts nothing.
// node tests/bench/population.mjs [profiles=1000000] [spec=a shop] [file=no|yes]
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PeopleBuilder } from '../../engine/core/population/generate.ts'
import { readPopulation } from '../../engine/core/population/read-spec.ts'
import { writePeopleFile } from '../../engine/node/services/population-file.ts'
import { shopSpec } from '../unit/population/shop-spec.ts'

const profiles = Number(process.argv[2] ?? 1_000_000)
const spec = process.argv[3] === undefined || process.argv[3] === 'shop' ? shopSpec : readPopulation(readFileSync(process.argv[3], 'utf8'), process.argv[3])
const results = {}
const measure = async (what, work) => {
  const [start, cpu] = [performance.now(), process.cpuUsage()]
  const events = await work()
  const { user, system } = process.cpuUsage(cpu)
  const ms = Math.round(performance.now() - start)
  results[what] = { ms, cpuMs: Math.round((user + system) / 1000), events, eventsPerSecond: Math.round((events / ms) * 1000) }
}
await measure('columns', () => new PeopleBuilder(spec, { first: 0, count: profiles }).build().at.length)
if (process.argv[4] === 'yes') {
  const folder = mkdtempSync(join(tmpdir(), 'rehearsal-bench-'))
  await measure('csv', () => writePeopleFile({ spec, profiles, seed: 0, out: join(folder, 'events.csv') })).finally(() => rmSync(folder, { recursive: true, force: true }))
}
console.log(JSON.stringify({ bench: 'population', spec: spec.id, profiles, node: process.version, peakRssMb: Math.round(process.resourceUsage().maxRSS / 1024), results }, null, 2))
