import { lower } from '../compile/lower.ts'
import type { RunProgram } from '../compile/program.ts'
import { profileCountOf, type EventDataset } from '../model/dataset.ts'
import type { JourneyDocument } from '../model/journey.ts'
import { dailyCap } from '../simulate/daily-cap.ts'
import { jointOutput } from '../simulate/figures.ts'
import { Kernel } from '../simulate/kernel.ts'
import { Reference } from '../simulate/reference.ts'
import type { RunFigures, RunOptions } from '../simulate/run.ts'
import { Collisions, type Collision } from './collisions.ts'
import { PressureByDay, type DayOfPressure } from './pressure-by-day.ts'
import { StarvationObserver, type Starved } from './starvation.ts'

export interface TogetherProgress { phase: 'profiles' | 'caps'; done: number; total: number }

/** What journeys that run on the same people do to them, and to each other. `figures`: of each journey, in their order. */
export interface TogetherFindings { program: RunProgram; figures: RunFigures[]; cap: number | null; days: DayOfPressure[]; collisions: Collision[]; starved: Starved[] }

const PROFILES_A_STEP = 512
const STARVED_A_STEP = 8

/**
 * Runs the journeys together on the kernel, then once more on the reference engine those profiles whom a cap kept something from, to be told whose messages had
 * filled it. Yields what is done after each few profiles.
 */
export function* lookTogether(documents: readonly JourneyDocument[], dataset: EventDataset, given: RunOptions): Generator<TogetherProgress, TogetherFindings> {
  const options: RunOptions = { ...given, breakDown: [], collectMessages: true, pressure: true }
  const program = lower(documents, options.dialect)
  const kernel = new Kernel(program, dataset, options)
  const profiles = profileCountOf(dataset)
  const cap = dailyCap(program.journeys)
  const byDay = new PressureByDay(program.journeys.length, cap)
  const collisions = new Collisions()
  const mayWait = program.journeys.some(({ policies }) => policies.caps.some(({ onCap }) => onCap.kind === 'retry'))
  const starving: number[] = []
  for (let profile = 0; profile < profiles; profile++) {
    if (profile % PROFILES_A_STEP === 0) yield { phase: 'profiles', done: profile, total: profiles }
    const startsBefore = startsOf(kernel)
    kernel.run(profile, profile + 1)
    const messages = kernel.messages.splice(0)
    byDay.add(kernel.sent)
    collisions.add(profile, kernel.sent)
    // A message that waits for room leaves no record while it does: then everybody who started is looked at.
    if (mayWait ? startsOf(kernel) > startsBefore : messages.some(({ reason }) => reason === 'cap')) starving.push(profile)
  }
  const observer = new StarvationObserver(program)
  const reference = new Reference(program, dataset, { ...options, collectMessages: false, pressure: false, observer })
  for (const [index, profile] of starving.entries()) {
    if (index % STARVED_A_STEP === 0) yield { phase: 'caps', done: index, total: starving.length }
    reference.run(profile, profile + 1)
  }
  yield { phase: 'caps', done: starving.length, total: starving.length }
  const { figures } = jointOutput(program, kernel.tally, [], dataset, options)
  return { program, figures, cap, days: byDay.days, collisions: collisions.all, starved: observer.starved }
}

function startsOf({ tally }: Kernel): number {
  return tally.journeys.reduce((sum, { groups }) => sum + groups.reduce((more, { started }) => more + started, 0), 0)
}
