import { assertNever } from '../errors.ts'
import { COMPLETED_OUTCOME, NOWHERE, PARENT_OUTCOME, type JourneyProgram, type Operation, type ProgramStep, type WaitBranch } from './program.ts'

// The machine as plain data: XState v5 takes it as it is, `export --to xstate` writes it down. Guards, actions and delays are named, with
// the numbers of steps, ports, branches and so on as parameters; the reference engine implements them.

/** What a guard of a journey machine asks. Numbers are indices of the program. */
export type MachineGuard =
  /** It comes in by that entry; `endsAtStart`: and is in the segment of that exit as it does. */
  | { type: 'entersBy'; params: { entry: number } }
  | { type: 'endsAtStart'; params: { entry: number; exit: number } }
  | { type: 'endsByGoal'; params: { goal: number } }
  /** By this event; of a segment exit: by being in its segment now. */
  | { type: 'endsByExit'; params: { exit: number } }
  /** By this event; of a segment branch: by being in its segment now. */
  | { type: 'meets'; params: { step: number; branch: number } }
  /** By an event in the look-back; of a segment branch: by being in its segment now. */
  | { type: 'alreadyMet'; params: { step: number; branch: number } }
  | { type: 'holds'; params: { step: number; branch: number } }
  | { type: 'isDealt'; params: { step: number; variant: number } }
  /** The delay is over as it begins. */
  | { type: 'passesAtOnce'; params: { step: number } }
  /** What `decide` made of a message that is not simply sent. */
  | { type: 'isHeldOut'; params: { step: number } }
  | { type: 'isSuppressed'; params: { step: number } }
  | { type: 'isCapped'; params: { step: number } }
  | { type: 'isParked'; params: { step: number } }
  /** The webhook's answer was an error. */
  | { type: 'hasFailed'; params: { step: number } }
  /** An exit or a goal that takes effect later has marked it. */
  | { type: 'isMarked' }

/** What a journey machine does. */
export type MachineAction =
  | { type: 'arriveAt'; params: { step: number } }
  | { type: 'leaveBy'; params: { step: number; port: number } }
  | { type: 'endAs'; params: { step: number; outcome: number } }
  | { type: 'countGoals' }
  /** Counts goals; those that end the journey, and exits, mark it, and `endAsMarked` ends it. */
  | { type: 'markEndings' }
  | { type: 'endAsMarked'; params: { step: number } }
  | { type: 'takeEvent' }
  | { type: 'takeLookBack'; params: { step: number; branch: number } }
  | { type: 'dropEvent' }
  | { type: 'deal'; params: { step: number } }
  | { type: 'decide'; params: { step: number } }
  | { type: 'send'; params: { step: number } }
  | { type: 'suppress'; params: { step: number } }
  | { type: 'setTimer'; params: { step: number } }
  | { type: 'update'; params: { step: number } }
  | { type: 'call'; params: { step: number } }
  | { type: 'startJourney'; params: { step: number } }

/** Delays known only on arrival, in ms: to the end `setTimer` worked out, and to the instant at which a parked message is decided again. */
export type MachineDelay = 'untilTimer' | 'untilRelease'

/** `reenter`: a way back to the same step leaves and enters it anew, timers and all. Nothing at all: the event changes nothing here. */
export interface MachineTransition { guard?: MachineGuard; target?: string; reenter?: true; actions?: MachineAction[] }
/** A way somewhere. */
type Way = MachineTransition & { target: string; actions: MachineAction[] }

export interface MachineState {
  type?: 'final'
  initial?: string
  states?: Record<string, MachineState>
  entry?: MachineAction[]
  always?: MachineTransition[]
  after?: Record<number | string, MachineTransition[]>
  on?: Record<string, MachineTransition[]>
}

export interface JourneyMachineConfig { id: string; initial: string; states: Record<string, MachineState> }

// Events of the machine itself. No event of a dataset is ever told by one of these names: see `machineEventType`.
const OWN_EVENTS = 'journey.'
/** Sends a new instance to its first step. */
export const ENTER = 'journey.enter'
/** Time has passed, or attributes have changed: look at the segments. Heard by `*`, like every event without reactions of its own. */
export const LOOK = 'journey.look'
/** The journey that a step goes through has ended, was not admitted, or is not waited for. */
export const CHILD_ENDED = 'journey.childEnded'
/** The instance whose step waits for this one has ended. */
export const PARENT_ENDED = 'journey.parentEnded'
/** The daily look at a goal that has marked the instance. */
export const LOOKED_AT = 'journey.lookedAt'

/** The state before the first step. */
export const OUTSIDE = '(outside)'
const ENDED = '(ended)'

/** Name of an event as the machine's transitions know it: XState reads `*` and its own prefix specially, so those are spelled out. */
export function machineEventType(name: string): string {
  const isSpecial = name.startsWith(OWN_EVENTS) || name.includes('*') || name.startsWith('xstate.') || name.startsWith('%')
  return isSpecial ? `%${encodeURIComponent(name).replaceAll('*', '%2A')}` : name
}

/**
 * One instance of a journey as an XState v5 machine: a state a step, timers as `after`; on each event the goals and exits come before the
 * step's own branches, those of segments among those of events in document order.
 */
export function toMachine(program: JourneyProgram): JourneyMachineConfig {
  const states = byName<MachineState>()
  states[OUTSIDE] = { on: { [ENTER]: program.entries.flatMap(({ target }, entry) => waysIn(program, entry, target)) } }
  program.steps.forEach((step, index) => {
    states[stateKey(step.id)] = stateOf(program, step, index)
    if (!looksAfter(program, step)) return
    step.ports.forEach((_, port) => (states[leavingKey(index, port)] = { always: [...endsHere(program, index), directly(program, step, index, port)] }))
  })
  states[ENDED] = { type: 'final' }
  return { id: 'journey', initial: OUTSIDE, states }
}

/** A record whose keys may be any text: without a prototype, so that an event called `constructor` is only that. */
function byName<T>(): Record<string, T> {
  return Object.create(null) as Record<string, T> // as: Object.create is untyped
}

export function toStep(program: JourneyProgram, step: number): string {
  return `#journey.${escaped(stateKey(program.steps[step]!.id))}`
}

/** A step id may be any text: one that XState reads (`#12`) or one of the own states of the machine (`(ended)`) gets a prefix. */
function stateKey(stepId: string): string {
  return /^(#|\(|step )/.test(stepId) ? `step ${stepId}` : stepId
}

function escaped(key: string): string {
  return key.replaceAll('\\', '\\\\').replaceAll('.', '\\.')
}

const TO_END = `#journey.${ENDED}`

/** In by an entry; who is in the segment of an exit at that instant is at the first step only to be counted. */
function waysIn(program: JourneyProgram, entry: number, target: number): MachineTransition[] {
  const ended = program.exits.flatMap((one, exit): MachineTransition[] => {
    if (one.kind !== 'segment' || program.endings) return []
    const counted: MachineAction[] = [{ type: 'arriveAt', params: { step: target } }, { type: 'endAs', params: { step: target, outcome: one.outcome } }]
    return [{ guard: { type: 'endsAtStart', params: { entry, exit } }, target: TO_END, actions: counted }]
  })
  return [...ended, { guard: { type: 'entersBy', params: { entry } }, target: toStep(program, target) }]
}

export function stateOf(program: JourneyProgram, step: ProgramStep, index: number): MachineState {
  if (!looksBefore(program, step)) return actingState(program, step, index)
  const { entry = [], ...acting } = actingState(program, step, index)
  const [arrive, ...others] = entry
  const checking: MachineState = { always: [...endsHere(program, index), { target: 'acting' }] }
  return { entry: [arrive!], initial: 'checking', states: { checking, acting: { entry: others, ...acting } } }
}

/** What a step does once an instance that comes to it goes on. */
function actingState(program: JourneyProgram, step: ProgramStep, index: number): MachineState {
  const { operation } = step
  const params = { step: index }
  const by = (port: number) => through(program, step, index, port)
  const arrive: MachineAction = { type: 'arriveAt', params }
  switch (operation.kind) {
    case 'message': return messageState(program, step, index, operation, arrive)
    case 'update': return { entry: [arrive, { type: 'update', params }], always: [by(0)] }
    case 'webhook': {
      const onError: MachineTransition[] = operation.errorPort === 0 ? [] : [{ guard: { type: 'hasFailed', params }, ...by(operation.errorPort) }]
      return { entry: [arrive, { type: 'call', params }], always: [...onError, by(0)] }
    }
    case 'delay': return delayState(program, step, index, operation, arrive)
    case 'branch':
      return {
        entry: [arrive],
        always: [
          ...operation.branches.map(({ port }, branch) => ({ guard: { type: 'holds' as const, params: { step: index, branch } }, ...by(port) })),
          by(operation.elsePort),
        ],
      }
    case 'split':
      return {
        entry: [arrive, { type: 'deal', params }],
        always: step.ports.map((_, variant) => ({ guard: { type: 'isDealt' as const, params: { step: index, variant } }, ...by(variant) })),
      }
    case 'waitFor': return waitState(program, step, index, operation, arrive)
    case 'poll': {
      const ways = operation.branches.map(({ port }, branch): MachineTransition => ({ guard: { type: 'alreadyMet', params: { step: index, branch } }, ...by(port) }))
      if (operation.timeout === null) return { entry: [arrive], on: reactions(program, index) }
      const over = [...ways, by(operation.timeout.port)]
      return operation.timeout.ms === 0 ? { entry: [arrive], always: over } : { entry: [arrive], after: { [operation.timeout.ms]: over }, on: reactions(program, index) }
    }
    case 'journey': return { entry: [arrive, { type: 'startJourney', params }], on: { ...reactions(program, index), [CHILD_ENDED]: [by(0)] } }
    case 'exit': return { entry: [arrive], always: [{ target: TO_END, actions: [{ type: 'endAs', params: { step: index, outcome: operation.outcome } }] }] }
    default: return assertNever(operation, `operation of the step ${step.id}`)
  }
}

function delayState(program: JourneyProgram, step: ProgramStep, index: number, { until }: Operation & { kind: 'delay' }, arrive: MachineAction): MachineState {
  const over = through(program, step, index, 0)
  const on = reactions(program, index)
  if (until.kind === 'for') return until.ms === 0 ? { entry: [arrive], always: [over] } : { entry: [arrive], after: { [until.ms]: [over] }, on }
  const params = { step: index }
  const entry: MachineAction[] = [arrive, { type: 'setTimer', params }]
  const waiting: MachineState = { after: { untilTimer: [over] }, on }
  if (until.kind === 'time') return { entry, ...waiting } // the next such time is never now
  return { entry, initial: 'arriving', states: { arriving: { always: [{ guard: { type: 'passesAtOnce', params }, ...over }, { target: 'waiting' }] }, waiting } }
}

/** Only the checks that the journey's policies can make at all. */
function messageState(program: JourneyProgram, step: ProgramStep, index: number, operation: Operation & { kind: 'message' }, arrive: MachineAction): MachineState {
  const { consent, holdout, caps: allCaps, quietHours: hours } = program.policies
  const { channel, deal, exemptCaps, exemptQuietHours, suppressedPort } = operation
  const params = { step: index }
  const entry: MachineAction[] = deal ? [arrive, { type: 'deal', params }] : [arrive]
  const caps = exemptCaps ? [] : allCaps.filter((cap) => cap.channel === '*' || cap.channel === channel)
  const quietHours = exemptQuietHours ? null : hours
  const after = (action: 'send' | 'suppress', way: Way): Way => ({ ...way, actions: [{ type: action, params }, ...way.actions] })
  const by = (port: number) => through(program, step, index, port)

  const mayPark = caps.some(({ onCap }) => onCap.kind === 'retry') || quietHours?.hold === true
  const maySuppress = consent[channel] !== undefined || caps.some(({ onCap }) => onCap.kind !== 'exit') || quietHours?.hold === false
  const decisions: MachineTransition[] = []
  if (holdout) decisions.push({ guard: { type: 'isHeldOut', params }, ...after('suppress', by(0)) })
  if (maySuppress) decisions.push({ guard: { type: 'isSuppressed', params }, ...after('suppress', by(suppressedPort)) })
  const end = caps.map(({ onCap }) => onCap).find((onCap) => onCap.kind === 'exit')
  if (end) decisions.push({ guard: { type: 'isCapped', params }, ...after('suppress', endAs(index, end.outcome)) })
  if (mayPark) decisions.push({ guard: { type: 'isParked', params }, target: 'parked' })

  if (decisions.length === 0) return { entry: [...entry, { type: 'send', params }], always: [by(0)] }
  const deciding: MachineState = { entry: [{ type: 'decide', params }], always: [...decisions, after('send', by(0))] }
  const released = looksBefore(program, step)
  const parked: MachineState = { after: { untilRelease: [{ target: released ? 'released' : 'deciding' }] }, on: reactions(program, index) }
  const releasing: MachineState = { always: [...endsHere(program, index), { target: 'deciding' }] }
  return { entry, initial: 'deciding', states: mayPark ? { deciding, parked, ...(released ? { released: releasing } : {}) } : { deciding } }
}

function waitState(program: JourneyProgram, step: ProgramStep, index: number, operation: Operation & { kind: 'waitFor' }, arrive: MachineAction): MachineState {
  const { branches, timeout, look } = operation
  const atOnce = timeout?.ms === 0
  const waiting: MachineState = {
    ...(timeout && !atOnce ? { after: { [timeout.ms]: [through(program, step, index, timeout.port)] } } : {}),
    on: reactions(program, index, operation),
  }
  const alreadyMet = branches.flatMap((one, branch): MachineTransition[] => {
    if (one.kind === 'event' && look === 'arrival') return []
    const way = through(program, step, index, one.port)
    const params = { step: index, branch }
    const take: MachineAction = one.kind === 'event' ? { type: 'takeLookBack', params } : { type: 'dropEvent' }
    return [{ guard: { type: 'alreadyMet', params }, ...way, actions: [take, ...way.actions] }]
  })
  if (alreadyMet.length === 0 && !atOnce) return { entry: [arrive], ...waiting }
  const onArrival = [...alreadyMet, atOnce ? through(program, step, index, timeout!.port) : { target: 'waiting' }]
  return { entry: [arrive], initial: 'arriving', states: { arriving: { always: onArrival }, waiting } }
}

/** What a waiting step does on each event it knows by name, on every other (`*`), and when the instance that waits for it has ended. */
export function reactions(program: JourneyProgram, index: number, wait?: Operation & { kind: 'waitFor' }): Record<string, MachineTransition[]> {
  const on = byName<MachineTransition[]>()
  const named = [...program.goals, ...program.exits, ...(wait?.branches ?? [])].flatMap((one) => ('event' in one ? [one.event] : []))
  const anyEvent = reactionsTo(undefined, program, index, wait)
  for (const event of new Set(named)) {
    const own = reactionsTo(event, program, index, wait)
    // XState tries `*` where none of an event's own reactions is taken; all of `*` is among them, so an empty one ends the search.
    on[machineEventType(event)] = anyEvent.length > 0 && own.at(-1)?.guard ? [...own, {}] : own
  }
  if (anyEvent.length > 0) on['*'] = anyEvent
  if (program.endings?.goalsDaily) on[LOOKED_AT] = endsHere(program, index).slice(0, 1)
  on[PARENT_ENDED] = [endAs(index, PARENT_OUTCOME)]
  return on
}

/** Goals that end, exits, the wait's branches, in this order; goals are counted whichever it is. `event` undefined: one that only changes segments. */
function reactionsTo(event: string | undefined, program: JourneyProgram, index: number, wait: (Operation & { kind: 'waitFor' }) | undefined): MachineTransition[] {
  if (program.endings) return markedBy(event, program, index, wait)
  const isGoal = program.goals.some((goal) => goal.event === event)
  const counted: MachineAction[] = isGoal ? [{ type: 'countGoals' }] : []
  const countedFirst = (way: Way): Way => ({ ...way, actions: [...counted, ...way.actions] })
  const isHeard = (one: { kind: 'segment' } | { kind: 'event'; event: string }) => one.kind === 'segment' || one.event === event
  const goals = program.goals.flatMap((goal, number): MachineTransition[] =>
    goal.event === event && goal.endsJourney ? [{ guard: { type: 'endsByGoal', params: { goal: number } }, ...countedFirst(endAs(index, goal.outcome)) }] : [],
  )
  const exits = program.exits.flatMap((exit, number): MachineTransition[] =>
    isHeard(exit) ? [{ guard: { type: 'endsByExit', params: { exit: number } }, ...countedFirst(endAs(index, exit.outcome)) }] : [],
  )
  return [...goals, ...exits, ...branchesTaken(program, index, wait, isHeard, counted), ...(isGoal ? [{ actions: counted }] : [])]
}

/** The branches of a wait that are heard, each after `first` has been done. */
function branchesTaken(
  program: JourneyProgram, index: number, wait: (Operation & { kind: 'waitFor' }) | undefined, isHeard: (one: WaitBranch) => boolean, first: readonly MachineAction[],
): MachineTransition[] {
  return (wait?.branches ?? []).flatMap((one, branch): MachineTransition[] => {
    if (!isHeard(one)) return []
    const way = through(program, program.steps[index]!, index, one.port)
    const take: MachineAction = { type: one.kind === 'event' ? 'takeEvent' : 'dropEvent' }
    return [{ guard: { type: 'meets', params: { step: index, branch } }, ...way, actions: [...first, take, ...way.actions] }]
  })
}

/** The same where ends take effect later: what is met marks the instance, and its step goes on. */
function markedBy(event: string | undefined, program: JourneyProgram, index: number, wait: (Operation & { kind: 'waitFor' }) | undefined): MachineTransition[] {
  const marks = program.goals.some((goal) => goal.event === event) || program.exits.some((exit) => exit.kind === 'event' && exit.event === event)
  const first: MachineAction[] = marks ? [{ type: 'markEndings' }] : []
  const isHeard = (one: WaitBranch) => one.kind === 'segment' || one.event === event
  return [...branchesTaken(program, index, wait, isHeard, first), ...(marks ? [{ actions: first }] : [])]
}

/** Is it looked at whether an instance ends, as it comes to the step, or as it leaves it? */
function looksBefore({ endings }: JourneyProgram, { operation: { kind } }: ProgramStep): boolean {
  return endings?.at === 'beforeAction' && (kind === 'message' || kind === 'update' || kind === 'webhook')
}

function looksAfter({ endings }: JourneyProgram, { operation: { kind } }: ProgramStep): boolean {
  return endings?.at === 'stepEnd' || (endings?.at === 'waitEnd' && (kind === 'delay' || kind === 'waitFor' || kind === 'poll'))
}

/** By its mark, else by the first segment exit that the profile is in. */
function endsHere(program: JourneyProgram, index: number): MachineTransition[] {
  const bySegment = program.exits.flatMap((one, exit): MachineTransition[] => (one.kind === 'segment' ? [{ guard: { type: 'endsByExit', params: { exit } }, ...endAs(index, one.outcome) }] : []))
  return [{ guard: { type: 'isMarked' }, target: TO_END, actions: [{ type: 'endAsMarked', params: { step: index } }] }, ...bySegment]
}

/** The state between a step and what its port leads to, where it is looked at whether an instance ends. */
function leavingKey(index: number, port: number): string {
  return `(leaving ${index} ${port})`
}

function endAs(step: number, outcome: number): Way {
  return { target: TO_END, actions: [{ type: 'endAs', params: { step, outcome } }] }
}

/** The way out of a step by one of its ports; a port that leads nowhere ends the instance as completed. */
export function through(program: JourneyProgram, step: ProgramStep, index: number, port: number): Way {
  return looksAfter(program, step) ? { target: `#journey.${leavingKey(index, port)}`, actions: [] } : directly(program, step, index, port)
}

function directly(program: JourneyProgram, step: ProgramStep, index: number, port: number): Way {
  const { target } = step.ports[port]!
  if (target === NOWHERE) return endAs(index, COMPLETED_OUTCOME)
  const actions: MachineAction[] = [{ type: 'leaveBy', params: { step: index, port } }]
  return { target: toStep(program, target), ...(target === index ? { reenter: true } : {}), actions }
}
