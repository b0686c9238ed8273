// The memory an import takes: a CSV of any size, generated, imported in a process of its own, whose resident memory is looked at while it works.
// Prints JSON; asserts nothing. Memory grows in a line only beyond some hundred MB (what is remembered to read faster has an end): compare two sizes. node tests/bench/large-import.mjs [megabytes=500] [--keep-ids]: with it one column has an id of every third row's own.
import { spawn } from 'node:child_process'
import { createWriteStream, mkdtempSync, rmSync, statSync } from 'node:fs'
import { once } from 'node:events'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const megabytes = Number(process.argv[2] ?? 500)
const keepIds = process.argv.includes('--keep-ids')
const folder = mkdtempSync(join(process.env.REHEARSAL_BENCH_FOLDER ?? tmpdir(), 'rehearsal-large-'))
const module = (path) => new URL(`../../engine/${path}`, import.meta.url).href
const child = `
  const { importDataset } = await import(${JSON.stringify(module('node/ingest/index.ts'))})
  const { rmSync } = await import('node:fs')
  const [path, cacheDir] = process.argv.slice(1)
  const phases = {}
  let most = 0, last = performance.now(), longestSilence = 0
  const onProgress = ({ phase }) => {
    const now = performance.now()
    longestSilence = Math.max(longestSilence, now - last)
    last = now
    const rss = process.memoryUsage.rss()
    if (rss > most) most = rss
    const known = (phases[phase] ??= { since: now, rssMb: 0 })
    known.ms = Math.round(now - known.since)
    known.rssMb = Math.max(known.rssMb, Math.round(rss / 1e6))
  }
  const start = performance.now()
  const { events, profiles, columns } = await importDataset({ paths: [path], mapping: {}, cacheDir, onProgress, signal: new AbortController().signal })
  const ms = Math.round(performance.now() - start)
  const peakRssMb = Math.round(process.resourceUsage().maxRSS * 1024 / 1e6)
  rmSync(cacheDir, { recursive: true })
  const stop = new AbortController()
  let stopped = 0
  await importDataset({ paths: [path], mapping: {}, cacheDir, signal: stop.signal, onProgress: ({ phase }) => { if (phase === 'reading' && stopped === 0) { stopped = performance.now(); stop.abort() } } }).catch(() => {})
  console.log(JSON.stringify({ events, profiles, properties: columns.properties, ms, eventsPerSecond: Math.round(events / ms * 1000), peakRssMb, longestSilenceMs: Math.round(longestSilence), cancelHeardAfterMs: Math.round(performance.now() - stopped), phases }))
`
try {
  const csv = join(folder, 'events.csv')
  await generate(csv)
  const bytes = statSync(csv).size
  const run = spawn(process.execPath, ['--input-type=module', '-e', child, csv, join(folder, 'cache')], { stdio: ['ignore', 'pipe', 'inherit'] })
  let out = ''
  run.stdout.on('data', (text) => (out += text))
  const [code] = await once(run, 'close')
  if (code !== 0) throw new Error(`the import ended with ${code}`)
  const found = JSON.parse(out)
  console.log(JSON.stringify({ bench: 'large import', fileMb: Math.round(bytes / 1e6), keepIds, ...found }, null, 2))
} finally {
  rmSync(folder, { recursive: true, force: true })
}

/** Fifteen events a profile, in order of time as exports are; sessions of four events, each with an id; orders with an id; JSON properties. The same file every time. */
async function generate(path) {
  const out = createWriteStream(path)
  let state = 1
  const random = (below) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff
    return Math.floor((state / 0x80000000) * below)
  }
  const names = ['session_start', 'category_view', 'product_view', 'add_to_cart', 'checkout_start', 'purchase']
  const people = Math.ceil((megabytes * 1e6) / 190 / 15)
  let block = `profileId,at,name,properties,platform,amount${keepIds ? ',sessionId' : ''}\n`
  let written = 0
  for (let row = 0; written + block.length < megabytes * 1e6; row++) {
    const product = random(5000)
    const at = new Date(1_735_689_600_000 + row * 900 + random(900)).toISOString()
    const name = names[random(6)]
    block += `user-${random(people)},${at},${name},"{""productId"":""p-${product}"",""category"":""c${product % 40}"",""price"":${product * 10 + 0.9}}",${['ios', 'android', 'web'][random(3)]},${random(100_000) / 100}`
    block += keepIds ? `,${row % 3 === 0 ? `s-${row.toString(36).padStart(12, '0')}` : ''}\n` : '\n'
    if (block.length < 1 << 20) continue
    written += block.length
    if (!out.write(block)) await once(out, 'drain')
    block = ''
  }
  out.end(block)
  await once(out, 'close')
}
