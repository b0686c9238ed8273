// Builds dist/{cli,node,electron,renderer,templates}. `--only cli|electron|renderer` builds one piece.
// Everything targets Node 20, because main, preload and the engine host must also run on Electron 33.
import { chmodSync, cpSync, existsSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { spawnSync } from 'node:child_process'
import { join, relative } from 'node:path'
import { isModernNode, modernNode, pieces, root } from './prepare.mjs'
import { launcherSource } from './launcher.mjs'
import { writeNotices } from './notices.mjs'
import { noteModules } from './shipped-modules.mjs'

if (!isModernNode()) {
  // Vite 8 wants a newer Node than some systems have: use the one from the `node` package.
  const run = spawnSync(modernNode(), process.argv.slice(1), { stdio: 'inherit' })
  process.exit(run.status ?? 1)
}

const { build } = await import('esbuild')
const only = argument('--only')
if (only !== undefined && !pieces.includes(only)) {
  console.error(`build: --only takes ${pieces.join(', ')}; got "${only}"`)
  process.exit(2)
}

const native = ['better-sqlite3', '@duckdb/node-api', '@duckdb/node-bindings', 'electron']
// Some bundled packages are CommonJS and call require for Node's own modules.
const requireForEsm = "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);"

const common = {
  absWorkingDir: root,
  bundle: true,
  platform: 'node',
  target: 'node20',
  // ES modules first: a UMD `main` (jsonc-parser) calls require in ways a bundler cannot follow.
  mainFields: ['module', 'main'],
  external: native,
  sourcemap: true,
  // Less to read at every start. Names stay, so that what a problem report quotes can be found.
  minifyWhitespace: true,
  minifySyntax: true,
  legalComments: 'none',
  logLevel: 'warning',
}
const esm = { ...common, format: 'esm', banner: { js: requireForEsm } }
const cjs = { ...common, format: 'cjs' }

const startedAt = performance.now()
mkdirSync(join(root, 'dist'), { recursive: true })
// dist travels without the repository's package.json in the packaged app, and its .js files are ES modules.
writeFileSync(join(root, 'dist', 'package.json'), '{ "type": "module" }\n')

const jobs = []
if (only === undefined || only === 'cli') jobs.push(buildEngine())
if (only === undefined || only === 'electron') jobs.push(buildElectron())
if (only === undefined || only === 'renderer') jobs.push(buildRenderer())
const results = await Promise.allSettled(jobs)
const failures = results.filter((result) => result.status === 'rejected')
for (const failure of failures) console.error(failure.reason?.message ?? failure.reason)
if (failures.length === 0) console.log(`build: notices of ${writeNotices()} packages -> dist/notices`)
console.log(`build: ${failures.length ? 'failed' : 'done'} in ${((performance.now() - startedAt) / 1000).toFixed(1)} s`)
process.exitCode = failures.length ? 1 : 0

async function buildEngine() {
  await bundleSplit('engine/cli/rehearse.ts', 'dist/cli', 'rehearse-main', '.js')
  await bundle('engine/node/workers/simulate-worker.ts', 'dist/node/simulate-worker.js', esm)
  mkdirSync(join(root, 'dist', 'cli'), { recursive: true })
  const launcher = join(root, 'dist', 'cli', 'rehearse.js')
  writeFileSync(launcher, launcherSource)
  chmodSync(launcher, 0o755)
  linkCommand(launcher)
  copyTemplates()
  stamp('cli')
}

// `npx --no-install rehearse` looks into node_modules/.bin, where npm links the commands of dependencies, not the package's own.
function linkCommand(launcher) {
  const folder = join(root, 'node_modules', '.bin')
  if (!existsSync(folder)) return
  if (process.platform === 'win32') {
    writeFileSync(join(folder, 'rehearse.cmd'), '@node "%~dp0..\\..\\dist\\cli\\rehearse.js" %*\r\n')
    return
  }
  rmSync(join(folder, 'rehearse'), { force: true })
  symlinkSync(relative(folder, launcher), join(folder, 'rehearse'))
}

async function buildElectron() {
  await bundle('electron/main/main.ts', 'dist/electron/main.cjs', cjs)
  await bundle('electron/preload/preload.ts', 'dist/electron/preload.cjs', { ...cjs, define: await contractNames() })
  await bundle('electron/preload/secret-preload.ts', 'dist/electron/secret-preload.cjs', cjs)
  await buildSecretWindow()
  await bundleSplit('electron/utility/engine-host.ts', 'dist/electron', 'engine-host', '.mjs')
  stamp('electron')
}

// The page of the window in which a secret is typed: no framework, and nothing from the app's own window but its colours.
async function buildSecretWindow() {
  const from = join(root, 'electron', 'secret')
  const to = join(root, 'dist', 'electron', 'secret')
  rmSync(to, { recursive: true, force: true })
  const page = { ...common, platform: 'browser', format: 'iife', target: 'chrome130', loader: { '.woff2': 'file' }, assetNames: '[name]', sourcemap: false, outdir: to }
  await build({ ...page, entryPoints: { secret: join(from, 'secret.ts') } })
  noteInputs('secret', await build({ ...page, metafile: true, entryPoints: { secret: join(from, 'secret.css') } }))
  cpSync(join(from, 'secret.html'), join(to, 'secret.html'))
  console.log('build: electron/secret -> dist/electron/secret')
}

// The preload script knows the names of the contract, not its schemas: it stays small, and the sandbox needs no zod.
async function contractNames() {
  const contract = await build({ ...common, format: 'esm', entryPoints: ['engine/api/contract.ts'], write: false, sourcemap: false })
  const source = Buffer.from(contract.outputFiles[0].contents).toString('base64')
  const { methods, events } = await import(`data:text/javascript;base64,${source}`)
  return { CONTRACT_METHODS: JSON.stringify(Object.keys(methods)), CONTRACT_EVENTS: JSON.stringify(Object.keys(events)) }
}

async function buildRenderer() {
  if (!existsSync(join(root, 'renderer', 'index.html'))) return skipped('renderer/index.html')
  const vite = await import('vite')
  await vite.build({ configFile: join(root, 'build', 'config', 'vite.config.ts'), logLevel: 'warn' })
  console.log('build: renderer/ -> dist/renderer')
  await vite.build({ configFile: join(root, 'build', 'config', 'vite.viewer.config.ts'), logLevel: 'warn' })
  console.log('build: renderer/viewer -> dist/node/viewer')
  stamp('renderer')
}

function copyTemplates() {
  const from = join(root, 'engine', 'templates', 'assets')
  const to = join(root, 'dist', 'templates')
  rmSync(to, { recursive: true, force: true })
  if (!existsSync(from)) return skipped('engine/templates/assets')
  cpSync(from, to, { recursive: true })
}

async function bundle(entry, outfile, options) {
  if (!existsSync(join(root, entry))) return skipped(entry)
  noteInputs(outfile, await build({ ...options, metafile: true, entryPoints: [entry], outfile }))
  console.log(`build: ${entry} -> ${outfile}`)
}

// What the code imports dynamically stays apart: a command loads only what it needs, and the engine host opens no DuckDB to start.
async function bundleSplit(entry, outdir, name, extension) {
  if (!existsSync(join(root, entry))) return skipped(entry)
  rmSync(join(root, outdir, 'chunks'), { recursive: true, force: true })
  const output = { outdir, splitting: true, chunkNames: 'chunks/[name]-[hash]', outExtension: { '.js': extension } }
  noteInputs(`${outdir}/${name}`, await build({ ...esm, ...output, metafile: true, entryPoints: { [name]: entry } }))
  console.log(`build: ${entry} -> ${outdir}/${name}${extension}`)
}

function noteInputs(outfile, { metafile }) {
  noteModules(outfile.replaceAll('/', '-'), Object.keys(metafile.inputs))
}

function skipped(what) {
  console.log(`build: ${what} is not there, skipped`)
}

function stamp(piece) {
  writeFileSync(join(root, 'dist', `.built-${piece}`), `${new Date().toISOString()}\n`)
}

function argument(name) {
  const at = process.argv.indexOf(name)
  return at < 0 ? undefined : process.argv[at + 1]
}
