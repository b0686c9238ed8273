import { unmarked } from './marker.ts'
import type { PlanStep } from './plan.ts'
import type { PlatformStatus } from './resource.ts'
import type { StatusAction } from './target.ts'

const DOING = { create: 'Making', update: 'Changing', replace: 'Making anew', unchanged: 'Leaving', bind: 'Finding' } as const
const DONE = { create: 'Make', update: 'Change', replace: 'Make anew', unchanged: 'Leave', bind: 'Find' } as const
const ACTING: Readonly<Record<StatusAction, string>> = { activate: 'Switching on', pause: 'Pausing', resume: 'Resuming', stop: 'Stopping', archive: 'Archiving' }
const ACTED: Readonly<Record<StatusAction, string>> = { activate: 'Switched on', pause: 'Paused', resume: 'Resumed', stop: 'Stopped', archive: 'Archived' }

/** Whether a step of a plan sends anything. */
export function isWritten({ action }: Pick<PlanStep, 'action'>): boolean {
  return action === 'create' || action === 'update' || action === 'replace'
}

/** What is being done, of its kind: "Making template 2 of 5". */
export function stepInWords(step: PlanStep, steps: readonly PlanStep[]): string {
  const alike = steps.filter((one) => one.kind === step.kind && isWritten(one))
  const count = alike.length > 1 ? ` ${alike.indexOf(step) + 1} of ${alike.length}` : ''
  return `${DOING[step.action]} ${step.kind}${count}`
}

/** A thing's name as people gave it, without what it is found again by. */
export function nameForPeople(name: string): string {
  return unmarked(name)?.name || name
}

/** What a line of the ledger is for: `Make template "Welcome"`. */
export function pieceInWords({ action, kind, name }: PlanStep): string {
  return `${DONE[action]} ${kind} "${nameForPeople(name)}"`
}

export function actingInWords(action: StatusAction): string {
  return ACTING[action]
}

export function actedInWords(action: StatusAction): string {
  return ACTED[action]
}

const REACHED: Readonly<Record<StatusAction, PlatformStatus>> = { activate: 'active', pause: 'paused', resume: 'active', stop: 'stopped', archive: 'archived' }

/** What was done, and what came of it where that is not what the word says. */
export function actedWith(action: StatusAction, status: PlatformStatus): string {
  return status === REACHED[action] ? `${ACTED[action]}.` : `${ACTED[action]}; it is ${statusInWords(status)}.`
}

/** Counts of what was done: "2 made, 1 changed, 3 left as they were". */
export function doneInWords(steps: readonly PlanStep[]): string {
  const count = (...actions: readonly PlanStep['action'][]) => steps.filter(({ action }) => actions.includes(action)).length
  const parts = [[count('create', 'replace'), 'made'], [count('update'), 'changed'], [count('unchanged', 'bind'), 'left as they were']] as const
  return parts.filter(([number]) => number > 0).map(([number, word]) => `${number} ${word}`).join(', ')
}

export function statusInWords(status: PlatformStatus | null): string {
  return status === null ? 'of unknown status' : status === 'processing' ? 'on its way to its next state' : status
}
