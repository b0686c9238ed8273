// `npm run package`: the app as people get it, for the system it runs on. Where the pinned Electron cannot be had, the app as a folder only, made of the
// fallback, and words that say so. `npm run package:dir`: the folder for the tests, which Playwright can drive.
import { spawnSync } from 'node:child_process'
import { existsSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { buildIsStale, childEnvironment, modernNode, root } from './prepare.mjs'
import { provideElectron } from './electron.mjs'
import { measurePackage, printSizes } from './package-size.mjs'

const forTests = process.argv.includes('--dir')
const output = join('dist', forTests ? 'packages-for-tests' : 'packages')
const installers = { linux: ['AppImage', 'deb'], darwin: ['dmg (universal)'], win32: ['nsis'] }
const appFolders = { linux: 'linux-unpacked', darwin: join('mac-universal', 'Rehearsal.app'), win32: 'win-unpacked' }

const feed = process.env.REHEARSAL_UPDATE_URL
if (feed && !isSafeFeed(feed)) fail(`REHEARSAL_UPDATE_URL is ${feed}: updates are asked over https only (or of this machine, for a test).`)
const electron = await provideElectron({ log: (line) => console.log(line) })
if (buildIsStale() || !existsSync(join(root, 'dist', 'notices', 'notices.json'))) node([join('build', 'scripts', 'build.mjs')])

const options = ['--config', 'build/electron-builder.yml', '--publish', 'never', `-c.directories.output=${output}`]
const folderOnly = forTests || electron.fallback
if (folderOnly) options.push('--dir')
if (forTests) options.push('-c.electronFuses.enableNodeCliInspectArguments=true') // Playwright drives the app through it
if (electron.fallback) options.push(`-c.electronDist=${dirname(electron.executable)}`, `-c.electronVersion=${electron.version}`)
rmSync(join(root, output), { recursive: true, force: true })
node([join('node_modules', 'electron-builder', 'cli.js'), ...options], electron.env)

console.log(`\nPackaged into ${output}: ${folderOnly ? 'the app as a folder' : installers[process.platform]?.join(' and ')}.`)
if (electron.fallback) {
  console.log(`NOT FOR CUSTOMERS: it is made of Electron ${electron.version}, the substitute for where the pinned one cannot be downloaded, and runs without the operating system's sandbox.`)
}
if (!forTests) tellWhatIsNotThere()
const sizes = measurePackage(join(root, output, appFolders[process.platform] ?? ''))
if (!printSizes(sizes)) fail('The package is more than a tenth over its size budget (build/config/size-budget.json).')

function tellWhatIsNotThere() {
  const made = folderOnly ? [] : (installers[process.platform] ?? [])
  const missing = Object.values(installers).flat().filter((name) => !made.includes(name))
  const why = electron.fallback ? 'the pinned Electron and the tools of the installers could not be downloaded' : 'each is made on its own system'
  console.log(`Not made here: ${missing.join(', ')} (${why}).`)
  console.log(`Signed: ${signing()}.`)
  console.log(`Updates: ${feed ? `asked of ${feed}, once a person has said yes` : 'never asked for (REHEARSAL_UPDATE_URL is not set)'}.`)
}

function signing() {
  if (process.platform === 'linux') return 'no; packages for Linux carry no signature of their own'
  const certificate = process.env.CSC_LINK || process.env.CSC_NAME || (process.platform === 'win32' && process.env.WIN_CSC_LINK)
  if (!certificate) return 'NO (CSC_LINK is not set): the system will warn whoever starts it'
  if (process.platform !== 'darwin') return 'yes'
  const notarised = (process.env.APPLE_API_KEY && process.env.APPLE_API_KEY_ID && process.env.APPLE_API_ISSUER) || (process.env.APPLE_ID && process.env.APPLE_APP_SPECIFIC_PASSWORD && process.env.APPLE_TEAM_ID)
  return notarised ? 'yes, and notarised' : 'yes, but NOT NOTARISED (APPLE_API_KEY, APPLE_API_KEY_ID and APPLE_API_ISSUER are not set)'
}

function isSafeFeed(address) {
  if (!URL.canParse(address)) return false
  const { protocol, hostname } = new URL(address)
  return protocol === 'https:' || (protocol === 'http:' && ['127.0.0.1', '[::1]'].includes(hostname))
}

function node(args, extra = {}) {
  const run = spawnSync(modernNode(), args, { cwd: root, stdio: 'inherit', env: childEnvironment(extra) })
  if (run.status !== 0) process.exit(run.status ?? 1)
}

function fail(message) {
  console.error(message)
  process.exit(1)
}
