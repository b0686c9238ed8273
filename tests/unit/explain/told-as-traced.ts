import { expect } from 'vitest'
import { explainProfile } from '../../../engine/core/explain/explain-profile.ts'
import { explanationSchema, type Explanation } from '../../../engine/core/explain/explanation.ts'
import { explanationInWords } from '../../../engine/core/explain/in-words.ts'
import { buildDataset, profileCountOf, textAt, type PlainEvent, type PlainProfile } from '../../../engine/core/model/dataset.ts'
import type { JourneyDocument } from '../../../engine/core/model/journey.ts'
import { simulateTogetherWithXState } from '../../../engine/core/simulate/reference.ts'
import type { RunOptions, TraceEntry } from '../../../engine/core/simulate/run.ts'

/** Explains every profile of a run: each story has the very moves, messages and goals of the engine's trace, is as the contract says, and reads as text. */
export function expectToldAsTraced({ documents, events, profiles, options }: { documents: readonly JourneyDocument[]; events: readonly PlainEvent[]; profiles: readonly PlainProfile[]; options: RunOptions }): void {
  const dataset = buildDataset(events, profiles)
  const trace: TraceEntry[] = []
  simulateTogetherWithXState(documents, dataset, { ...options, onTrace: (entry) => trace.push(entry) })
  for (let profile = 0; profile < profileCountOf(dataset); profile++) {
    const profileId = textAt(dataset.profileIds, profile)
    const explanation = explainProfile({ documents, dataset, profileId, options })
    explanationSchema.parse(JSON.parse(JSON.stringify(explanation)))
    expect(traceOf(explanation, documents.length > 1)).toEqual(comparable(trace, profileId, explanation))
    expect(explanationInWords(explanation)).not.toMatch(/undefined|NaN|\[object O|Infinity/)
  }
}

/** What an explanation says happened, as the engine's trace would. */
function traceOf({ happenings }: Explanation, several: boolean) {
  return happenings.flatMap((happened) => {
    const whose = { at: happened.at, instance: happened.instance, ...(several ? { journey: happened.journey } : {}) }
    switch (happened.what) {
      case 'start': return happened.entry === null ? [{ ...whose, what: 'start' }] : [{ ...whose, what: 'start', entry: happened.entry }]
      case 'arrive': return [{ ...whose, what: 'enter', step: happened.step.id }]
      case 'leave': return [{ ...whose, what: 'leave', step: happened.step.id, port: happened.port }]
      case 'end': return [{ ...whose, what: 'end', step: happened.step.id, outcome: happened.outcome }]
      case 'goal': return [{ ...whose, what: 'goal', goal: happened.goal, creditedTo: happened.creditedTo?.id ?? 'none' }]
      case 'message':
        if (happened.status === 'parked') return []
        if (happened.status === 'sent') return [{ ...whose, what: 'message', step: happened.step.id, status: 'sent' }]
        return [{ ...whose, what: 'message', step: happened.step.id, status: 'suppressed', reason: happened.by?.kind }]
      case 'refused':
      case 'waiting': return []
    }
  })
}

/** The trace of one profile; a child's start names no entry, and a trace cannot tell it from another. */
function comparable(trace: readonly TraceEntry[], profileId: string, explanation: Explanation) {
  const children = new Set(explanation.happenings.flatMap((one) => (one.what === 'start' && one.entry === null ? [`${one.journey} ${one.instance}`] : [])))
  return trace
    .filter((entry) => entry.profileId === profileId)
    .map(({ profileId: _profileId, ...entry }) => {
      if (entry.what !== 'start' || !children.has(`${entry.journey ?? explanation.journeys[0]!.id} ${entry.instance}`)) return entry
      const { entry: _entry, ...rest } = entry
      return rest
    })
}
