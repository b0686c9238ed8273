import { stepAt } from '../lint/flow.ts'
import type { JourneyDocument } from '../model/journey.ts'
import { COMPLETED } from '../model/steps/exit.ts'

/** Whether people leave there: the way leads nowhere, or to an exit step. */
export function isExit(document: JourneyDocument, target: string | undefined): boolean {
  return target === undefined || stepAt(document, target)?.kind === 'exit'
}

const WAYS: ReadonlySet<PropertyKey> = new Set(['next', 'else', 'onSuppressed', 'onError'])

/** The outcome of the exit step that a path of the document means, or leads to: `$.steps.gone`, `$.steps.wait.timeout.next`. Undefined if it is neither. */
export function exitAt(document: JourneyDocument, path: readonly PropertyKey[]): string | undefined {
  const [root, id] = path
  if (root !== 'steps' || typeof id !== 'string' || (path.length > 2 && !WAYS.has(path.at(-1)!))) return undefined
  const end = path.length === 2 ? id : valueAt(document, path)
  const step = typeof end === 'string' ? stepAt(document, end) : undefined
  return step?.kind === 'exit' ? (step.outcome ?? COMPLETED) : undefined
}

function valueAt(document: JourneyDocument, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>((value, key) => (typeof value === 'object' && value !== null && Object.hasOwn(value, key) ? (value as Record<PropertyKey, unknown>)[key] : undefined), document) // as: just looked at
}
