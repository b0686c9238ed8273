import type { JourneyDocument } from '../model/journey.ts'
import { portsOf, type Step } from '../model/steps/registry.ts'
import type { Ability } from './capabilities.ts'
import { loopsOf } from './loops.ts'

/** That a journey needs something of a platform, and where. `path`: from the document on. */
export interface Use { readonly ability: Ability; readonly path: readonly PropertyKey[]; readonly stepId: string | null }

/** All that a journey needs of a platform, in the order of the document. */
export function usesOf(document: JourneyDocument): Use[] {
  const uses: Use[] = []
  const add = (ability: Ability, path: readonly PropertyKey[]) => uses.push({ ability, path, stepId: path[0] === 'steps' ? String(path[1]) : null })
  for (const [index, { trigger }] of document.entries.entries()) add(`${trigger.kind}Trigger`, ['entries', index, 'trigger'])
  if (document.reentry && document.reentry.kind !== 'once') add('reentry', ['reentry'])
  for (const [index] of (document.goals ?? []).entries()) add('goals', ['goals', index])
  for (const [index] of (document.exits ?? []).entries()) add('exits', ['exits', index])
  const { quietHours, caps, holdout } = document.policies ?? {}
  if (quietHours) add('quietHours', ['policies', 'quietHours'])
  if (caps && caps.length > 0) add('caps', ['policies', 'caps'])
  if (holdout && holdout.share > 0) add('holdout', ['policies', 'holdout'])
  const loopStarts = new Set(loopsOf(document).map(([first]) => first))
  const waysTo = waysToSteps(document)
  for (const [id, step] of Object.entries(document.steps)) {
    for (const ability of abilitiesOf(step)) add(ability, ['steps', id])
    if (loopStarts.has(id)) add('loops', ['steps', id])
    // Paths may end at one exit anywhere.
    if (step.kind !== 'exit' && (waysTo.get(id) ?? 0) > 1) add('merges', ['steps', id])
  }
  return uses
}

function abilitiesOf(step: Step): Ability[] {
  switch (step.kind) {
    case 'message': return [step.channel]
    case 'delay': return [step.for !== undefined ? 'delay' : step.bestTime ? 'bestTime' : 'delayUntil']
    case 'waitFor': return [...new Set(step.branches.map((branch): Ability => ('event' in branch ? 'waitForEvent' : 'waitForSegment')))]
    case 'journey': return ['subJourney']
    case 'branch': return ['branch']
    case 'split': return ['split']
    case 'update': return ['update']
    case 'webhook': return ['webhook']
    case 'exit': return []
  }
}

/** How many ways lead to each step. */
function waysToSteps({ entries, steps }: JourneyDocument): ReadonlyMap<string, number> {
  const ways = new Map<string, number>()
  const count = (id: string | undefined) => { if (id !== undefined) ways.set(id, (ways.get(id) ?? 0) + 1) }
  for (const { next } of entries) count(next)
  for (const step of Object.values(steps)) for (const { target } of portsOf(step)) count(target)
  return ways
}
