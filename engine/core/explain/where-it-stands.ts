import { toMachine, type MachineState, type MachineTransition } from '../compile/to-machine.ts'
import { NOWHERE, type JourneyProgram, type ProgramStep } from '../compile/program.ts'
import { isAlways, type Where } from '../model/condition.ts'
import { conditionInWords } from '../model/condition-in-words.ts'
import type { ProfileView } from '../simulate/reference/evaluate.ts'
import type { Standing as Stood } from '../simulate/reference/observer.ts'
import { roomAt, sentWithin } from '../simulate/reference/policies.ts'
import { refusalOf } from '../simulate/reference/reentry.ts'
import { schedulesOf } from '../simulate/schedules.ts'
import { documentStep, stepOf, triggerInWords, type DrawnJourney } from './journey-names.ts'
import type { Pass } from './pass.ts'
import type { Listen, Standing, StandingEntry } from './standing.ts'

/** How far ahead a schedule is looked for. */
const SCHEDULE_AHEAD_MS = 400 * 86_400_000

/** What is known when a run is over: `stood` by the machines themselves, `view` of the profile at its end. `firstAt`: the dataset's first instant. */
export interface WhereRequest { journeys: readonly DrawnJourney[]; turns: readonly number[]; passes: readonly Pass[]; stood: readonly Stood[]; viewOf: (journeyZone: string) => ProfileView; from: number; until: number; firstAt: number }

/** Where the profile stands at the end of the run: the state of each machine, its timer, what it hears, and what counts beside it. */
export function whereItStands({ journeys, turns, passes, stood, viewOf, from, until, firstAt }: WhereRequest): Standing {
  const first = viewOf(journeys[0]!.program.timeZone)
  const of = (id: string) => journeys.findIndex(({ document }) => document.id === id)
  const schedules = schedulesOf({ journeys: journeys.map(({ program }) => program), turns }, { firstAt }, { from: until + 1, until: until + SCHEDULE_AHEAD_MS })
  return {
    at: until,
    zone: first.zone.name,
    attributes: Object.fromEntries(first.attributes),
    instances: stood.map(({ journeyId, instance, step, state, timers }) => {
      const index = of(journeyId)
      const journey = journeys[index]!
      const pass = passes.find((one) => one.journey === index && one.number === instance)!
      return { journey: journeyId, instance: instance!, step: stepOf(journey, step), since: pass.arrivedAt, state: [...state], timer: timerOf(journey, step, timers), listens: listensOf(journey, step, state) }
    }),
    goals: passes.flatMap((pass) => goalsOf(pass, journeys[pass.journey]!, passes, until)),
    entries: journeys.flatMap((journey, index) =>
      entriesOf(journey, passes.filter((pass) => pass.journey === index), { from, until }, (entry) => schedules.find((one) => one.journey === index && one.entry === entry)?.instant ?? null),
    ),
    caps: journeys.flatMap((journey) => capsOf(journey, viewOf(journey.program.timeZone))),
  }
}

function timerOf(journey: DrawnJourney, step: number, [at]: readonly number[]): Standing['instances'][number]['timer'] {
  if (at === undefined) return null
  const { operation, ports } = journey.program.steps[step]!
  if (operation.kind === 'message') return { at, does: 'decide', to: null }
  const isWait = operation.kind === 'waitFor' || operation.kind === 'poll'
  const port = isWait ? (operation.timeout?.port ?? 0) : 0
  return { at, does: isWait ? 'timeout' : 'over', to: target(journey, ports[port]?.target) }
}

function target(journey: DrawnJourney, step: number | undefined) {
  return step === undefined || step === NOWHERE ? null : stepOf(journey, step)
}

/** What the machine reacts to where it is: the transitions of its states, branches of the wait first, each once. */
function listensOf(journey: DrawnJourney, step: number, state: readonly string[]): Listen[] {
  const heard = transitionsAt(toMachine(journey.program).states, state).flatMap((transition) => listen(journey, step, transition))
  const once = heard.filter((one, index) => heard.findIndex((other) => other.does === one.does && other.of === one.of) === index)
  const order = ['branch', 'goal', 'exit']
  const { operation } = journey.program.steps[step]!
  const branchIds = operation.kind === 'waitFor' ? documentStep(journey, step, 'waitFor').branches.map(({ id }) => id) : []
  return once.sort((a, b) => order.indexOf(a.does) - order.indexOf(b.does) || (a.does === 'branch' ? branchIds.indexOf(a.of) - branchIds.indexOf(b.of) : 0))
}

function transitionsAt(states: Record<string, MachineState>, [outer, ...inner]: readonly string[]): MachineTransition[] {
  const state = outer === undefined ? undefined : states[outer]
  if (!state) return []
  return [...Object.values(state.on ?? {}).flat(), ...transitionsAt(state.states ?? {}, inner)]
}

function listen(journey: DrawnJourney, step: number, { guard, actions = [] }: MachineTransition): Listen[] {
  const { program, document } = journey
  if (guard?.type === 'meets') {
    const { id, ...branch } = documentStep(journey, step, 'waitFor').branches[guard.params.branch]!
    const { operation, ports } = program.steps[step] as ProgramStep
    const way = operation.kind === 'waitFor' ? target(journey, ports[operation.branches[guard.params.branch]!.port]!.target) : null
    return [{ ...asked(journey, branch), does: 'branch', of: id, to: way, ends: way === null }]
  }
  if (guard?.type === 'endsByExit') {
    const { id, ...exit } = document.exits![guard.params.exit]!
    return [{ ...asked(journey, exit), does: 'exit', of: id, to: null, ends: true }]
  }
  if (guard?.type === 'endsByGoal') return [goalListen(journey, guard.params.goal)]
  // A goal that does not end the journey is counted without a way anywhere.
  const counts = guard === undefined && actions.some(({ type }) => type === 'countGoals')
  return counts ? program.goals.flatMap(({ endsJourney }, goal) => (endsJourney ? [] : [goalListen(journey, goal)])) : []
}

function goalListen(journey: DrawnJourney, goal: number): Listen {
  const { id, event, where, endsJourney = false } = journey.document.goals![goal]!
  return { ...asked(journey, { event, where }), does: 'goal', of: id, to: null, ends: endsJourney }
}

function asked({ document }: DrawnJourney, one: { event: string; where?: Where | undefined } | { segment: string }): Pick<Listen, 'event' | 'segment' | 'where'> {
  if ('segment' in one) return { event: null, segment: document.segments?.[one.segment]?.name ?? one.segment, where: null }
  return { event: one.event, segment: null, where: isAlways(one.where) ? null : conditionInWords(one.where) }
}

/** Goals that an event could still reach: of an instance under way, or of one that ended while their window is open and no other start closed them. */
function goalsOf(pass: Pass, { document, program }: DrawnJourney, passes: readonly Pass[], until: number): Standing['goals'] {
  const { journey, number, startedAt, endedAt, reached } = pass
  const isClosed = endedAt !== undefined && passes.some((one) => one.journey === journey && one.number > number && (one.key === undefined || pass.key === undefined || JSON.stringify(one.key) === JSON.stringify(pass.key)))
  if (isClosed) return []
  return program.goals.flatMap(({ id, event, windowMs }, goal) => {
    const closesAt = windowMs === null ? null : startedAt + windowMs
    const isOpen = !reached.has(goal) && (closesAt === null ? endedAt === undefined : until < closesAt)
    return isOpen ? [{ journey: document.id, instance: number, goal: id, event, until: closesAt }] : []
  })
}

function entriesOf(journey: DrawnJourney, passes: readonly Pass[], span: { from: number; until: number }, scheduleOf: (entry: number) => number | null): StandingEntry[] {
  const { program, document } = journey
  const ended = passes.flatMap(({ endedAt }) => (endedAt === undefined ? [] : [endedAt]))
  const past = { starts: passes.map(({ startedAt }) => startedAt), lastEnd: Math.max(-Infinity, ...ended), activeKeys: passes.filter(({ endedAt }) => endedAt === undefined).map(() => undefined) }
  const refusal = isOpen(program, span.until) ? (refusalOf(program.reentry, past, undefined, span.until) ?? null) : 'closed'
  return program.entries.map(({ id, trigger, target: to }, index) => {
    const { where } = document.entries[index]!
    return {
      journey: document.id, id, trigger: triggerInWords(document.entries[index]!, document), event: trigger.kind === 'event' ? trigger.event : null,
      where: isAlways(where) ? null : conditionInWords(where), to: target(journey, to), refused: refusal, at: scheduleOf(index),
    }
  })
}

function isOpen({ open: { from, until } }: JourneyProgram, now: number): boolean {
  return (from === null || now >= from) && (until === null || now < until)
}

function capsOf({ program, document }: DrawnJourney, view: ProfileView): Standing['caps'] {
  return program.policies.caps.map((cap, index) => {
    const { channel, count, within, calendar = false } = document.policies!.caps![index]!
    const sent = sentWithin(cap, view)
    const room = sent.length >= cap.count ? roomAt(cap, sent, view) : Infinity
    return { journey: document.id, channel, count, within, calendar, used: sent.length, roomAt: room === Infinity ? null : room }
  })
}
