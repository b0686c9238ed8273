import { availableParallelism, totalmem } from 'node:os'

/** How much of the machine the engine may use. Sizes in MB. */
export interface Limits { threads: number; workerMb: number; duckDbMb: number; duckDbTempMb: number }

const MB = 1024 * 1024
/** More threads than this have never made a run faster: they wait for memory. */
const THREADS_BY_DEFAULT = 8

/** Memory of this machine, in MB. */
export function machineMemoryMb(): number {
  return Math.floor(totalmem() / MB)
}

/** What holds where a person has chosen nothing: half of the memory for all workers together, at most 4 GB for each; half of it for reading Parquet. */
export function limitsOfMachine(processors = availableParallelism(), memoryMb = machineMemoryMb()): Limits {
  const threads = Math.min(THREADS_BY_DEFAULT, processors)
  const between = (least: number, most: number, value: number) => Math.floor(Math.max(least, Math.min(most, value)))
  return { threads, workerMb: between(512, 4096, memoryMb / 2 / threads), duckDbMb: between(512, 16_384, memoryMb / 2), duckDbTempMb: 20_000 }
}

let current: Limits | undefined

/** The limits of this process; work that begins now keeps to them. */
export function limitsNow(): Limits {
  return (current ??= limitsOfMachine())
}

/** Sets them for all work that begins from now on. A limit that is null is the machine's. */
export function setLimits(chosen: { readonly [Limit in keyof Limits]: number | null }): void {
  const machine = limitsOfMachine()
  current = { threads: chosen.threads ?? machine.threads, workerMb: chosen.workerMb ?? machine.workerMb, duckDbMb: chosen.duckDbMb ?? machine.duckDbMb, duckDbTempMb: chosen.duckDbTempMb ?? machine.duckDbTempMb }
}
