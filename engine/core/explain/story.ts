import type { JourneyProgram } from '../compile/program.ts'
import type { JsonValue } from '../json.ts'
import type { Goal } from '../model/journey.ts'
import { drawOf } from '../simulate/draw.ts'
import type { HistoryEvent, ProfileView } from '../simulate/reference/evaluate.ts'
import { hashBucket } from '../simulate/hash.ts'
import type { Cause, EntryAnswer, Happening, Judgement, MessageDecision, Move, RunObserver, Standing } from '../simulate/reference/observer.ts'
import { variantOf } from '../simulate/reference/actions.ts'
import { delayEnd } from '../simulate/reference/waits.ts'
import type { TraceEntry } from '../simulate/run.ts'
import { webhookAnswer, type Scenario } from '../simulate/scenario.ts'
import type { ConditionNode } from './condition-node.ts'
import { decisionAt, exitThatHeld, startCondition } from './decisions.ts'
import { explainCondition } from './explain-condition.ts'
import type { ExplainedCause, Happened, HappenedOf, Miss } from './explanation.ts'
import { documentStep, stepOf, waitsAt, type DrawnJourney } from './journey-names.ts'
import { localTime } from './moment.ts'
import { explainedEvent, keepNearest, Pass, type Nearest } from './pass.ts'
import { policyFacts, refusalFacts } from './policy-facts.ts'
import { zoneOf, type StepChange } from './profile-past.ts'

/** A happening whose misses can only be told when the run is over, with what they depend on. */
export interface OpenQuestion { misses: Miss[]; journey: number; pass: Pass; step: number; arrivedAt: number; arrivedLength: number; endAt: number; endLength: number; hand: HistoryEvent | undefined; failed: ReadonlyMap<number, Nearest> }

/** Of what a run takes as given, what the story has to work out again. */
export interface StoryOptions { profileId: string; seed: number; scenario: Scenario | undefined; until: number }

/** Listens to the reference engine as it runs one profile, and writes down what happens and why. */
export class Story implements RunObserver {
  readonly happened: Happened[] = []
  readonly questions: OpenQuestion[] = []
  readonly passes: Pass[] = []
  readonly changes: StepChange[] = []
  /** Who is under way at the end of the run, as their machines stand. */
  readonly stood: Standing[] = []
  /** By journey, then entry: the nearest judgement that failed. */
  readonly failedEntries: Map<number, Nearest>[]
  readonly #journeys: readonly DrawnJourney[]
  readonly #indexOf: ReadonlyMap<string, number>
  readonly #options: StoryOptions
  /** What the profile is like now: the engine keeps these up to date. */
  #live: Pick<ProfileView, 'history' | 'attributes'>
  /** By journey: what an entry was last asked by. */
  readonly #entryHand = new Map<number, HistoryEvent | undefined>()

  constructor(journeys: readonly DrawnJourney[], attributes: ReadonlyMap<string, JsonValue>, options: StoryOptions) {
    this.#journeys = journeys
    this.#indexOf = new Map(journeys.map(({ document }, index) => [document.id, index]))
    this.#options = options
    this.#live = { history: [], attributes }
    this.failedEntries = journeys.map(() => new Map<number, Nearest>())
  }

  /** All that was history when the run ended; undefined if nothing was ever asked. */
  get history(): readonly HistoryEvent[] | undefined {
    return this.#live.history.length > 0 ? this.#live.history : undefined
  }

  /** What the profile is like when the run is over; undefined if nothing was ever asked. */
  get atEnd(): Pick<ProfileView, 'history' | 'attributes'> | undefined {
    return this.#live.history.length > 0 ? this.#live : undefined
  }

  stands(standing: Standing): void {
    this.stood.push(standing)
  }

  judged(judgement: Judgement): void {
    this.#live = judgement.view
    const { asked, at, atHand, holds } = judgement
    const index = this.#indexOf.get(judgement.journeyId)!
    const journey = this.#journeys[index]!
    const build = () => this.#tree(journey, judgement)
    if (asked.what === 'entry' || asked.what === 'audience') {
      this.#entryHand.set(index, atHand)
      if (!holds && !this.passes.some((pass) => pass.journey === index)) keepNearest(this.failedEntries[index]!, asked.entry, atHand, at, build)
      return
    }
    const pass = this.#pass(judgement)
    if (asked.what === 'goal') {
      if (holds) pass.lastGoal = judgement
      else keepNearest(pass.failedGoals, asked.goal, atHand, at, build)
    }
    if (asked.what !== 'branch' && asked.what !== 'wait') return
    const onArrival = asked.what === 'wait' && asked.onArrival
    if (!holds && asked.what === 'wait' && !onArrival && atHand) keepNearest(pass.failed, asked.branch, atHand, at, build)
    pass.askings = pass.askings.filter((one) => one.at === at && one.branch !== asked.branch)
    // A segment is asked at every event: its tree is made where the wait ends, if it says no.
    pass.askings.push({ branch: asked.branch, holds, at, atHand, onArrival, node: holds || atHand ? build() : null })
  }

  moved(move: Move): void {
    switch (move.what) {
      case 'start': return this.#started(move)
      case 'enter': return this.#arrived(move)
      case 'leave': return this.#left(move)
      case 'end': return this.#ended(move)
    }
  }

  decided({ step, decision, ...happening }: Happening & { step: number; decision: MessageDecision }): void {
    if (decision.kind === 'send') return // told when it is sent, also where no policy decides
    const journey = this.#journey(happening)
    const by = policyFacts(decision.by, journey, this.#view(happening), this.#journeys)
    const status = { suppress: 'suppressed', end: 'ended', park: 'parked' } as const
    const until = decision.kind === 'park' ? decision.until : null
    this.#pass(happening).parkedUntil = until ?? undefined
    this.#message(happening, step, { status: status[decision.kind], by, until })
  }

  answered({ entry, refused, ...happening }: EntryAnswer): void {
    if (refused === undefined || refused === 'closed') return // a closed entry matches nothing; how near it came is told where nobody starts
    const index = this.#indexOf.get(happening.journeyId)!
    const journey = this.#journeys[index]!
    const event = entry === undefined ? undefined : this.#entryHand.get(index)
    const starts = this.passes.filter((pass) => pass.journey === index)
    const refusal = refusalFacts(refused, journey, starts, happening.at, keyValue(journey.program, event) ?? null)
    const condition = entry === undefined ? null : startCondition(journey, entry, this.#view(happening), event)
    this.#tell<'refused'>(happening, { what: 'refused', entry: entry === undefined ? null : journey.program.entries[entry]!.id, event: event ? explainedEvent(event) : null, condition, refusal })
  }

  /** What the engine's trace tells that its observers are not told: messages sent and goals counted. */
  traced(entry: TraceEntry): void {
    const happening = { at: entry.at, profileId: entry.profileId, journeyId: entry.journey ?? this.#journeys[0]!.document.id, instance: entry.instance }
    if (entry.what === 'message' && entry.status === 'sent') {
      const journey = this.#journey(happening)
      this.#message(happening, journey.program.steps.findIndex(({ id }) => id === entry.step), { status: 'sent', by: null, until: null })
    }
    if (entry.what === 'goal') this.#reached(happening, entry.goal, entry.creditedTo)
  }

  /** Who is still under way at the end of the run stands where it stands. */
  finish(): void {
    for (const pass of this.passes) {
      if (pass.endedAt !== undefined) continue
      const journey = this.#journeys[pass.journey]!
      const happening = { at: this.#options.until, profileId: this.#options.profileId, journeyId: journey.document.id, instance: pass.number }
      // The machine's own timer: what it was set by (the clock of the zone, the hours of openings) may have changed since.
      const due = this.stood.find((one) => one.journeyId === happening.journeyId && one.instance === pass.number)?.timers[0] ?? null
      const waits = pass.parkedUntil === undefined ? waitsAt(journey, pass.step, due) : { for: [], until: due, span: null }
      const misses = this.#ask(pass, pass.step, happening.at)
      this.#tell<'waiting'>(happening, { what: 'waiting', step: stepOf(journey, pass.step), since: pass.arrivedAt, waits, misses })
    }
  }

  #started({ entry, cause, ...happening }: Extract<Move, { what: 'start' }>): void {
    const index = this.#indexOf.get(happening.journeyId)!
    const journey = this.#journeys[index]!
    const { holdout } = journey.program.policies
    const hand = cause.kind === 'event' ? cause.event : cause.kind === 'journey' ? this.#passes(happening)?.hand : undefined
    const heldOut = holdout !== null && hashBucket(holdout.seed, happening.profileId) < holdout.below
    this.passes.push(new Pass({ journey: index, number: happening.instance!, startedAt: happening.at, heldOut, key: keyValue(journey.program, hand), startLength: this.#live.history.length, hand }))
    const isChild = cause.kind === 'journey'
    const condition = isChild ? null : startCondition(journey, entry, this.#view(happening), hand)
    this.#tell<'start'>(happening, { what: 'start', entry: isChild ? null : journey.program.entries[entry]!.id, cause: causeOf(cause), condition, heldOut })
  }

  #arrived({ step, ...happening }: Extract<Move, { what: 'enter' }>): void {
    const journey = this.#journey(happening)
    const pass = this.#pass(happening)
    pass.arrive(step, happening.at, this.#live.history.length)
    pass.attributesBefore = this.#changeable(journey, step)
    this.#tell<'arrive'>(happening, { what: 'arrive', step: stepOf(journey, step), waits: waitsAt(journey, step, this.#dueAt(pass, happening)) })
  }

  #left({ step, port, cause, ...happening }: Extract<Move, { what: 'leave' }>): void {
    const journey = this.#journey(happening)
    const pass = this.#pass(happening)
    const { id, target } = journey.program.steps[step]!.ports[port]!
    const changes = this.#changesMade(pass)
    this.#tell<'leave'>(happening, {
      what: 'leave', step: stepOf(journey, step), port: id, to: stepOf(journey, target), cause: this.#causeOf(cause, pass, true), afterMs: happening.at - pass.arrivedAt,
      decision: decisionAt(journey, pass, this.#view(happening)), dealt: this.#dealt(journey, step), changes, answer: this.#answer(journey, pass, step),
      misses: isTimeout(journey, pass) ? this.#ask(pass, step, happening.at) : [],
    })
    const taken = journey.program.steps[step]!.operation.kind === 'waitFor' ? pass.asked(true) : undefined
    if (taken) pass.hand = taken.atHand // none, where a segment was waited for
  }

  #ended({ step, outcome, cause, ...happening }: Extract<Move, { what: 'end' }>): void {
    const journey = this.#journey(happening)
    const pass = this.#pass(happening)
    const name = journey.program.outcomes[outcome]!
    pass.endedAt = happening.at
    pass.endLength = this.#live.history.length
    pass.outcome = name
    this.#changesMade(pass)
    const event = cause.kind === 'event' ? cause.event : undefined
    const { kind } = journey.program.steps[step]!.operation
    const runsOut = kind !== 'exit' && name === 'completed'
    const decision = runsOut ? decisionAt(journey, pass, this.#view(happening)) : null
    const timesOut = runsOut && isTimeout(journey, pass)
    const port = !runsOut ? null : timesOut ? 'timeout' : (decision?.taken?.branch ?? this.#dealt(journey, step)?.variant ?? (kind === 'branch' ? 'else' : 'next'))
    this.#tell<'end'>(happening, {
      what: 'end', step: stepOf(journey, step), outcome: name, cause: this.#causeOf(cause, pass, runsOut), afterMs: happening.at - pass.arrivedAt,
      exit: exitThatHeld(journey, name, this.#view(happening), event), port, decision, misses: timesOut ? this.#ask(pass, step, happening.at) : [],
    })
  }

  #reached(happening: Happening, goalId: string, creditedTo: string): void {
    const journey = this.#journey(happening)
    const pass = this.#pass(happening)
    const judgement = pass.lastGoal!
    const number = journey.program.goals.findIndex(({ id }) => id === goalId)
    const goal: Goal = journey.document.goals![number]!
    const event = judgement.atHand!
    pass.reached.set(number, happening.at)
    const raw = goal.value === undefined ? undefined : event.properties[goal.value]
    const credited = journey.program.steps.findIndex(({ id }) => id === creditedTo)
    this.#tell<'goal'>(happening, {
      what: 'goal', goal: goalId, event: explainedEvent(event), condition: this.#tree(journey, judgement), value: goal.value === undefined ? null : typeof raw === 'number' ? raw : 0,
      currency: journey.document.currency ?? null, creditedTo: creditedTo === 'none' || credited < 0 ? null : stepOf(journey, credited), endsJourney: goal.endsJourney ?? false,
    })
  }

  #message(happening: Happening, step: number, made: Pick<HappenedOf<'message'>, 'status' | 'by' | 'until'>): void {
    const journey = this.#journey(happening)
    const { channel } = documentStep(journey, step, 'message')
    const { operation } = journey.program.steps[step]!
    const deal = operation.kind === 'message' ? operation.deal : null
    const variant = deal ? deal.variantIds[variantOf(deal, happening.profileId)]! : null
    this.#tell<'message'>(happening, { what: 'message', step: stepOf(journey, step), channel, variant, ...made })
  }

  /** Opens a question about what nearly happened at a step; it is answered when the run is over. */
  #ask(pass: Pass, step: number, endAt: number): Miss[] {
    const misses: Miss[] = []
    const { journey, arrivedAt, arrivedLength, hand, failed } = pass
    this.questions.push({ misses, journey, pass, step, arrivedAt, arrivedLength, endAt, endLength: this.#live.history.length, hand, failed })
    const { operation } = this.#journeys[journey]!.program.steps[step]!
    if (operation.kind !== 'waitFor') return misses
    const view = this.#viewAt(journey, endAt)
    const { branches } = documentStep(this.#journeys[journey]!, step, 'waitFor')
    for (const [index, branch] of branches.entries()) {
      const one = operation.branches[index]!
      if (one.kind !== 'segment' || !('segment' in branch)) continue
      const condition = explainCondition({ segment: branch.segment }, one.segment, { view, atHand: undefined, segments: this.#segments(this.#journeys[journey]!) })
      if (condition) misses.push({ kind: 'notInSegment', of: branch.id, condition })
    }
    return misses
  }

  #dueAt(pass: Pass, happening: Happening): number | null {
    const { operation } = this.#journeys[pass.journey]!.program.steps[pass.step]!
    if (operation.kind === 'waitFor' || operation.kind === 'poll') return operation.timeout ? pass.arrivedAt + operation.timeout.ms : null
    return operation.kind === 'delay' ? delayEnd(operation.until, { ...this.#view(happening), now: pass.arrivedAt }) : null
  }

  #dealt({ program, document }: DrawnJourney, step: number): HappenedOf<'leave'>['dealt'] {
    const { operation, id } = program.steps[step]!
    const drawnStep = document.steps[id]
    if (operation.kind !== 'split' || drawnStep?.kind !== 'split') return null
    const number = variantOf(operation.deal, this.#options.profileId)
    const { id: variant, name, weight } = drawnStep.variants[number]!
    return { variant, name: name ?? variant, share: weight / drawnStep.variants.reduce((sum, one) => sum + one.weight, 0) }
  }

  /** The webhook's scripted answer, worked out as the engine does. */
  #answer({ program }: DrawnJourney, pass: Pass, step: number): HappenedOf<'leave'>['answer'] {
    const { operation, id } = program.steps[step]!
    if (operation.kind !== 'webhook') return null
    const { seed, profileId, scenario } = this.#options
    const visit = pass.visits.get(step) ?? 0
    pass.visits.set(step, visit + 1)
    const { answer, errorShare } = webhookAnswer(scenario, program.journeyId, id) ?? {}
    const isDrawn = errorShare !== undefined && drawOf(seed, profileId, `${program.journeyId}/${id}`, pass.startedAt, visit) < errorShare
    return answer === 'error' || isDrawn ? 'error' : 'success'
  }

  /** The attributes that the step may change, as they are now. */
  #changeable({ program }: DrawnJourney, step: number): Map<string, JsonValue | undefined> | undefined {
    const { operation, id } = program.steps[step]!
    const { attributes } = this.#live
    const set = operation.kind === 'webhook' ? webhookAnswer(this.#options.scenario, program.journeyId, id)?.set : undefined
    const names = operation.kind === 'update' ? operation.set.map(({ attribute }) => attribute) : Object.keys(set ?? {})
    return names.length === 0 ? undefined : new Map(names.map((name) => [name, attributes.get(name)]))
  }

  #changesMade({ attributesBefore }: Pass): HappenedOf<'leave'>['changes'] {
    const { attributes, history } = this.#live
    return [...(attributesBefore ?? [])].flatMap(([attribute, from]) => {
      const to = attributes.get(attribute)
      if (JSON.stringify(from) === JSON.stringify(to)) return []
      this.changes.push({ length: history.length, attribute, value: to })
      return [{ attribute, from: from ?? null, to: to ?? null }]
    })
  }

  #causeOf(cause: Cause, pass: Pass, leaves: boolean): ExplainedCause {
    const isWait = this.#journeys[pass.journey]!.program.steps[pass.step]!.operation.kind === 'waitFor'
    if (!isWait || (cause.kind !== 'arrival' && cause.kind !== 'event')) return causeOf(cause)
    const taken = pass.asked(true)
    if (!taken) return leaves ? { kind: 'timer' } : causeOf(cause) // a timeout of no length
    // A look-back found it: that event is why it goes on at once. A segment needs none, even if an event led to it.
    return taken.atHand ? { kind: 'event', event: explainedEvent(taken.atHand) } : { kind: 'segment' }
  }

  #tree(journey: DrawnJourney, { asked, predicate, view, atHand }: Judgement): ConditionNode | null {
    const judging = { view, atHand, segments: this.#segments(journey) }
    const { document } = journey
    switch (asked.what) {
      case 'entry': return explainCondition(document.entries[asked.entry]!.where, predicate, judging)
      case 'audience': {
        const { trigger } = document.entries[asked.entry]!
        return explainCondition(trigger.kind === 'schedule' ? trigger.audience : undefined, predicate, judging)
      }
      case 'goal': return explainCondition(document.goals![asked.goal]!.where, predicate, judging)
      case 'exit': return null // told of the exit that ends the instance
      case 'branch': return explainCondition(documentStep(journey, asked.step, 'branch').branches[asked.branch]!.when, predicate, judging)
      case 'wait': {
        const branch = documentStep(journey, asked.step, 'waitFor').branches[asked.branch]!
        const isSegment = 'segment' in branch
        return explainCondition(isSegment ? { segment: branch.segment } : 'where' in branch ? branch.where : undefined, predicate, judging)
      }
    }
  }

  #segments({ document }: DrawnJourney) {
    return document.segments ?? {}
  }

  #journey({ journeyId }: Happening): DrawnJourney {
    return this.#journeys[this.#indexOf.get(journeyId)!]!
  }

  #passes({ at }: Happening): Pass | undefined {
    return this.passes.findLast((pass) => pass.endedAt === undefined && pass.arrivedAt === at) // the parent: it has just come to its journey step
  }

  #pass({ journeyId, instance }: Happening): Pass {
    const index = this.#indexOf.get(journeyId)
    return this.passes.find((pass) => pass.journey === index && pass.number === instance)!
  }

  #view(happening: Happening): ProfileView {
    return this.#viewAt(this.#indexOf.get(happening.journeyId)!, happening.at)
  }

  #viewAt(journey: number, now: number): ProfileView {
    const { history, attributes } = this.#live
    return { history, attributes, now, zone: zoneOf(attributes, this.#journeys[journey]!.program.timeZone) }
  }

  #tell<W extends Happened['what']>({ at, journeyId, instance }: Happening, what: Omit<HappenedOf<W>, 'at' | 'iso' | 'local' | 'zone' | 'journey' | 'instance'>): void {
    const { zone } = this.#viewAt(this.#indexOf.get(journeyId)!, at)
    const told = { at, iso: new Date(at).toISOString(), local: localTime(zone, at), zone: zone.name, journey: journeyId, instance: instance ?? null, ...what }
    this.happened.push(told as unknown as Happened) // as: the parts of one happening
  }
}

/** Does the instance leave its wait by none of the branches? */
function isTimeout({ program }: DrawnJourney, pass: Pass): boolean {
  return program.steps[pass.step]!.operation.kind === 'waitFor' && pass.asked(true) === undefined
}

function causeOf(cause: Cause): ExplainedCause {
  return cause.kind === 'event' ? { kind: 'event', event: explainedEvent(cause.event) } : { kind: cause.kind }
}

function keyValue({ reentry }: JourneyProgram, event: HistoryEvent | undefined): JsonValue | undefined {
  if (reentry.kind !== 'always' || reentry.key === null) return undefined
  return event?.properties[reentry.key] ?? undefined
}
