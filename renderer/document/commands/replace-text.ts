import type { JourneyDocument } from '../../../engine/core/model/journey.ts'
import type { Step } from '../../../engine/core/model/steps/registry.ts'
import { replacedFolded } from '../../i18n/letters.ts'
import type { Command } from '../command.ts'
import { editText } from '../edit-texts.ts'

/** How many of these steps have that text in their name, note or message; the replacement would change them. Case and accents do not count, as in the search. */
export function stepsWithText(document: JourneyDocument, text: string, stepIds: readonly string[]): string[] {
  return stepIds.filter((id) => {
    const step = document.steps[id]
    return step !== undefined && text !== '' && withText(step, text, '\u0000') !== step
  })
}

/** Writes another text for one, in names, notes and messages of those steps, as one undo step. */
export function replaceText(text: string, replacement: string, stepIds: readonly string[]): Command {
  return {
    name: editText('replaceText', { text, count: stepIds.length }),
    run: (document) => {
      const changed = new Map(stepIds.flatMap((id): [string, Step][] => (document.steps[id] === undefined ? [] : [[id, withText(document.steps[id], text, replacement)]])))
      if ([...changed].every(([id, step]) => document.steps[id] === step)) return document
      return { ...document, steps: Object.fromEntries(Object.entries(document.steps).map(([id, step]) => [id, changed.get(id) ?? step])) }
    },
  }
}

function withText(step: Step, text: string, replacement: string): Step {
  const write = <T>(value: T): T => {
    if (typeof value === 'string') return replacedFolded(value, text, replacement) as T // as: a text stays a text
    if (Array.isArray(value)) return value.map(write) as T // as: its items keep their types
    if (typeof value === 'object' && value !== null) return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, write(member)])) as T // as: the same members
    return value
  }
  const named = { ...step, ...(step.name === undefined ? {} : { name: write(step.name) }), ...(step.note === undefined ? {} : { note: write(step.note) }) }
  const changed: Step =
    named.kind === 'message'
      ? {
          ...named,
          ...(named.template === undefined ? {} : { template: write(named.template) }),
          ...(named.variants === undefined ? {} : { variants: named.variants.map((variant) => (variant.template === undefined ? variant : { ...variant, template: write(variant.template) })) }),
        }
      : named.kind === 'split'
        ? { ...named, variants: named.variants.map((variant) => (variant.name === undefined ? variant : { ...variant, name: write(variant.name) })) }
        : named
  return JSON.stringify(changed) === JSON.stringify(step) ? step : changed
}
