import type { EventDataset } from '../model/dataset.ts'
import { hashSeed, variantOfBucket } from '../simulate/hash.ts'
import { predicatesOf } from './columns-needed.ts'
import type { Deal, JourneyProgram, Predicate, ProgramStep } from './program.ts'

/** What a step does, as a number the kernel switches on. */
export const MESSAGE = 0
export const DELAY = 1
export const WAIT = 2
export const BRANCH = 3
export const SPLIT = 4
export const UPDATE = 5
export const EXIT = 6

/** Bits of `KernelTables.reaction`: the event may start an instance; it may move or end one, or convert. */
export const MAY_ENTER = 1
export const MAY_MOVE = 2

export interface KernelDeal { index: number; seedHash: number; variantOfBucket: Uint16Array; variantIds: readonly string[] }

/** One step, every field of one shape for all kinds, so that the loop stays monomorphic. Ports are numbers; `targets[port]` a step or NOWHERE. */
export interface KernelStep {
  id: string
  kind: number
  targets: Int32Array
  portBase: number
  /** Delay or timeout in ms; -1: none. */
  ms: number
  timeoutPort: number
  /** WAIT: branches per event code, in order; undefined for codes it does not wait for. */
  awaited: readonly (readonly { where: Predicate; port: number }[] | undefined)[]
  program: ProgramStep
  deal: KernelDeal | null
  outcome: number
}

/**
 * A program laid out for one dataset's event codes (`names`): `reaction[code]` says in bits whether the event can matter at all, the
 * lists by code which entries, goals and exits it concerns.
 */
export interface KernelTables {
  reaction: Uint8Array
  entries: readonly (readonly number[])[]
  goals: readonly (readonly number[])[]
  exits: readonly (readonly number[])[]
  steps: readonly KernelStep[]
  /** Conditions look at past events or at attributes, so the kernel has to keep track of what has arrived. */
  readsHistory: boolean
}

export function toKernel(program: JourneyProgram, dataset: EventDataset, portBase: Int32Array): KernelTables {
  const { names } = dataset
  const listed = (items: readonly { event: string }[]) => names.map((name) => items.flatMap((item, index) => (item.event === name ? [index] : [])))
  const entries = listed(program.entries)
  const goals = listed(program.goals)
  const exits = listed(program.exits)
  const steps = program.steps.map((step, index) => kernelStep(step, names, portBase[index]!))
  const reaction = Uint8Array.from(names, (_, code) => {
    const moves = goals[code]!.length > 0 || exits[code]!.length > 0 || steps.some(({ awaited }) => awaited[code] !== undefined)
    return (entries[code]!.length > 0 ? MAY_ENTER : 0) | (moves ? MAY_MOVE : 0)
  })
  const readsHistory =
    [...predicatesOf(program)].some(({ kind }) => kind === 'did' || kind === 'attribute') ||
    program.steps.some(({ operation }) => operation.kind === 'update' || (operation.kind === 'waitFor' && operation.look !== 'arrival'))
  return { reaction, entries, goals, exits, steps, readsHistory }
}

const KINDS = { message: MESSAGE, delay: DELAY, waitFor: WAIT, branch: BRANCH, split: SPLIT, update: UPDATE, exit: EXIT } as const

function kernelStep(step: ProgramStep, names: readonly string[], portBase: number): KernelStep {
  const { operation } = step
  const deal = operation.kind === 'split' || operation.kind === 'message' ? operation.deal : null
  return {
    id: step.id,
    kind: KINDS[operation.kind],
    targets: Int32Array.from(step.ports, ({ target }) => target),
    portBase,
    ms: operation.kind === 'delay' ? operation.ms : operation.kind === 'waitFor' ? (operation.timeout?.ms ?? -1) : -1,
    timeoutPort: operation.kind === 'waitFor' ? (operation.timeout?.port ?? -1) : -1,
    awaited: names.map((name) => {
      const branches = operation.kind === 'waitFor' ? operation.branches.filter(({ event }) => event === name) : []
      return branches.length > 0 ? branches : undefined
    }),
    program: step,
    deal: deal && kernelDeal(deal),
    outcome: operation.kind === 'exit' ? operation.outcome : -1,
  }
}

function kernelDeal({ index, seed, weights, variantIds }: Deal): KernelDeal {
  return { index, seedHash: hashSeed(seed), variantOfBucket: variantOfBucket(weights), variantIds }
}
