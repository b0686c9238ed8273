import { copy, type Thing } from './thing.ts'

interface Kept { thing: Thing; hiddenReads: number }

/** Things of one kind at a platform, in the order in which they were made. What was made a moment ago may be missing from look-ups for a while. */
export class Shelf {
  readonly #kept = new Map<string, Kept>()

  /** `hiddenReads`: for so many look-ups that would show it, it is not shown. */
  put(id: string, thing: Thing, hiddenReads = 0): void {
    const before = this.#kept.get(id)
    this.#kept.set(id, { thing, hiddenReads: before ? before.hiddenReads : hiddenReads })
  }

  /** What the platform itself knows at once. */
  get(id: string): Thing | undefined {
    return this.#kept.get(id)?.thing
  }

  all(): Thing[] {
    return [...this.#kept.values()].map((kept) => kept.thing)
  }

  remove(id: string): boolean {
    return this.#kept.delete(id)
  }

  /** What a look-up by id gives. */
  look(id: string): Thing | undefined {
    const kept = this.#kept.get(id)
    if (!kept) return undefined
    if (kept.hiddenReads > 0) {
      kept.hiddenReads--
      return undefined
    }
    return copy(kept.thing)
  }

  /** What a list gives. */
  list(): Thing[] {
    return [...this.#kept.keys()].flatMap((id) => {
      const shown = this.look(id)
      return shown ? [shown] : []
    })
  }
}
