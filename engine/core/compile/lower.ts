import { RehearsalError } from '../errors.ts'
import { canonicalJson, type JsonValue } from '../json.ts'
import { AGGREGATES, isAlways, type Condition, type DidCondition, type Where } from '../model/condition.ts'
import type { DialectId } from '../dialect/dialect-id.ts'
import { inDialect } from '../dialect/in-dialect.ts'
import type { Switches } from '../dialect/switches.ts'
import { instantOfBound, timeOfDayMs } from '../model/calendar.ts'
import { exactMs, parseDuration, type Duration } from '../model/duration.ts'
import type { Entry, ExitCriterion, Goal, JourneyDocument, Policies, Reentry } from '../model/journey.ts'
import type { DelayStep } from '../model/steps/delay.ts'
import { COMPLETED } from '../model/steps/exit.ts'
import type { SplitStep } from '../model/steps/split.ts'
import { portsOf, type Step } from '../model/steps/registry.ts'
import {
  ALWAYS, NOWHERE, type AutoWinner, type Deal, type DelayUntil, type JourneyProgram, type Measure, type Operation, type Predicate, type ProgramCap, type ProgramEntry, type ProgramExit,
  type ProgramGoal, type ProgramPolicies, type ProgramReentry, type ProgramStep, type RunProgram, type WaitBranch,
} from './program.ts'

/** The outcome of a child that was still under way when the parent that waited for it ended. */
export const PARENT = 'parent'
/** The outcome of an instance ended by a cap with `onCap: exit`. */
export const CAPPED = 'capped'

/**
 * Lowers documents that lint without errors to the flat program both engines run together. Throws E_JOURNEY when two have one id, or when
 * a step leads to a journey that is not among them or that has no entry. `dialect`: as that platform would run them; steps, ports, entries, goals
 * and variants are numbered as without.
 */
export function lower(documents: readonly JourneyDocument[], dialect?: DialectId): RunProgram {
  const indexOf = new Map(documents.map(({ id }, index) => [id, index]))
  if (indexOf.size < documents.length) {
    const twice = documents.find(({ id }, index) => documents.findIndex((one) => one.id === id) < index)!
    throw new RehearsalError('E_JOURNEY', `two of the journeys have the id "${twice.id}"`, 'give each journey its own id, or leave one out')
  }
  /** Equal conditions become one object, so that the kernel keeps one window for all their uses. */
  const predicates = new Map<string, Predicate>()
  const entryless = new Set(documents.filter(({ entries }) => entries.length === 0).map(({ id }) => id))
  const journeys = documents.map((given) => {
    const { document, switches } = inDialect(given, dialect)
    return new Lowering(document, switches, indexOf, predicates, entryless).program()
  })
  const turns = documents.map((_, index) => index).sort((a, b) => journeys[b]!.priority - journeys[a]!.priority || a - b)
  return { journeys, turns }
}

class Lowering {
  readonly #document: JourneyDocument
  readonly #switches: Switches
  readonly #journeys: ReadonlyMap<string, number>
  readonly #stepIndex: ReadonlyMap<string, number>
  readonly #outcomes: string[] = [COMPLETED, PARENT]
  readonly #deals: { step: number; deal: Deal; winner: AutoWinner | null }[] = []
  readonly #predicates: Map<string, Predicate>
  readonly #entryless: ReadonlySet<string>

  constructor(document: JourneyDocument, switches: Switches, journeys: ReadonlyMap<string, number>, predicates: Map<string, Predicate>, entryless: ReadonlySet<string>) {
    this.#document = document
    this.#switches = switches
    this.#entryless = entryless
    this.#journeys = journeys
    this.#predicates = predicates
    this.#stepIndex = new Map(Object.keys(document.steps).map((id, index) => [id, index]))
  }

  program(): JourneyProgram {
    const { id, entries, exits = [], steps, timeZone = 'UTC', activeFrom, activeUntil } = this.#document
    const goals = (this.#document.goals ?? []).map((goal) => this.#goal(goal))
    return {
      journeyId: id,
      timeZone,
      priority: this.#document.policies?.priority ?? 0,
      open: {
        from: activeFrom === undefined ? null : instantOfBound(activeFrom, timeZone),
        until: activeUntil === undefined ? null : instantOfBound(activeUntil, timeZone),
      },
      entries: entries.map((entry) => this.#entry(entry)),
      reentry: reentry(this.#document.reentry),
      goals,
      exits: exits.map((exit) => this.#exit(exit)),
      policies: this.#policies(this.#document.policies ?? {}),
      steps: Object.entries(steps).map(([stepId, step], index) => this.#step(stepId, step, index)),
      outcomes: this.#outcomes,
      deals: this.#deals,
      longestWindowMs: Math.max(0, ...goals.map(({ windowMs }) => windowMs ?? 0)),
      ...this.#endings(),
    }
  }

  #endings(): Pick<JourneyProgram, 'endings'> {
    const { endings, goalsDaily } = this.#switches
    return endings === 'atOnce' ? {} : { endings: { at: endings, goalsDaily } }
  }

  #entry({ id, trigger, where, next }: Entry): ProgramEntry {
    const common = { id, where: this.#where(where), target: this.#target(next) }
    switch (trigger.kind) {
      case 'event': return { ...common, trigger: { kind: 'event', event: trigger.event } }
      case 'api': return { ...common, trigger: { kind: 'event', event: `$api:${trigger.name}` } }
      case 'segment': return { ...common, trigger: { kind: 'segment', segment: this.#segment(trigger.segment), change: trigger.change } }
      case 'schedule':
        return { ...common, trigger: { kind: 'schedule', at: trigger.at ?? null, every: trigger.every ?? null, audience: this.#where(trigger.audience) } }
    }
  }

  #goal(goal: Goal): ProgramGoal {
    return {
      id: goal.id,
      event: goal.event,
      where: this.#where(goal.where),
      value: goal.value ?? null,
      windowMs: goal.window === undefined ? null : exactMs(goal.window),
      endsJourney: goal.endsJourney ?? false,
      outcome: this.#outcome(`goal:${goal.id}`),
    }
  }

  #exit(exit: ExitCriterion): ProgramExit {
    const outcome = this.#outcome(`exit:${exit.id}`)
    if ('segment' in exit) return { kind: 'segment', id: exit.id, segment: this.#segment(exit.segment), outcome }
    return { kind: 'event', id: exit.id, event: exit.event, where: this.#where(exit.where), outcome }
  }

  #policies({ quietHours, caps = [], consent = {}, holdout }: Policies): ProgramPolicies {
    return {
      quietHours: quietHours ? { fromMs: timeOfDayMs(quietHours.from), toMs: timeOfDayMs(quietHours.to), hold: quietHours.mode !== 'drop' } : null,
      caps: caps.map(({ channel, count, within, calendar, onCap = 'skip' }): ProgramCap => ({
        channel,
        ...(channel === '*' && this.#switches.uncounted.length > 0 ? { uncounted: this.#switches.uncounted } : {}),
        count,
        window: calendar === true ? { kind: 'calendar', period: within === 'P1D' ? 'day' : within === 'P1W' ? 'week' : 'month' } : { kind: 'rolling', ms: exactMs(within) },
        onCap:
          onCap === 'skip' ? { kind: 'skip' } : onCap === 'exit' ? { kind: 'exit', outcome: this.#outcome(CAPPED) } : { kind: 'retry', forMs: exactMs(onCap.retryFor) },
      })),
      consent: consent as ProgramPolicies['consent'], // as: a partial record by channel, which zod types the same
      holdout: holdout ? { seed: holdout.key ?? this.#document.id, below: Math.round(holdout.share * 10_000) } : null,
    }
  }

  #step(id: string, step: Step, index: number): ProgramStep {
    const ports = portsOf(step).map((port) => ({ id: port.id, target: this.#target(port.target) }))
    const portNumber = (portId: string) => ports.findIndex((port) => port.id === portId)
    return { id, ports, operation: this.#operation(id, step, index, portNumber) }
  }

  #operation(id: string, step: Step, index: number, portNumber: (portId: string) => number): Operation {
    const portOr = (portId: string) => Math.max(0, portNumber(portId)) // port 0 is `next`
    switch (step.kind) {
      case 'message':
        return {
          kind: 'message',
          channel: step.channel,
          deal: step.variants ? this.#deal(index, `${this.#document.id}/${id}`, step.variants, null) : null,
          exemptCaps: step.exempt?.includes('caps') ?? false,
          exemptQuietHours: step.exempt?.includes('quietHours') ?? false,
          suppressedPort: portOr('suppressed'),
        }
      case 'delay': return { kind: 'delay', until: delayUntil(step) }
      case 'waitFor': {
        const branches = step.branches.map((branch): WaitBranch =>
          'event' in branch
            ? { kind: 'event', event: branch.event, where: this.#where(branch.where), port: portNumber(branch.id) }
            : { kind: 'segment', segment: this.#segment(branch.segment), port: portNumber(branch.id) },
        )
        const timeout = step.timeout ? { ms: exactMs(step.timeout.after), port: portNumber('timeout') } : null
        const look = step.look === undefined || step.look === 'arrival' || step.look === 'entry' ? (step.look ?? 'arrival') : exactMs(step.look)
        if (this.#switches.waits === 'hear') return { kind: 'waitFor', branches, timeout, look }
        return { kind: 'poll', branches, timeout, look: look === 'entry' ? look : (timeout?.ms ?? 0) + (look === 'arrival' ? 0 : look) }
      }
      case 'branch':
        return {
          kind: 'branch',
          branches: step.branches.map((branch) => ({ when: this.#predicate(branch.when), port: portNumber(branch.id) })),
          elsePort: portNumber('else'),
        }
      case 'split': {
        const goal = step.goal === undefined ? null : (this.#document.goals ?? []).findIndex((one) => one.id === step.goal)
        const redrawn = this.#switches.splits === 'eachVisit' ? `${this.#document.id}/${id}#split` : undefined
        return { kind: 'split', deal: this.#deal(index, step.key ?? `${this.#document.id}/${id}`, step.variants, goal, this.#winner(step.autoWinner), redrawn) }
      }
      case 'update':
        return {
          kind: 'update',
          set: Object.entries(step.set).map(([attribute, value]) => ({ attribute, value: value as JsonValue, liquid: isLiquid(value) })), // as: z.json() is JSON
        }
      case 'webhook': return { kind: 'webhook', errorPort: portOr('error') }
      case 'journey': return { kind: 'journey', journey: this.#journey(id, step.journey), wait: step.wait ?? true }
      case 'exit': return { kind: 'exit', outcome: this.#outcome(step.outcome ?? COMPLETED) }
    }
  }

  #deal(step: number, seed: string, variants: readonly { id: string; weight: number }[], goal: number | null, winner: AutoWinner | null = null, redrawn?: string): Deal {
    const deal = { index: this.#deals.length, seed, weights: variants.map(({ weight }) => weight), variantIds: variants.map(({ id }) => id), goal, ...(redrawn === undefined ? {} : { redrawn }) }
    this.#deals.push({ step, deal, winner })
    return deal
  }

  /** None if it goes by a goal that is not there, which the checks refuse. */
  #winner(given: SplitStep['autoWinner']): AutoWinner | null {
    const goal = given === undefined ? -1 : (this.#document.goals ?? []).findIndex(({ id }) => id === given.metric)
    return given === undefined || goal < 0 ? null : { afterMs: exactMs(given.after), goal, minimum: given.minimum }
  }

  #journey(stepId: string, journeyId: string): number {
    const index = this.#journeys.get(journeyId)
    if (index === undefined) {
      throw new RehearsalError('E_JOURNEY', `step "${stepId}" of "${this.#document.id}" goes through the journey "${journeyId}", which is not part of this run`, `add the journey "${journeyId}" to the run`)
    }
    if (this.#entryless.has(journeyId)) {
      throw new RehearsalError('E_JOURNEY', `step "${stepId}" of "${this.#document.id}" goes through the journey "${journeyId}", which has no entry and so no first step`, `give "${journeyId}" an entry that leads to its first step`)
    }
    return index
  }

  #target(stepId: string | undefined): number {
    return stepId === undefined ? NOWHERE : (this.#stepIndex.get(stepId) ?? NOWHERE)
  }

  #outcome(outcome: string): number {
    const known = this.#outcomes.indexOf(outcome)
    return known >= 0 ? known : this.#outcomes.push(outcome) - 1
  }

  #segment(id: string): Predicate {
    return this.#one({ kind: 'segment', id, of: this.#predicate(this.#document.segments![id]!.when) }) // lint made sure it exists
  }

  #where(where: Where | undefined): Predicate {
    return isAlways(where) ? ALWAYS : this.#predicate(where as Condition) // as: not empty, so a condition
  }

  #predicate(condition: Condition): Predicate {
    return this.#one(this.#lowered(condition))
  }

  #one(predicate: Predicate): Predicate {
    const key = canonicalJson(predicate)
    const known = this.#predicates.get(key)
    if (known) return known
    this.#predicates.set(key, predicate)
    return predicate
  }

  #lowered(condition: Condition): Predicate {
    if ('all' in condition) return { kind: 'all', of: condition.all.map((one) => this.#predicate(one)) }
    if ('any' in condition) return { kind: 'any', of: condition.any.map((one) => this.#predicate(one)) }
    if ('not' in condition) return { kind: 'not', of: this.#predicate(condition.not) }
    if ('segment' in condition) return this.#segment(condition.segment)
    if ('attribute' in condition) return { kind: 'attribute', name: condition.attribute, test: { op: condition.op, value: condition.value } }
    if ('score' in condition) return { kind: 'attribute', name: `score:${condition.score}`, test: { op: condition.op, value: condition.value } }
    if ('property' in condition) return { kind: 'property', name: condition.property, test: { op: condition.op, value: condition.value } }
    if ('near' in condition) return { kind: 'near', ...condition.near }
    if ('localTime' in condition) return { kind: 'localTime', fromMs: timeOfDayMs(condition.localTime.from), toMs: timeOfDayMs(condition.localTime.to) }
    if ('weekday' in condition) return { kind: 'weekday', days: condition.weekday }
    if ('sequence' in condition) {
      return {
        kind: 'sequence',
        items: condition.sequence.map(({ did, where }) => ({ event: did, where: this.#where(where) })),
        window: span(condition.within),
        ago: span(condition.endingAgo),
      }
    }
    const { did, where, within, endingAgo, notFollowedBy } = condition
    return {
      kind: 'did',
      event: did,
      where: this.#where(where),
      window: span(within),
      ago: span(endingAgo),
      notFollowedBy: notFollowedBy ? { event: notFollowedBy.did, where: this.#where(notFollowedBy.where), within: span(notFollowedBy.within)! } : null,
      measure: measure(condition),
    }
  }
}

function reentry(asked: Reentry | undefined): ProgramReentry {
  if (!asked || asked.kind === 'once') return { kind: 'once' }
  const limit = asked.limit ? { count: asked.limit.count, withinMs: exactMs(asked.limit.within) } : null
  if (asked.kind === 'always') return { kind: 'always', key: asked.key ?? null, limit }
  return { kind: 'afterExit', cooldownMs: exactMs(asked.cooldown ?? 'PT0S'), limit }
}

function delayUntil(step: DelayStep): DelayUntil {
  if (step.bestTime) return { kind: 'bestTime', withinMs: exactMs(step.bestTime.within) }
  if (!step.until) return { kind: 'for', ms: exactMs(step.for!) } // the schema lets one of the three stand
  const { time, weekday, date } = step.until
  const timeMs = timeOfDayMs(time ?? '00:00')
  return date === undefined ? { kind: 'time', timeMs, weekday: weekday ?? null } : { kind: 'date', date, timeMs }
}

function measure(condition: DidCondition): Measure {
  for (const kind of AGGREGATES) {
    const aggregate = condition[kind]
    if (aggregate) return { kind, ...aggregate }
  }
  return { kind: 'count', ...(condition.count ?? { op: 'gte', value: 1 }), per: condition.per ?? null }
}

/** As of the schema a span parses. */
function span(text: string | undefined): Duration | null {
  return text === undefined ? null : parseDuration(text)!
}

/** Text with `{{ … }}` or `{% … %}` is a template; anything else is taken as it stands. */
export function isLiquid(value: unknown): boolean {
  return typeof value === 'string' && /\{\{|\{%/.test(value)
}
