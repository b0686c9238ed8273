import { COMPLETED } from '../model/steps/exit.ts'
import { NOWHERE, type JourneyProgram, type Operation, type ProgramStep } from './program.ts'

// The machine as plain data: XState v5 takes it as it is, `export --to xstate` writes it down. Guards and actions are named with
// parameters; the reference engine implements them.

/** What a guard of a journey machine asks. Numbers are indices of the program. */
export type MachineGuard =
  | { type: 'entersBy'; params: { entry: number } }
  | { type: 'endsByGoal'; params: { goal: number } }
  | { type: 'endsByExit'; params: { exit: number } }
  | { type: 'meets'; params: { step: number; branch: number } }
  | { type: 'alreadyMet'; params: { step: number; branch: number } }
  | { type: 'holds'; params: { step: number; branch: number } }
  | { type: 'isDealt'; params: { step: number; variant: number } }

/** What a journey machine does. */
export type MachineAction =
  | { type: 'arriveAt'; params: { step: number } }
  | { type: 'leaveBy'; params: { step: number; port: number } }
  | { type: 'endAs'; params: { step: number; outcome: number } }
  | { type: 'countGoals' }
  | { type: 'takeEvent' }
  | { type: 'takeLookBack'; params: { step: number; branch: number } }
  | { type: 'deal'; params: { step: number } }
  | { type: 'send'; params: { step: number } }
  | { type: 'update'; params: { step: number } }

/** `reenter`: a way back to the same step leaves and enters it anew, timers and all. */
export interface MachineTransition { guard?: MachineGuard; target?: string; reenter?: true; actions?: MachineAction[] }

export interface MachineState {
  type?: 'final'
  initial?: string
  states?: Record<string, MachineState>
  entry?: MachineAction[]
  always?: MachineTransition[]
  after?: Record<number, MachineTransition[]>
  on?: Record<string, MachineTransition[]>
}

export interface JourneyMachineConfig { id: string; initial: string; states: Record<string, MachineState> }

/** The event that sends a new instance to its first step. */
export const ENTER = 'journey.enter'
const OUTSIDE = '(outside)'
const ENDED = '(ended)'

/** Name of an event as the machine's transitions know it: XState reads `*` and its own prefix specially, so those are spelled out. */
export function machineEventType(name: string): string {
  return name === ENTER || name.includes('*') || name.startsWith('xstate.') || name.startsWith('%') ? `%${encodeURIComponent(name).replaceAll('*', '%2A')}` : name
}

/** One instance of a journey as an XState v5 machine: a state a step, timers as `after`, goals and exits before the step's own branches. */
export function toMachine(program: JourneyProgram): JourneyMachineConfig {
  const states = byName<MachineState>()
  const enter = program.entries.map(({ target }, entry): MachineTransition => ({ guard: { type: 'entersBy', params: { entry } }, target: toStep(program, target) }))
  states[OUTSIDE] = { on: { [ENTER]: enter } }
  program.steps.forEach((step, index) => (states[stateKey(step.id)] = stateOf(program, step, index)))
  states[ENDED] = { type: 'final' }
  return { id: 'journey', initial: OUTSIDE, states }
}

/** A record whose keys may be any text: without a prototype, so that an event called `constructor` is only that. */
function byName<T>(): Record<string, T> {
  return Object.create(null) as Record<string, T> // as: Object.create is untyped
}

function toStep(program: JourneyProgram, step: number): string {
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

function stateOf(program: JourneyProgram, step: ProgramStep, index: number): MachineState {
  const { operation } = step
  const by = (port: number) => through(program, step, index, port)
  const arrive: MachineAction = { type: 'arriveAt', params: { step: index } }
  switch (operation.kind) {
    case 'message': {
      const deal: MachineAction[] = operation.deal ? [{ type: 'deal', params: { step: index } }] : []
      return { entry: [arrive, ...deal, { type: 'send', params: { step: index } }], always: [by(0)] }
    }
    case 'update': return { entry: [arrive, { type: 'update', params: { step: index } }], always: [by(0)] }
    case 'delay':
      if (operation.ms === 0) return { entry: [arrive], always: [by(0)] }
      return { entry: [arrive], after: { [operation.ms]: [by(0)] }, on: reactions(program, index, undefined) }
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
        entry: [arrive, { type: 'deal', params: { step: index } }],
        always: step.ports.map((_, variant) => ({ guard: { type: 'isDealt' as const, params: { step: index, variant } }, ...by(variant) })),
      }
    case 'waitFor': return waitState(program, step, index, operation, arrive)
    case 'exit': return { entry: [arrive], always: [{ target: TO_END, actions: [{ type: 'endAs', params: { step: index, outcome: operation.outcome } }] }] }
  }
}

function waitState(program: JourneyProgram, step: ProgramStep, index: number, operation: Operation & { kind: 'waitFor' }, arrive: MachineAction): MachineState {
  const { timeout, look } = operation
  const atOnce = timeout?.ms === 0
  const waiting: MachineState = {
    ...(timeout && !atOnce ? { after: { [timeout.ms]: [through(program, step, index, timeout.port)] } } : {}),
    on: reactions(program, index, operation),
  }
  if (look === 'arrival' && !atOnce) return { entry: [arrive], ...waiting }
  const lookBack = look === 'arrival' ? [] : operation.branches.map(({ port }, branch): MachineTransition => {
    const way = through(program, step, index, port)
    const params = { step: index, branch }
    return { guard: { type: 'alreadyMet', params }, ...way, actions: [{ type: 'takeLookBack', params }, ...way.actions] }
  })
  const onArrival = [...lookBack, atOnce ? through(program, step, index, timeout!.port) : { target: 'waiting' }]
  return { entry: [arrive], initial: 'arriving', states: { arriving: { always: onArrival }, waiting } }
}

/** What a waiting step does on each event: goals that end, exits, its own branches, in this order; goals are counted whichever it is. */
function reactions(program: JourneyProgram, index: number, wait: (Operation & { kind: 'waitFor' }) | undefined): Record<string, MachineTransition[]> {
  const on = byName<MachineTransition[]>()
  const add = (event: string, transition: MachineTransition) => (on[machineEventType(event)] ??= []).push(transition)
  const end = (outcome: number): MachineTransition & { actions: MachineAction[] } => ({
    target: TO_END,
    actions: [{ type: 'countGoals' }, { type: 'endAs', params: { step: index, outcome } }],
  })
  program.goals.forEach((goal, number) => {
    if (goal.endsJourney) add(goal.event, { guard: { type: 'endsByGoal', params: { goal: number } }, ...end(goal.outcome) })
  })
  program.exits.forEach((exit, number) => add(exit.event, { guard: { type: 'endsByExit', params: { exit: number } }, ...end(exit.outcome) }))
  wait?.branches.forEach(({ event, port }, branch) => {
    const way = through(program, program.steps[index]!, index, port)
    const guard = { type: 'meets' as const, params: { step: index, branch } }
    add(event, { guard, ...way, actions: [{ type: 'countGoals' }, { type: 'takeEvent' }, ...way.actions] })
  })
  for (const event of new Set(program.goals.map((goal) => goal.event))) add(event, { actions: [{ type: 'countGoals' }] })
  return on
}

/** The way out of a step by one of its ports; a port that leads nowhere ends the instance as completed. */
function through(program: JourneyProgram, step: ProgramStep, index: number, port: number): MachineTransition & { target: string; actions: MachineAction[] } {
  const { target } = step.ports[port]!
  if (target === NOWHERE) return { target: TO_END, actions: [{ type: 'endAs', params: { step: index, outcome: program.outcomes.indexOf(COMPLETED) } }] }
  const actions: MachineAction[] = [{ type: 'leaveBy', params: { step: index, port } }]
  return { target: toStep(program, target), ...(target === index ? { reenter: true } : {}), actions }
}
