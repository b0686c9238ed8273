import { lower } from '../compile/lower.ts'
import { toMachine } from '../compile/to-machine.ts'
import type { JourneyDocument } from '../model/journey.ts'

const GUARDS = ['entersBy', 'endsByGoal', 'endsByExit', 'meets', 'alreadyMet', 'holds', 'isDealt']
const ACTIONS = ['arriveAt', 'leaveBy', 'endAs', 'countGoals', 'takeEvent', 'takeLookBack', 'deal', 'send', 'update']

/**
 * A journey as a TypeScript module for XState v5: the very machine the reference engine runs, with its program beside it. The module
 * asks its user for the guards and actions, by name and with typed parameters. Throws J090 for what the machine cannot express yet.
 */
export function journeyAsXState(document: JourneyDocument): string {
  const program = lower(document)
  const machine = toMachine(program)
  return `// Journey "${(document.name ?? document.id).replace(/[\r\n\u2028\u2029]+/g, ' ')}" as an XState v5 machine: one actor is one pass of one profile.
// States are steps, timers are \`after\`; guards and actions get the numbers of steps, ports, branches and goals in \`program\`.
// Send { type: 'journey.enter' } to start, then every event of the profile as { type: <event name>, event: {…} }.
import { setup } from 'xstate'

export const program = ${JSON.stringify(program, null, 2)} as const

export interface JourneyEvent { type: string; event?: { name: string; at: number; properties: Record<string, unknown> } }

/** What the machine needs from where it runs: how to judge a guard, what to do for an action. \`Input\` is the actor's own state. */
export interface JourneyImplementation<Input> {
  guards: Record<${union(GUARDS)}, (context: Input, event: JourneyEvent, params: Readonly<Record<string, number>>) => boolean>
  actions: Record<${union(ACTIONS)}, (context: Input, event: JourneyEvent, params: Readonly<Record<string, number>>) => void>
}

export function createJourneyMachine<Input>(implementation: JourneyImplementation<Input>) {
  const guard = (name: keyof JourneyImplementation<Input>['guards']) =>
    ({ context, event }: { context: { input: Input }; event: JourneyEvent }, params: Record<string, number>) => implementation.guards[name](context.input, event, params ?? {})
  const action = (name: keyof JourneyImplementation<Input>['actions']) =>
    ({ context, event }: { context: { input: Input }; event: JourneyEvent }, params: Record<string, number> | undefined) => implementation.actions[name](context.input, event, params ?? {})
  return setup({
    types: { context: {} as { input: Input }, events: {} as JourneyEvent, input: {} as Input },
    guards: {
${GUARDS.map((name) => `      ${name}: guard('${name}'),`).join('\n')}
    },
    actions: {
${ACTIONS.map((name) => `      ${name}: action('${name}'),`).join('\n')}
    },
  }).createMachine({ ...config, context: ({ input }: { input: Input }) => ({ input }) } as never)
}

export const config = ${JSON.stringify(machine, null, 2)}
`
}

function union(names: readonly string[]): string {
  return names.map((name) => `'${name}'`).join(' | ')
}
