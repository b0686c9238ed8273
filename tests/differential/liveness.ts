import type { TraceEntry } from '../../engine/core/simulate/run.ts'
import type { PlainRun } from './oracle/run-by-the-page.ts'
import type { Outputs } from './compare-engines.ts'

/** The least share of generated cases in which each thing happens; below it, agreement would prove little. */
export const FLOORS = {
  'instances started': 0.85,
  'messages sent': 0.4,
  'timers fired': 0.42,
  'a wait moved by an event': 0.32,
  'goals hit': 0.36,
  'goals hit after the end': 0.1,
  'ended by a goal': 0.1,
  'ended by an exit': 0.07,
  'someone still waiting': 0.42,
  'loops taken': 0.09,
  'started again': 0.28,
  'refused by re-entry': 0.65,
  'a branch taken': 0.07,
  'variants told apart': 0.05,
  'an event at the instant of a timer': 0.3,
} as const
export type Happening = keyof typeof FLOORS

export function happeningsOf({ document, events }: PlainRun, { page: { figures, trace } }: Outputs): Happening[] {
  const kindOf = (step: string) => document.steps[step]!.kind
  const isTimer = (entry: TraceEntry) => (entry.what === 'leave' && entry.port === 'timeout') || (entry.what !== 'enter' && 'step' in entry && kindOf(entry.step) === 'delay')
  const instants = new Set(events.map(({ profileId, at }) => `${profileId} ${at}`))
  const ended = new Map<string, number>()
  const visits = new Map<string, number>()
  let afterEnd = false
  for (const entry of trace) {
    const one = `${entry.instance} ${entry.profileId}`
    if (entry.what === 'end') ended.set(one, entry.at)
    if (entry.what === 'goal' && ended.has(one)) afterEnd = true
    if (entry.what === 'enter') visits.set(`${one} ${entry.step}`, (visits.get(`${one} ${entry.step}`) ?? 0) + 1)
  }
  const outcomes = Object.keys(figures.instances.outcomes)
  const happened: Record<Happening, boolean> = {
    'instances started': figures.instances.started > 0,
    'messages sent': trace.some(({ what }) => what === 'message'),
    'timers fired': trace.some(isTimer),
    'a wait moved by an event': trace.some((entry) => entry.what === 'leave' && entry.port !== 'timeout' && kindOf(entry.step) === 'waitFor'),
    'goals hit': trace.some(({ what }) => what === 'goal'),
    'goals hit after the end': afterEnd,
    'ended by a goal': outcomes.some((outcome) => outcome.startsWith('goal:')),
    'ended by an exit': outcomes.some((outcome) => outcome.startsWith('exit:')),
    'someone still waiting': figures.instances.active > 0,
    'loops taken': [...visits.values()].some((times) => times > 1),
    'started again': trace.some(({ instance }) => instance > 1),
    'refused by re-entry': Object.values(figures.entries).some(({ refused }) => refused > 0),
    'a branch taken': trace.some((entry) => entry.what === 'leave' && entry.port !== 'else' && kindOf(entry.step) === 'branch'),
    'variants told apart': Object.values(figures.splits).some((variants) => Object.values(variants).filter(({ entered }) => entered > 0).length > 1),
    'an event at the instant of a timer': trace.some((entry) => isTimer(entry) && instants.has(`${entry.profileId} ${entry.at}`)),
  }
  return (Object.keys(happened) as Happening[]).filter((name) => happened[name]) // as: the record has exactly these keys
}
