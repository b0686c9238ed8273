import type { EventDataset } from '../model/dataset.ts'
import { STEPS_PER_INSTANT } from '../simulate/endless-loop.ts'
import { hashSeed, variantOfBucket } from '../simulate/hash.ts'
import { isMeant } from '../simulate/kernel/conditions.ts'
import { nested, predicatesOf } from './columns-needed.ts'
import { NOWHERE, type Deal, type JourneyProgram, type Predicate, type ProgramStep, type WaitBranch } from './program.ts'

/** What a step does, as a number the kernel switches on. */
export const MESSAGE = 0
export const DELAY = 1
export const DELAY_UNTIL = 2
export const WAIT = 3
export const BRANCH = 4
export const SPLIT = 5
export const UPDATE = 6
export const WEBHOOK = 7
export const JOURNEY = 8
export const EXIT = 9
export const POLL = 10

/** Bits of `KernelTables.reaction`: the event may start an instance; it may move or end one, or convert; it may change a membership that counts. */
export const MAY_ENTER = 1
export const MAY_MOVE = 2
export const MAY_SHIFT = 4

export interface KernelDeal { index: number; seedHash: number; variantOfBucket: Uint16Array; variantIds: readonly string[]; redrawn: string | null }

/** One step, every field of one shape for all kinds, so that the loop stays monomorphic. Ports are numbers; `targets[port]` a step or NOWHERE. */
export interface KernelStep {
  id: string
  kind: number
  targets: Int32Array
  portBase: number
  /** Delay or timeout in ms; -1: none. */
  ms: number
  timeoutPort: number
  /** WAIT: has to look at what already holds on arrival. */
  looks: boolean
  /** WAIT: branches that may be taken at an event of a code, in order, segment branches among them. */
  awaited: readonly (readonly WaitBranch[] | undefined)[]
  program: ProgramStep
  deal: KernelDeal | null
  outcome: number
}

/**
 * A journey laid out for one dataset's event codes (`names`): `reaction[code]` says in bits whether the event can matter at all, the
 * lists by code which entries, goals and exits are looked at when it comes, in document order, those on segments among them.
 */
export interface KernelTables {
  reaction: Uint8Array
  entries: readonly (readonly number[])[]
  goals: readonly (readonly number[])[]
  exits: readonly (readonly number[])[]
  steps: readonly KernelStep[]
  /** By step × codes + code: 1 if the event can do something to an instance in that step; the last row is for ended ones that still count goals. */
  concerns: Uint8Array
  /** Segments whose membership moves somebody: of exits, wait branches and entries. */
  segments: readonly Predicate[]
  segmentExits: readonly number[]
  segmentEntries: readonly number[]
  /** An instance can take more than a thousand steps at one instant, so they have to be counted. */
  hasLoops: boolean
  /** Something looks at past events, attributes or messages, so the kernel has to keep track of what has arrived. */
  readsHistory: boolean
  /** A condition on the very events that start, move, convert or end somebody does. */
  asksAtRows: boolean
}

export function toKernel(program: JourneyProgram, { names }: Pick<EventDataset, 'names'>, portBase: Int32Array): KernelTables {
  const segments = segmentsOf(program)
  const shifts = names.map((name) => segments.some((segment) => mayShift(segment, name)))
  const listed = <T>(items: readonly T[], concerns: (item: T, name: string) => boolean) =>
    names.map((name) => items.flatMap((item, index) => (concerns(item, name) ? [index] : [])))
  // Whatever the event, what is done because of it (an update, a message) may change a membership, so segments are in every list.
  const entries = listed(program.entries, ({ trigger }, name) => (trigger.kind === 'event' ? trigger.event === name : trigger.kind === 'segment'))
  const goals = listed(program.goals, ({ event }, name) => event === name)
  const looksAtSegmentExits = program.endings === undefined // else they are looked at where an instance may end
  const exits = listed(program.exits, (exit, name) => (exit.kind === 'segment' ? looksAtSegmentExits : exit.event === name))
  const steps = program.steps.map((step, index) => kernelStep(step, names, portBase[index]!))
  const reaction = Uint8Array.from(names, (name, code) => {
    const shift = shifts[code]!
    const enters = program.entries.some(({ trigger }) => (trigger.kind === 'event' ? trigger.event === name : trigger.kind === 'segment' && shift))
    const exit = program.exits.some((one) => (one.kind === 'event' ? one.event === name : shift && looksAtSegmentExits))
    const moves = program.steps.some(({ operation }) => operation.kind === 'waitFor' && operation.branches.some((branch) => (branch.kind === 'event' ? branch.event === name : shift)))
    return (enters ? MAY_ENTER : 0) | (exit || moves || goals[code]!.length > 0 ? MAY_MOVE : 0) | (shift ? MAY_SHIFT : 0)
  })
  return {
    reaction,
    entries,
    goals,
    exits,
    steps,
    concerns: concernsOf(program, names, shifts),
    segments,
    segmentExits: program.exits.flatMap((exit, index) => (exit.kind === 'segment' && looksAtSegmentExits ? [index] : [])),
    segmentEntries: program.entries.flatMap(({ trigger }, index) => (trigger.kind === 'segment' ? [index] : [])),
    hasLoops: hasLoops(program),
    readsHistory: readsHistory(program),
    asksAtRows: asksAtRows(program),
  }
}

/** Can an instance take more than a thousand steps at one instant? Only then are they counted. */
function hasLoops({ steps }: JourneyProgram): boolean {
  if (steps.length > STEPS_PER_INSTANT) return true
  const state = new Uint8Array(steps.length) // 1: on the way, 2: done
  const leadsBack = (step: number): boolean => {
    if (state[step] !== 0) return state[step] === 1
    state[step] = 1
    const found = steps[step]!.ports.some(({ target }) => target !== NOWHERE && leadsBack(target))
    state[step] = 2
    return found
  }
  return steps.some((_, index) => leadsBack(index))
}

function concernsOf({ steps, goals, exits, endings }: JourneyProgram, names: readonly string[], shifts: readonly boolean[]): Uint8Array {
  const concerns = new Uint8Array((steps.length + 1) * names.length)
  names.forEach((name, code) => {
    const shift = shifts[code]!
    const always = (shift && endings === undefined && exits.some((exit) => exit.kind === 'segment')) || goals.some(({ event }) => event === name) || exits.some((exit) => exit.kind === 'event' && exit.event === name)
    steps.forEach(({ operation }, step) => {
      const waits = operation.kind === 'waitFor' && operation.branches.some((branch) => (branch.kind === 'event' ? branch.event === name : shift))
      concerns[step * names.length + code] = always || waits ? 1 : 0
    })
    concerns[steps.length * names.length + code] = goals.some(({ event, windowMs }) => event === name && windowMs !== null) ? 1 : 0
  })
  return concerns
}

function segmentsOf({ entries, exits, steps, endings }: JourneyProgram): Predicate[] {
  const found = new Set<Predicate>()
  for (const { trigger } of entries) if (trigger.kind === 'segment') found.add(trigger.segment)
  if (endings === undefined) for (const exit of exits) if (exit.kind === 'segment') found.add(exit.segment)
  for (const { operation } of steps) {
    if (operation.kind === 'waitFor') for (const branch of operation.branches) if (branch.kind === 'segment') found.add(branch.segment)
  }
  return [...found]
}

/** May an event of this name change the membership? `$set` changes attributes, and with them the zone that calendar spans are read in. */
function mayShift(segment: Predicate, name: string): boolean {
  return [...nested(segment)].some((one) => {
    switch (one.kind) {
      case 'attribute': return name === '$set'
      case 'localTime':
      case 'weekday': return name === '$set'
      case 'did': return name === '$set' || isMeant(one.event, name) || (one.notFollowedBy !== null && isMeant(one.notFollowedBy.event, name))
      case 'sequence': return name === '$set' || one.items.some(({ event }) => isMeant(event, name))
      default: return false
    }
  })
}

function asksAtRows({ entries, exits, goals, steps }: JourneyProgram): boolean {
  return (
    entries.some(({ where }) => asksForThePast(where)) ||
    exits.some((exit) => exit.kind === 'segment' || asksForThePast(exit.where)) ||
    goals.some(({ where }) => asksForThePast(where)) ||
    steps.some(({ operation }) => operation.kind === 'waitFor' && operation.branches.some((branch) => branch.kind === 'segment' || asksForThePast(branch.where)))
  )
}

/** Does the predicate look at more than the event at hand? */
function asksForThePast(predicate: Predicate): boolean {
  return [...nested(predicate)].some(({ kind }) => kind !== 'all' && kind !== 'any' && kind !== 'not' && kind !== 'property' && kind !== 'near')
}

function readsHistory(program: JourneyProgram): boolean {
  const { policies, steps, reentry } = program
  if (policies.caps.length > 0 || policies.quietHours !== null || Object.keys(policies.consent).length > 0 || reentry.kind === 'always') return true
  return (
    [...predicatesOf(program)].some(asksForThePast) ||
    steps.some(({ operation }) => {
      if (operation.kind === 'waitFor') return operation.look !== 'arrival'
      return operation.kind === 'poll' || operation.kind === 'update' || operation.kind === 'webhook' || operation.kind === 'journey' || (operation.kind === 'delay' && operation.until.kind !== 'for')
    })
  )
}

const KINDS = { message: MESSAGE, delay: DELAY, waitFor: WAIT, branch: BRANCH, split: SPLIT, update: UPDATE, webhook: WEBHOOK, journey: JOURNEY, exit: EXIT, poll: POLL } as const

/** Throws on an operation that is not known here: whatever port it were left by, the figures behind it would mean nothing. */
function kindOf({ id, operation }: ProgramStep): number {
  if (!Object.hasOwn(KINDS, operation.kind)) throw unknownKind({ id, kind: operation.kind })
  return operation.kind === 'delay' && operation.until.kind !== 'for' ? DELAY_UNTIL : KINDS[operation.kind]
}

/** A bug: no document has a step that the format does not know. Both ways of walking end the run by it. */
export function unknownKind({ id, kind }: { id: string; kind: number | string }): Error {
  return new Error(`step ${id} is of the kind ${kind}, which cannot be walked`)
}

function kernelStep(step: ProgramStep, names: readonly string[], portBase: number): KernelStep {
  const { operation } = step
  const deal = operation.kind === 'split' || operation.kind === 'message' ? operation.deal : null
  const branches = operation.kind === 'waitFor' ? operation.branches : []
  const timeout = operation.kind === 'waitFor' || operation.kind === 'poll' ? operation.timeout : null
  return {
    id: step.id,
    kind: kindOf(step),
    targets: Int32Array.from(step.ports, ({ target }) => target),
    portBase,
    ms: operation.kind === 'delay' && operation.until.kind === 'for' ? operation.until.ms : (timeout?.ms ?? -1),
    timeoutPort: timeout?.port ?? -1,
    looks: operation.kind === 'waitFor' && (operation.look !== 'arrival' || branches.some(({ kind }) => kind === 'segment')),
    awaited: names.map((name) => {
      const taken = branches.filter((branch) => branch.kind === 'segment' || branch.event === name)
      return taken.length > 0 ? taken : undefined
    }),
    program: step,
    deal: deal && kernelDeal(deal),
    outcome: operation.kind === 'exit' ? operation.outcome : -1,
  }
}

function kernelDeal({ index, seed, weights, variantIds, redrawn }: Deal): KernelDeal {
  return { index, seedHash: hashSeed(seed), variantOfBucket: variantOfBucket(weights), variantIds, redrawn: redrawn ?? null }
}
