import { randomUUID } from 'node:crypto'
import type { MethodInput, MethodName, MethodOutput } from '../../engine/api/contract.ts'
import { platformClients } from '../../engine/node/http/clients.ts'
import type { HttpTuning } from '../../engine/node/http/client-options.ts'
import { ConnectionService } from '../../engine/node/services/connections.ts'
import type { ServiceContext } from '../../engine/node/services/context.ts'
import { Jobs } from '../../engine/node/services/jobs.ts'
import { PublishService } from '../../engine/node/services/publish.ts'
import { openWorkspace } from '../../engine/node/storage/workspace.ts'
import type { Stub } from './stub.ts'

export interface Rehearsal {
  call<M extends MethodName>(method: M, input: MethodInput<M>): Promise<MethodOutput<M>>
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
  const services: Record<string, object> = { publish: new PublishService(context, { patience: { settleMs: 400, firstLookMs: 20 } }), connections: new ConnectionService(context) }
  return {
    async call<M extends MethodName>(method: M, input: MethodInput<M>) {
      const [service, name] = method.split('.') as [string, string] // as: a method is called <service>.<name>
      return (services[service] as Record<string, (input: unknown) => Promise<MethodOutput<M>>>)[name]!(input) // as: the services are called as their methods are
    },
    close: () => workspace.close(),
  }
}
