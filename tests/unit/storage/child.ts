import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'

export interface ChildEnd { code: number | null; stdout: string; stderr: string }

/** Runs a script of this folder in a process of its own. `shell` is put before it, such as a limit; `user` runs it as another one. */
export function runChild(script: string, args: readonly string[], options: { shell?: string; user?: number } = {}): Promise<ChildEnd> {
  const path = fileURLToPath(new URL(script, import.meta.url))
  const command = [process.execPath, '--no-warnings', '--experimental-strip-types', path, ...args]
  const identity = options.user === undefined ? {} : { uid: options.user, gid: options.user }
  const child = options.shell
    ? spawn('bash', ['-c', `${options.shell}; exec "$@"`, 'bash', ...command], identity)
    : spawn(command[0]!, command.slice(1), identity)
  return new Promise((resolve, reject) => {
    let stdout = ''
    let stderr = ''
    child.stdout.on('data', (text: Buffer) => (stdout += text.toString()))
    child.stderr.on('data', (text: Buffer) => (stderr += text.toString()))
    child.on('error', reject)
    child.on('close', (code) => resolve({ code, stdout, stderr }))
  })
}
