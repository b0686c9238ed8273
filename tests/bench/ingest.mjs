// Reading events: import of a generated file in each format, then opening it with three columns. Prints JSON; asserts nothing.
// node tests/bench/ingest.mjs [events=1000000] [repeats=3]
import { mkdtempSync, rmSync, statSync, createWriteStream } from 'node:fs'
import { once } from 'node:events'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { importDataset, loadDatasetForRun, writeEventsFile } from '../../engine/node/ingest/index.ts'
import { openDataset } from '../../engine/node/columns/index.ts'

const events = Number(process.argv[2] ?? 1_000_000)
const repeats = Number(process.argv[3] ?? 3)
const folder = mkdtempSync(join(tmpdir(), 'rehearsal-bench-'))
const results = []
try {
  const csv = join(folder, 'events.csv')
  await generate(csv)
  const first = await importDataset({ paths: [csv], mapping: {}, cacheDir: join(folder, 'cache') })
  const properties = first.columns.properties.slice(0, 3)
  const dataset = await openDataset(first.directory)
  const jsonl = join(folder, 'events.jsonl')
  const parquet = join(folder, 'events.parquet')
  await writeEventsFile(dataset, jsonl)
  await writeEventsFile(dataset, parquet)
  for (const path of [csv, jsonl, parquet]) {
    results.push(await measure(`import ${path.split('.').at(-1)}`, path, (cacheDir) => importDataset({ paths: [path], mapping: {}, cacheDir })))
  }
  results.push(await measure('open three columns', csv, () => openDataset(first.directory, { properties, attributes: [] })))
  const cacheDir = join(folder, 'cache')
  results.push(await measure('load for a run, cached', csv, () => loadDatasetForRun({ events: [csv], cacheDir, properties, attributes: [] })))
  const peakRssMb = Math.round(process.resourceUsage().maxRSS / 1024)
  console.log(JSON.stringify({ bench: 'ingest', events, repeats, node: process.version, peakRssMb, results }, null, 2))
} finally {
  rmSync(folder, { recursive: true, force: true })
}

async function measure(what, path, work) {
  const ms = []
  for (let repeat = 0; repeat < repeats; repeat++) {
    const cacheDir = join(folder, `cache-${results.length}-${repeat}`)
    const start = performance.now()
    await work(cacheDir)
    ms.push(performance.now() - start)
    rmSync(cacheDir, { recursive: true, force: true })
  }
  ms.sort((a, b) => a - b)
  const median = ms[ms.length >> 1]
  return { what, fileMb: Math.round(statSync(path).size / 1e6), medianMs: Math.round(median), minMs: Math.round(ms[0]), maxMs: Math.round(ms.at(-1)), eventsPerSecond: Math.round((events / median) * 1000) }
}

/** Fifteen events a profile on average, a properties column of JSON, two columns besides; the same file every time. */
async function generate(path) {
  const out = createWriteStream(path)
  let state = 1
  const random = (below) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff
    return Math.floor((state / 0x80000000) * below)
  }
  const names = ['session_start', 'category_view', 'product_view', 'add_to_cart', 'checkout_start', 'purchase']
  let block = 'profileId,at,name,properties,platform,amount\n'
  for (let row = 0; row < events; row++) {
    const product = random(500)
    const at = new Date(1_760_000_000_000 + Math.floor((row * 2.6e9) / events)).toISOString()
    block += `user-${random(Math.ceil(events / 15))},${at},${names[random(6)]},"{""productId"":""p-${product}"",""category"":""c${product % 20}"",""price"":${product * 10}}",`
    block += `${['ios', 'android', 'web'][random(3)]},${random(10_000) / 100}\n`
    if (block.length < 1 << 20) continue
    if (!out.write(block)) await once(out, 'drain')
    block = ''
  }
  out.end(block)
  await once(out, 'close')
}
