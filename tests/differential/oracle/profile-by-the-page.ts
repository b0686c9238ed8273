import { RehearsalError } from '../../../engine/core/errors.ts'
import type { PlainEvent } from '../../../engine/core/model/dataset.ts'
import type { Entry, Goal } from '../../../engine/core/model/journey.ts'
import { instantOfBound, isZone, later, spanMs } from './clock-by-the-page.ts'
import { propertyOf, whereHolds, type PastEvent } from './condition-by-the-page.ts'
import { isActive, type Instance, type JourneyHere } from './instance-by-the-page.ts'
import type { StepsByThePage } from './steps-by-the-page.ts'

export interface Span { from: number; until: number }
/** An instant at which a schedule asks this profile. */
export interface Asking { at: number; journey: JourneyHere; entry: Entry }

/** One profile walked through time with all journeys of a run, sentence by sentence of the page (sections 2 and 4). */
export class ProfileByThePage {
  readonly #steps: StepsByThePage
  readonly #turns: readonly JourneyHere[]
  readonly #span: Span
  readonly #hasRow: boolean
  readonly #askings: readonly Asking[]
  readonly #zones: readonly string[]
  readonly #edges: readonly { did: string | undefined; spans: readonly string[] }[]

  /** `askings` by instant, then in the order in which they are to be asked. */
  constructor(steps: StepsByThePage, span: Span, hasRow: boolean, askings: readonly Asking[], zoneValues: readonly unknown[]) {
    this.#steps = steps
    this.#turns = [...steps.journeys].sort((a, b) => b.priority - a.priority)
    this.#span = span
    this.#hasRow = hasRow
    this.#askings = askings
    this.#zones = [...new Set([...steps.journeys.map(({ zone }) => zone), ...zoneValues.filter(isZone)])]
    this.#edges = steps.journeys.flatMap(({ document }) => edgesIn(document.segments ?? {}))
  }

  walk(events: readonly PlainEvent[]): void {
    for (const journey of this.#turns) this.#look(journey)
    const inTime = events.filter(({ at }) => at <= this.#span.until)
    for (let at = this.#nextInstant(inTime); at <= this.#span.until; at = this.#nextInstant(inTime)) {
      this.#steps.now = at
      this.#timePasses()
      for (let one = this.#nextDue(); one && alarmOf(one)!.due <= at; one = this.#nextDue()) this.#happens(() => (isLookDue(one!) ? this.#steps.lookAt(one!) : this.#steps.fire(one!)))
      for (const { journey, entry } of this.#askings.filter((asking) => asking.at === at)) this.#happens(() => this.#ask(journey, entry, events))
      for (const { name, properties = {} } of inTime.filter((event) => event.at === at)) this.#happens(() => this.#arrives({ name, at, properties }))
      for (let next = this.#takeReaction(at); next; next = this.#takeReaction(at)) {
        const reaction = next
        this.#happens(() => this.#arrives(reaction))
      }
    }
  }

  /** The reaction that was drawn first of those that come at this instant: "after all rows of its instant and after reactions of that instant that were drawn before it". */
  #takeReaction(at: number): PastEvent | undefined {
    const { coming } = this.#steps
    const place = coming.findIndex((reaction) => reaction.at === at)
    return place < 0 ? undefined : coming.splice(place, 1)[0]
  }

  /** The next instant at which anything may happen; one too many does no harm. */
  #nextInstant(events: readonly PlainEvent[]): number {
    const { now, history } = this.#steps
    const all = [
      ...events.map(({ at }) => at),
      ...this.#askings.map(({ at }) => at),
      ...this.#steps.coming.map(({ at }) => at),
      ...this.#steps.journeys.flatMap(({ instances }) => instances.flatMap(({ timer, look }) => [timer?.due ?? [], look?.due ?? []].flat())),
      ...this.#zones.flatMap((zone) =>
        this.#edges.flatMap(({ did, spans }) => history.filter(({ name }) => did === undefined || name === did).map(({ at }) => spans.reduce((so, span) => later(zone, so, span), at))),
      ),
    ]
    return Math.min(...all.filter((at) => at > now))
  }

  #nextDue(): Instance | undefined {
    const waiting = this.#steps.journeys.flatMap(({ instances }) => instances.filter((one) => alarmOf(one)))
    return waiting.sort((a, b) => alarmOf(a)!.due - alarmOf(b)!.due || b.journey.priority - a.journey.priority || alarmOf(a)!.armed - alarmOf(b)!.armed)[0]
  }

  /** One timer, schedule or event; after it segments are gone through if it changed what they are made of. */
  #happens(happen: () => void): void {
    this.#steps.happening++
    this.#steps.touched = false
    happen()
    if (this.#steps.touched) this.#timePasses()
  }

  /** 2(b), 2(c) and 3 for segments alone, until nothing moves. */
  #timePasses(): void {
    for (let round = 1; ; round++) {
      if (round > 1000) throw new RehearsalError('S003', 'segments go back and forth without end', 'let time pass')
      this.#steps.happening++
      const before = this.#steps.moves
      for (const journey of this.#turns) {
        for (const one of journey.instances.slice()) if (isActive(one) && one.during !== this.#steps.happening) this.#seenBy(one, undefined)
        this.#enter(journey, undefined)
      }
      if (this.#steps.moves === before) return
    }
  }

  #arrives(event: PastEvent): void {
    this.#steps.history.push(event)
    if (event.name === '$set') for (const [name, value] of Object.entries(event.properties)) this.#steps.set(name, value)
    for (const journey of this.#turns) {
      for (const one of journey.instances.slice()) this.#goalsAndMore(one, event)
      this.#enter(journey, event)
    }
  }

  /** Step 2: an instance that this very event started does not see it. */
  #goalsAndMore(one: Instance, event: PastEvent): void {
    const sees = one.during !== this.#steps.happening
    if (sees) {
      const matched = (one.journey.document.goals ?? []).filter((goal) => this.#converts(one, goal, event))
      for (const goal of matched) this.#steps.convert(one, goal.id, goal.value === undefined ? 0 : propertyOf(event, goal.value))
      const ending = matched.find((goal) => goal.endsJourney)
      if (isActive(one) && ending) {
        if (!this.#steps.endsLater) return this.#steps.end(one, `goal:${ending.id}`)
        this.#steps.mark(one, `goal:${ending.id}`, true)
      }
    }
    if (isActive(one)) this.#seenBy(one, sees ? event : undefined)
  }

  /** 2(b) and 2(c); without an event, for segments alone. */
  #seenBy(one: Instance, event: PastEvent | undefined): void {
    const { journey } = one
    const matches = (each: { event: string; where?: Entry['where'] }) =>
      event !== undefined && each.event === event.name && this.#steps.concerns(one, event) && whereHolds(each.where, this.#steps.situation(journey, event))
    const exits = journey.document.exits ?? []
    if (this.#steps.endsLater) {
      const met = one.mark ? undefined : exits.find((each) => 'event' in each && matches(each))
      if (met) this.#steps.mark(one, `exit:${met.id}`, false)
    } else {
      const exit = exits.find((each) => ('segment' in each ? this.#steps.isIn(journey, each.segment) : matches(each)))
      if (exit) return this.#steps.end(one, `exit:${exit.id}`)
    }
    const { step, stay } = this.#steps.whereIs(one)
    if (step.kind !== 'waitFor' || this.#steps.switches.waits === 'poll') return
    // who arrived during this very event hears only what comes after
    const branch = step.branches.find((each) => ('segment' in each ? this.#steps.isIn(journey, each.segment) : stay.during !== this.#steps.happening && matches(each)))
    if (!branch) return
    one.hand = 'segment' in branch ? undefined : event
    this.#steps.leave(one, branch.id, branch.next)
  }

  #converts(one: Instance, goal: Goal, event: PastEvent): boolean {
    if (goal.event !== event.name || one.conversions.some((conversion) => conversion.goal === goal.id) || !this.#steps.concerns(one, event)) return false
    const isOpen = goal.window === undefined ? isActive(one) : !one.closed && one.start <= event.at && event.at < one.start + spanMs(goal.window)
    return isOpen && whereHolds(goal.where, this.#steps.situation(one.journey, event))
  }

  /** Looks at the segments of a journey's triggers; gives those whose membership is not what it was when last looked at. */
  #look(journey: JourneyHere): Set<string> {
    const asked = journey.document.entries.flatMap(({ trigger }) => (trigger.kind === 'segment' ? [trigger.segment] : []))
    return new Set([...new Set(asked)].filter((id) => {
      const before = journey.remembered.get(id)
      journey.remembered.set(id, this.#steps.isIn(journey, id))
      return before !== undefined && before !== journey.remembered.get(id)
    }))
  }

  /** Step 3; without an event, for segments alone. */
  #enter(journey: JourneyHere, event: PastEvent | undefined): void {
    const changed = this.#look(journey)
    for (const entry of journey.document.entries) {
      const { trigger } = entry
      if (trigger.kind === 'schedule') continue
      const bySegment = trigger.kind === 'segment'
      const isMet = bySegment
        ? changed.has(trigger.segment) && journey.remembered.get(trigger.segment) === (trigger.change === 'enter')
        : event !== undefined && event.name === (trigger.kind === 'api' ? `$api:${trigger.name}` : trigger.event)
      if (isMet && this.#enterBy(journey, entry, bySegment ? undefined : event)) return
    }
  }

  #ask(journey: JourneyHere, entry: Entry, events: readonly PlainEvent[]): void {
    if (!this.#hasRow && !events.some(({ at }) => at < this.#steps.now)) return
    const audience = entry.trigger.kind === 'schedule' ? entry.trigger.audience : undefined
    if (whereHolds(audience, this.#steps.situation(journey, undefined))) this.#enterBy(journey, entry, undefined)
  }

  /** The trigger is met: does somebody start? */
  #enterBy(journey: JourneyHere, entry: Entry, hand: PastEvent | undefined): boolean {
    const { activeFrom, activeUntil } = journey.document
    const { now } = this.#steps
    const isOpen =
      now >= this.#span.from &&
      (activeFrom === undefined || now >= instantOfBound(activeFrom, journey.zone)) &&
      (activeUntil === undefined || now < instantOfBound(activeUntil, journey.zone))
    if (!isOpen || !whereHolds(entry.where, this.#steps.situation(journey, hand))) return false
    const counts = journey.entries[entry.id]!
    counts.matched++
    if (!this.#steps.admits(journey, hand)) {
      counts.refused++
      return false
    }
    counts.admitted++
    this.#steps.start(journey, entry.id, entry.next, hand)
    return true
  }
}

/** Of an instance's timer and the daily look at it, the one that comes first. */
function alarmOf({ timer, look }: Instance): { due: number; armed: number } | undefined {
  if (!timer || !look) return timer ?? look
  return timer.due < look.due || (timer.due === look.due && timer.armed < look.armed) ? timer : look
}

function isLookDue(one: Instance): boolean {
  return one.look !== undefined && alarmOf(one) === one.look
}

/** Every sum of spans, of the events so named, at which some segment may be entered or left by mere passing of time. */
function edgesIn(value: unknown): { did: string | undefined; spans: string[] }[] {
  if (Array.isArray(value)) return value.flatMap(edgesIn)
  if (typeof value !== 'object' || value === null) return []
  const { did, within, endingAgo, notFollowedBy } = value as { did?: unknown; within?: string; endingAgo?: string; notFollowedBy?: { within: string } } // as: JSON, and asked only for what conditions carry
  const name = typeof did === 'string' && did !== '*' ? did : undefined
  const here = [[within, endingAgo], [endingAgo], [notFollowedBy?.within]].map((spans) => spans.filter((span) => typeof span === 'string')).filter((spans) => spans.length > 0)
  return [...here.map((spans) => ({ did: name, spans })), ...Object.values(value).flatMap(edgesIn)]
}
