import type { EventDataset } from '../model/dataset.ts'
import { activityCodes, SESSION_START } from './activity.ts'
import type { SessionFigures } from './answers.ts'
import type { Exploration } from './exploration.ts'
import { Growing } from './growing.ts'
import { quantilesOfSorted, shareOf } from './quantiles.ts'

/** 30 minutes without an event end a session, as most analytics tools have it. */
export const USUAL_SESSION_GAP_MS = 30 * 60_000

/** Whether an event of a name code is one that a session is made of; what nobody does neither starts nor prolongs one. */
export function sessionCodes(dataset: EventDataset): Uint8Array {
  return activityCodes(dataset.names)
}

/** Whether the data bring `$session_start` themselves. */
export function hasSessionStarts({ names, nameCodes }: EventDataset): boolean {
  const code = names.indexOf(SESSION_START)
  return code >= 0 && nameCodes.includes(code)
}

/** Sessions by a gap: an event at `t` begins one if the profile did nothing in `t - gap < a <= t` before it. */
export class SessionExploration implements Exploration<SessionFigures> {
  readonly #dataset: EventDataset
  readonly #gapMs: number
  readonly #isActivity: Uint8Array
  readonly #lengths = new Growing()
  readonly #events = new Growing()
  readonly #perProfile = new Growing()

  constructor(dataset: EventDataset, gapMs: number = USUAL_SESSION_GAP_MS) {
    this.#dataset = dataset
    this.#gapMs = gapMs
    this.#isActivity = sessionCodes(dataset)
  }

  walk(first: number, end: number): void {
    for (let profile = first; profile < end; profile++) this.#profile(profile)
  }

  #profile(profile: number): void {
    const { at, nameCodes, offsets } = this.#dataset
    const before = this.#lengths.length
    let begin = 0
    let last = 0
    let events = 0
    const close = (): void => {
      if (events === 0) return
      this.#lengths.push(last - begin)
      this.#events.push(events)
    }
    for (let row = offsets[profile]!; row < offsets[profile + 1]!; row++) {
      if (this.#isActivity[nameCodes[row]!] === 0) continue
      const t = at[row]!
      if (events > 0 && t - last >= this.#gapMs) {
        close()
        events = 0
      }
      if (events === 0) begin = t
      events++
      last = t
    }
    close()
    if (this.#lengths.length > before) this.#perProfile.push(this.#lengths.length - before)
  }

  answer(): SessionFigures {
    const events = this.#events.sorted()
    return {
      gapMs: this.#gapMs,
      inData: hasSessionStarts(this.#dataset),
      sessions: this.#lengths.length,
      profiles: this.#perProfile.length,
      perProfile: quantilesOfSorted(this.#perProfile.sorted()),
      lengthMs: quantilesOfSorted(this.#lengths.sorted()),
      eventsPerSession: quantilesOfSorted(events),
      singleShare: shareOf(events.filter((count) => count === 1).length, events.length),
    }
  }
}
