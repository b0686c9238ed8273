import type * as z from 'zod'
import type { MethodName, methods } from '../../api/contract.ts'
import { RehearsalError } from '../../core/errors.ts'
import type { PlatformClients } from '../http/clients.ts'
import type { SecretSource } from '../secrets/secret-source.ts'
import type { Workspace } from '../storage/workspace.ts'
import type { Jobs } from './jobs.ts'

/**
 * What every service works with. `now` is the clock, epoch ms; `newId` gives an id nobody had; `secrets` says where secrets are, which only `clientFor`
 * has a use for; `door`: as whom a person consents to publishing here. `movedTo`: the folder that is used from the next start on; then nothing is done here any more.
 */
export interface ServiceContext extends PlatformClients { workspace: Workspace; jobs: Jobs; secrets: SecretSource; door: ApprovalDoor; movedTo?: string; now: () => number; newId: () => string }

/** How a person at this door confirms what is published; `none`: there is no person, and nothing is published. */
export type ApprovalDoor = 'window' | 'terminal' | 'unattended' | 'none'

/** What a handler is given: the input of a method, parsed. */
export type Asked<M extends MethodName> = z.output<(typeof methods)[M]['input']>

export function notFound(what: 'journey' | 'dataset' | 'run' | 'template' | 'segment' | 'case' | 'proposal' | 'connection' | 'plan' | 'publication', id: string): RehearsalError {
  return new RehearsalError(
    'E_NOT_FOUND',
    `There is no ${what} ${JSON.stringify(id)} here.`,
    `It may have been deleted; look at the list of ${what}s again.`,
    { unusable: true },
  )
}
