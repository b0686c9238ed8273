// The text of dist/cli/rehearse.js. It decides on the Node before anything native is loaded, so it cannot be part of the bundle,
// whose static imports would run first.
export const launcherSource = `#!/usr/bin/env node
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { constants } from 'node:os'
import { fileURLToPath } from 'node:url'

const [major, minor] = process.versions.node.split('.').map(Number)
if (major > 22 || (major === 22 && minor >= 12)) {
  await import('./rehearse-main.js')
} else {
  // better-sqlite3 needs Node-API 10. The \`node\` package that npm ci installs carries a Node that has it.
  const newer = fileURLToPath(new URL('../../node_modules/node/bin/node' + (process.platform === 'win32' ? '.exe' : ''), import.meta.url))
  if (!existsSync(newer)) {
    console.error('rehearse needs Node 22.12 or newer; this is Node ' + process.versions.node + '. Install a newer Node, or run npm ci in the repository.')
    process.exit(1)
  }
  const main = fileURLToPath(new URL('./rehearse-main.js', import.meta.url))
  const child = spawn(newer, [...process.execArgv, main, ...process.argv.slice(2)], { stdio: 'inherit' })
  for (const signal of ['SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
  // Ctrl+C in a terminal reaches the child by itself; a second one would mean "at once" to it.
  process.on('SIGINT', () => process.stdin.isTTY || child.kill('SIGINT'))
  child.on('error', (error) => {
    console.error('rehearse could not start ' + newer + ': ' + error.message)
    process.exit(1)
  })
  child.on('exit', (code, signal) => process.exit(code ?? 128 + (constants.signals[signal] ?? 0)))
}
`
