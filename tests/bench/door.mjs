// Starts the built `rehearse serve` for a bench, on a workspace of its own.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync } from 'node:fs'
import { join } from 'node:path'

const root = new URL('../..', import.meta.url).pathname
const launcher = join(root, 'dist/cli/rehearse.js')

/** Resolves to the printed address and a way to stop, once it is served; `args` are files to import. */
export async function openDoor(folder, args = [], workspace = mkdtempSync(join(folder, 'workspace-'))) {
  if (!existsSync(launcher) || !existsSync(join(root, 'dist/renderer/index.html'))) throw new Error('Build the app first: npm run build')
  const child = spawn(process.execPath, [launcher, 'serve', ...args, '--workspace', workspace], { stdio: ['ignore', 'pipe', 'inherit'] })
  let printed = ''
  const address = await new Promise((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`rehearse serve ended with ${code}`)))
    child.stdout.on('data', (chunk) => {
      printed += chunk
      const found = /http:\/\/\S+/.exec(printed)
      if (found) resolve(found[0])
    })
  })
  const stop = async () => {
    child.removeAllListeners('exit')
    const gone = once(child, 'exit')
    child.kill('SIGTERM')
    await gone
  }
  return { address, stop }
}
