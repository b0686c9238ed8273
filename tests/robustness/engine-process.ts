import { build } from 'esbuild'
import { fork, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { env } from 'node:process'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { afterAll, beforeAll } from 'vitest'
import type { CallError, MethodInput, MethodName, MethodOutput } from '../../engine/api/contract.ts'
import type { Point } from './point.ts'

export interface Told { event: string; payload: unknown }
type Answer = { id: number; ok: true; result: unknown } | { id: number; ok: false; error: CallError }

const folder = mkdtempSync(join(tmpdir(), 'rehearsal-engine-'))
const child = join(folder, 'host-child.mjs')
const repository = fileURLToPath(new URL('../..', import.meta.url))

// One file, since an engine that is started from its hundreds of sources takes seconds.
beforeAll(async () => {
  const require = createRequire(import.meta.url)
  const outside = (name: string) => ({ path: pathToFileURL(require.resolve(name)).href, external: true })
  await build({
    entryPoints: [fileURLToPath(new URL('./host-child.ts', import.meta.url))], outfile: child, bundle: true, platform: 'node', format: 'esm', target: 'node22', logLevel: 'silent', mainFields: ['module', 'main'],
    banner: { js: "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);" },
    plugins: [{ name: 'native', setup: ({ onResolve }) => onResolve({ filter: /^(better-sqlite3|@duckdb\/.+)$/ }, ({ path }) => outside(path)) }],
  })
})

afterAll(() => rmSync(folder, { recursive: true, force: true, maxRetries: 3 }))

/** What a call is rejected with when the process ended under it. */
export const ENDED = 'the engine process ended'

/** An engine in a process of its own. */
export class EngineProcess {
  readonly #child: ChildProcess
  readonly #calls = new Map<number, { resolve(result: unknown): void; reject(error: unknown): void }>()
  readonly #listeners = new Set<(told: Told) => void>()
  readonly #exit: Promise<unknown>
  #lastId = 0

  private constructor(workspace: string, diesAt: Point | null) {
    this.#child = fork(child, [workspace, JSON.stringify(diesAt)], {
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'], execArgv: [], env: { ...env, REHEARSAL_RESOURCES: repository, NODE_COMPILE_CACHE: join(folder, 'compiled') },
    })
    this.#exit = once(this.#child, 'exit')
    this.#child.on('message', (message: Told | Answer) => ('event' in message ? this.#tell(message) : this.#settle(message)))
    void this.#exit.then(() => {
      for (const call of this.#calls.values()) call.reject(new Error(ENDED))
    })
  }

  /** Resolves when it has opened the workspace; at `diesAt` of its work it is killed. */
  static async open(workspace: string, diesAt: Point | null = null): Promise<EngineProcess> {
    const engine = new EngineProcess(workspace, diesAt)
    await Promise.race([engine.until(({ event }) => event === 'ready'), engine.#exit.then(() => Promise.reject(new Error('the engine process did not start')))])
    return engine
  }

  call<M extends MethodName>(method: M, params: MethodInput<M>): Promise<MethodOutput<M>> {
    return new Promise((resolve, reject) => {
      const id = ++this.#lastId
      this.#calls.set(id, { resolve: resolve as (result: unknown) => void, reject }) // as: the engine answers a method with its output
      this.#child.send({ id, method, params })
    })
  }

  /** Resolves with the first event that fits. */
  until(fits: (told: Told) => boolean): Promise<Told> {
    return new Promise((resolve) => {
      const listener = (told: Told) => {
        if (!fits(told)) return
        this.#listeners.delete(listener)
        resolve(told)
      }
      this.#listeners.add(listener)
    })
  }

  signal(signal: 'SIGSTOP' | 'SIGCONT'): void {
    this.#child.kill(signal)
  }

  /** As a crash, or the system short of memory, does it. */
  async kill(): Promise<void> {
    this.#child.kill('SIGKILL')
    await this.#exit
  }

  get pid(): number {
    return this.#child.pid!
  }

  #tell(told: Told): void {
    for (const listener of this.#listeners) listener(told)
  }

  #settle(answer: Answer): void {
    const call = this.#calls.get(answer.id)
    this.#calls.delete(answer.id)
    if (answer.ok) call?.resolve(answer.result)
    else call?.reject(answer.error)
  }
}
