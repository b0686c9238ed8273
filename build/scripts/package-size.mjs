// What a packaged app weighs, part by part, against build/config/size-budget.json: on the disk, and as zstd packs it (a download is about that large; the
// installers use other methods, which differ by some percent).
import { readdirSync, readFileSync, lstatSync } from 'node:fs'
import { join, relative, sep } from 'node:path'
import { constants, gzipSync, zstdCompressSync } from 'node:zlib'
import { root } from './prepare.mjs'

const megabyte = 1024 * 1024
const tolerance = 1.1

/** [{ part, bytes, packedBytes }], largest first. `folder` holds the app as it is installed. */
export function measurePackage(folder) {
  const parts = new Map()
  for (const file of filesIn(folder)) {
    const part = partOf(relative(folder, file).split(sep).join('/'))
    const content = readFileSync(file)
    const sum = parts.get(part) ?? { part, bytes: 0, packedBytes: 0 }
    sum.bytes += content.length
    sum.packedBytes += packed(content)
    parts.set(part, sum)
  }
  return [...parts.values()].toSorted((a, b) => b.bytes - a.bytes)
}

/** Prints the table; false when a part is more than a tenth over its budget. */
export function printSizes(sizes) {
  const budget = JSON.parse(readFileSync(join(root, 'build', 'config', 'size-budget.json'), 'utf8'))
  const total = sizes.reduce((sum, { bytes, packedBytes }) => ({ part: 'all together', bytes: sum.bytes + bytes, packedBytes: sum.packedBytes + packedBytes }), { bytes: 0, packedBytes: 0 })
  let fits = true
  console.log(`\n${'Size in MB'.padEnd(44)}${'on disk'.padStart(9)}${'packed'.padStart(9)}${'budget'.padStart(9)}`)
  for (const { part, bytes, packedBytes } of [...sizes, total]) {
    // A part that nobody has set a limit for is looked at before it ships.
    const limit = budget[part] ?? budget['every other part']
    const isOver = bytes / megabyte > limit * tolerance
    if (isOver) fits = false
    const mark = isOver ? '  OVER BUDGET' : bytes / megabyte > limit ? '  a little over' : ''
    console.log(`${part.padEnd(44)}${inMegabytes(bytes)}${inMegabytes(packedBytes)}${String(limit).padStart(9)}${mark}`)
  }
  return fits
}

/** The name of what a file belongs to; the same in a Mac's app, whose resources are elsewhere. */
export function partOf(path) {
  const inside = /(?:^|\/)resources\/(.+)$/i.exec(path)?.[1]
  if (inside === undefined) return /(^|\/)locales\/|\.lproj\//.test(path) ? 'Electron: languages' : 'Electron'
  const dependency = /node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(inside)?.[1]
  if (dependency !== undefined) return dependency.replace(/-(linux|darwin|win32)-(x64|arm64)(-musl)?$/, '')
  if (/\.(pak|lproj)\b|electron\.icns/.test(inside)) return 'Electron: languages'
  if (inside === 'app.asar') return 'window and main process'
  if (inside.startsWith('app.asar.unpacked/dist/cli')) return 'command line'
  return inside.startsWith('app.asar.unpacked/dist/node') ? 'engine workers and saved pages' : inside.startsWith('app.asar.unpacked/') ? 'engine' : 'notices'
}

function packed(content) {
  return zstdCompressSync ? zstdCompressSync(content, { params: { [constants.ZSTD_c_compressionLevel]: 9 } }).length : gzipSync(content).length
}

function inMegabytes(bytes) {
  return (bytes / megabyte).toFixed(1).padStart(9)
}

// A Mac's frameworks name one file in several ways.
function filesIn(folder) {
  return readdirSync(folder, { recursive: true }).map((name) => join(folder, name)).filter((path) => lstatSync(path).isFile())
}
