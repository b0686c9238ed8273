// better-sqlite3 ships binaries for Node-API 10; Electron 33 has Node-API 9. This builds the same source for any Node-API, once.
import { spawnSync } from 'node:child_process'
import { cpSync, copyFileSync, existsSync, readFileSync, rmSync, symlinkSync, writeFileSync, mkdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { childEnvironment, modernNode, root } from '../prepare.mjs'
import { cached } from './cache.mjs'

/** Resolves to the path of better_sqlite3.node for the fallback Electron. */
export async function provideSqliteBinding({ log }) {
  const source = join(root, 'node_modules', 'better-sqlite3')
  const version = JSON.parse(readFileSync(join(source, 'package.json'), 'utf8')).version
  const folder = await cached(`better-sqlite3-${version}-napi-${process.platform}-${process.arch}`, (made, scratch) => {
    log(`Building better-sqlite3 ${version} for this Electron (about 80 s, once) …`)
    const work = join(scratch, 'better-sqlite3')
    cpSync(source, work, { recursive: true })
    rmSync(join(work, 'prebuilds'), { recursive: true, force: true })
    mkdirSync(join(work, 'node_modules'), { recursive: true })
    symlinkSync(join(root, 'node_modules', 'node-addon-api'), join(work, 'node_modules', 'node-addon-api'))
    const gyp = join(work, 'binding.gyp')
    const text = readFileSync(gyp, 'utf8')
    if (!text.includes('NAPI_VERSION=10')) throw new Error(`better-sqlite3 ${version} no longer names NAPI_VERSION=10 in binding.gyp.`)
    writeFileSync(gyp, text.replace('NAPI_VERSION=10', 'NAPI_EXPERIMENTAL'))
    build(work)
    copyFileSync(join(work, 'build', 'Release', 'better_sqlite3.node'), join(made, 'better_sqlite3.node'))
  })
  return join(folder, 'better_sqlite3.node')
}

function build(work) {
  const tool = join(root, 'node_modules', 'node-gyp', 'bin', 'node-gyp.js')
  // Distributions install Node's headers under /usr; without them node-gyp downloads its own.
  const headers = ['/usr', dirname(dirname(process.execPath))].find((place) => existsSync(join(place, 'include', 'node', 'common.gypi')))
  const args = [tool, 'rebuild', '--release', '--force_build=1', ...(headers ? [`--nodedir=${headers}`] : [])]
  const run = spawnSync(modernNode(), args, { cwd: work, encoding: 'utf8', env: childEnvironment(), maxBuffer: 64 * 1024 * 1024 })
  if (run.status !== 0) {
    throw new Error(
      `better-sqlite3 could not be built (it needs g++, make and python3; Debian: apt-get install g++ make python3).\n${(run.stderr ?? '').slice(-2000)}`,
    )
  }
}
