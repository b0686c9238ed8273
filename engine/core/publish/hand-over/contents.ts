import { entryName, goalName, exitName, nameOfStep } from '../../diff/parts.ts'
import { conditionInWords } from '../../model/condition-in-words.ts'
import { isAlways } from '../../model/condition.ts'
import { durationInWords } from '../../model/duration.ts'
import type { JourneyDocument, Reentry } from '../../model/journey.ts'
import type { MessageStep } from '../../model/steps/message.ts'
import { portsOf, summaryOf, type Step } from '../../model/steps/registry.ts'
import { jsonPath } from '../../json.ts'
import { journeyTitle } from '../journey-title.ts'
import type { TargetProblem } from '../problem.ts'
import { usesOf } from '../uses.ts'
import type { Limit, PlatformWords } from './words.ts'

/** One text of a message. `variant` is empty for the only one. */
export interface PackText { readonly variant: string; readonly share: string; readonly field: string; readonly text: string }

/** A step as a colleague rebuilds it: `number` in the order people come to it; `ways` say where each way out leads. */
export interface PackStep {
  readonly number: number
  readonly id: string
  readonly name: string
  readonly word: string
  readonly stage: string
  /** It is about time: a delay or a wait. */
  readonly isTimed: boolean
  readonly does: string
  readonly details: readonly (readonly [label: string, value: string])[]
  readonly ways: readonly { readonly label: string; readonly to: string }[]
  readonly texts: readonly PackText[]
  readonly note: string
  readonly limits: readonly Limit[]
}

export interface PackContents {
  readonly title: string
  readonly description: string
  readonly facts: readonly (readonly [label: string, value: string])[]
  readonly segments: readonly { readonly id: string; readonly name: string; readonly when: string }[]
  readonly steps: readonly PackStep[]
  readonly limits: readonly (Limit & { readonly what: string })[]
  readonly problems: readonly TargetProblem[]
}

const CODES = { no: 'HO01', partly: 'HO02', unknown: 'HO03' } as const satisfies Record<Limit['can'], string>

/** A journey in a platform's words, with what that platform cannot do, step by step. */
export function packContents(document: JourneyDocument, words: PlatformWords): PackContents {
  const uses = usesOf(document)
  const order = inOrder(document)
  const numbers = new Map(order.map((id, index) => [id, index + 1]))
  const limited = uses.flatMap((use) => {
    const limit = words.limits[use.ability]
    return limit ? [{ ...use, ...limit }] : []
  })
  const toStep = (id: string | undefined) => {
    const number = id === undefined ? undefined : numbers.get(id)
    return number === undefined ? 'the end: completed' : `${number} · ${nameOfStep(document.steps[id!]!)}`
  }
  return {
    title: journeyTitle(document),
    description: document.description ?? '',
    facts: factsOf(document, words, toStep),
    segments: Object.entries(document.segments ?? {}).map(([id, { name, when }]) => ({ id, name: name ?? id, when: conditionInWords(when) })),
    steps: order.map((id, index) => packStep(id, index + 1, document, words, toStep, limited.filter(({ stepId }) => stepId === id))),
    limits: limited.filter(({ stepId }) => stepId === null).map(({ path, can, inWords }) => ({ what: whatIs(document, path), can, inWords })),
    problems: limited.map(({ path, stepId, can, inWords }) => ({
      code: CODES[can],
      severity: can === 'no' ? 'loss' : 'note',
      path: jsonPath(path),
      stepId,
      message: can === 'unknown' ? `Not found in the documentation of ${words.name}: ${inWords}` : `${words.name}: ${inWords}`,
      help: 'The pack says so beside the step.',
    })),
  }
}

/** Steps in the order people come to them, those nobody comes to last. */
function inOrder(document: JourneyDocument): string[] {
  const order = new Set<string>()
  for (const start of [...document.entries.map(({ next }) => next), ...Object.keys(document.steps)]) {
    const ahead = [start]
    for (let id = ahead.shift(); id !== undefined; id = ahead.shift()) {
      if (order.has(id) || !Object.hasOwn(document.steps, id)) continue
      order.add(id)
      for (const { target } of portsOf(document.steps[id]!)) if (target !== undefined) ahead.push(target)
    }
  }
  return [...order]
}

type ToStep = (id: string | undefined) => string

function factsOf(document: JourneyDocument, words: PlatformWords, toStep: ToStep): (readonly [string, string])[] {
  const { quietHours, caps, consent, holdout } = document.policies ?? {}
  return [
    ...document.entries.map((entry) => ['Entry', `${entryName(entry)}${isAlways(entry.where) ? '' : `, only if ${conditionInWords(entry.where ?? {})}`} → ${toStep(entry.next)}`] as const),
    ['Re-entry', reentryInWords(document.reentry)],
    ...(document.goals ?? []).map((goal) => [words.goal, `${goalName(goal)}${goal.value === undefined ? '' : `, worth its “${goal.value}”`}${goal.endsJourney === true ? '; whoever reaches it leaves' : ''}`] as const),
    ...(document.exits ?? []).map((exit) => [words.exit, exitName(exit)] as const),
    ...(quietHours ? [['Quiet hours', `${quietHours.from} to ${quietHours.to}: messages are ${quietHours.mode === 'drop' ? 'dropped' : 'held until they end'}`] as const] : []),
    ...(caps ?? []).map((cap) => ['Cap', `${cap.channel === '*' ? 'all channels' : cap.channel}: ${cap.count} in ${cap.calendar === true ? 'a calendar ' : ''}${durationInWords(cap.within)}`] as const),
    ...Object.entries(consent ?? {}).map(([channel, attribute]) => ['Consent', `${channel} only if “${attribute}” is true`] as const),
    ...(holdout ? [['Holdout', `${Math.round(holdout.share * 1000) / 10} % receive nothing`] as const] : []),
    ['Time zone', document.timeZone ?? 'UTC'],
    ...(document.activeFrom === undefined ? [] : [['Open from', document.activeFrom] as const]),
    ...(document.activeUntil === undefined ? [] : [['Open until', document.activeUntil] as const]),
  ]
}

function reentryInWords(reentry: Reentry | undefined): string {
  if (!reentry || reentry.kind === 'once') return 'once ever'
  const limit = reentry.limit ? `, at most ${reentry.limit.count} times in ${durationInWords(reentry.limit.within)}` : ''
  if (reentry.kind === 'afterExit') return `after leaving${reentry.cooldown === undefined ? '' : `, ${durationInWords(reentry.cooldown)} later at the earliest`}${limit}`
  return `at any time${reentry.key === undefined ? '' : `, one at a time for each “${reentry.key}”`}${limit}`
}

function whatIs(document: JourneyDocument, path: readonly PropertyKey[]): string {
  const [part, index] = path
  if (part === 'entries' && typeof index === 'number') return `Entry “${entryName(document.entries[index]!)}”`
  if (part === 'goals' && typeof index === 'number') return `Goal “${goalName(document.goals![index]!)}”`
  if (part === 'exits' && typeof index === 'number') return `Exit “${exitName(document.exits![index]!)}”`
  return { reentry: 'Re-entry', quietHours: 'Quiet hours', caps: 'Caps', holdout: 'Holdout' }[String(path.at(-1))] ?? String(part)
}

function packStep(id: string, number: number, document: JourneyDocument, words: PlatformWords, toStep: ToStep, limits: PackStep['limits']): PackStep {
  const step = document.steps[id]!
  const conditions = askedBy(step)
  return {
    number,
    id,
    name: nameOfStep(step),
    word: step.kind === 'message' ? (words.channels[step.channel] ?? step.channel) : words.steps[step.kind],
    stage: document.stages?.find((stage) => stage.id === step.stage)?.name ?? step.stage ?? '',
    isTimed: step.kind === 'delay' || step.kind === 'waitFor',
    does: summaryOf(step),
    details: detailsOf(step),
    ways: portsOf(step).map((port) => ({ label: conditions.get(port.id) ?? port.label, to: toStep(port.target) })),
    texts: step.kind === 'message' ? textsOf(step) : [],
    note: step.note ?? '',
    limits,
  }
}

/** What a way out asks for, in words; of waits and branches. */
function askedBy(step: Step): ReadonlyMap<string, string> {
  if (step.kind === 'branch') return new Map(step.branches.map(({ id, when }) => [id, conditionInWords(when)]))
  if (step.kind !== 'waitFor') return new Map()
  return new Map(step.branches.map((branch) => [branch.id, 'event' in branch ? `${branch.event}${isAlways(branch.where) ? '' : ` where ${conditionInWords(branch.where ?? {})}`}` : `in segment ${branch.segment}`]))
}

function detailsOf(step: Step): (readonly [string, string])[] {
  switch (step.kind) {
    case 'message': return step.exempt && step.exempt.length > 0 ? [['Exempt from', step.exempt.map((one) => (one === 'caps' ? 'caps' : 'quiet hours')).join(' and ')]] : []
    case 'delay': return step.until && step.until.date === undefined ? [['Time zone', 'of the person, where it is known; else of the journey']] : []
    case 'waitFor': return [
      ...(step.timeout ? [['At most', durationInWords(step.timeout.after)] as const] : []),
      ...(step.look === undefined || step.look === 'arrival' ? [] : [['Looks back', step.look === 'entry' ? 'to the entry' : durationInWords(step.look)] as const]),
    ]
    case 'split': return [...(step.key === undefined ? [] : [['Dealt by', step.key] as const]), ...(step.goal === undefined ? [] : [['Measured by', step.goal] as const])]
    case 'update': return Object.entries(step.set).map(([name, value]) => [name, typeof value === 'string' ? value : JSON.stringify(value)])
    case 'webhook': return [['Address', step.url], ['Method', step.method ?? 'POST'], ...(step.body === undefined ? [] : [['Body', typeof step.body === 'string' ? step.body : JSON.stringify(step.body)] as const])]
    default: return []
  }
}

function textsOf(step: MessageStep): PackText[] {
  const variants = step.variants ?? [{ id: '', weight: 1 }]
  const total = variants.reduce((sum, { weight }) => sum + weight, 0)
  return variants.flatMap((variant) => {
    const texts: Record<string, unknown> = { ...step.template, ...('template' in variant ? variant.template : undefined) }
    const share = step.variants && total > 0 ? `${Math.round((1000 * variant.weight) / total) / 10} %` : ''
    return Object.entries(texts).map(([field, value]) => ({ variant: variant.id, share, field, text: typeof value === 'string' ? value : JSON.stringify(value) }))
  })
}
