import { STEP_KINDS, type StepKindName } from '../../../engine/core/model/steps/registry.ts'
import type { StepFamily } from '../../../engine/core/model/steps/step-kind.ts'
import { defineTexts } from '../../i18n/define-texts.ts'

/** The drag-and-drop type that carries a palette kind. */
export const PALETTE_TYPE = 'application/x-rehearsal-kind'

export const paletteText = defineTexts('palette', {
  title: 'Steps',
  search: 'Find a step',
  nothing: 'No step is called that.',
  hint: 'Drag onto the canvas, or onto a connection to put it in between.',
  entry: 'Entry',
  people: 'People come in',
  time: 'Time',
  message: 'Messages',
  logic: 'Logic',
  end: 'End',
  whatEntry: 'An event, a segment, a date or a call that starts the journey',
  whatMessage: 'Push, email, SMS, in-app and more',
  whatDelay: 'A fixed time, until a time of day, or the best time',
  whatWaitFor: 'Until something happens, or a limit passes',
  whatBranch: 'By what is known about the person',
  whatSplit: 'Random groups that stay the same',
  whatUpdate: 'Set attributes of the profile',
  whatWebhook: 'Tell another system',
  whatJourney: 'Go through another journey',
  whatExit: 'Leave with a named outcome',
  add: 'Add {{name}}',
})

export interface PaletteItem {
  kind: StepKindName | 'entry'
  name: string
  what: string
  family: StepFamily
}

const WHAT = {
  message: 'whatMessage', delay: 'whatDelay', waitFor: 'whatWaitFor', branch: 'whatBranch', split: 'whatSplit', update: 'whatUpdate',
  webhook: 'whatWebhook', journey: 'whatJourney', exit: 'whatExit',
} as const satisfies Record<StepKindName, string>

const FAMILIES: readonly StepFamily[] = ['entry', 'message', 'time', 'logic', 'end']

/** Everything that can be put on the canvas, by family. */
export function paletteGroups(): { family: StepFamily; title: string; items: PaletteItem[] }[] {
  const steps = Object.values(STEP_KINDS).map((kind): PaletteItem => {
    const name = kind.kind as StepKindName // as: the registry's keys are the kinds
    return { kind: name, name: kind.label, what: paletteText(WHAT[name]), family: kind.family }
  })
  const items: PaletteItem[] = [{ kind: 'entry', name: paletteText('entry'), what: paletteText('whatEntry'), family: 'entry' }, ...steps]
  return FAMILIES.map((family) => ({
    family,
    title: paletteText(family === 'entry' ? 'people' : family),
    items: items.filter((item) => item.family === family),
  }))
}
