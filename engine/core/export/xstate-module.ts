import { lower } from '../compile/lower.ts'
import type { RunProgram } from '../compile/program.ts'
import { missingJourneys } from '../compile/referenced-journeys.ts'
import { toMachine, type JourneyMachineConfig } from '../compile/to-machine.ts'
import { RehearsalError } from '../errors.ts'
import type { JourneyDocument } from '../model/journey.ts'
import { asLiteral } from './literal.ts'
import { parseRecurrence } from './module/recurrence.ts'
import { RUNTIME_TEXT } from './runtime-text.ts'

/** A journey's machine as XState takes it, pure data, with the document it was made of: what `journeysFromMachine` reads back. */
export interface MachineWithDocument extends JourneyMachineConfig { meta: { journey: JourneyDocument } }

/** The machines of journeys that run together, in their order. Throws E_JOURNEY when one leads to a journey that is not among them. */
export function machinesOf(documents: readonly JourneyDocument[]): { program: RunProgram; machines: MachineWithDocument[] } {
  const [missing] = missingJourneys(documents)
  if (missing) {
    throw new RehearsalError(
      'E_JOURNEY',
      `step "${missing.stepId}" of "${missing.of.id}" goes through the journey "${missing.journeyId}", which is not given`,
      `give the journey "${missing.journeyId}", too: rehearse export takes several files`,
    )
  }
  const program = lower(documents)
  return { program, machines: program.journeys.map((journey, index) => ({ ...toMachine(journey), meta: { journey: documents[index]! } })) }
}

/** The machines alone, as JSON: one, or a list of several. */
export function journeyAsMachineJson(documents: readonly JourneyDocument[]): string {
  const { machines } = machinesOf(documents)
  return `${JSON.stringify(machines.length === 1 ? machines[0] : machines, null, 2)}\n`
}

/**
 * Journeys as one TypeScript module for XState v5 that needs nothing else: the very machines the reference engine runs, its guards, actions
 * and delays, and a host that starts instances by entries and re-entry. Throws E_JOURNEY as `machinesOf`, E_EXPORT for a schedule that the
 * module could not expand.
 */
export function journeyAsXState(documents: readonly JourneyDocument[]): string {
  const { program, machines } = machinesOf(documents)
  assertSchedules(program)
  const names = documents.map(({ name, id }) => asLiteral(cut(name ?? id))).join(', ')
  return `// ${documents.length === 1 ? 'Journey' : 'Journeys'} ${names} for XState v5, whole in this file. Written by Rehearsal; to change it, change the journey and export it again.
//
//   const actor = createJourneyActor({ profileId: 'p-1', attributes: { country: 'TR' }, onMessage: (message) => …, ports: { webhook: (call) => … } })
//   actor.subscribe(({ context }) => console.log(context.instances))
//   actor.start()
//   actor.send({ type: 'signup', properties: { plan: 'free' } })
//
// \`createJourneyHost\` is the same without an actor around it, for events from a file or a queue. \`machines\` is pure data, for Stately or
// any other reader of XState machines: states are steps, timers are \`after\`, guards and actions carry the numbers of \`program\`.
import { createActor, fromTransition, setup, type AnyActorLogic } from 'xstate'

// What journeys ask and do, resolved to numbers.

export const program: RunProgram = ${asLiteral(program)}

// The machines, each with the journey as it was drawn: \`rehearse export <this file> --to json\` gives it back.

export const machines: readonly ExportedMachine[] = ${asLiteral(machines)}

const WALL_CLOCK: HostClock = {
  now: () => Date.now(),
  setTimeout: (wake, ms) => (globalThis as unknown as { setTimeout(wake: () => void, ms: number): unknown }).setTimeout(wake, ms),
  clearTimeout: (id) => (globalThis as unknown as { clearTimeout(id: unknown): void }).clearTimeout(id),
}

/** One profile in these journeys. */
export function createJourneyHost(options: HostOptions): JourneyHost {
  return new JourneyHost(preparedJourneys(), options.clock ?? WALL_CLOCK, options)
}

/** An event of the profile, by its name; without \`at\` it happens now. */
export interface JourneyActorEvent { type: string; at?: number | undefined; properties?: ProfileEvent['properties'] }

/** Where the profile stands. */
export interface JourneyActorContext { now: number; instances: InstanceView[]; attributes: Record<string, JsonValue> }

/** One profile in these journeys as an XState actor, not started yet: its snapshots tell in \`context\` where the profile stands. */
export function createJourneyActor(options: HostOptions) {
  const timePasses = 'journey.timePasses'
  const host = createJourneyHost({ ...options, onDue: () => actor.send({ type: timePasses }) })
  const look = (): JourneyActorContext => ({ now: host.now, instances: host.instances, attributes: host.attributes })
  const arrive = (_: JourneyActorContext, { type, at, properties }: JourneyActorEvent): JourneyActorContext => {
    if (type === timePasses) host.wake()
    else host.send({ name: type, at, properties })
    return look()
  }
  const actor = createActor(fromTransition(arrive, look()))
  actor.subscribe({ complete: () => host.stop(), error: () => host.stop() })
  return actor
}

let prepared: PreparedJourneys | undefined

function preparedJourneys(): PreparedJourneys {
  return (prepared ??= prepareJourneys(program, machines))
}

// From here on the part that all exported journeys share: the sources of Rehearsal's own engine.

${RUNTIME_TEXT}
`
}

const LONGEST_NAME = 120

function cut(name: string): string {
  const line = name.replace(/\s+/g, ' ')
  return line.length > LONGEST_NAME ? `${line.slice(0, LONGEST_NAME)}…` : line
}

function assertSchedules({ journeys }: RunProgram): void {
  for (const { journeyId, entries } of journeys) {
    for (const { id, trigger } of entries) {
      if (trigger.kind !== 'schedule' || trigger.every === null) continue
      try {
        parseRecurrence(trigger.every)
      } catch (cause) {
        const why = cause instanceof Error ? cause.message : String(cause)
        throw new RehearsalError('E_EXPORT', `the schedule of entry "${id}" of "${journeyId}" cannot be exported: ${why}`, 'write the schedule with other parts of RFC 5545', { cause })
      }
    }
  }
}
