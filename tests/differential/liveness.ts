import { canonicalJson } from '../../engine/core/json.ts'
import type { JourneyDocument } from '../../engine/core/model/journey.ts'
import type { RunFigures, TraceEntry } from '../../engine/core/simulate/run.ts'
import type { Outputs } from './compare-engines.ts'
import type { PlainRun } from './oracle/run-by-the-page.ts'

/** The least share of generated cases in which each thing happens; below it, agreement would prove little. */
export const FLOORS = {
  'instances started': 0.67,
  'started by an event': 0.56,
  'started by a segment': 0.13,
  'started by a schedule': 0.13,
  'started by an api call': 0.04,
  'started as a child': 0.09,
  'a parent waited for its child': 0.018,
  'a child ended with its parent': 0.004,
  'a child went on beside its parent': 0.015,
  'messages sent': 0.3,
  'suppressed by holdout': 0.018,
  'suppressed by consent': 0.016,
  'suppressed by a cap': 0.04,
  'suppressed by quiet hours': 0.005,
  'left by suppressed': 0.014,
  'ended by a cap': 0.005,
  'held by quiet hours or a cap': 0.02,
  'timers fired': 0.34,
  'an event at the instant of a timer': 0.23,
  'a delay to a local time or date': 0.03,
  'a delay to the best time': 0.006,
  'a wait moved by an event': 0.12,
  'a wait moved by a segment': 0.04,
  'ended by a segment': 0.07,
  'ended by a segment between events': 0.006,
  'goals hit': 0.29,
  'goals hit after the end': 0.13,
  'ended by a goal': 0.07,
  'ended by an exit': 0.13,
  'someone still waiting': 0.35,
  'loops taken': 0.05,
  'started again': 0.38,
  'several at once': 0.11,
  'refused by re-entry': 0.33,
  'a branch taken': 0.03,
  'a webhook failed': 0.006,
  'a webhook answered': 0.04,
  'variants told apart': 0.04,
  'several journeys started': 0.21,
  'two journeys in one hour': 0.007,
  'people reacted to messages': 0.14,
  'a backtest counted reactions': 0.015,
  'reactions changed what happened': 0.035,
  'what came of a message sent another': 0.004,
} as const
export type Happening = keyof typeof FLOORS

type Step = JourneyDocument['steps'][string]

export function happeningsOf({ documents, events, options }: PlainRun, { page: { figures, trace, pressure, responses }, without }: Outputs): Happening[] {
  const walked = new Walked(documents, trace)
  const instants = new Set(events.map(({ profileId, at }) => `${profileId} ${at}`))
  const isAtEvent = ({ profileId, at }: TraceEntry) => instants.has(`${profileId} ${at}`)
  const outcomes = figures.flatMap(({ instances }) => Object.keys(instances.outcomes))
  const suppressed = new Set(figures.flatMap(({ steps }) => Object.values(steps).flatMap((step) => Object.keys(step.suppressed))))
  const left = (kind: Step['kind'], isSuch: (entry: Leave, step: Step) => boolean = () => true) =>
    walked.leaves.some((entry) => walked.stepOf(entry).kind === kind && isSuch(entry, walked.stepOf(entry)))
  const stayed = (kind: Step['kind'], isSuch: (step: Step) => boolean = () => true) =>
    walked.stays.some(({ entry, ms }) => ms > 0 && walked.stepOf(entry).kind === kind && isSuch(walked.stepOf(entry)))
  const startedBy = (kind: string) => trace.some((entry) => entry.what === 'start' && walked.documentOf(entry).entries.find(({ id }) => id === entry.entry)?.trigger.kind === kind)
  const bySegment = (entry: Leave, step: Step) => step.kind === 'waitFor' && step.branches.some((branch) => branch.id === entry.port && 'segment' in branch)
  const exitsBySegment = trace.filter(
    (entry) => entry.what === 'end' && (walked.documentOf(entry).exits ?? []).some((exit) => 'segment' in exit && `exit:${exit.id}` === entry.outcome),
  )
  const isTimer = (entry: TraceEntry) =>
    (entry.what === 'leave' && entry.port === 'timeout') || ((entry.what === 'leave' || entry.what === 'end') && walked.stepOf(entry).kind === 'delay')
  const reactions = (responses?.messages ?? []).reduce((sum, { delivered, opened, effects }) => sum + delivered + opened + effects.reduce((so, { count }) => so + count, 0), 0)
  const sentIn = (all: readonly RunFigures[]) => all.flatMap(({ steps }) => Object.values(steps)).reduce((sum, { sent }) => sum + sent, 0)
  const started = (figures: RunFigures) => Object.values(figures.entries).reduce((sum, { admitted }) => sum + admitted, 0)
  const happened: Record<Happening, boolean> = {
    'instances started': trace.length > 0,
    'started by an event': startedBy('event'),
    'started by a segment': startedBy('segment'),
    'started by a schedule': startedBy('schedule'),
    'started by an api call': startedBy('api'),
    'started as a child': figures.some((one) => one.instances.started > started(one)),
    'a parent waited for its child': stayed('journey'),
    'a child ended with its parent': outcomes.includes('parent'),
    'a child went on beside its parent': left('journey', (_, step) => step.kind === 'journey' && step.wait === false),
    'messages sent': trace.some((entry) => entry.what === 'message' && entry.status === 'sent'),
    'suppressed by holdout': suppressed.has('holdout'),
    'suppressed by consent': suppressed.has('consent'),
    'suppressed by a cap': suppressed.has('cap'),
    'suppressed by quiet hours': suppressed.has('quietHours'),
    'left by suppressed': left('message', ({ port }) => port === 'suppressed'),
    'ended by a cap': outcomes.includes('capped'),
    'held by quiet hours or a cap': stayed('message'),
    'timers fired': trace.some(isTimer),
    'an event at the instant of a timer': trace.some((entry) => isTimer(entry) && isAtEvent(entry)),
    'a delay to a local time or date': stayed('delay', (step) => step.kind === 'delay' && step.until !== undefined),
    'a delay to the best time': stayed('delay', (step) => step.kind === 'delay' && step.bestTime !== undefined),
    'a wait moved by an event': left('waitFor', (entry, step) => entry.port !== 'timeout' && !bySegment(entry, step)),
    'a wait moved by a segment': left('waitFor', bySegment),
    'ended by a segment': exitsBySegment.length > 0,
    'ended by a segment between events': exitsBySegment.some((entry) => !isAtEvent(entry)),
    'goals hit': trace.some(({ what }) => what === 'goal'),
    'goals hit after the end': walked.goalsAfterEnd > 0,
    'ended by a goal': outcomes.some((outcome) => outcome.startsWith('goal:')),
    'ended by an exit': outcomes.some((outcome) => outcome.startsWith('exit:')),
    'someone still waiting': figures.some(({ instances }) => instances.active > 0),
    'loops taken': walked.mostVisits > 1,
    'started again': trace.some(({ instance }) => instance > 1),
    'several at once': walked.mostAtOnce > 1,
    'refused by re-entry': figures.some(({ entries }) => Object.values(entries).some(({ refused }) => refused > 0)),
    'a branch taken': left('branch', ({ port }) => port !== 'else'),
    'a webhook failed': left('webhook', ({ port }) => port === 'error'),
    'a webhook answered': left('webhook', ({ port }) => port === 'next') && options.scenario !== undefined,
    'variants told apart': figures.some(({ splits }) => Object.values(splits).some((variants) => Object.values(variants).filter(({ entered }) => entered > 0).length > 1)),
    'several journeys started': figures.filter(({ instances }) => instances.started > 0).length > 1,
    'two journeys in one hour': pressure.collisions.size > 0,
    'people reacted to messages': reactions > 0,
    'a backtest counted reactions': responses?.mode === 'backtest' && reactions > 0,
    'reactions changed what happened': without !== undefined && canonicalJson(without.figures) !== canonicalJson(figures),
    'what came of a message sent another': without !== undefined && sentIn(figures) > sentIn(without.figures),
  }
  return (Object.keys(happened) as Happening[]).filter((name) => happened[name]) // as: the record has exactly these keys
}

type Leave = Extract<TraceEntry, { what: 'leave' }>

/** A trace gone through once: stays, visits, and who was under way with whom. */
class Walked {
  readonly leaves: Leave[] = []
  readonly stays: { entry: Extract<TraceEntry, { what: 'enter' }>; ms: number }[] = []
  goalsAfterEnd = 0
  mostVisits = 0
  mostAtOnce = 0
  readonly #documents: readonly JourneyDocument[]

  constructor(documents: readonly JourneyDocument[], trace: readonly TraceEntry[]) {
    this.#documents = documents
    const arrivals = new Map<string, Extract<TraceEntry, { what: 'enter' }>>()
    const visits = new Map<string, number>()
    const ended = new Set<string>()
    const atOnce = new Map<string, number>()
    const count = (counts: Map<string, number>, key: string, by: number) => counts.set(key, (counts.get(key) ?? 0) + by).get(key)!
    for (const entry of trace) {
      const journey = `${entry.journey} ${entry.profileId}`
      const one = `${entry.instance} ${journey}`
      if (entry.what === 'start') this.mostAtOnce = Math.max(this.mostAtOnce, count(atOnce, journey, 1))
      if (entry.what === 'enter') {
        arrivals.set(one, entry)
        this.mostVisits = Math.max(this.mostVisits, count(visits, `${one} ${entry.step}`, 1))
      }
      if (entry.what === 'leave') this.leaves.push(entry)
      if (entry.what === 'leave' || entry.what === 'end') this.stays.push({ entry: arrivals.get(one)!, ms: entry.at - arrivals.get(one)!.at })
      if (entry.what === 'goal' && ended.has(one)) this.goalsAfterEnd++
      if (entry.what === 'end') {
        ended.add(one)
        count(atOnce, journey, -1)
      }
    }
  }

  documentOf({ journey }: TraceEntry): JourneyDocument {
    return journey === undefined ? this.#documents[0]! : this.#documents.find(({ id }) => id === journey)!
  }

  stepOf(entry: Extract<TraceEntry, { step: string }>): Step {
    return this.documentOf(entry).steps[entry.step]!
  }
}
