// `npm test` from a bare clone: every check there is, each with its own summary, all of them even when one fails. The last line is
// `N passed, N failed, N skipped`, summed over the runners. Node built-ins only. `--stage name[,name]` runs a part of it.
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statfsSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ensureDebianPackages } from './debian.mjs'
import { childEnvironment, ensureInstalled, modernNode, root } from './prepare.mjs'
import { emptyTally, failedTests, playwrightTally, vitestTally } from './test-tally.mjs'

const reports = join(root, 'test-results', 'reports')
rmSync(reports, { recursive: true, force: true })
mkdirSync(reports, { recursive: true })

const chosen = argument('--stage')?.split(',')
const total = emptyTally()
const summary = []

if (!ensureInstalled()) {
  add('install', { ...emptyTally(), failed: 1 })
  finish()
}
const node = modernNode()
const bin = (...path) => join(root, 'node_modules', ...path)

await stage('typecheck', () => command([join('build', 'scripts', 'typecheck.mjs')]))
await stage('lint', () => command([bin('oxlint', 'bin', 'oxlint'), '-c', 'build/config/oxlint.json', 'engine', 'electron', 'renderer', 'tests', 'build']))
await stage('build', () => command([join('build', 'scripts', 'build.mjs')]))
await stage('vitest', () => {
  const report = join(reports, 'vitest.json')
  const temporary = temporaryFolder()
  const status = run([
    bin('vitest', 'vitest.mjs'), 'run', '--config', 'build/config/vitest.config.ts',
    '--reporter=default', '--reporter=json', `--outputFile.json=${report}`,
  ], { TMPDIR: temporary })
  rmSync(temporary, { recursive: true, force: true, maxRetries: 3 })
  return vitestTally(report, status)
})
await stage('window', () => playwright('window'))
await stage('desktop', desktopApp)
await stage('audit', async () => {
  const { auditShipped } = await import('./audit.mjs')
  const { problems, skipped } = auditShipped()
  if (skipped) return skippedSuite('known vulnerabilities', skipped)
  for (const problem of problems) console.error(problem)
  return { passed: problems.length === 0 ? 1 : 0, failed: problems.length === 0 ? 0 : 1, skipped: 0 }
})
finish()

// The app as people get it: archived, with the engine beside the archive. How `npm start` opens it, unpackaged, one file of tests tries as well.
async function desktopApp() {
  ensureDebianPackages() // before Electron, which wants unzip; the runner below reports what is missing
  const { provideElectron } = await import('./electron.mjs')
  const electron = await provideElectron({ log: (line) => console.log(line) })
  const unpackaged = { ...electron.env, REHEARSAL_ELECTRON_EXECUTABLE: electron.executable }
  if (process.platform !== 'linux') return playwright('electron', unpackaged)
  if (run([join('build', 'scripts', 'package.mjs'), '--dir']) !== 0) return { ...emptyTally(), failed: 1 }
  const executable = join(root, 'dist', 'packages-for-tests', 'linux-unpacked', 'rehearsal')
  const asPackaged = playwright('electron', { REHEARSAL_PACKAGED: executable })
  const asStarted = playwright('electron', unpackaged, 'unpackaged', ['engine-host'])
  return Object.fromEntries(Object.keys(asPackaged).map((key) => [key, asPackaged[key] + asStarted[key]]))
}

async function stage(name, work) {
  if (chosen && !chosen.includes(name)) return
  console.log(`\n=== ${name}`)
  const startedAt = performance.now()
  let tally
  try {
    tally = await work()
  } catch (error) {
    console.error(error.message)
    tally = { ...emptyTally(), failed: 1 }
  }
  add(name, tally, performance.now() - startedAt)
}

function add(name, tally, spentMs = 0) {
  for (const key of Object.keys(total)) total[key] += tally[key]
  summary.push(`${name.padEnd(10)} ${tally.passed} passed, ${tally.failed} failed, ${tally.skipped} skipped (${Math.round(spentMs / 1000)} s)`)
}

function finish() {
  const failed = readdirSync(reports).flatMap((name) => failedTests(join(reports, name)))
  if (failed.length > 0) console.log(`\n=== failed\n${failed.join('\n')}`)
  console.log(`\n=== summary\n${summary.join('\n')}\n`)
  // The exit code is set first, and the totals are the last thing that is printed.
  process.exitCode = total.failed > 0 ? 1 : 0
  console.log(`${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`)
  process.exit()
}

// A check without a count of its own counts as one.
function command(args) {
  const passed = run(args) === 0
  return { passed: passed ? 1 : 0, failed: passed ? 0 : 1, skipped: 0 }
}

function playwright(suite, extra = {}, name = suite, files = []) {
  if (!existsSync(join(root, 'tests', 'e2e', suite))) return skippedSuite(`tests/e2e/${suite}`, 'it is not there')
  const missing = ensureDebianPackages()
  if (missing) return skippedSuite(`tests/e2e/${suite}`, missing)
  const report = join(reports, `${name}.json`)
  const args = [bin('@playwright', 'test', 'cli.js'), 'test', '--config', `build/config/playwright.${suite}.config.ts`, ...files]
  const env = { ...extra, PLAYWRIGHT_JSON_OUTPUT_FILE: report }
  const headless = suite === 'electron' && process.platform === 'linux' && !process.env.DISPLAY && !process.env.WAYLAND_DISPLAY
  const status = headless ? run(args, env, ['xvfb-run', '-a', '-s', '-screen 0 1440x900x24']) : run(args, env)
  return playwrightTally(report, status)
}

// In memory where there is room: thousands of small databases are made and thrown away, and a slow disk would take most of the time for flushing them.
function temporaryFolder() {
  const memory = '/dev/shm'
  const free = existsSync(memory) ? statfsSync(memory) : undefined
  const isRoomy = free !== undefined && free.bavail * free.bsize > 4 * 1024 ** 3
  return mkdtempSync(join(isRoomy ? memory : tmpdir(), 'rehearsal-tests-'))
}

// A suite that cannot run here is seen and counted, as one.
function skippedSuite(what, why) {
  console.log(`SKIPPED: ${what}: ${why}`)
  return { ...emptyTally(), skipped: 1 }
}

function run(args, extra = {}, prefix = []) {
  const [program, ...rest] = [...prefix, node, ...args]
  return spawnSync(program, rest, { cwd: root, stdio: 'inherit', env: childEnvironment(extra) }).status ?? 1
}

function argument(name) {
  const at = process.argv.indexOf(name)
  return at < 0 ? undefined : process.argv[at + 1]
}
