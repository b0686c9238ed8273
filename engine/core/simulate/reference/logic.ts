import { setup, type AnyActorLogic } from 'xstate'
import type { JourneyProgram } from '../../compile/program.ts'
import { toMachine, type MachineAction, type MachineDelay, type MachineGuard } from '../../compile/to-machine.ts'
import type { HistoryEvent } from './evaluate.ts'
import type { MessageDecision } from './observer.ts'
import { call, deal, decide, isDealt, send, suppress, update } from './actions.ts'
import { judge, operationOf, type RunningJourney } from './context.ts'
import { exitMatches, markEndings } from './endings.ts'
import { countGoals, goalMatches } from './goals.ts'
import type { ReferenceInstance } from './instance.ts'
import { alreadyMet, delayEnd, lookBack, meets } from './waits.ts'

/** What the actor of one instance and its guards and actions share. */
export interface InstanceContext { run: RunningJourney; instance: ReferenceInstance }

/** What an actor is told: an event of the profile, or one of the machine's own. */
export type JourneyEvent = { type: string; event?: HistoryEvent }

/** The machine of a journey (or `machine`, made of the same) with its guards and actions: each asks or calls the one place where its rule stands. */
export function createLogic(program: JourneyProgram, machine = toMachine(program)): AnyActorLogic {
  type Told = { context: InstanceContext; event: JourneyEvent }
  const guard = <T extends MachineGuard['type']>(ask: (told: Told, params: Extract<MachineGuard, { type: T; params: unknown }>['params']) => boolean) => ask
  const action = <T extends MachineAction['type']>(act: (told: Told, params: Extract<MachineAction, { type: T; params: unknown }>['params']) => void) => act
  const decided = (kind: MessageDecision['kind'], isHeldOut: boolean) => ({ context: { instance } }: Told) => instance.decision.kind === kind && instance.heldOut === isHeldOut
  const untilDue = ({ context: { run, instance } }: Told) => instance.dueAt - run.now
  const journeySetup = setup({
    types: { context: {} as InstanceContext, events: {} as JourneyEvent, input: {} as InstanceContext }, // as: types only, XState's own way to give them
    guards: {
      entersBy: guard<'entersBy'>(({ context }, { entry }) => context.instance.entry === entry),
      endsAtStart: guard<'endsAtStart'>(({ context: { run, instance } }, { entry, exit }) => instance.entry === entry && exitMatches(run, instance, exit, undefined)),
      endsByGoal: guard<'endsByGoal'>(({ context: { run, instance }, event }, { goal }) => goalMatches(run, instance, goal, event.event!)),
      endsByExit: guard<'endsByExit'>(({ context: { run, instance }, event }, { exit }) => exitMatches(run, instance, exit, event.event)),
      meets: guard<'meets'>(({ context: { run, instance }, event }, { step, branch }) => meets(run, instance, step, branch, event.event)),
      alreadyMet: guard<'alreadyMet'>(({ context: { run, instance } }, { step, branch }) => alreadyMet(run, instance, step, branch)),
      holds: guard<'holds'>(({ context: { run, instance } }, { step, branch }) =>
        judge(run, instance, { what: 'branch', step, branch }, operationOf(program, step, 'branch').branches[branch]!.when, instance.hand),
      ),
      isDealt: guard<'isDealt'>(({ context: { run, instance } }, { step, variant }) => isDealt(run, instance, step, variant)),
      passesAtOnce: guard<'passesAtOnce'>(({ context: { run, instance } }) => instance.dueAt <= run.now),
      isHeldOut: guard<'isHeldOut'>(decided('suppress', true)),
      isSuppressed: guard<'isSuppressed'>(decided('suppress', false)),
      isCapped: guard<'isCapped'>(decided('end', false)),
      isParked: guard<'isParked'>(decided('park', false)),
      isMarked: ({ context: { instance } }) => instance.mark !== undefined,
      hasFailed: guard<'hasFailed'>(({ context: { instance } }) => instance.webhookFailed),
    },
    actions: {
      arriveAt: action<'arriveAt'>(({ context: { run, instance } }, { step }) => run.arrive(instance, step)),
      leaveBy: action<'leaveBy'>(({ context: { run, instance } }, { step, port }) => run.leave(instance, step, port)),
      endAs: action<'endAs'>(({ context: { run, instance } }, { step, outcome }) => run.end(instance, step, outcome)),
      countGoals: ({ context: { run, instance }, event }) => countGoals(run, instance, event.event!),
      markEndings: ({ context: { run, instance }, event }) => markEndings(run, instance, event.event!),
      endAsMarked: action<'endAsMarked'>(({ context: { run, instance } }, { step }) => run.endAsMarked(instance, step)),
      takeEvent: ({ context: { instance }, event }) => void (instance.hand = event.event),
      takeLookBack: action<'takeLookBack'>(({ context: { run, instance } }, { step, branch }) => void (instance.hand = lookBack(run, instance, step, branch))),
      dropEvent: ({ context: { instance } }) => void (instance.hand = undefined),
      deal: action<'deal'>(({ context: { run, instance } }, { step }) => deal(run, instance, step)),
      decide: action<'decide'>(({ context: { run, instance } }, { step }) => decide(run, instance, step)),
      send: action<'send'>(({ context: { run, instance } }, { step }) => send(run, instance, step)),
      suppress: action<'suppress'>(({ context: { run, instance } }, { step }) => suppress(run, instance, step)),
      setTimer: action<'setTimer'>(({ context: { run, instance } }, { step }) => void (instance.dueAt = delayEnd(operationOf(program, step, 'delay').until, run))),
      update: action<'update'>(({ context: { run, instance } }, { step }) => update(run, instance, step)),
      call: action<'call'>(({ context: { run, instance } }, { step }) => call(run, instance, step)),
      startJourney: action<'startJourney'>(({ context: { run, instance } }, { step }) => run.startChild(instance, step)),
    },
    delays: { untilTimer: untilDue, untilRelease: untilDue } satisfies Record<MachineDelay, unknown>,
  })
  const config = { ...machine, context: ({ input }: { input: InstanceContext }) => input }
  // as: the configuration is made at run time from the program, so XState cannot know its literal type
  return journeySetup.createMachine(config as unknown as Parameters<typeof journeySetup.createMachine>[0])
}
