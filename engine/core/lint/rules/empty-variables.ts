import { jsonPath } from '../../json.ts'
import type { JourneyDocument } from '../../model/journey.ts'
import type { Diagnostic } from '../diagnostics.ts'
import { fixWith } from '../fix.ts'
import { eventsAtHand, stepsOf } from '../flow.ts'
import type { DatasetFacts, LintContext, NameFacts } from '../lint-context.ts'
import { missOf, templateNames, type TemplateNames } from '../template-names.ts'
import { textsOf } from './templates.ts'

/** `{{ profile.name … }}` or `{{ event.name … }}`: what stands before the name, the name, and what follows it up to the end. */
const OUTPUT = /\{\{-?\s*(profile|event)\.([\w-]+)(\s*(?:\|[^}]*?)?)-?\}\}/g
/** Always there, whatever the data hold. */
const ALWAYS_THERE = new Set(['profile.id', 'event.name', 'event.at'])

/**
 * Variables of templates that may be missing and have no `default`: the text then has a hole. With facts of a dataset only those that are
 * missing in it are found; those that nobody has are J064. In an update a missing one clears the attribute, which may be meant: a hint, and only if the data say so.
 */
export function emptyVariables(document: JourneyDocument, context: LintContext): Diagnostic[] {
  const { dataset } = context
  const own = new Set(Object.values(document.steps).flatMap((step) => (step.kind === 'update' ? Object.keys(step.set) : [])))
  let atHand: ReturnType<typeof eventsAtHand> | undefined
  return stepsOf(document).flatMap(([stepId, step]): Diagnostic[] => {
    const texts = textsOf(step).flatMap(({ value, path }) => (typeof value === 'string' && value.includes('{{') ? [{ text: value, path: ['steps', stepId, ...path] }] : []))
    const variables = new Set(texts.flatMap(({ text }) => holesIn(text)))
    let names: TemplateNames | undefined
    return [...variables].flatMap((variable): Diagnostic[] => {
      const [source, name] = variable.split(/\.(.*)/s) as ['profile' | 'event', string] // as: the pattern has found both
      if (source === 'profile' && own.has(name)) return []
      if (missOf([source, name], (names ??= templateNames(document, stepId, context)))) return []
      const events = source === 'event' ? [...((atHand ??= eventsAtHand(document)).get(stepId) ?? [])] : []
      const missing = events.includes(undefined) ? NO_EVENT : dataset ? shareMissing(dataset, source, name, events) : step.kind === 'message' ? { words: 'may be missing', sure: false } : undefined
      if (!missing) return []
      const first = texts.find(({ text }) => holesIn(text).includes(variable))!
      const edits = texts.map(({ text, path }) => ({ text, path, value: withDefault(text, variable) })).filter(({ text, value }) => text !== value)
      return [
        {
          code: 'J053',
          severity: missing.sure && step.kind === 'message' ? 'warning' : 'info',
          message: `${step.kind === 'update' ? `"${step.name ?? stepId}" copies ${variable}, which` : `the text of "${step.name ?? stepId}" has a hole where ${variable}`} ${missing.words}`,
          help: `say what stands there then: {{ ${variable} | default: "…" }}`,
          path: jsonPath(first.path),
          stepId,
          ...fixWith(document, 'Add an empty default to fill in', ...edits.map(({ path, value }) => ({ path, value }))),
        },
      ]
    })
  })
}

/** Variables that stand in the text without a default, and not behind an `if` that asks for them. */
function holesIn(text: string): string[] {
  const asked = [...text.matchAll(/\{%-?\s*(?:if|elsif|unless|case)\b[^%]*%\}/g)].map(([tag]) => tag).join(' ')
  return [...text.matchAll(OUTPUT)].flatMap(([, source, name, rest]) => {
    const variable = `${source}.${name}`
    return ALWAYS_THERE.has(variable) || /\|\s*default\b/.test(rest ?? '') || asked.includes(variable) ? [] : [variable]
  })
}

function withDefault(text: string, variable: string): string {
  return text.replace(OUTPUT, (output, source: string, name: string, rest: string) => {
    if (`${source}.${name}` !== variable || /\|\s*default\b/.test(rest)) return output
    const at = output.indexOf(variable) + variable.length
    const after = output.slice(at)
    return `${output.slice(0, at)} | default: ""${/^\s/.test(after) ? '' : ' '}${after}`
  })
}

const NO_EVENT = { words: 'is missing: people come here by a segment or a schedule, which bring no event', sure: true }

/** How many lack it, in words; undefined if nobody does. `sure`: the data say so. */
function shareMissing(dataset: DatasetFacts, source: 'profile' | 'event', name: string, events: readonly (string | undefined)[]): { words: string; sure: boolean } | undefined {
  if (source === 'profile') {
    const setLater = dataset.events.find((event) => event.name === '$set')?.properties.some((property) => property.name === name) ?? false
    const coverage = coverageIn(dataset.attributes, name)
    return coverage < 1 ? { words: `is missing: ${percent(1 - coverage)} of the profiles lack it${setLater ? ' at first' : ''}`, sure: true } : undefined
  }
  const known = events.flatMap((event) => dataset.events.filter((one) => one.name === event))
  const worst = known.map((event) => ({ event, coverage: coverageIn(event.properties, name) })).sort((a, b) => a.coverage - b.coverage)[0]
  return !worst || worst.coverage === 1 ? undefined : { words: `is missing: ${percent(1 - worst.coverage)} of "${worst.event.name}" lack it`, sure: true }
}

function coverageIn(facts: readonly NameFacts[], name: string): number {
  return facts.find((one) => one.name === name)?.coverage ?? 0
}

/** A share that is not 0 is never shown as 0 %, one that is not all never as 100 %. */
function percent(share: number): string {
  return share === 1 ? '100 %' : share < 0.01 ? 'under 1 %' : `${Math.min(99, Math.round(share * 100))} %`
}
