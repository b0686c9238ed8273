// Picks the households of the sample: node make-sample.mjs <events.csv.gz> [<out.csv.gz>]. The same input gives the same sample.
import { createHash } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { gunzipSync, gzipSync } from 'node:zlib'

const HOUSEHOLDS = 300

const [source, out = fileURLToPath(new URL('../assets/coupon-campaign/sample.csv.gz', import.meta.url))] = process.argv.slice(2)
if (source === undefined) {
  console.error('usage: node make-sample.mjs <events.csv.gz> [<out.csv.gz>]')
  process.exit(2)
}

const [header, ...lines] = gunzipSync(readFileSync(source)).toString('utf8').trimEnd().split('\n')
if (header !== 'user_id,timestamp,event,properties') {
  console.error(`${source}: expected the columns user_id,timestamp,event,properties, found ${header}`)
  process.exit(2)
}

const householdOf = (line) => line.slice(0, line.indexOf(','))
// Only households that were mailed a Type A campaign have anything to do with the journey. Of those, the ones whose id has the smallest hash:
// as good as drawn by lot, and anybody can draw them again.
const mailed = new Set(lines.filter((line) => line.includes(',campaign_received,') && line.includes('""Type A""')).map(householdOf))
const drawn = [...mailed]
  .map((id) => ({ id, hash: createHash('sha256').update(id).digest('hex') }))
  .sort((a, b) => (a.hash < b.hash ? -1 : 1))
  .slice(0, HOUSEHOLDS)
const chosen = new Set(drawn.map(({ id }) => id))

const kept = lines.filter((line) => chosen.has(householdOf(line)))
writeFileSync(out, gzipSync([header, ...kept, ''].join('\n'), { level: 9 }))
console.log(`${chosen.size} of ${mailed.size} households mailed a Type A campaign, ${kept.length} events -> ${out}`)
