import type { JourneyDocument } from '../../../engine/core/model/journey.ts'
import { nameFromContent } from '../../document/suggested-name.ts'
import { kindInWords } from '../../i18n/in-words.ts'
import { simulationText } from './texts.ts'

/** What people call a step: its name, else what it does, else what kind it is, else its id. */
export function nameOfStep(document: JourneyDocument, stepId: string): string {
  const step = document.steps[stepId]
  if (step === undefined) return stepId
  return step.name ?? nameFromContent(step) ?? simulationText('unnamedStep', { kind: kindInWords(step), id: stepId })
}
