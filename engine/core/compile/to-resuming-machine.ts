import { arriveType, resumeType } from '../simulate/reference/landing.ts'
import type { JourneyProgram, ProgramStep } from './program.ts'
import { CHILD_ENDED, OUTSIDE, reactions, stateOf, through, toMachine, toStep, type JourneyMachineConfig, type MachineState, type MachineTransition } from './to-machine.ts'

/**
 * The machine of a journey with two more ways in for each step, told by `resumeType` and `arriveType`: to stand in it as somebody who came there before,
 * with a timer to the instance's `dueAt`, and to come to it now.
 */
export function toResumingMachine(program: JourneyProgram): JourneyMachineConfig {
  const machine = toMachine(program)
  const on: Record<string, MachineTransition[]> = { ...machine.states[OUTSIDE]!.on }
  program.steps.forEach((step, index) => {
    on[arriveType(index)] = [{ target: toStep(program, index) }]
    const resumed = resumedState(program, step, index)
    if (!resumed) return
    machine.states[`(resumed ${index})`] = resumed
    on[resumeType(index)] = [{ target: `#journey.(resumed ${index})` }]
  })
  machine.states[OUTSIDE] = { on }
  return machine
}

/** The step's state without what happens on arrival; undefined: nobody rests in such a step. */
function resumedState(program: JourneyProgram, step: ProgramStep, index: number): MachineState | undefined {
  const { operation } = step
  const by = (port: number) => through(program, step, index, port)
  switch (operation.kind) {
    case 'delay': return { after: { untilTimer: [by(0)] }, on: reactions(program, index) }
    case 'waitFor': return { ...(operation.timeout ? { after: { untilTimer: [by(operation.timeout.port)] } } : {}), on: reactions(program, index, operation) }
    case 'journey': return { on: { ...reactions(program, index), [CHILD_ENDED]: [by(0)] } }
    case 'message': {
      const usual = stateOf(program, step, index)
      const deciding = usual.states?.['deciding'] ?? { entry: [{ type: 'send', params: { step: index } }], always: usual.always! }
      const parked: MachineState = { after: { untilRelease: [{ target: 'deciding' }] }, on: reactions(program, index) }
      // Its variants may be new: then it is dealt one now.
      return { ...(operation.deal ? { entry: [{ type: 'deal', params: { step: index } }] } : {}), initial: 'parked', states: { parked, deciding } }
    }
    case 'poll':
      return { ...(operation.timeout ? { after: { untilTimer: [by(operation.timeout.port)] } } : {}), on: reactions(program, index) }
    case 'branch':
    case 'split':
    case 'update':
    case 'webhook':
    case 'exit': return undefined
  }
}
