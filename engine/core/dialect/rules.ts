import type { JourneyDocument, Policies, Reentry } from '../model/journey.ts'
import { durationInWords, exactMs } from '../model/duration.ts'
import { channelInWords, type Channel } from '../model/steps/message.ts'
import { portsOf, type Step } from '../model/steps/registry.ts'
import type { Effect } from './rule.ts'

// What several platforms' rules look for in a journey, and how they change it.

type Cap = NonNullable<Policies['caps']>[number]

export function capsOf({ policies }: JourneyDocument): readonly Cap[] {
  return policies?.caps ?? []
}

export function withCaps(document: JourneyDocument, caps: readonly Cap[]): JourneyDocument {
  const same = JSON.stringify(caps) === JSON.stringify(capsOf(document))
  return same ? document : { ...document, policies: { ...document.policies, caps: [...caps] } }
}

/** "1 push message in 1 day", "3 messages in 7 days by the calendar". */
export function capInWords({ channel, count, within, calendar }: Cap): string {
  const what = channel === '*' ? 'message' : `${channelInWords(channel).toLowerCase()}${/message/i.test(channelInWords(channel)) ? '' : ' message'}`
  return `${count} ${what}${count === 1 ? '' : 's'} in ${durationInWords(within)}${calendar === true ? ' by the calendar' : ''}`
}

/** Steps that a rule changes, each with what becomes of it in words; null leaves the step alone. */
export function rewriteSteps(document: JourneyDocument, rewrite: (step: Step, id: string) => Step | null): JourneyDocument {
  const changed = Object.entries(document.steps).flatMap(([id, step]) => {
    const next = rewrite(step, id)
    return next === null ? [] : [[id, next] as const]
  })
  return changed.length === 0 ? document : { ...document, steps: { ...document.steps, ...Object.fromEntries(changed) } }
}

export function effectsOnSteps(document: JourneyDocument, say: (step: Step, id: string) => string | null): Effect[] {
  return Object.entries(document.steps).flatMap(([stepId, step]) => {
    const inWords = say(step, stepId)
    return inWords === null ? [] : [{ stepId, inWords }]
  })
}

/** Delays longer than a platform lets one be, cut to its longest. `longest`: an ISO 8601 duration. */
export function shorterDelays(longest: string): { rewrite: (document: JourneyDocument) => JourneyDocument; effects: (document: JourneyDocument) => Effect[] } {
  const isLonger = (step: Step) => step.kind === 'delay' && step.for !== undefined && exactMs(step.for) > exactMs(longest)
  return {
    rewrite: (document) => rewriteSteps(document, (step) => (step.kind === 'delay' && isLonger(step) ? { ...step, for: longest } : null)),
    effects: (document) => effectsOnSteps(document, (step) => (step.kind === 'delay' && isLonger(step) ? `waits ${durationInWords(longest)} instead of ${durationInWords(step.for!)}` : null)),
  }
}

/** Waits that end at the latest after so long; those without an end get one. */
export function shorterWaits(longest: string): { rewrite: (document: JourneyDocument) => JourneyDocument; effects: (document: JourneyDocument) => Effect[] } {
  const isLonger = (step: Step) => step.kind === 'waitFor' && (step.timeout === undefined || exactMs(step.timeout.after) > exactMs(longest))
  return {
    rewrite: (document) => rewriteSteps(document, (step) => (step.kind === 'waitFor' && isLonger(step) ? { ...step, timeout: { ...step.timeout, after: longest } } : null)),
    effects: (document) =>
      effectsOnSteps(document, (step) => {
        if (step.kind !== 'waitFor' || !isLonger(step)) return null
        return step.timeout === undefined ? `is over after ${durationInWords(longest)} and ends the journey there; it has no end here` : `is over after ${durationInWords(longest)} instead of ${durationInWords(step.timeout.after)}`
      }),
  }
}

/** What can end somebody early: exits, and goals that end the journey, in words. */
export function endingsOf({ exits = [], goals = [] }: JourneyDocument): Effect[] {
  const ending = goals.filter(({ endsJourney }) => endsJourney === true)
  return [
    ...ending.map(({ id }) => ({ stepId: null, inWords: `goal "${id}", which ends the journey` })),
    ...exits.map((exit) => ({ stepId: null, inWords: `exit "${exit.id}"${'segment' in exit ? `, by segment "${exit.segment}"` : ''}` })),
  ]
}

/** Neither exits nor ends by goals; goals are counted as before. */
export function withoutEndings(document: JourneyDocument): JourneyDocument {
  if (endingsOf(document).length === 0) return document
  const { exits: _exits, ...rest } = document
  return { ...rest, ...(document.goals ? { goals: document.goals.map(({ endsJourney: _ends, ...goal }) => goal) } : {}) }
}

export function withReentry(document: JourneyDocument, reentry: Reentry): JourneyDocument {
  return JSON.stringify(document.reentry) === JSON.stringify(reentry) ? document : { ...document, reentry }
}

/** Every split, as a place where people may be dealt anew; a message's own variants stay as they are dealt. */
export function splitsOf(document: JourneyDocument, inWords: string): Effect[] {
  return effectsOnSteps(document, (step) => (step.kind === 'split' ? inWords : null))
}

/** Can one profile come to the same split twice: by coming in again, or by a loop? */
export function mayComeTwice({ reentry, steps }: JourneyDocument): boolean {
  return (reentry !== undefined && reentry.kind !== 'once') || Object.values(steps).some((step) => step.kind === 'split' && leadsBack(steps, step))
}

/** Does a way from the step lead to it again? */
export function leadsBack(steps: JourneyDocument['steps'], from: Step): boolean {
  const seen = new Set<Step>()
  const queue = waysOn(from)
  for (let id = queue.pop(); id !== undefined; id = queue.pop()) {
    const step = Object.hasOwn(steps, id) ? steps[id]! : undefined
    if (step === from) return true
    if (step === undefined || seen.has(step)) continue
    seen.add(step)
    queue.push(...waysOn(step))
  }
  return false
}

function waysOn(step: Step): string[] {
  return portsOf(step).flatMap(({ target }) => target ?? [])
}

export function listInWords(names: readonly string[]): string {
  return names.length <= 1 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)!}`
}

export function channelsInWords(channels: readonly Channel[]): string {
  return listInWords(channels.map((channel) => channelInWords(channel)))
}
