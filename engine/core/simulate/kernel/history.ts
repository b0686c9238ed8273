import type { Codes, EventDataset } from '../../model/dataset.ts'

/** Where a kernel stands in one profile's rows: everything up to but not including `arrived` has happened, the clock shows `now`. */
export interface ProfileCursor {
  profile: number
  firstRow: number
  arrived: number
  now: number
  /** By event code: the latest row that has arrived; before `firstRow` if this profile has none. */
  readonly lastRows: Int32Array
}

/** The event at hand: a row; `NO_EVENT`; or a sent message, number `sentHand(i)`. */
export type Hand = number
export const NO_EVENT: Hand = -1
export function sentHand(index: number): Hand {
  return -2 - index
}
export function sentIndex(hand: Hand): number {
  return -2 - hand
}

/**
 * Messages the profile has been sent in this run: they are events of its history, but no rows of the dataset. `before[i]` is the first row
 * that had not arrived when message `i` was sent.
 */
export class SentLog {
  length = 0
  readonly at: number[] = []
  readonly before: number[] = []
  readonly journeys: number[] = []
  readonly stepIds: string[] = []
  readonly channels: string[] = []
  /** Local day and hour (UTC) at sending; kept only where pressure is counted. */
  readonly days: number[] = []
  readonly hours: number[] = []

  add(at: number, before: number, journey: number, stepId: string, channel: string): void {
    const { length } = this
    this.at[length] = at
    this.before[length] = before
    this.journeys[length] = journey
    this.stepIds[length] = stepId
    this.channels[length] = channel
    this.length = length + 1
  }
}


/** Which events a condition means: `codes[name code]` is 1 for them; `sent`: messages of the run too. */
export interface EventsMeant { codes: Uint8Array; sent: boolean }

/**
 * A profile's history in the order it happened, rows and messages interleaved, brought up to date when somebody asks. For conditions that
 * need the order or look at all of it; the usual ones keep windows of their own over the rows.
 */
export class KernelHistory {
  length = 0
  readonly #cursor: ProfileCursor
  readonly #at: Float64Array
  readonly #nameCodes: Codes
  readonly #sent: SentLog
  readonly #hands: number[] = []
  readonly #ats: number[] = []
  #profile = -1
  #nextRow = 0
  #nextSent = 0

  constructor({ at, nameCodes }: Pick<EventDataset, 'at' | 'nameCodes'>, cursor: ProfileCursor, sent: SentLog) {
    this.#at = at
    this.#nameCodes = nameCodes
    this.#cursor = cursor
    this.#sent = sent
  }

  catchUp(): void {
    const { profile, firstRow, arrived } = this.#cursor
    if (profile !== this.#profile) {
      this.#profile = profile
      this.#nextRow = firstRow
      this.#nextSent = 0
      this.length = 0
    }
    for (;;) {
      const isSentNext = this.#nextSent < this.#sent.length && this.#sent.before[this.#nextSent]! <= this.#nextRow
      if (isSentNext) this.#add(sentHand(this.#nextSent), this.#sent.at[this.#nextSent++]!)
      else if (this.#nextRow < arrived) this.#add(this.#nextRow, this.#at[this.#nextRow++]!)
      else return
    }
  }

  #add(hand: Hand, at: number): void {
    this.#hands[this.length] = hand
    this.#ats[this.length] = at
    this.length++
  }

  handAt(index: number): Hand {
    return this.#hands[index]!
  }

  instantAt(index: number): number {
    return this.#ats[index]!
  }

  isMeant(index: number, { codes, sent }: EventsMeant): boolean {
    const hand = this.#hands[index]!
    return hand < NO_EVENT ? sent : codes[this.#nameCodes[hand]!] === 1
  }
}
