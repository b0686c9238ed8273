// What every script needs before anything else can run: the installed packages, and a Node new enough for the engine.
// Node built-ins only: this file runs on the system's Node in a bare clone.
import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..')

const windows = process.platform === 'win32'

/** True when this Node can load better-sqlite3 13 (Node-API 10). */
export function isModernNode(version = process.versions.node) {
  const [major = 0, minor = 0] = version.split('.').map(Number)
  return major > 22 || (major === 22 && minor >= 12)
}

/** A Node >= 22.12: the one that runs this, or the one in the `node` package that `npm ci` installs. */
export function modernNode() {
  if (isModernNode()) return process.execPath
  const bundled = join(root, 'node_modules', 'node', 'bin', windows ? 'node.exe' : 'node')
  if (existsSync(bundled)) return bundled
  throw new Error(`Rehearsal needs Node 22.12 or newer, this is ${process.versions.node}, and node_modules/node is missing. Run npm ci.`)
}

/** True when node_modules does not hold what package-lock.json pins (packages of other platforms may be missing). */
export function installIsStale() {
  const installedLock = join(root, 'node_modules', '.package-lock.json')
  if (!existsSync(installedLock)) return true
  const wanted = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')).packages
  const installed = JSON.parse(readFileSync(installedLock, 'utf8')).packages
  return Object.entries(wanted).some(([path, entry]) => {
    if (path === '') return false
    const found = installed[path]
    if (!found) return !entry.optional && !entry.devOptional && !entry.peer
    return found.version !== entry.version
  })
}

/** Runs `npm ci` when the packages are missing or stale. Returns false when it failed. */
export function ensureInstalled() {
  if (!installIsStale()) return true
  console.log('Installing packages (npm ci) …')
  // The install must run on the npm that belongs to the system: the one in node_modules/.bin is about to be replaced.
  const run = spawnSync('npm', ['ci', '--no-audit', '--no-fund'], { cwd: root, stdio: 'inherit', shell: windows })
  return run.status === 0
}

/** Environment for child processes: `node_modules/.bin` first, as npm itself does it. */
export function childEnvironment(extra = {}) {
  const separator = windows ? ';' : ':'
  const path = `${join(root, 'node_modules', '.bin')}${separator}${process.env.PATH ?? ''}`
  return { ...process.env, PATH: path, ...extra }
}

export const pieces = ['cli', 'electron', 'renderer']

/** True when a source file is newer than the last complete build of every piece. */
export function buildIsStale() {
  const stamps = pieces.map((piece) => join(root, 'dist', `.built-${piece}`))
  if (!stamps.every(existsSync)) return true
  const builtAt = Math.min(...stamps.map((stamp) => statSync(stamp).mtimeMs))
  const sources = ['engine', 'electron', 'renderer', 'build/config', 'build/scripts/build.mjs', 'package-lock.json']
  return sources.some((source) => newestChange(join(root, source)) > builtAt)
}

function newestChange(path) {
  if (!existsSync(path)) return 0
  const stats = statSync(path)
  if (!stats.isDirectory()) return stats.mtimeMs
  // A directory's own time counts too: it changes when a file is removed.
  return readdirSync(path).reduce((newest, name) => Math.max(newest, newestChange(join(path, name))), stats.mtimeMs)
}
