import { RehearsalError } from '../../core/errors.ts'
import { nameForPeople } from '../../core/publish/publish-words.ts'
import { PlatformRefusal } from '../../core/publish/refusal.ts'
import type { Problem } from '../storage/publications.ts'
import type { Workspace } from '../storage/workspace.ts'
import { AtStep } from './apply-plan.ts'

/**
 * What stopped a piece of work. `isFinal`: the platform said no, and going on would meet the same; else it can be gone on with. `isThrown`: it is no answer
 * to whoever asked, but a refusal: a conflict, somebody's cancelling, or a fault.
 */
export interface Failure { problem: Problem; steps: string[]; isFinal: boolean; isThrown: boolean }

/** Codes after which the same can be tried again as it stands. */
const PASSING = new Set(['CANCELLED', 'E_PLATFORM_UNREACHED', 'E_PLATFORM_UNKNOWN', 'E_PLATFORM_LIMIT', 'E_PLATFORM_FAILED', 'E_PLATFORM_AUTH', 'E_PLATFORM_REDIRECT', 'E_SECRET', 'E_PUBLISHING', 'E_CLOSED'])
const MOST_PARTS = 3

/** An error of publishing as what it means for the publication; parts the platform found wrong are named, with the steps they come from. */
export function failureOf(error: unknown, { explain }: Pick<Workspace, 'explain'>): Failure {
  const cause = explain(error instanceof AtStep ? error.cause : error)
  const at = error instanceof AtStep ? error.step : null
  if (!(cause instanceof RehearsalError)) {
    const message = cause instanceof Error ? cause.message : String(cause)
    return { problem: { code: 'E_INTERNAL', message: `Rehearsal failed while publishing: ${message}`, help: 'This is a fault in Rehearsal. What was done is in the ledger; publishing can be gone on with.' }, steps: [], isFinal: false, isThrown: true }
  }
  const parts = cause instanceof PlatformRefusal ? cause.parts : []
  const named = parts.flatMap(({ stepId }) => (stepId === null ? [] : [stepId]))
  const more = parts.slice(0, MOST_PARTS).map(({ message }) => message).filter((message) => !cause.message.includes(message))
  const where = at === null ? '' : `${at.kind} "${nameForPeople(at.name)}": `
  const problem = { code: cause.code, message: `${where}${cause.message}${more.length > 0 ? ` ${more.join('; ')}${parts.length > MOST_PARTS ? `; and ${parts.length - MOST_PARTS} more` : ''}` : ''}`, help: cause.help }
  const isPassing = PASSING.has(cause.code) || !cause.code.startsWith('E_PLATFORM_')
  return { problem, steps: [...new Set(named.length > 0 ? named : (at?.stepIds ?? []))], isFinal: !isPassing, isThrown: ['CANCELLED', 'E_PLATFORM_CONFLICT', 'E_PUBLISHING'].includes(cause.code) || !/^E_(PLATFORM_|SECRET$)/.test(cause.code) }
}
