import { lower } from '../compile/lower.ts'
import type { JourneyProgram, RunProgram } from '../compile/program.ts'
import { renamedIds } from '../diff/renamed-ids.ts'
import { canonicalJson } from '../json.ts'
import { profileCountOf, type EventDataset } from '../model/dataset.ts'
import type { JourneyDocument } from '../model/journey.ts'
import { jointOutput, runSpan } from '../simulate/figures.ts'
import { Kernel } from '../simulate/kernel.ts'
import type { RunFigures, RunOptions } from '../simulate/run.ts'
import { emptyGroup, emptyJointTally, mergeJointTally, type JointTally, type Tally } from '../simulate/tally.ts'
import type { InFlight } from './in-flight.ts'
import { joinVersions } from './join-versions.ts'
import { OldVersionRun } from './old-version-run.ts'
import { stepFates, type StepFate } from './step-fates.ts'
import { placedTally } from './place-tally.ts'
import { SwitchedRun, type FlightPolicy } from './switched-run.ts'

export interface FlightRequest {
  /** The version that runs, and the one that takes over at `at` (epoch ms), before all that happens at that instant. */
  before: JourneyDocument
  after: JourneyDocument
  /** Journeys that run beside both. */
  beside?: readonly JourneyDocument[]
  at: number
  dataset: EventDataset
  options: RunOptions
  /** From steps that are gone to steps of the newer version. */
  moves?: Readonly<Record<string, string>>
}

export interface FlightProgress { phase: 'before' | 'inFlight'; done: number; total: number }

/** `figures`: of all journeys to the end of the run, the versions counted as one by id; `people`: everybody who was under way, by profile, then by start. */
export interface FlightFindings { fates: StepFate[]; people: InFlight[]; figures: Record<FlightPolicy, RunFigures[]> }

const PROFILES_A_STEP = 1024
const PEOPLE_A_STEP = 16
/** How a profile stands when the other version takes over: it has never started, all it started has ended, or it is under way. */
const NEVER_STARTED = 0
const ALL_ENDED = 1
const UNDER_WAY = 2

/**
 * Runs a journey whose version changes in mid-air, once for each policy, on the same people and dice. Only profiles that started in the old version need the
 * reference engine; the others are the kernel's. Yields what is done after each few profiles. Throws E_MOVE, or what any run throws.
 */
export function* runFlight({ before, after, beside = [], at, dataset, options: given, moves = {} }: FlightRequest): Generator<FlightProgress, FlightFindings> {
  const options: RunOptions = { ...given, breakDown: [], collectMessages: false, pressure: false }
  const renames = renamedIds(before, after)
  const fates = stepFates(before, after, renames, moves)
  const old = lower([before, ...beside])
  const newer = lower([after, ...beside])
  const joined = joinVersions(old.journeys[0]!, newer.journeys[0]!, renames, fates)
  const whole: RunProgram = { ...newer, journeys: [joined.whole, ...newer.journeys.slice(1)] }

  const profiles = profileCountOf(dataset)
  const standing = new Uint8Array(profiles)
  const { from, until } = runSpan(dataset, options)
  if (at > from) {
    const earlier = new Kernel(old, dataset, { ...options, from, until: Math.min(at - 1, until) })
    for (let first = 0; first < profiles; first += PROFILES_A_STEP) {
      for (let profile = first; profile < Math.min(first + PROFILES_A_STEP, profiles); profile++) standing[profile] = standingAfter(earlier, profile)
      yield { phase: 'before', done: first, total: profiles }
    }
  }
  const started = [...standing.keys()].filter((profile) => standing[profile] !== NEVER_STARTED)
  // Who starts later starts in the newer version, and finds nothing of the older one.
  const later = new Kernel(openedAt(whole, at), dataset, options)
  for (let first = 0; first < profiles; first++) {
    if (standing[first] !== NEVER_STARTED) continue
    let end = first + 1
    while (end < profiles && end - first < PROFILES_A_STEP && standing[end] === NEVER_STARTED) end++
    later.run(first, end)
    first = end - 1
    yield { phase: 'inFlight', done: 0, total: started.length }
  }
  const switched = (policy: FlightPolicy) => new SwitchedRun({ old, whole, joined, fates, at, dataset, options, policy })
  const [finish, follow, either] = [switched('finish'), switched('follow'), switched('finish')]
  const [oldFinish, oldEither] = [new OldVersionRun(old, joined, at, dataset, options), new OldVersionRun(old, joined, at, dataset, options)]
  const startsAlike = admitsTheSame(old.journeys[0]!, newer.journeys[0]!)
  // Where all has ended and the same goals are counted the policies have nothing to differ about.
  const countsAlike = countsTheSame(old.journeys[0]!, newer.journeys[0]!)
  const people: InFlight[] = []
  for (const [index, profile] of started.entries()) {
    if (index % PEOPLE_A_STEP === 0) yield { phase: 'inFlight', done: index, total: started.length }
    const passages = startsAlike ? oldFinish.look(profile) : undefined
    // Nobody starts in the newer version who would not have started in the older one.
    const goesOnInOld = passages?.after === 0
    if (standing[profile] !== UNDER_WAY && countsAlike) {
      if (goesOnInOld) oldEither.count(profile)
      else either.run(profile)
      continue
    }
    if (goesOnInOld) oldFinish.count(profile)
    const finished = goesOnInOld ? passages!.underWay : finish.run(profile)
    const followed = follow.run(profile)
    if (at <= until) people.push(...finished.map(({ stood, fared, told }, number) => ({ ...stood, finish: fared, follow: followed[number]!.fared, differs: told !== followed[number]!.told })))
  }
  yield { phase: 'inFlight', done: started.length, total: started.length }
  const placed = ({ tally }: OldVersionRun): JointTally => ({ ...tally, journeys: [placedTally(tally.journeys[0]!, old.journeys[0]!, joined.whole, joined.places), ...tally.journeys.slice(1)] })
  const figures = (parts: readonly JointTally[]): RunFigures[] => {
    const sum = emptyJointTally(whole, [])
    sum.journeys.forEach(({ groups }, index) => groups.push(emptyGroup(whole.journeys[index]!, []))) // so that no part is added into another
    for (const part of [later.tally, either.tally, placed(oldEither), ...parts]) mergeJointTally(sum, { ...part, responses: null })
    return jointOutput(whole, sum, [], dataset, { ...options, scenario: undefined }).figures
  }
  return { fates, people, figures: { finish: figures([finish.tally, placed(oldFinish)]), follow: figures([follow.tally]) } }
}

/** Runs the profile up to the end of the kernel's run: how does it stand then? */
function standingAfter(kernel: Kernel, profile: number): number {
  const tally = kernel.tally.journeys[0]!
  const [started, finished] = [sumOf(tally, 'started'), sumOf(tally, 'finished')]
  kernel.run(profile, profile + 1)
  const starts = sumOf(tally, 'started') - started
  return starts === 0 ? NEVER_STARTED : starts > sumOf(tally, 'finished') - finished ? UNDER_WAY : ALL_ENDED
}

function sumOf({ groups }: Tally, what: 'started' | 'finished'): number {
  return groups.reduce((total, group) => total + group[what], 0)
}

/** The run with entries of its first journey closed before `at`. */
function openedAt({ journeys: [first, ...beside], turns }: RunProgram, at: number): RunProgram {
  return { journeys: [{ ...first!, open: { ...first!.open, from: Math.max(first!.open.from ?? -Infinity, at) } }, ...beside], turns }
}

/** Do both versions admit the same people at the same instants, as long as nothing else is different? */
function admitsTheSame(before: JourneyProgram, after: JourneyProgram): boolean {
  const admitted = ({ entries, reentry, open, timeZone, priority }: JourneyProgram) => canonicalJson({ entries: entries.map(({ target: _target, ...entry }) => entry), reentry, open, timeZone, priority })
  return admitted(before) === admitted(after)
}

/** Do both versions count the same conversions of people who have ended? */
function countsTheSame(before: JourneyProgram, after: JourneyProgram): boolean {
  const counted = ({ goals, reentry }: JourneyProgram) => canonicalJson({ goals: goals.map(({ outcome: _outcome, ...goal }) => goal), key: reentry.kind === 'always' ? reentry.key : null })
  return counted(before) === counted(after)
}
