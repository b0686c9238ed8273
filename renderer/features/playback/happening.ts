import type { Counter } from '../../../engine/core/playback/counters.ts'
import { ROW } from '../../../engine/core/playback/counter-table.ts'
import { portsOf } from '../../../engine/core/model/steps/registry.ts'
import type { JourneyDocument } from '../../../engine/core/model/journey.ts'
import { cut } from '../../i18n/cut.ts'
import { portInWords } from '../../i18n/in-words.ts'
import { nameOfStep } from '../simulation/name-of-step.ts'
import { namedOutcomeInWords } from '../simulation/outcome-in-words.ts'
import type { Playing } from './player.ts'
import { playbackText } from './texts.ts'

/** What says most about an instant comes first: a goal before a message before a way. */
const TELLS_MOST = [ROW.goal, ROW.sent, ROW.capped, ROW.suppressed, ROW.ended, ROW.left, ROW.started, ROW.entered, ROW.matched] as const

const REASONS = { consent: 'reasonConsent', cap: 'reasonCap', quietHours: 'reasonQuietHours', holdout: 'reasonHoldout' } as const

/** One thing of those that happened between two rows of the log, in words, and whose; `others`: different people besides. Undefined if nothing did. */
export function happeningIn({ run, head }: Playing, from: number, until: number): { profile: number; what: string; others: number } | undefined {
  const { counter, profile } = head.log
  const people = new Set<number>()
  let told = -1
  let place: number = TELLS_MOST.length
  for (let row = from; row < until; row++) {
    const kind = head.table.kind[counter[row]!]!
    if (kind === ROW.other) continue
    people.add(profile[row]!)
    const rank = TELLS_MOST.indexOf(kind as (typeof TELLS_MOST)[number]) // as: what is not told of has no place in the list
    if (rank >= 0 && rank < place) [told, place] = [row, rank]
  }
  if (told < 0) return undefined
  return { profile: profile[told]!, what: inWords(head.log.counters[counter[told]!]!, run.document), others: people.size - 1 }
}

function inWords(counter: Counter, document: JourneyDocument): string {
  const name = (id: string) => cut(nameOfStep(document, id), 60)
  switch (counter.kind) {
    case 'goal': return playbackText('didGoal', { goal: cut(counter.goal, 60) })
    case 'sent': return playbackText('didGetMessage', { step: name(counter.step) })
    case 'suppressed': return playbackText('didNotGetMessage', { step: name(counter.step), reason: playbackText(REASONS[counter.reason]) })
    case 'ended': return playbackText('didEnd', { step: name(counter.step), outcome: cut(namedOutcomeInWords(counter.outcome, document), 60) })
    case 'left': return playbackText('didLeave', { step: name(counter.step), port: cut(portName(document, counter.step, counter.port), 60) })
    case 'entered': return playbackText('didEnter', { step: name(counter.step) })
    case 'matched': return playbackText('didMatch')
    default: return playbackText('didStart')
  }
}

function portName(document: JourneyDocument, stepId: string, portId: string): string {
  const step = document.steps[stepId]
  return portInWords(step && portsOf(step).find(({ id }) => id === portId)?.label, portId)
}
