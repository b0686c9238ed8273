import type { PeopleOf } from '../../../engine/api/log-methods.ts'
import type { JourneyDocument } from '../../../engine/core/model/journey.ts'
import { portsOf } from '../../../engine/core/model/steps/registry.ts'
import type { SuppressionReason } from '../../../engine/core/simulate/tally.ts'
import { portInWords } from '../../i18n/in-words.ts'
import { full } from '../../i18n/numbers.ts'
import { namedOutcomeInWords } from '../simulation/outcome-in-words.ts'
import { nameOfStep } from '../simulation/name-of-step.ts'
import { peopleText } from './people-texts.ts'

const REASONS = { consent: 'reasonConsent', cap: 'reasonCap', quietHours: 'reasonQuietHours', holdout: 'reasonHoldout' } as const satisfies Record<SuppressionReason, string>

/** "1,204 people waiting in Wait for cart". */
export function peopleInWords(of: PeopleOf, document: JourneyDocument, count: number): string {
  return peopleText('somebody', { count, people: full(count), who: whoInWords(of, document) })
}

/** What the people behind a figure have in common, to stand after "people": "waiting in Wait for cart". */
export function whoInWords(of: PeopleOf, document: JourneyDocument): string {
  const step = (id: string) => nameOfStep(document, id)
  switch (of.kind) {
    case 'matched':
    case 'refused':
    case 'admitted': return peopleText(of.kind, { entry: of.entry })
    case 'started':
    case 'heldOut':
    case 'converted':
    case 'active':
    case 'immature': return peopleText(of.kind)
    case 'entered':
    case 'sent':
    case 'waiting':
    case 'leftWithoutGoal': return peopleText(of.kind, { step: step(of.step) })
    case 'left': return leftInWords(document, of.step, of.port)
    case 'came': return cameInWords(document, of.steps)
    case 'ended': {
      const outcome = namedOutcomeInWords(of.outcome, document)
      return of.step === undefined ? peopleText('ended', { outcome }) : peopleText('endedAt', { outcome, step: step(of.step) })
    }
    case 'suppressed': return of.reason === undefined ? peopleText('suppressed', { step: step(of.step) }) : peopleText('suppressedBy', { step: step(of.step), reason: peopleText(REASONS[of.reason]) })
    case 'goal': return of.step === undefined ? peopleText('goal', { goal: of.goal }) : of.step === null ? peopleText('goalNone', { goal: of.goal }) : peopleText('goalStep', { goal: of.goal, step: step(of.step) })
    case 'variantEntered':
    case 'variantConverted': return peopleText(of.kind, { step: step(of.step), variant: nameOfVariant(document, of.step, of.variant) })
  }
}

export function nameOfVariant(document: JourneyDocument, stepId: string, variantId: string): string {
  const step = document.steps[stepId]
  const name = step?.kind === 'split' ? step.variants.find(({ id }) => id === variantId)?.name : undefined
  return name ?? variantId
}

function leftInWords(document: JourneyDocument, stepId: string, portId: string): string {
  const step = document.steps[stepId]
  const ports = step ? portsOf(step) : []
  const label = ports.find(({ id }) => id === portId)?.label
  const name = nameOfStep(document, stepId)
  return ports.length < 2 ? peopleText('leftOn', { step: name }) : peopleText('left', { step: name, port: portInWords(label, portId) })
}

/** Steps that are one stage are called by it, those of a stage and all later ones by the first. */
function cameInWords(document: JourneyDocument, steps: readonly string[]): string {
  const stages = document.stages ?? []
  const of = new Set(steps.flatMap((id) => document.steps[id]?.stage ?? []))
  const first = stages.find(({ id }) => of.has(id))
  if (first === undefined) return peopleText('entered', { step: nameOfStep(document, steps[0] ?? '') })
  return peopleText(of.size > 1 ? 'cameOn' : 'came', { stage: first.name ?? first.id })
}
