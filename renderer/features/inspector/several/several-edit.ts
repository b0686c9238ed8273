import { stepSchema, type Step } from '../../../../engine/core/model/steps/registry.ts'
import { changeSteps } from '../../../document/commands/several.ts'
import { documentStore } from '../../../document/document-store.ts'
import { nameOfStep } from '../../../document/names.ts'
import { editText } from '../../../document/edit-texts.ts'
import { partInWords, type EditedPart } from '../../../document/edited-part.ts'
import { fromEngine } from '../../../i18n/phrasebook.ts'
import { severalText } from './texts.ts'

/** What several steps have in common of one thing: the value, or that it differs among them. */
export type Shared<T> = { isMixed: false; value: T } | { isMixed: true; value: undefined }

export function sharedOf<S, T>(steps: readonly S[], read: (step: S) => T): Shared<T> {
  const values = steps.map(read)
  const [first] = values
  const isSame = values.every((value) => value === first || JSON.stringify(value) === JSON.stringify(first))
  return isSame && values.length > 0 ? { isMixed: false, value: first as T } : { isMixed: true, value: undefined } // as: there is a first
}

/** "3 messages", "2 delays", "4 steps" when they are of several kinds. */
export function kindsInWords(steps: readonly Step[]): string {
  const [first] = steps
  const isOneKind = first !== undefined && steps.every(({ kind }) => kind === first.kind)
  return isOneKind ? severalText(`kind_${first.kind}`, { count: steps.length }) : editText('steps', { count: steps.length })
}

/** Changes one thing of several steps alike, as one undo step. What would not be a valid step in every one of them is refused for all, with the reason. */
export function severalEdit<S extends Step>(ids: readonly string[]): (what: EditedPart, change: (step: S) => S) => string | undefined {
  return (what, change) => {
    const { document, apply } = documentStore.getState()
    const steps = ids.flatMap((id): [string, Step][] => (document.steps[id] === undefined ? [] : [[id, document.steps[id]]]))
    const changed = new Map<string, Step>()
    for (const [id, step] of steps) {
      const next = change(step as S) // as: the form was chosen by the kind of them all
      const parsed = stepSchema.safeParse(next)
      if (!parsed.success) {
        const reason = [...new Set(parsed.error.issues.map(({ message }) => fromEngine(message)))].join('; ')
        return steps.length > 1 ? `${nameOfStep(step)}: ${reason}` : reason
      }
      if (next !== step) changed.set(id, next)
    }
    apply(changeSteps(changed, editText('change', { what: partInWords(what), name: kindsInWords(steps.map(([, step]) => step)) }), `several:${partInWords(what)}:${ids.join()}`))
    return undefined
  }
}
