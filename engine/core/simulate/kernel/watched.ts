import { InstanceList, type Instance, type InstancePool } from './instance.ts'
import type { KernelRun } from './run.ts'

/** Ended instances of one journey whose windowed goals still count. */
export class WatchedInstances {
  readonly #list = new InstanceList()
  readonly #pool: InstancePool
  readonly #run: KernelRun

  constructor(pool: InstancePool, run: KernelRun) {
    this.#pool = pool
    this.#run = run
  }

  get length(): number {
    return this.#list.length
  }

  at(index: number): Instance {
    return this.#list.at(index)
  }

  add(instance: Instance): void {
    this.#list.add(instance)
  }

  /** Its windows have closed. */
  remove(instance: Instance): void {
    this.#list.remove(instance)
    this.#run.live--
    this.#pool.release(instance)
  }

  /** "until the profile's next instance of the journey (with `key`: of that key) starts"; one without a key closes all. */
  closeFor(key: number): void {
    for (let index = this.#list.length - 1; index >= 0; index--) {
      const instance = this.#list.at(index)
      if (key < 2 || instance.key < 2 || instance.key === key) this.remove(instance)
    }
  }

  /** The profile is done. */
  clear(): void {
    for (let index = 0; index < this.#list.length; index++) this.#pool.release(this.#list.at(index))
    this.#list.length = 0
  }
}

/** The first instance, in start order, that this pass has not looked at; what one does may end, start or close others. `watched` null: ended ones are not looked at. */
export function nextUnseen(active: InstanceList, watched: WatchedInstances | null, pass: number): Instance | undefined {
  let next: Instance | undefined
  for (let index = 0; index < active.length && !next; index++) if (active.at(index).seen !== pass) next = active.at(index)
  for (let index = 0; watched !== null && index < watched.length; index++) {
    const instance = watched.at(index)
    if (instance.seen !== pass && (!next || instance.serial < next.serial)) next = instance
  }
  return next
}
