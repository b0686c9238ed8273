import { jsonPath } from '../../json.ts'
import { readText } from '../../liquid/read-text.ts'
import type { JourneyDocument } from '../../model/journey.ts'
import type { Diagnostic } from '../diagnostics.ts'
import { fixWith } from '../fix.ts'
import { stepsOf } from '../flow.ts'
import type { LintContext } from '../lint-context.ts'
import { missOfUse, templateNames, type TemplateNames } from '../template-names.ts'
import { textsOf } from './templates.ts'

/** Variables of templates that nothing fills: no such root, or, with facts of a dataset, a name that none of its people or events has. */
export function unknownVariables(document: JourneyDocument, context: LintContext): Diagnostic[] {
  return stepsOf(document).flatMap(([stepId, step]): Diagnostic[] => {
    let names: TemplateNames | undefined
    const found = textsOf(step).flatMap(({ value, path }) => {
      if (typeof value !== 'string') return []
      return readText(value).variables.flatMap((variable) => {
        const { from, to } = variable
        const miss = missOfUse(variable, (names ??= templateNames(document, stepId, context)))
        return miss ? [{ written: value.slice(from, to), text: value, path: ['steps', stepId, ...path], miss }] : []
      })
    })
    return [...new Map(found.map((one) => [one.written, one])).keys()].map((written): Diagnostic => {
      const places = found.filter((one) => one.written === written)
      const { miss, path } = places[0]!
      const { meant } = miss
      const texts = new Map(places.map(({ path: at, text }) => [jsonPath(at), { path: at, text }]))
      return {
        code: 'J064',
        severity: 'warning',
        message: `${step.kind === 'update' ? `"${step.name ?? stepId}" copies` : `the text of "${step.name ?? stepId}" speaks of`} ${written}, ${miss.words}`,
        help: meant === undefined ? 'check its name: variables are profile.…, event.… and journey.id' : `did you mean ${meant}?`,
        path: jsonPath(path),
        stepId,
        ...(meant === undefined ? {} : fixWith(document, `Change to ${meant}`, ...[...texts.values()].map((one) => ({ path: one.path, value: withVariable(one.text, written, meant) })))),
      }
    })
  })
}

/** The text with another variable wherever `written` stands as one. */
export function withVariable(text: string, written: string, meant: string): string {
  return readText(text).variables.toReversed().reduce((changed, { from, to }) => (text.slice(from, to) === written ? changed.slice(0, from) + meant + changed.slice(to) : changed), text)
}
