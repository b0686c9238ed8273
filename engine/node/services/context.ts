import type { z } from 'zod'
import type { MethodName, methods } from '../../api/contract.ts'
import { RehearsalError } from '../../core/errors.ts'
import type { Workspace } from '../storage/workspace.ts'
import type { Jobs } from './jobs.ts'

/** What every service works with. `now` is the clock, epoch ms; `newId` gives an id nobody had. */
export interface ServiceContext { workspace: Workspace; jobs: Jobs; now: () => number; newId: () => string }

/** What a handler is given: the input of a method, parsed. */
export type Asked<M extends MethodName> = z.output<(typeof methods)[M]['input']>

export function notFound(what: 'journey' | 'dataset' | 'run' | 'template' | 'segment' | 'case', id: string): RehearsalError {
  return new RehearsalError(
    'E_NOT_FOUND',
    `There is no ${what} ${JSON.stringify(id)} here.`,
    `It may have been deleted; look at the list of ${what}s again.`,
  )
}
