import type { JsonValue } from '../../core/json.ts'
import { settingsOf, type AnyTarget, type TargetSettings } from '../../core/publish/targets/any-target.ts'
import { targetOf } from '../../core/publish/targets/index.ts'
import type { PlatformClient } from '../http/platform-client.ts'
import { notFound, type ServiceContext } from '../services/context.ts'
import type { StoredConnection } from '../storage/connections.ts'

/** An account at a platform, ready to be talked to. `connection.settings` are as they were saved, `settings` as the target reads them. */
export interface Platform {
  readonly connection: StoredConnection
  readonly target: AnyTarget
  readonly settings: TargetSettings
  readonly baseUrl: string
  readonly client: PlatformClient
}

/** What a call is waiting for: until when, epoch ms, and in words. */
export interface Waiting { until: number; inWords: string }

/** Opens a connection for one piece of work. Throws E_NOT_FOUND, E_SETTINGS, E_TARGET. */
export type OpenPlatform = (connectionId: string, onWait: (waiting: Waiting) => void) => Platform

/** Opens connections of the workspace; which platforms there are is `find`'s to say. */
export function platformsOf(context: ServiceContext, find: (id: StoredConnection['target']) => AnyTarget = targetOf): OpenPlatform {
  const { workspace, now } = context
  return (connectionId, onWait) => {
    const connection = workspace.connections.get(connectionId)
    if (!connection) throw notFound('connection', connectionId)
    const target = find(connection.target)
    const settings = settingsOf(target, connection.settings)
    const client = context.clientFor(connection, target, {
      spent: (budgetId, since) => workspace.ledger.spentAt(connectionId, budgetId, since),
      onWait: ({ ms, inWords }) => onWait({ until: now() + ms, inWords }),
    })
    return { connection, target, settings, baseUrl: target.api.baseUrl(settings), client }
  }
}

/** The settings as part of what a person consents to. */
export function settingsAsJson({ connection }: Platform): JsonValue {
  return connection.settings
}
