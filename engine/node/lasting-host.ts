import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { methods } from '../api/contract.ts'
import { RehearsalError } from '../core/errors.ts'
import type { SecretQuestion } from './secrets/secret-source.ts'
import { VERSION } from './version.ts'
import { DATABASE_FILE } from './workspace/folder.ts'
import { chosenFolder } from './workspace/pointer.ts'
import { useWorkspace } from './workspace/use-workspace.ts'
import { workspaceDirectory } from './workspace/workspace-directory.ts'

/** What it needs of a `Host`. */
interface Opened {
  readonly workspaceDir: string
  call(method: string, params: unknown): Promise<unknown>
  secretQuestion(connectionId: string): Promise<SecretQuestion | null>
  close(): Promise<void>
}

/**
 * The engine of a window that stays open while its workspace comes and goes: one that cannot be opened, or was taken away, must not look like a crash. Every call
 * says what is wrong instead; `app.info` names the folder, `store.state` tries again, and `workspace.use` goes over to another workspace at once.
 */
export class LastingHost {
  readonly #make: () => Opened
  #host: Opened | undefined
  #error: unknown
  #changing: Promise<void> | undefined

  constructor(make: () => Opened) {
    this.#make = make
    this.#open()
  }

  /** Whether a workspace is open. */
  get isOpen(): boolean {
    return this.#host !== undefined
  }

  async call(method: string, params: unknown): Promise<unknown> {
    await this.#changing
    try {
      return await this.#ask(method, params)
    } catch (error) {
      const isAway = this.#host === undefined || codeOf(error) === 'E_STORE_GONE'
      if (isAway && method === 'app.info') return { version: VERSION, workspace: this.#folder(), node: process.versions.node, platform: process.platform }
      if (isAway && method === 'store.state') return this.#again(error, params)
      if (isAway && method === 'workspace.use') return this.#use(params)
      throw error
    }
  }

  async secretQuestion(connectionId: string): Promise<SecretQuestion | null> {
    return this.#host?.secretQuestion(connectionId) ?? null
  }

  async close(): Promise<void> {
    await this.#host?.close()
  }

  #ask(method: string, params: unknown): Promise<unknown> {
    return this.#host ? this.#host.call(method, params) : Promise.reject(this.#error) // whatever it was that making it threw
  }

  /** Where the workspace is, or is meant to be. */
  #folder(): string {
    return this.#host?.workspaceDir ?? (process.env['REHEARSAL_WORKSPACE'] || chosenFolder())
  }

  #open(): void {
    try {
      this.#host = this.#make()
      this.#error = undefined
    } catch (error) {
      this.#host = undefined
      this.#error = error
    }
  }

  async #again(error: unknown, params: unknown): Promise<unknown> {
    // An empty one in the place of one that was taken away would look like lost work.
    if (this.#host !== undefined && !isWorkspaceThere()) throw error
    await this.#openAnew()
    return this.#ask('store.state', params)
  }

  async #use(params: unknown): Promise<unknown> {
    const asked = methods['workspace.use'].input.safeParse(params)
    if (!asked.success) throw new RehearsalError('E_BAD_REQUEST', `workspace.use: ${asked.error.issues[0]?.message}.`, 'The paths name the places in what was sent; correct them and try again.')
    const directory = useWorkspace(asked.data.to, asked.data.make)
    await this.#openAnew()
    if (this.#host === undefined) throw this.#error
    return { directory }
  }

  /** Two windows may ask at once: one of them opens it. */
  #openAnew(): Promise<void> {
    this.#changing ??= (async () => {
      const before = this.#host
      this.#host = undefined
      await before?.close().catch(() => {}) // it was taken away under it
      this.#open()
    })().finally(() => (this.#changing = undefined))
    return this.#changing
  }
}

function isWorkspaceThere(): boolean {
  try {
    const directory = workspaceDirectory()
    return existsSync(join(directory, DATABASE_FILE)) || existsSync(join(directory, 'backups'))
  } catch {
    return false
  }
}

function codeOf(error: unknown): unknown {
  return typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined
}
