import type { Renames } from '../diff/renamed-ids.ts'
import { diffJourneys } from '../diff/diff-journeys.ts'
import { RehearsalError } from '../errors.ts'
import type { JourneyDocument } from '../model/journey.ts'

/**
 * What the newer version makes of a step for those who stand in it. `same`: it and its ways out are as they were; `changed`: it is still there, and says or
 * leads something else; `moved`: they come to step `to` anew, because it is gone and somebody said so, or because it has become another kind of step; `lost`:
 * it is gone. `inWords`: what is different, a sentence each.
 */
export interface StepFate { step: string; kind: 'same' | 'changed' | 'moved' | 'lost'; to: string | null; inWords: string[] }

/** In the order of the older document's steps. Throws E_MOVE for a move from a step that is still there, or to one that is not. */
export function stepFates(before: JourneyDocument, after: JourneyDocument, renames: Renames, moves: Readonly<Record<string, string>>): StepFate[] {
  for (const [from, to] of Object.entries(moves)) checkMove(before, after, renames, from, to)
  const said = new Map<string, string[]>()
  for (const change of diffJourneys(before, after).changes) {
    const step = change.part === 'step' ? change.id : change.part === 'connection' ? change.id.slice(0, change.id.lastIndexOf(':')) : undefined
    if (step === undefined || change.kind === 'renamed') continue
    const words = change.part === 'step' ? change.fields.filter(({ path }) => !isOnlyPicture(path)).map(({ inWords }) => inWords) : [change.inWords]
    if (words.length > 0) said.set(step, [...(said.get(step) ?? []), ...words])
  }
  return Object.keys(before.steps).map((step): StepFate => {
    const id = renames.steps.get(step) ?? step
    const now = Object.hasOwn(after.steps, id) ? after.steps[id] : undefined
    const target = Object.hasOwn(moves, step) ? moves[step]! : undefined
    if (!now) return target === undefined ? { step, kind: 'lost', to: null, inWords: ['the step is gone'] } : { step, kind: 'moved', to: target, inWords: ['the step is gone'] }
    const inWords = said.get(id) ?? []
    if (now.kind !== before.steps[step]!.kind) return { step, kind: 'moved', to: id, inWords }
    return { step, kind: inWords.length > 0 ? 'changed' : 'same', to: id, inWords }
  })
}

/** Names, notes and stages move nobody. */
function isOnlyPicture(path: string): boolean {
  return /\.(name|note|stage)$/.test(path)
}

function checkMove(before: JourneyDocument, after: JourneyDocument, renames: Renames, from: string, to: string): void {
  if (!Object.hasOwn(before.steps, from)) throw noMove(`the older version has no step "${from}"`, 'name a step that people may be standing in')
  if (Object.hasOwn(after.steps, renames.steps.get(from) ?? from)) throw noMove(`the step "${from}" is still there in the newer version`, 'only those in a step that is gone can be moved')
  if (!Object.hasOwn(after.steps, to)) throw noMove(`the newer version has no step "${to}"`, `its steps are ${Object.keys(after.steps).join(', ')}`)
}

function noMove(message: string, help: string): RehearsalError {
  return new RehearsalError('E_MOVE', message, help, { unusable: true })
}
