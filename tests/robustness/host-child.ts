import type { CallError } from '../../engine/api/contract.ts'
import { createHost } from '../../engine/node/host.ts'
import { isAt, type Point, type Progress } from './point.ts'

// An engine on the workspace named, in a process of its own that tests kill and stop: see engine-process.ts. Calls and answers travel over the IPC channel.
// With `diesAt` it kills itself at that point of its work, where a parent's signal may come too late.

const [workspaceDir, diesAt = 'null'] = process.argv.slice(2) as [string, string?] // as: the parent gives it
const end = JSON.parse(diesAt) as Point | null // as: the same
const host = createHost({
  workspaceDir,
  approval: 'window',
  onEvent: (event, payload) => {
    if (end !== null && event === 'job.progress' && isAt(payload as Progress, end)) process.kill(process.pid, 'SIGKILL') // as: that event's payload
    process.send!({ event, payload })
  },
})

process.on('message', ({ id, method, params }: { id: number; method: string; params: unknown }) => {
  host.call(method, params).then(
    (result) => process.send!({ id, ok: true, result }),
    (error: CallError) => process.send!({ id, ok: false, error }),
  )
})
process.on('disconnect', () => process.exit(0))
process.send!({ event: 'ready', payload: null })
