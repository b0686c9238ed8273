import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, vi } from 'vitest'
import type { CallError, EventPayload, MethodInput, MethodName, MethodOutput } from '../../../engine/api/contract.ts'
import { createHost, type Host } from '../../../engine/node/host.ts'

export interface Opened {
  host: Host
  call<M extends MethodName>(method: M, input: MethodInput<M>): Promise<MethodOutput<M>>
  refusal(method: MethodName, input: unknown): Promise<CallError>
}

const opened: Host[] = []
let home = ''

/** The folder of this test: the person's own data go below it, and no variable names a workspace. */
export function homeFolder(): string {
  return home
}

/** Called at the head of a test file. */
export function withHome(): void {
  beforeEach(() => {
    home = mkdtempSync(join(tmpdir(), 'rehearsal-home-'))
    vi.stubEnv('XDG_DATA_HOME', home)
    vi.stubEnv('REHEARSAL_WORKSPACE', undefined)
  })
  afterEach(async () => {
    for (const host of opened.splice(0)) await host.close()
    vi.unstubAllEnvs()
    rmSync(home, { recursive: true, force: true, maxRetries: 3 })
  })
}

/** The engine on the workspace of `directory`, or on the one that is chosen. */
export function openHost(directory?: string, onProgress: (progress: EventPayload<'job.progress'>) => void = () => {}): Opened {
  const host = createHost({
    ...(directory === undefined ? {} : { workspaceDir: directory }),
    approval: 'window',
    onEvent: (name, payload) => {
      if (name === 'job.progress' && 'jobId' in payload) onProgress(payload)
    },
  })
  opened.push(host)
  return {
    host,
    call: (method, input) => host.call(method, input) as Promise<never>, // as: the contract says what it answers
    refusal: (method, input) =>
      host.call(method, input).then(
        (answer) => Promise.reject(new Error(`${method} was answered: ${JSON.stringify(answer).slice(0, 200)}`)),
        (error: CallError) => error,
      ),
  }
}
