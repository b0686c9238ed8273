// `npm run package`: installers for people, of the pinned Electron. `npm run package:dir`: the packaged app as a folder, for the tests;
// it may also be made of the fallback Electron.
import { spawnSync } from 'node:child_process'
import { dirname, join } from 'node:path'
import { buildIsStale, childEnvironment, modernNode, root } from './prepare.mjs'
import { provideElectron } from './electron.mjs'

const forTests = process.argv.includes('--dir')
const electron = await provideElectron({ log: (line) => console.log(line) })
if (electron.fallback && !forTests) {
  console.error('Packages for people need the pinned Electron, which could not be downloaded here. For a test: npm run package:dir')
  process.exit(1)
}

if (buildIsStale()) node([join('build', 'scripts', 'build.mjs')])
const options = ['--config', 'build/electron-builder.yml', '--publish', 'never']
if (forTests) options.push('--dir', '-c.electronFuses.enableNodeCliInspectArguments=true') // Playwright needs it
if (electron.fallback) {
  // Its archive is not the one whose digest electron-builder would write into it.
  options.push(`-c.electronDist=${dirname(electron.executable)}`, `-c.electronVersion=${electron.version}`, '-c.electronFuses.enableEmbeddedAsarIntegrityValidation=false')
}
node([join('node_modules', 'electron-builder', 'cli.js'), ...options])
console.log(`Packaged into ${join('dist', 'packages')}`)

function node(args) {
  const run = spawnSync(modernNode(), args, { cwd: root, stdio: 'inherit', env: childEnvironment() })
  if (run.status !== 0) process.exit(run.status ?? 1)
}
