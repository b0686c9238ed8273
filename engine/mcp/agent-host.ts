import { randomUUID } from 'node:crypto'
import { callErrorSchema, type CallError, type EventPayload, type MethodInput, type MethodName, type MethodOutput } from '../api/contract.ts'
import { createHost, type Host } from '../node/host.ts'

/** All that an agent may have the engine do. What approves, publishes, activates, names files or deletes is not among it. */
export const AGENT_METHODS = [
  'journeys.list', 'journeys.get', 'datasets.list', 'datasets.catalogue', 'segments.list', 'segments.get', 'segments.save', 'segments.measure', 'connections.list',
  'targets.fit', 'runs.start', 'runs.explain', 'proposals.draft', 'proposals.getDraft', 'proposals.redraft', 'proposals.propose', 'proposals.withdraw', 'proposals.list', 'jobs.cancel',
] as const satisfies readonly MethodName[]

type AgentMethod = (typeof AGENT_METHODS)[number]

export interface Watch { signal: AbortSignal; onProgress?: (progress: Omit<EventPayload<'job.progress'>, 'jobId'>) => void }

/** The engine as agents see it: few methods, and no way to approve anything. */
export interface AgentHost {
  /** Rejects with a `CallError`. */
  call<M extends AgentMethod>(method: M, input: MethodInput<M>): Promise<MethodOutput<M>>
  /** The same for work with a job id of its own, which can be followed and ends when the signal says so. */
  work<M extends AgentMethod>(method: M, input: Omit<MethodInput<M>, 'jobId'>, watch: Watch): Promise<MethodOutput<M>>
  close(): Promise<void>
}

export function openAgentHost(workspaceDir: string): AgentHost {
  const listeners = new Map<string, NonNullable<Watch['onProgress']>>()
  // Of an agent's door nothing is ever approved: 'none' is also what a host does that was told nothing.
  const host: Host = createHost({
    workspaceDir,
    approval: 'none',
    onEvent(name, payload) {
      if (name === 'job.progress' && 'jobId' in payload) listeners.get(payload.jobId)?.(payload)
    },
  })
  const call = async (method: AgentMethod, input: unknown) => {
    if (!AGENT_METHODS.includes(method)) throw { code: 'E_UNKNOWN_METHOD', message: `Agents cannot call ${method}.`, help: 'Look at the list of tools.' } satisfies CallError
    return host.call(method, input)
  }
  return {
    // as: the contract says what a method answers, and the host is held to it
    call: (method, input) => call(method, input) as Promise<never>,
    async work(method, input, { signal, onProgress }) {
      const jobId = randomUUID()
      const cancel = () => void call('jobs.cancel', { jobId }).catch(() => {})
      if (onProgress) listeners.set(jobId, onProgress)
      signal.addEventListener('abort', cancel, { once: true })
      try {
        return (await call(method, { ...input, jobId })) as never // as above
      } finally {
        signal.removeEventListener('abort', cancel)
        listeners.delete(jobId)
      }
    },
    close: () => host.close(),
  }
}

/** What went wrong, as an agent is told it; anything unknown is an error of ours and says no more. */
export function errorInWords(error: unknown): string {
  const known = callErrorSchema.safeParse(error)
  if (known.success) return `${known.data.code} ${known.data.message} ${known.data.help}`
  if (error instanceof Error && 'code' in error && 'help' in error) return `${String(error.code)} ${error.message} ${String(error.help)}`
  return 'E_INTERNAL This did not work, for a reason that is our mistake. Try it again, or tell the person you work for.'
}
