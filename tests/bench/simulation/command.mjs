// The whole process of `rehearse simulate`, from start to `result.json` on disk, as one JSON object: `node tests/bench/simulation/command.mjs [--events n]`.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { eventCountOf, profileCountOf, textAt } from '../../../engine/core/model/dataset.ts'
import { population } from './data.mjs'
import { eventsWanted, PASSO } from './inputs.mjs'
import { inTurns, round, summary } from './measure.mjs'

const COLUMNS = ['platform', 'category', 'productId', 'price', 'orderId']
const dataset = population(eventsWanted())
const folder = mkdtempSync(join(tmpdir(), 'rehearsal-bench-'))
try {
  const file = join(folder, 'events.csv')
  writeFileSync(file, csv())
  const args = [fileURLToPath(new URL('../../../dist/cli/rehearse.js', import.meta.url)), 'simulate', PASSO, '--events', file, '--out', join(folder, 'result.json')]
  const env = { ...process.env, REHEARSAL_CACHE: join(folder, 'cache') }
  const run = async () => {
    const { status, stderr } = spawnSync(process.execPath, args, { env, encoding: 'utf8' })
    if (status !== 0) throw new Error(stderr)
  }
  const { first } = await inTurns({ first: run }, { rounds: 1, warm: 0, turns: 1 }) // reads the file; later runs find the cache
  const { cached } = await inTurns({ cached: run }, { rounds: 1, warm: 0, turns: 7 })
  const { medianCpuMs: _ofThisProcess, ...times } = summary(cached, { events: eventCountOf(dataset) })
  console.log(JSON.stringify({ importAndRunMs: round(first[0].ms), cached: times }))
} finally {
  rmSync(folder, { recursive: true, force: true })
}

function csv() {
  const lines = [['profileId', 'at', 'name', ...COLUMNS].join(',')]
  const columns = COLUMNS.map((name) => dataset.properties.get(name))
  for (let profile = 0; profile < profileCountOf(dataset); profile++) {
    const id = textAt(dataset.profileIds, profile)
    for (let row = dataset.offsets[profile]; row < dataset.offsets[profile + 1]; row++) {
      const cells = columns.map((column) => column.values[column.codes[row]] ?? '')
      lines.push([id, dataset.at[row], dataset.names[dataset.nameCodes[row]], ...cells].join(','))
    }
  }
  return `${lines.join('\n')}\n`
}
