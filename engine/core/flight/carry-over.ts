import { canonicalJson } from '../json.ts'
import type { JourneyProgram } from '../compile/program.ts'
import type { ReferenceInstance } from '../simulate/reference/instance.ts'
import type { JourneyRun } from '../simulate/reference/journey.ts'
import type { Landing } from '../simulate/reference/landing.ts'
import { delayEnd } from '../simulate/reference/waits.ts'
import { MOVED_PORT, type JoinedVersions } from './join-versions.ts'
import type { StepFate } from './step-fates.ts'

/** Puts what an instance carries from the numbers of the older version into those of the whole: reached goals, variants, messages, visits stay what they are. */
export function carryOver({ places }: JoinedVersions, before: JourneyProgram, after: JourneyProgram): (instance: ReferenceInstance) => void {
  const keepsKey = keyProperty(before) === keyProperty(after)
  return (instance) => {
    instance.version = undefined
    instance.step = places.steps[instance.step]!
    if (instance.lastMessage >= 0) instance.lastMessage = places.steps[instance.lastMessage]!
    instance.reached = new Set([...instance.reached].map((goal) => places.goals[goal]!))
    instance.taken = new Map([...instance.taken].map(([deal, variant]) => [places.deals[deal]!, places.variants[deal]![variant]!]))
    instance.dealConverted = new Set([...instance.dealConverted].map((deal) => places.deals[deal]!))
    instance.visits = new Map([...instance.visits].map(([step, visits]) => [places.steps[step]!, visits]))
    // A value of another property says nothing: without a key it hears everything.
    if (!keepsKey) instance.key = undefined
  }
}

function keyProperty({ reentry }: JourneyProgram): string | null {
  return reentry.kind === 'always' ? reentry.key : null
}

/** Where somebody lands who stands in a step of the older version, with the timer the newer one gives a stay that began when theirs did. */
export function landingIn(joined: JoinedVersions, before: JourneyProgram, fates: readonly StepFate[], next: JourneyRun): (instance: ReferenceInstance) => Landing {
  const { whole, places, lost } = joined
  return (instance) => {
    const from = places.steps[instance.step]!
    const fate = fates[instance.step]!
    if (fate.kind === 'lost') return { kind: 'lost', from, outcome: lost }
    const step = whole.steps.findIndex(({ id }) => id === fate.to)
    if (fate.kind === 'moved') return { kind: 'moves', from, port: whole.steps[from]!.ports.findIndex(({ id }) => id === MOVED_PORT), step }
    return { kind: 'stays', step, dueAt: dueAt(before, instance, whole, step, next) }
  }
}

function dueAt(before: JourneyProgram, instance: ReferenceInstance, whole: JourneyProgram, step: number, { history, attributes, zone }: JourneyRun): number {
  const old = before.steps[instance.step]!.operation
  const { operation } = whole.steps[step]!
  if (operation.kind === 'waitFor') return instance.arrivedAt + (operation.timeout?.ms ?? Infinity)
  if (operation.kind !== 'delay' || old.kind !== 'delay') return instance.dueAt // a parked message is decided again when it was to be
  const { until } = operation
  if (until.kind === 'for') return instance.arrivedAt + until.ms
  if (canonicalJson(until) === canonicalJson(old.until)) return instance.dueAt
  return delayEnd(until, { history: history.filter(({ at }) => at <= instance.arrivedAt), attributes, now: instance.arrivedAt, zone })
}
