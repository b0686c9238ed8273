import { createHost } from '../../../engine/node/host.ts'

// Moves the chosen workspace to the folder named, and is killed while it does.
await createHost().call('workspace.move', { jobId: 'move', to: process.argv[2] })
