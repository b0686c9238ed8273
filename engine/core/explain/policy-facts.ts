import { exactMs } from '../model/duration.ts'
import { nextTimeOfDay } from '../model/calendar.ts'
import type { ProfileView } from '../simulate/reference/evaluate.ts'
import type { DecidedBy, Refusal } from '../simulate/reference/observer.ts'
import { roomAt, sentWithin } from '../simulate/reference/policies.ts'
import type { ExplainedPolicy, ExplainedRefusal } from './explanation.ts'
import type { DrawnJourney } from './journey-names.ts'
import { clockOfMs } from './moment.ts'

/** What a policy went by when it held a message back. */
export function policyFacts(by: DecidedBy, journey: DrawnJourney, view: ProfileView, all: readonly DrawnJourney[]): ExplainedPolicy {
  const { policies } = journey.program
  switch (by.kind) {
    case 'holdout': return { kind: 'holdout', share: policies.holdout!.below / 10_000 }
    case 'consent': return { kind: 'consent', attribute: by.attribute, actual: view.attributes.get(by.attribute) ?? null }
    case 'cap': {
      const cap = policies.caps[by.cap]!
      const { channel, count, within, calendar = false } = journey.document.policies!.caps![by.cap]!
      const counted = sentWithin(cap, view)
      const room = roomAt(cap, counted, view)
      const sent = counted.map(({ at, properties: { stepId, journeyId } }) => {
        const from = all.find(({ document }) => document.id === journeyId)
        const isKnown = typeof stepId === 'string' && from !== undefined && Object.hasOwn(from.document.steps, stepId)
        const step = isKnown ? (from.document.steps[stepId]!.name ?? stepId) : typeof stepId === 'string' ? stepId : null
        return { at, step, journey: typeof journeyId === 'string' ? { id: journeyId, name: from?.name ?? journeyId } : null }
      })
      return { kind: 'cap', channel, count, within, calendar, sent, roomAt: room === Infinity ? null : room }
    }
    case 'quietHours': {
      const { fromMs, toMs } = policies.quietHours!
      return { kind: 'quietHours', from: clockOfMs(fromMs), to: clockOfMs(toMs), localTime: clockOfMs(by.localTimeMs).slice(0, 5), overAt: nextTimeOfDay(view.zone, view.now, toMs) }
    }
  }
}

/** A start of the profile in the journey, as re-entry sees it. */
export interface PastStart { startedAt: number; endedAt: number | undefined; key: unknown }

/** What re-entry went by when it held a start back. `keyValue`: of the event at hand. */
export function refusalFacts(why: Refusal, { document }: DrawnJourney, starts: readonly PastStart[], now: number, keyValue: ExplainedRefusalValue): ExplainedRefusal {
  const reentry = document.reentry ?? { kind: 'once' }
  const underWay = starts.filter(({ endedAt }) => endedAt === undefined)
  switch (why) {
    case 'once': return { why, startedAt: starts[0]!.startedAt }
    case 'active': return { why, since: underWay.at(-1)!.startedAt }
    case 'key': {
      const same = underWay.findLast(({ key }) => JSON.stringify(key) === JSON.stringify(keyValue))
      return { why, key: (reentry.kind === 'always' && reentry.key) || '', value: keyValue, since: (same ?? underWay.at(-1)!).startedAt }
    }
    case 'cooldown': {
      const endedAt = Math.max(...starts.map(({ endedAt: ended }) => ended ?? -Infinity))
      return { why, endedAt, overAt: endedAt + exactMs((reentry.kind === 'afterExit' && reentry.cooldown) || 'PT0S') }
    }
    case 'limit': {
      const { count, within } = (reentry.kind !== 'once' && reentry.limit) || { count: 0, within: 'PT0S' }
      const withinMs = exactMs(within)
      const counted = starts.map(({ startedAt }) => startedAt).filter((at) => now - withinMs < at)
      return { why, count, withinMs, starts: counted, overAt: counted.at(-count)! + withinMs }
    }
  }
}

type ExplainedRefusalValue = Extract<ExplainedRefusal, { why: 'key' }>['value']
