import type { JourneyProgram, RunProgram } from '../compile/program.ts'
import type { EventDataset } from '../model/dataset.ts'
import { countersOf, type Counter } from '../playback/counters.ts'
import { Kernel } from '../simulate/kernel.ts'
import type { RunOptions } from '../simulate/run.ts'
import type { JointTally } from '../simulate/tally.ts'
import { passageOf, type Happened, type Passage, type Stood } from './in-flight.ts'
import type { JoinedVersions } from './join-versions.ts'

/** How often a profile starts before the other version takes over and after it, and each of its instances that is under way then, in start order. */
export interface OldPassages { before: number; after: number; underWay: Passage[] }

/**
 * The older version to the end, on the kernel: who starts only in it goes the same way when another version takes over and those under way go on as they were.
 * `look` tells how a profile goes, `count` puts it into the tally.
 */
export class OldVersionRun {
  readonly #logged: Kernel
  readonly #counted: Kernel
  readonly #said: readonly ((at: number) => Happened | null)[]
  readonly #counters: readonly Counter[]
  readonly #at: number

  constructor(old: RunProgram, joined: JoinedVersions, at: number, dataset: EventDataset, options: RunOptions) {
    this.#logged = new Kernel(old, dataset, { ...options, log: { most: Infinity } })
    this.#counted = new Kernel(old, dataset, options)
    this.#at = at
    this.#counters = countersOf(old)
    this.#said = this.#counters.map((counter) => (counter.journey === 0 ? sayer(counter, old.journeys[0]!, joined) : () => null))
  }

  /** In the numbers of the older version. */
  get tally(): JointTally {
    return this.#counted.tally
  }

  count(profile: number): void {
    this.#counted.run(profile, profile + 1)
  }

  look(profile: number): OldPassages {
    this.#logged.run(profile, profile + 1)
    const { at, instance, counter } = this.#logged.log!.take()
    const passages = new Map<number, { stood: Stood; happened: Happened[]; hasEnded: boolean }>()
    let after = 0
    for (let row = 0; row < at.length; row++) {
      const what = this.#counters[counter[row]!]!
      if (what.journey !== 0) continue
      const instant = at[row]!
      if (what.kind === 'started') {
        if (instant >= this.#at) after++
        else passages.set(instance[row]!, { stood: { profile, instance: passages.size + 1, step: '', startedAt: instant, since: instant }, happened: [], hasEnded: false })
      }
      const passage = passages.get(instance[row]!)
      if (!passage) continue
      if (instant >= this.#at) {
        const said = this.#said[counter[row]!]!(instant)
        if (said) passage.happened.push(said)
      } else if (what.kind === 'entered') Object.assign(passage.stood, { step: what.step, since: instant })
      else if (what.kind === 'ended') passage.hasEnded = true
    }
    const underWay = [...passages.values()].filter(({ hasEnded }) => !hasEnded).map(({ stood, happened }) => passageOf(stood, happened))
    return { before: passages.size, after, underWay }
  }
}

/** What a count of the older version says, in ids of the whole. */
function sayer(counter: Counter, before: JourneyProgram, { whole, places }: JoinedVersions): (at: number) => Happened | null {
  const stepId = (id: string) => whole.steps[places.steps[before.steps.findIndex((step) => step.id === id)]!]!.id
  switch (counter.kind) {
    case 'entered': {
      const step = stepId(counter.step)
      return (at) => ({ at, what: 'enter', step })
    }
    case 'left': {
      const { port } = counter
      const step = stepId(counter.step)
      return (at) => ({ at, what: 'leave', step, port })
    }
    case 'ended': {
      const step = stepId(counter.step)
      const outcome = whole.outcomes[places.outcomes[before.outcomes.indexOf(counter.outcome)]!]!
      return (at) => ({ at, what: 'end', step, outcome })
    }
    case 'sent': {
      const step = stepId(counter.step)
      return (at) => ({ at, what: 'message', step, status: 'sent' })
    }
    case 'suppressed': {
      const { reason } = counter
      const step = stepId(counter.step)
      return (at) => ({ at, what: 'message', step, status: 'suppressed', reason })
    }
    case 'goal': {
      const goal = whole.goals[places.goals[before.goals.findIndex(({ id }) => id === counter.goal)]!]!.id
      const creditedTo = counter.step === null ? 'none' : stepId(counter.step)
      return (at) => ({ at, what: 'goal', goal, creditedTo })
    }
    default: return () => null
  }
}
