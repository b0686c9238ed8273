import { textAt, type TextTable } from '../../model/dataset.ts'
import { drawReactions } from '../responses/draw-reactions.ts'
import type { ResponsePlan } from '../responses/response-plan.ts'
import { MOST_REACTIONS, tooManyReactions } from '../responses/too-many-reactions.ts'
import type { ProfileCursor } from './history.ts'
import type { Instance } from './instance.ts'
import type { ScratchRows } from './scratch-rows.ts'

/** What comes of the messages of a kernel by its response model: counted, and in a what-if run put among the rows that are still to come. */
export class KernelReactions {
  readonly counts: Float64Array
  readonly #plan: ResponsePlan
  readonly #rows: ScratchRows | null
  readonly #cursor: ProfileCursor
  readonly #profileIds: TextTable
  readonly #seed: number
  readonly #until: number
  #profile = -1
  #profileId = ''
  /** Of the profile at hand. */
  #happened = 0

  /** `rows` null: a backtest, in which nothing happens because of a message. */
  constructor(plan: ResponsePlan, rows: ScratchRows | null, cursor: ProfileCursor, { profileIds, seed, until }: { profileIds: TextTable; seed: number; until: number }) {
    this.counts = new Float64Array(plan.counts)
    this.#plan = plan
    this.#rows = rows
    this.#cursor = cursor
    this.#profileIds = profileIds
    this.#seed = seed
    this.#until = until
  }

  /** A step has just sent the instance a message; `variant` -1: it deals none. Throws S004. */
  follow(journey: number, step: number, variant: number, instance: Instance): void {
    const { profile, now, arrived } = this.#cursor
    if (profile !== this.#profile) {
      this.#profile = profile
      this.#profileId = textAt(this.#profileIds, profile)
      this.#happened = 0
    }
    const place = this.#plan.places[this.#plan.firstPlaces[journey]![step]! + Math.max(0, variant)]!
    const sent = { profileId: this.#profileId, startedAt: instance.startedAt, nth: instance.visits[step]!++, at: now }
    const reactions = drawReactions(place, this.#seed, this.#until, sent, this.counts)
    if (this.#rows === null) return
    if ((this.#happened += reactions.length) > MOST_REACTIONS) throw tooManyReactions(this.#profileId)
    for (const reaction of reactions) this.#rows.insert(reaction, arrived)
  }
}
