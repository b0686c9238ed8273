import { RehearsalError } from '../../core/errors.ts'
import { settingsOf, type AnyTarget, type TargetSettings } from '../../core/publish/targets/any-target.ts'
import type { SecretOwner, SecretSource } from '../secrets/secret-source.ts'
import type { StoredConnection } from '../storage/connections.ts'
import { VERSION } from '../version.ts'
import { checkedAddress } from './address.ts'
import { BudgetBook, type Left, type Spent } from './budget-book.ts'
import { HTTP_TUNING, type HttpTuning, type Wait } from './client-options.ts'
import { createPlatformClient } from './create-client.ts'
import type { PlatformClient } from './platform-client.ts'
import { TokenBook } from './token-book.ts'

/** `spent`: calls that were written down, this process's own included. `onWait` hears why nothing happens for a while. */
export interface ClientUse { readonly spent?: Spent; readonly onWait?: (wait: Wait) => void }

/** Clients of connections, with the books they share: two jobs on one account keep its limits together. */
export interface PlatformClients {
  /** For one piece of work. Throws E_SETTINGS if the connection's settings are no longer good. */
  clientFor(connection: StoredConnection, target: AnyTarget, use?: ClientUse): PlatformClient
  /** What is left now of the tightest limit of a budget. */
  budgetLeft(connection: StoredConnection, target: AnyTarget, budgetId: string, spent?: Spent): Left
}

interface Needs { readonly secrets: SecretSource; readonly now: () => number; readonly tuning?: Partial<HttpTuning> }

const NOTHING_SPENT: Spent = () => []

export function platformClients({ secrets, now, tuning = {} }: Needs): PlatformClients {
  const budgetBook = new BudgetBook()
  const tokenBook = new TokenBook()
  return {
    clientFor(connection, target, { spent = NOTHING_SPENT, onWait = () => {} } = {}) {
      const settings = settingsOf(target, connection.settings)
      const owner = secretOwner(connection, target, settings)
      return createPlatformClient({
        platform: target.name,
        account: connection.id,
        baseUrl: target.api.baseUrl(settings),
        headers: target.api.headers(settings),
        authentication: target.api.authentication(settings),
        budgets: target.api.budgets,
        secret: async () => (await secrets.secretOf(owner)) ?? (await refuse(secrets, owner, target)),
        budgetBook,
        tokenBook,
        tuning: { ...HTTP_TUNING, ...tuning },
        now,
        random: Math.random,
        userAgent: `Rehearsal/${VERSION}`,
        spent,
        onWait,
      })
    },
    budgetLeft(connection, target, budgetId, spent = NOTHING_SPENT) {
      const budget = target.api.budgets.find(({ id }) => id === budgetId)
      if (!budget) throw new Error(`${target.name} has no budget ${budgetId}`)
      return budgetBook.left(connection.id, budget, spent, now())
    },
  }
}

/** Whose secret it is and where it goes; throws E_SETTINGS for an address that no secret may be sent to. */
export function secretOwner({ id, name }: Pick<StoredConnection, 'id' | 'name'>, target: AnyTarget, settings: TargetSettings): SecretOwner {
  const authentication = target.api.authentication(settings)
  const addresses = [target.api.baseUrl(settings), ...(authentication.kind === 'clientCredentials' ? [authentication.tokenUrl] : [])]
  return { id, name, target: target.id, sentTo: [...new Set(addresses.map((address) => checkedAddress(address).origin))].toSorted() }
}

async function refuse(secrets: SecretSource, owner: SecretOwner, target: AnyTarget): Promise<never> {
  const { variable } = await secrets.stateOf(owner)
  throw new RehearsalError('E_SECRET', `There is no secret for "${owner.name}".`, `Enter the ${target.secret.label} of ${target.name} in the desktop app, or set ${variable} where Rehearsal is started.`)
}
