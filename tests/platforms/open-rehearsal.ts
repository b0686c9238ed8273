import { randomUUID } from 'node:crypto'
import { platformClients } from '../../engine/node/http/clients.ts'
import type { HttpTuning } from '../../engine/node/http/client-options.ts'
import { ConnectionService } from '../../engine/node/services/connections.ts'
import type { ServiceContext } from '../../engine/node/services/context.ts'
import { Jobs } from '../../engine/node/services/jobs.ts'
import { PublicationService } from '../../engine/node/services/publications.ts'
import { PublishService } from '../../engine/node/services/publish.ts'
import { openWorkspace } from '../../engine/node/storage/workspace.ts'
import { callOn, type Call } from './call-on.ts'
import type { Stub } from './stub.ts'

export interface Rehearsal {
  call: Call
  close(): void
}

/**
 * Connections and publishing on a workspace, speaking to a stub with the client that speaks to platforms. Impatient, since everything is near: it waits for no
 * budget and hardly between two looks, unless `isPatient`.
 */
export function openRehearsal(directory: string, stub: Stub, { isPatient = false, ...tuning }: Partial<HttpTuning> & { isPatient?: boolean } = {}): Rehearsal {
  const secrets = { stateOf: () => Promise.resolve({ where: 'session' as const, variable: '' }), secretOf: () => Promise.resolve(stub.secret) }
  const workspace = openWorkspace(directory, () => {})
  const { clientFor, ...clients } = platformClients({ secrets, now: Date.now, tuning: { firstBackOffMs: 20, mostBackOffMs: 50, ...tuning } })
  const impatient: ServiceContext['clientFor'] = (...given) => {
    const client = clientFor(...given)
    return isPatient ? client : { send: ({ budget: _budget, afterMs = 0, ...call }, options) => client.send({ ...call, afterMs: Math.min(afterMs, 10) }, options) }
  }
  const context: ServiceContext = { workspace, jobs: new Jobs(() => {}), secrets, door: 'window', now: Date.now, newId: randomUUID, ...clients, clientFor: impatient }
  const publish = new PublishService(context, { patience: { settleMs: 400, firstLookMs: 20 } })
  return {
    call: callOn({ publish: [publish, new PublicationService(context)], connections: [new ConnectionService(context)] }),
    close: () => workspace.close(),
  }
}
