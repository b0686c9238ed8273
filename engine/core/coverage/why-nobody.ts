import { nameOf, reachableFrom, stepAt } from '../lint/flow.ts'
import { branchesNobodyTakes } from '../lint/rules/branches-nobody-takes.ts'
import { once } from '../lint/once.ts'
import { conditionInWords } from '../model/condition-in-words.ts'
import { isAlways, type Where } from '../model/condition.ts'
import { durationInWords } from '../model/duration.ts'
import type { Entry, JourneyDocument } from '../model/journey.ts'
import type { Step } from '../model/steps/registry.ts'
import type { RunFigures } from '../simulate/run.ts'
import type { Way } from './way.ts'

type Figures = Pick<RunFigures, 'entries' | 'steps' | 'instances' | 'holdout'>

/** Why nobody can ever go this way, as far as the document alone tells; undefined if somebody may. */
export function whyNever(way: Way, document: JourneyDocument): string | undefined {
  if (way.kind === 'port' || way.kind === 'text') {
    const { step: stepId } = way
    if (!reachable(document).has(stepId)) return `no way leads from an entry to "${nameOf(document, stepId)}"`
    const step = stepAt(document, stepId)
    const weight = weightOf(way, step)
    if (weight === 0) return 'its weight is 0, so nobody is dealt it'
    if (way.kind === 'text' || !step || (step.kind !== 'branch' && step.kind !== 'waitFor')) return undefined
    const index = step.branches.findIndex(({ id }) => id === way.port)
    const path = index < 0 ? undefined : `branches[${index}]`
    return impossible(document).find((one) => one.stepId === stepId && (path === undefined ? one.path.endsWith('.else') && way.port === 'else' : one.path.endsWith(path)))?.message
  }
  return undefined
}

const reachable = once((document) => reachableFrom(document, document.entries.map(({ next }) => next)))
const impossible = once(branchesNobodyTakes)

function weightOf(way: Extract<Way, { kind: 'port' | 'text' }>, step: Step | undefined): number | undefined {
  if (way.kind === 'port') return step?.kind === 'split' ? step.variants.find(({ id }) => id === way.port)?.weight : undefined
  return step?.kind === 'message' ? step.variants?.find(({ id }) => id === way.variant)?.weight : undefined
}

/** Why nobody went this way in a run; null where neither the figures nor the journey tell. */
export function whyNobody(way: Way, document: JourneyDocument, figures: Figures): string | null {
  const never = whyNever(way, document)
  if (never !== undefined) return never
  switch (way.kind) {
    case 'entry': return whyNotIn(way.entry, document, figures)
    case 'port': return whyNotOut(way.step, way.port, document, figures)
    case 'text': return cameTo(way.step, document, figures) ?? 'too few people came here for one of them to be dealt this text, or all of those are held out'
    case 'goal': {
      const goal = document.goals?.find(({ id }) => id === way.goal)
      if (figures.instances.started === 0) return 'nobody started the journey'
      return goal ? `none of the ${figures.instances.started.toLocaleString('en-US')} who started did ${doing(goal.event, goal.where)}${goal.window === undefined ? ' while under way' : ` within ${durationInWords(goal.window)}`}` : null
    }
    case 'exit': {
      const exit = document.exits?.find(({ id }) => id === way.exit)
      if (figures.instances.started === 0) return 'nobody started the journey'
      if (!exit) return null
      return 'segment' in exit ? `nobody came to be in the segment "${exit.segment}" while under way` : `nobody did ${doing(exit.event, exit.where)} while under way`
    }
  }
}

function whyNotIn(id: string, { entries }: JourneyDocument, figures: Figures): string | null {
  const entry = entries.find((one) => one.id === id)
  const counts = Object.hasOwn(figures.entries, id) ? figures.entries[id] : undefined
  if (!entry || !counts) return null
  if (counts.refused > 0) return `${counts.refused.toLocaleString('en-US')} came, but "enter again" held all of them back`
  return triggerInWords(entry)
}

function triggerInWords({ trigger, where }: Entry): string {
  switch (trigger.kind) {
    case 'event': return `nobody did ${doing(trigger.event, where)}, or an entry before it took them`
    case 'api': return `no call "${trigger.name}" came${filtered(where)}, or an entry before it took them`
    case 'segment': return `nobody came to ${trigger.change === 'enter' ? 'be in' : 'leave'} the segment "${trigger.segment}"${filtered(where)}`
    case 'schedule': return `the schedule found nobody${isAlways(trigger.audience) ? '' : ` of whom it holds that ${conditionInWords(trigger.audience ?? {})}`}, or did not come round in the span of the run`
  }
}

function cameTo(stepId: string, document: JourneyDocument, { steps }: Figures): string | undefined {
  const entered = Object.hasOwn(steps, stepId) ? steps[stepId]!.entered : 0
  return entered === 0 ? `nobody came to "${nameOf(document, stepId)}"` : undefined
}

function whyNotOut(stepId: string, port: string, document: JourneyDocument, figures: Figures): string | null {
  const nobodyCame = cameTo(stepId, document, figures)
  if (nobodyCame !== undefined) return nobodyCame
  const step = stepAt(document, stepId)
  const { entered, waiting } = figures.steps[stepId]!
  const came = `of the ${entered.toLocaleString('en-US')} who came here`
  switch (step?.kind) {
    case 'waitFor': {
      const still = waiting > 0 ? `; ${waiting.toLocaleString('en-US')} still wait here at the end of the run` : ''
      if (port === 'timeout') return `${came} nobody waited for all of ${durationInWords(step.timeout?.after ?? '')}${still}`
      const branch = step.branches.find(({ id }) => id === port)
      if (!branch) return null
      const limit = step.timeout ? ` within ${durationInWords(step.timeout.after)}` : ''
      return 'segment' in branch ? `needs to be in the segment "${branch.segment}"${limit}: nobody was${still}` : `needs ${doing(branch.event, branch.where)}${limit}: nobody did, or another branch took them${still}`
    }
    case 'branch': {
      const branch = step.branches.find(({ id }) => id === port)
      return branch ? `needs ${conditionInWords(branch.when)}: ${came} nobody was so, or a branch before it took them` : `${came} everybody took another branch`
    }
    case 'split': return `${came} the hash dealt nobody this variant: too few people for a small share`
    case 'message': return port === 'suppressed' ? `${came} everybody got the message${figures.holdout.started > 0 ? ', or is held out and goes the other way' : ''}` : `${came} no message was sent${waiting > 0 ? `; ${waiting.toLocaleString('en-US')} are held until later` : ''}`
    case 'webhook': return port === 'error' ? 'every call succeeded: let some fail in the assumptions of the run' : `${came} every call failed`
    case 'journey': return `${came} nobody is through with the journey "${step.journey}" yet`
    case 'delay': return `${came} nobody had waited to the end when the run ended`
    default: return null
  }
}

function doing(event: string, where: Where | undefined): string {
  return `"${event}"${filtered(where)}`
}

function filtered(where: Where | undefined): string {
  return isAlways(where) ? '' : ` where ${conditionInWords(where ?? {})}`
}
