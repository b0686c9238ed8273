import type { ProgramCap } from '../../compile/program.ts'
import { isTimeBetween, nextTimeOfDay, periodStart, timeOfDayAt } from '../../model/calendar.ts'
import type { HistoryEvent, ProfileView } from './evaluate.ts'
import type { MessageDecision } from './observer.ts'
import { operationOf, type RunningJourney } from './context.ts'
import type { ReferenceInstance } from './instance.ts'

/** What becomes of a message at arrival, and again at each release: holdout, consent, caps, quiet hours, in this order. */
export function decideMessage(run: RunningJourney, instance: ReferenceInstance, step: number): MessageDecision {
  const { consent, caps } = run.program.policies
  const { channel, exemptCaps, exemptQuietHours } = operationOf(run.program, step, 'message')
  if (instance.heldOut) return { kind: 'suppress', reason: 'holdout', by: { kind: 'holdout' } }
  const attribute = consent[channel]
  if (attribute !== undefined && run.attributes.get(attribute) !== true) return { kind: 'suppress', reason: 'consent', by: { kind: 'consent', attribute } }
  if (!exemptCaps) {
    for (const [number, cap] of caps.entries()) {
      if (!isAbout(cap, channel)) continue
      const sent = sentWithin(cap, run)
      if (sent.length >= cap.count) return capped(cap, number, sent, run, instance)
    }
  }
  return exemptQuietHours ? { kind: 'send' } : quiet(run)
}

/** The messages a cap counts at present, oldest first, whatever journey sent them. */
export function sentWithin(cap: ProgramCap, { history, now, zone }: ProfileView): HistoryEvent[] {
  const { window } = cap
  const since = window.kind === 'calendar' ? periodStart(zone, now, window.period) : now - window.ms + 1 // whole ms: "after" is "from one ms later on"
  return history.filter(({ name, at, properties }) => name === '$sent' && at >= since && isAbout(cap, properties.channel))
}

/** Does the cap count, and hold back, messages of the channel? */
function isAbout({ channel, uncounted = [] }: ProgramCap, of: unknown): boolean {
  return channel === '*' ? !uncounted.some((one) => one === of) : channel === of
}

function capped(cap: ProgramCap, number: number, sent: readonly HistoryEvent[], run: RunningJourney, instance: ReferenceInstance): MessageDecision {
  const by = { kind: 'cap' as const, cap: number, sent: sent.length, filledBy: sent }
  const { onCap } = cap
  if (onCap.kind === 'exit') return { kind: 'end', reason: 'cap', by, outcome: onCap.outcome }
  const deadline = onCap.kind === 'retry' ? instance.arrivedAt + onCap.forMs : -Infinity
  if (run.now >= deadline) return { kind: 'suppress', reason: 'cap', by }
  return { kind: 'park', until: Math.min(deadline, roomAt(cap, sent, run)), by }
}

/** When the cap next has room, if nothing else is sent meanwhile: the message leaves that makes it full. */
export function roomAt({ count, window }: ProgramCap, sent: readonly HistoryEvent[], { now, zone }: ProfileView): number {
  if (count === 0) return Infinity
  return window.kind === 'calendar' ? periodStart(zone, now, window.period, 1) : sent[sent.length - count]!.at + window.ms
}

function quiet({ program, now, zone }: RunningJourney): MessageDecision {
  const { quietHours } = program.policies
  const localTimeMs = quietHours ? timeOfDayAt(zone, now) : 0
  if (!quietHours || !isTimeBetween(localTimeMs, quietHours.fromMs, quietHours.toMs)) return { kind: 'send' }
  const by = { kind: 'quietHours' as const, localTimeMs }
  return quietHours.hold ? { kind: 'park', until: nextTimeOfDay(zone, now, quietHours.toMs), by } : { kind: 'suppress', reason: 'quietHours', by }
}
