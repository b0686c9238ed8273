import { randomUUID } from 'node:crypto'
import type { MethodInput } from '../../engine/api/contract.ts'
import type { TargetId } from '../../engine/core/publish/target.ts'
import { platformClients } from '../../engine/node/http/clients.ts'
import type { PlatformClient } from '../../engine/node/http/platform-client.ts'
import type { Ledger } from '../../engine/node/publish/ledgered.ts'
import { platformsOf } from '../../engine/node/publish/platform.ts'
import { ConnectionService } from '../../engine/node/services/connections.ts'
import type { ServiceContext } from '../../engine/node/services/context.ts'
import { Jobs } from '../../engine/node/services/jobs.ts'
import { PublicationService } from '../../engine/node/services/publications.ts'
import { PublishService } from '../../engine/node/services/publish.ts'
import { openWorkspace } from '../../engine/node/storage/workspace.ts'
import { callOn } from './call-on.ts'
import { live } from './kill-life.ts'

// A process that publishes and kills itself with SIGKILL at one moment of one call: see kill-matrix.test.ts. What is told over the IPC channel: the calls as
// they begin, so that the parent can hold the answer to one of them.

/** At which moment of call number `call` (from 1) the process ends; `unanswered`: the parent kills it while it waits. */
export const MOMENTS = ['before the row', 'row written', 'unanswered', 'answered', 'answer written'] as const
export type Moment = (typeof MOMENTS)[number]

export interface ChildOrder { workspace: string; target: TargetId; settings: MethodInput<'connections.save'>['settings']; secret: string; call: number; moment: Moment; settleMs: number }

const { workspace: directory, target, settings, secret, call: fatal, moment, settleMs } = JSON.parse(process.argv[2]!) as ChildOrder // as: the parent wrote it

const secrets = { stateOf: () => Promise.resolve({ where: 'session' as const, variable: '' }), secretOf: () => Promise.resolve(secret) }
const workspace = openWorkspace(directory, () => {})
const context: ServiceContext = { workspace, jobs: new Jobs(() => {}), secrets, door: 'window', now: Date.now, newId: randomUUID, ...platformClients({ secrets, now: Date.now }) }
let calls = 0

function die(at: Moment): void {
  if (calls === fatal && moment === at) process.kill(process.pid, 'SIGKILL')
}

const ledger: Ledger = {
  ofPiece: (...asked) => workspace.ledger.ofPiece(...asked),
  noteRead: (...noted) => workspace.ledger.noteRead(...noted),
  begin(row, at) {
    calls++
    die('before the row')
    const id = workspace.ledger.begin(row, at)
    return id
  },
  settle(...settled) {
    die('answered')
    workspace.ledger.settle(...settled)
    die('answer written')
  },
}

/** Between the row, which is on the disk by then, and the wire. Stubs do what takes time after so many looks, not after so long. */
function watched(client: PlatformClient): PlatformClient {
  return {
    async send(call, options) {
      if (call.repeat === 'read') return client.send({ ...call, afterMs: 0 }, options)
      die('row written')
      if (calls === fatal && moment === 'unanswered') {
        const go = new Promise((resolve) => process.once('message', resolve))
        process.send!({ method: call.method, path: call.path })
        await go
      }
      return client.send({ ...call, afterMs: 0 }, options)
    },
  }
}

const open = platformsOf(context)
const publish = new PublishService(context, { ledger, open: (...asked) => ({ ...open(...asked), client: watched(open(...asked).client) }), patience: { settleMs, firstLookMs: 20 } })

await live(callOn({ publish: [publish, new PublicationService(context)], connections: [new ConnectionService(context)] }), target, settings)
process.exit(3) // it should have died
