// `npm start` from a bare clone: installs and builds what is missing or old, then opens the desktop app, or, on a machine without a
// display, serves the same window to a browser. Extra arguments pass through. Node built-ins only.
import { spawn, spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { buildIsStale, childEnvironment, ensureInstalled, modernNode, root } from './prepare.mjs'

if (!ensureInstalled()) fail('The packages could not be installed (see above). Check the connection to the npm registry and run npm start again.')

if (buildIsStale()) {
  console.log('Building …')
  const build = spawnSync(modernNode(), [join(root, 'build', 'scripts', 'build.mjs')], { cwd: root, stdio: 'inherit', env: childEnvironment() })
  if (build.status !== 0) fail('The build failed (see above).')
}

const extra = process.argv.slice(2)
if (hasDisplay()) await openWindow()
else serve('There is no display here, so the window is served to a browser:')

async function openWindow() {
  const { provideElectron } = await import('./electron.mjs')
  let electron
  try {
    electron = await provideElectron({ log: (line) => console.log(line) })
  } catch (error) {
    console.error(error.message)
    return serve('Serving the same window to a browser instead:')
  }
  // Chromium refuses to start its OS sandbox as root, and the fallback has no setuid helper.
  const noSandbox = process.platform === 'linux' && (electron.fallback || process.getuid?.() === 0)
  const env = { ...childEnvironment(electron.env) }
  delete env.ELECTRON_RUN_AS_NODE
  run(electron.executable, [...(noSandbox ? ['--no-sandbox'] : []), root, '--open-sample', ...extra], env)
}

function serve(why) {
  console.log(why)
  run(modernNode(), [join(root, 'dist', 'cli', 'rehearse.js'), 'serve', '--open-sample', ...extra], childEnvironment())
}

function run(command, args, env) {
  const child = spawn(command, args, { cwd: process.cwd(), stdio: 'inherit', env })
  for (const signal of ['SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
  // Ctrl+C in a terminal reaches the child by itself.
  process.on('SIGINT', () => process.stdin.isTTY || child.kill('SIGINT'))
  child.on('error', (error) => fail(`${command} could not be started: ${error.message}`))
  child.on('exit', (code) => process.exit(code ?? 1))
}

function hasDisplay() {
  return process.platform !== 'linux' || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY)
}

function fail(message) {
  console.error(message)
  process.exit(1)
}
