import type { CallError } from '../../engine/api/contract.ts'
import { createHost } from '../../engine/node/host.ts'

// An engine on the workspace named, in a process of its own that tests kill and stop: see engine-process.ts. Calls and answers travel over the IPC channel.

const [workspaceDir] = process.argv.slice(2) as [string] // as: the parent gives it
const host = createHost({ workspaceDir, approval: 'window', onEvent: (event, payload) => process.send!({ event, payload }) })

process.on('message', ({ id, method, params }: { id: number; method: string; params: unknown }) => {
  host.call(method, params).then(
    (result) => process.send!({ id, ok: true, result }),
    (error: CallError) => process.send!({ id, ok: false, error }),
  )
})
process.on('disconnect', () => process.exit(0))
process.send!({ event: 'ready', payload: null })
