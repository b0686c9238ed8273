import type { Step } from '../../../engine/core/model/steps/registry.ts'
import type { Command } from '../command.ts'

/** Puts changed steps in the place of those with their ids, as one undo step; `coalesce` joins the keystrokes in one field. */
export function changeSteps(changed: ReadonlyMap<string, Step>, name: string, coalesce?: string): Command {
  return {
    name,
    ...(coalesce === undefined ? {} : { coalesce }),
    run: (document) => {
      const entries = Object.entries(document.steps).map(([id, step]): [string, Step] => [id, changed.get(id) ?? step])
      return entries.every(([id, step]) => document.steps[id] === step) ? document : { ...document, steps: Object.fromEntries(entries) }
    },
  }
}
