import type { JourneyDocument } from '../../../engine/core/model/journey.ts'
import { journeySchema, type Entry } from '../../../engine/core/model/journey.ts'
import { stepSchema, type Step } from '../../../engine/core/model/steps/registry.ts'
import { changeEntry } from '../../document/commands/entries.ts'
import { changeJourney } from '../../document/commands/journey.ts'
import { changeStep } from '../../document/commands/steps.ts'
import { documentStore } from '../../document/document-store.ts'
import { nameOfStep } from '../../document/names.ts'
import { editText } from '../../document/edit-texts.ts'
import { partInWords, type EditedPart } from '../../document/edited-part.ts'
import { fromEngine } from '../../i18n/phrasebook.ts'

type Issues = { success: true } | { success: false; error: { issues: readonly { message: string }[] } }

/** Sets one thing by a form: `what` names it for Undo and joins keystrokes; the answer says why it was refused. */
export type Edit<T> = (what: EditedPart, change: (value: T) => T) => string | undefined

/** Edits of one step; what would not be a valid step does not enter the document. */
export function stepEdit<S extends Step>(id: string): Edit<S> {
  return (what, change) => {
    const step = documentStore.getState().document.steps[id]
    if (!step) return undefined
    const changed = change(step as S) // as: the form was chosen by this step's kind
    const problem = problemOf(stepSchema.safeParse(changed))
    if (problem === undefined) documentStore.getState().apply(changeStep(id, what === 'name' ? editText('renameStep') : editText('change', { what: partInWords(what), name: nameOfStep(step) }), () => changed, `step:${id}:${partInWords(what)}`))
    return problem
  }
}

/** Edits of one entry, likewise. */
export function entryEdit(id: string): Edit<Entry> {
  return (what, change) => {
    const entry = documentStore.getState().document.entries.find((one) => one.id === id)
    if (!entry) return undefined
    const changed = change(entry)
    const problem = problemOf(journeySchema.shape.entries.element.safeParse(changed))
    if (problem === undefined) documentStore.getState().apply(changeEntry(id, editText('changeEntry', { what: partInWords(what) }), () => changed, `entry:${id}:${partInWords(what)}`))
    return problem
  }
}

/** Edits of the journey itself, likewise. */
export const journeyEdit: Edit<JourneyDocument> = (what, change) => {
  const changed = change(documentStore.getState().document)
  const problem = problemOf(journeySchema.safeParse(changed))
  if (problem === undefined) documentStore.getState().apply(changeJourney(editText('changeJourney', { what: partInWords(what) }), () => changed, `journey:${partInWords(what)}`))
  return problem
}

function problemOf(parsed: Issues): string | undefined {
  return parsed.success ? undefined : [...new Set(parsed.error.issues.map(({ message }) => fromEngine(message)))].join('; ')
}
