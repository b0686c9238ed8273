import type { JourneyProgram, Operation, ProgramCap } from '../../compile/program.ts'
import { isTimeBetween, nextTimeOfDay, periodStart, timeOfDayAt } from '../../model/calendar.ts'
import type { EventDataset, ValueColumn } from '../../model/dataset.ts'
import type { ProfileCursor, SentLog } from './history.ts'
import type { ProfileAttributes } from './profile-attributes.ts'
import type { ProfileClock } from './profile-clock.ts'
import type { SuppressionReason } from '../tally.ts'

/** What the policies say to a message: it goes out; it is held back, for good or with the end of the instance; or it is parked until an instant. */
export type Verdict =
  | { kind: 'send' }
  | { kind: 'suppress'; reason: SuppressionReason }
  | { kind: 'end'; outcome: number }
  | { kind: 'park'; until: number }

const SEND: Verdict = { kind: 'send' }
type MessageOperation = Operation & { kind: 'message' }

/** Consent, caps and quiet hours of one journey, in the order of the page; the holdout is decided once, at the start of an instance. */
export class KernelPolicies {
  readonly #policies: JourneyProgram['policies']
  readonly #cursor: ProfileCursor
  readonly #clock: ProfileClock
  readonly #attributes: ProfileAttributes
  readonly #sent: SentLog
  readonly #at: Float64Array
  readonly #nameCodes: ArrayLike<number>
  readonly #sentCode: number
  readonly #channels: ValueColumn | undefined
  readonly #consentSlots: ReadonlyMap<string, number>
  /** No policy can hold a message back, but for the holdout. */
  readonly isFree: boolean

  constructor({ policies }: JourneyProgram, { at, nameCodes, names, properties }: EventDataset, around: { cursor: ProfileCursor; clock: ProfileClock; attributes: ProfileAttributes; sent: SentLog }) {
    this.#policies = policies
    this.#cursor = around.cursor
    this.#clock = around.clock
    this.#attributes = around.attributes
    this.#sent = around.sent
    this.#at = at
    this.#nameCodes = nameCodes
    this.#sentCode = names.indexOf('$sent')
    this.#channels = properties.get('channel')
    this.#consentSlots = new Map(Object.entries(policies.consent).map(([channel, attribute]) => [channel, around.attributes.names.indexOf(attribute)]))
    this.isFree = policies.caps.length === 0 && policies.quietHours === null && this.#consentSlots.size === 0
  }

  /** `arrivedAt`: when the instance came to the step, from which a retry counts. */
  judge(message: MessageOperation, arrivedAt: number): Verdict {
    const slot = this.#consentSlots.get(message.channel)
    if (slot !== undefined && this.#attributes.value(slot) !== true) return { kind: 'suppress', reason: 'consent' }
    const full = message.exemptCaps ? undefined : this.#policies.caps.find((cap) => isAbout(cap, message.channel) && this.#isFull(cap))
    if (full) return this.#capped(full, arrivedAt)
    const { quietHours } = this.#policies
    if (quietHours === null || message.exemptQuietHours) return SEND
    const zone = this.#clock.zone()
    const { now } = this.#cursor
    if (!isTimeBetween(timeOfDayAt(zone, now), quietHours.fromMs, quietHours.toMs)) return SEND
    return quietHours.hold ? { kind: 'park', until: nextTimeOfDay(zone, now, quietHours.toMs) } : { kind: 'suppress', reason: 'quietHours' }
  }

  #capped(cap: ProgramCap, arrivedAt: number): Verdict {
    if (cap.onCap.kind === 'skip') return { kind: 'suppress', reason: 'cap' }
    if (cap.onCap.kind === 'exit') return { kind: 'end', outcome: cap.onCap.outcome }
    const deadline = arrivedAt + cap.onCap.forMs
    return this.#cursor.now >= deadline ? { kind: 'suppress', reason: 'cap' } : { kind: 'park', until: Math.min(deadline, this.#hasRoomAt(cap)) }
  }

  #isFull(cap: ProgramCap): boolean {
    return this.#inWindow(cap, null) >= cap.count
  }

  /** How many messages a cap counts now; their instants go into `instants`, in no order, if there is such a list. */
  #inWindow(cap: ProgramCap, instants: number[] | null): number {
    const { channel, window, uncounted } = cap
    const { now, arrived, firstRow } = this.#cursor
    const sent = this.#sent
    const after = window.kind === 'rolling' ? now - window.ms : periodStart(this.#clock.zone(), now, window.period) - 1 // whole ms: "at or after" is "after one ms before"
    let count = 0
    for (let index = sent.length - 1; index >= 0 && sent.at[index]! > after; index--) {
      if (channel !== '*' ? sent.channels[index] !== channel : uncounted !== undefined && !isAbout(cap, sent.channels[index])) continue
      count++
      instants?.push(sent.at[index]!)
    }
    if (this.#sentCode < 0) return count
    for (let row = arrived - 1; row >= firstRow && this.#at[row]! > after; row--) {
      if (this.#nameCodes[row] !== this.#sentCode) continue
      if ((channel !== '*' || uncounted !== undefined) && !isAbout(cap, this.#channels?.values[this.#channels.codes[row]!])) continue
      count++
      instants?.push(this.#at[row]!)
    }
    return count
  }

  /** When the cap next has room if nothing else is sent; Infinity for a cap that never has any. */
  #hasRoomAt(cap: ProgramCap): number {
    if (cap.count === 0) return Infinity
    if (cap.window.kind === 'calendar') return periodStart(this.#clock.zone(), this.#cursor.now, cap.window.period, 1)
    const instants: number[] = []
    this.#inWindow(cap, instants)
    instants.sort((a, b) => a - b)
    return instants[instants.length - cap.count]! + cap.window.ms
  }
}

/** Does the cap count, and hold back, messages of the channel? */
function isAbout({ channel, uncounted }: ProgramCap, of: unknown): boolean {
  return channel === '*' ? uncounted === undefined || !uncounted.some((one) => one === of) : channel === of
}
