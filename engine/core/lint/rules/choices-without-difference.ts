import { canonicalJson, jsonPath } from '../../json.ts'
import type { JourneyDocument } from '../../model/journey.ts'
import { COMPLETED } from '../../model/steps/exit.ts'
import { portsOf, type Step } from '../../model/steps/registry.ts'
import type { Diagnostic } from '../diagnostics.ts'
import { stepAt, stepsOf } from '../flow.ts'

/** Splits whose variants do the same until they meet again, messages with equal texts, branches all of whose ways lead to one step. */
export function choicesWithoutDifference(document: JourneyDocument): Diagnostic[] {
  const contents = new Map<Step, string>()
  return stepsOf(document).flatMap(([stepId, step]): Diagnostic[] => {
    const name = step.name ?? stepId
    const report = (severity: 'warning' | 'info', message: string, help: string, ...path: PropertyKey[]): Diagnostic[] => [
      { code: 'J025', severity, message, help, path: jsonPath(['steps', stepId, ...path]), stepId },
    ]
    if (step.kind === 'split') {
      const dealt = step.variants.filter(({ weight }) => Math.round(weight * 10_000) > 0)
      const [first, ...others] = dealt
      if (!first || others.length === 0 || dealt.every(({ next }) => next === undefined)) return []
      if (!others.every(({ next }) => goOnAlike(document, first.next, next, contents, new Set()))) return []
      return report('warning', `the variants of "${name}" do the same, so there is nothing to compare`, 'let them differ in a message, a delay or an update, or remove the split', 'variants')
    }
    if (step.kind === 'message') {
      const [first, ...others] = (step.variants ?? []).filter(({ weight, template }) => Math.round(weight * 10_000) > 0 && Object.values(template ?? {}).some((text) => text !== ''))
      if (!first || others.length === 0 || others.length + 1 < step.variants!.length || !others.every(({ template }) => sameJson(template, first.template))) return []
      return report('warning', `the texts of "${name}" are the same, so there is nothing to compare`, 'change one of them, or keep a single text', 'variants')
    }
    if (step.kind === 'branch' && step.branches.length > 0) {
      const [first, ...others] = portsOf(step).map(({ target }) => target)
      if (first !== undefined && others.every((target) => target === first)) return report('info', `all ways of "${name}" lead to the same step`, 'lead one of them elsewhere, or remove the branch')
    }
    return []
  })
}

/** Does everything that happens on one way happen on the other, until both are at the same step or at the end? */
function goOnAlike(document: JourneyDocument, a: string | undefined, b: string | undefined, contents: Map<Step, string>, compared: Set<string>): boolean {
  if (a === b || compared.has(`${a}\n${b}`)) return true
  compared.add(`${a}\n${b}`)
  const [one, other] = [stepAt(document, a) ?? END, stepAt(document, b) ?? END]
  if (one.kind !== other.kind || contentOf(one, contents) !== contentOf(other, contents)) return false
  const ports = portsOf(other)
  return portsOf(one).every(({ target }, index) => goOnAlike(document, target, ports[index]?.target, contents, compared))
}

const END: Step = { kind: 'exit' }
/** Of a step, what it is called and where it leads to. */
const NOT_CONTENT = new Set(['name', 'note', 'stage', 'next', 'onSuppressed', 'onError', 'else'])

function contentOf(step: Step, contents: Map<Step, string>): string {
  let content = contents.get(step)
  if (content === undefined) contents.set(step, (content = canonicalJson(contentJson(step))))
  return content
}

function contentJson(step: Step): unknown {
  if (step.kind === 'exit') return step.outcome ?? COMPLETED
  const withoutWays = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(withoutWays)
    if (typeof value !== 'object' || value === null) return value
    return Object.fromEntries(Object.entries(value).flatMap(([key, member]) => (key === 'next' ? [] : [[key, member]])))
  }
  const own = Object.entries(step).filter(([key]) => !NOT_CONTENT.has(key))
  return { ...Object.fromEntries(own.map(([key, value]) => [key, key === 'branches' || key === 'variants' || key === 'timeout' ? withoutWays(value) : value])), ports: portsOf(step).map(({ id }) => id) }
}

function sameJson(a: unknown, b: unknown): boolean {
  return canonicalJson(a ?? null) === canonicalJson(b ?? null)
}
