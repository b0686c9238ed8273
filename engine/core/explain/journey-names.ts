import type { JourneyProgram } from '../compile/program.ts'
import { isAlways } from '../model/condition.ts'
import { conditionInWords } from '../model/condition-in-words.ts'
import { durationInWords } from '../model/duration.ts'
import type { Entry, JourneyDocument } from '../model/journey.ts'
import type { Step } from '../model/steps/registry.ts'
import type { ExplainedStep, Waits } from './explanation.ts'

/** A journey as it runs and as it was drawn: conditions and names are read from the document, what happens from the program. */
export interface DrawnJourney { program: JourneyProgram; document: JourneyDocument; name: string }

export function drawn(program: JourneyProgram, document: JourneyDocument): DrawnJourney {
  return { program, document, name: document.name ?? document.id }
}

export function stepOf({ program, document }: DrawnJourney, step: number): ExplainedStep {
  const { id, operation } = program.steps[step]!
  return { id, name: document.steps[id]?.name ?? id, kind: operation.kind }
}

/** The step of the document, of a kind that the program tells. */
export function documentStep<K extends Step['kind']>({ program, document }: DrawnJourney, step: number, kind: K): Extract<Step, { kind: K }> {
  const found = document.steps[program.steps[step]!.id]
  if (found?.kind !== kind) throw new Error(`step ${step} is no ${kind}`)
  return found as Extract<Step, { kind: K }> // as: just checked
}

/** What starts an entry, in few words. */
export function triggerInWords({ trigger }: Entry, document: JourneyDocument): string {
  switch (trigger.kind) {
    case 'event': return trigger.event
    case 'api': return `the call "${trigger.name}"`
    case 'segment': return `${trigger.change === 'enter' ? 'entering' : 'leaving'} the segment "${document.segments?.[trigger.segment]?.name ?? trigger.segment}"`
    case 'schedule': return 'its schedule'
  }
}

/** What somebody who comes to the step waits for; null where nothing holds anybody. `until`: what the clock says; null: no end. */
export function waitsAt(journey: DrawnJourney, step: number, until: number | null): Waits | null {
  const document = journey.document.steps[journey.program.steps[step]!.id]!
  if (document.kind === 'journey') return document.wait === false ? null : { for: [], until: null, span: null }
  if (document.kind === 'delay') return { for: [], until, span: delaySpan(document) }
  if (document.kind !== 'waitFor') return null
  return {
    for: document.branches.map((branch) => ({
      branch: branch.id,
      event: 'event' in branch ? branch.event : null,
      segment: 'segment' in branch ? (journey.document.segments?.[branch.segment]?.name ?? branch.segment) : null,
      where: 'event' in branch && !isAlways(branch.where) ? conditionInWords(branch.where) : null,
    })),
    until,
    span: document.timeout ? durationInWords(document.timeout.after) : null,
  }
}

const WEEKDAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday']

function delaySpan({ for: span, until, bestTime }: Extract<Step, { kind: 'delay' }>): string {
  if (span !== undefined) return durationInWords(span)
  if (bestTime) return 'the hour of day in which this person opens most'
  const { time = '00:00', weekday, date } = until!
  return date === undefined ? `${weekday === undefined ? '' : `${WEEKDAYS[weekday - 1]!} at `}${time}` : `${date}, ${time}`
}
