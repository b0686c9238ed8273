import { DAY_MS, HOUR_MS, type Zone } from '../model/calendar.ts'
import { EventColumns } from '../simulate/population-columns.ts'
import type { Condition, KindProgram, PopulationProgram, StateProgram, TrackProgram, Ways } from './compile.ts'
import { drawFrom } from './distribution.ts'
import { Person } from './person.ts'

/** More states in one session than any person goes through: a chain that never ends is cut here. */
export const LONGEST_SESSION = 1000
const ENDS = -1

/**
 * Lives through the span of one person after another and writes down what happens, in order of time. A person's tracks go on beside each other:
 * the earliest thing waiting happens next; of one instant, the track named first. Hot code: typed arrays, no allocation an event.
 */
export class PopulationWalk {
  readonly columns: EventColumns
  readonly person: Person
  readonly #program: PopulationProgram
  readonly #ends: Float64Array
  readonly #starts: Float64Array
  // Two places a track: what comes next in its chain, and (for broadcasts) the next broadcast that reaches the person.
  readonly #due: Float64Array
  readonly #state: Int32Array
  readonly #steps: Int32Array
  readonly #broadcast: Int32Array
  readonly #pace: Float64Array
  readonly #sessions: Int32Array
  #kind: KindProgram
  #zone: Zone
  #arrival = 0
  #wasThere = false

  constructor(program: PopulationProgram, seed: number) {
    this.#program = program
    this.person = new Person(seed, program.shape)
    this.columns = new EventColumns(program.columns.map(({ name }) => name), program.columns.map(({ dictionary }) => dictionary))
    this.#starts = Float64Array.from(program.zones, (zone) => zone.instantOf(program.fromDay * DAY_MS))
    this.#ends = Float64Array.from(program.zones, (zone) => Math.min(program.until, zone.instantOf((program.fromDay + program.days) * DAY_MS)))
    this.#kind = program.kinds[0]!
    this.#zone = program.zones[0]!
    const tracks = this.#kind.tracks.length
    this.#due = new Float64Array(2 * tracks)
    this.#state = new Int32Array(2 * tracks)
    this.#steps = new Int32Array(tracks)
    this.#broadcast = new Int32Array(tracks)
    this.#pace = new Float64Array(tracks)
    this.#sessions = new Int32Array(tracks)
  }

  /** Writes down the life of person `number`; answers whether it has a row of attributes, and gives their codes as they are on arrival. */
  walk(number: number, arrived: (attributes: Uint32Array) => void): boolean {
    const { kinds, kindShares, zones, zoneShares } = this.#program
    const { person } = this
    const { draws } = person
    person.become(number)
    person.kind = draws.pick(kindShares)
    this.#kind = kinds[person.kind]!
    const zone = zones.length === 1 ? 0 : draws.pick(zoneShares)
    this.#zone = zones[zone]!
    const hasAttributes = this.#drawAttributes(zone)
    arrived(person.attributes)
    this.#wasThere = draws.chance(this.#kind.before)
    const { arrivesAfter, days } = this.#kind
    const day = this.#wasThere ? 0 : arrivesAfter ? this.#program.arrivalRhythm.dayAfter(this.#program.fromDay, arrivesAfter, draws) - this.#program.fromDay : draws.pick(days)
    this.#arrival = this.#wasThere ? this.#starts[zone]! : this.#zone.instantOf((this.#program.fromDay + day) * DAY_MS)
    for (const { state, share } of this.#kind.doers) if (!draws.chance(share)) person.close(state)
    this.#kind.tracks.forEach((track, index) => this.#begin(track, index))
    this.#live(this.#ends[zone]!)
    return hasAttributes
  }

  #drawAttributes(zone: number): boolean {
    const { attributes } = this.#program
    const { person } = this
    if (!person.draws.chance(this.#kind.attributesShare)) return false
    for (let index = 0; index < attributes.length; index++) {
      const { draw } = attributes[index]!
      person.attributes[index] = draw ? draw(person) : zone + 2 // the zones' dictionary holds them in their order
    }
    return true
  }

  /** The first session of a track, or its first broadcast. */
  #begin(track: TrackProgram, index: number): void {
    const { draws } = this.person
    this.#due[2 * index] = this.#due[2 * index + 1] = Infinity
    this.#sessions[index] = 0
    this.#pace[index] = track.pace ? drawFrom(track.pace, draws) : 1
    if (!draws.chance(track.joins) || track.most === 0) return
    if (track.broadcasts) {
      this.#broadcast[index] = -1
      this.#nextBroadcast(track, index)
      return
    }
    let start: number
    if (this.#wasThere) {
      const wait = track.between ? drawFrom(track.between, draws) * this.#pace[index]! : DAY_MS
      start = this.#onRhythm(track, this.#arrival + Math.floor(draws.share() * wait), this.#arrival)
    } else start = this.#onRhythm(track, this.#arrival, this.#arrival)
    if (track.begins) {
      const later = drawFrom(track.begins, draws)
      if (later > 0) start = this.#onRhythm(track, start + Math.floor(later), start)
    }
    this.#startSession(index, start, this.#choose((this.#wasThere ? undefined : track.first) ?? track.starts))
  }

  /** An instant on the local day of `about` at an hour of the track's rhythm, but not before `least`. */
  #onRhythm(track: TrackProgram, about: number, least: number): number {
    const day = Math.floor(this.#zone.wallAt(about) / DAY_MS)
    return Math.max(least, this.#zone.instantOf(day * DAY_MS + track.rhythm.timeOfDay(this.person.draws)))
  }

  #startSession(track: number, at: number, state: number): void {
    this.#steps[track] = 0
    this.#schedule(2 * track, at, state, this.#arrival)
  }

  /** `now`: nothing may be put before it, also where the clock is cut to the day. */
  #schedule(place: number, at: number, state: number, now: number): void {
    if (state === ENDS) {
      this.#due[place] = Infinity
      return
    }
    this.#state[place] = state
    // A step of a chain goes to the nearest midnight, so that days between stay what was drawn; a session to that of its day.
    const isStep = this.#steps[place >> 1]! > 0
    this.#due[place] = this.#program.states[state]!.dateOnly ? this.#midnight(isStep ? at + DAY_MS / 2 : at, now) : at
  }

  #midnight(at: number, now: number): number {
    const day = Math.floor(this.#zone.wallAt(at) / DAY_MS)
    const midnight = this.#zone.instantOf(day * DAY_MS)
    return midnight >= now ? midnight : this.#zone.instantOf((day + 1) * DAY_MS)
  }

  #nextBroadcast(track: TrackProgram, index: number): void {
    const { draws } = this.person
    const broadcasts = track.broadcasts!
    for (let next = this.#broadcast[index]! + 1; next < broadcasts.length; next++) {
      const { at, share, to } = broadcasts[next]!
      if (!draws.chance(share) || (!track.everybody && at < this.#arrival)) continue
      this.#broadcast[index] = next
      this.#due[2 * index + 1] = at
      this.#state[2 * index + 1] = to
      return
    }
    this.#due[2 * index + 1] = Infinity
  }

  #live(end: number): void {
    const places = 2 * this.#kind.tracks.length
    for (;;) {
      let place = 0
      for (let other = 1; other < places; other++) if (this.#due[other]! < this.#due[place]!) place = other
      const now = this.#due[place]!
      if (now >= end) return
      const index = place >> 1
      const track = this.#kind.tracks[index]!
      const state = this.#state[place]!
      if ((place & 1) === 1) {
        if (this.#due[2 * index] === Infinity) this.#steps[index] = 0
        for (const { catalogue, item } of track.broadcasts![this.#broadcast[index]!]!.items) this.person.items[catalogue] = item
        this.#nextBroadcast(track, index)
      }
      const program = this.#program.states[state]!
      if (this.#steps[index] === 0 || (place & 1) === 1) this.person.sessions++
      this.#happen(program, state, now)
      if (program.leaves) return
      this.#goOn(track, place, state, now)
    }
  }

  #goOn(track: TrackProgram, place: number, state: number, now: number): void {
    const index = place >> 1
    const { draws } = this.person
    const ways = this.#kind.ways[state]!
    const way = ++this.#steps[index]! >= LONGEST_SESSION ? ENDS : this.#chooseWay(ways)
    if (way !== ENDS) {
      const after = ways.after[way]
      this.#schedule(2 * index, after ? now + Math.floor(drawFrom(after, draws)) : now, ways.to[way]!, now)
      return
    }
    // A broadcast that leads on takes the place of the chain still under way; one that does not leaves it alone.
    if ((place & 1) === 1) return
    this.#due[place] = Infinity
    const returns = this.#kind.returns[state]
    const between = returns?.between ?? track.between
    const starts = returns?.starts ?? track.starts
    const sessions = ++this.#sessions[index]!
    if (track.broadcasts || !between || sessions >= track.most) return
    if ((sessions >= track.least || returns?.comesBack === 0) && !draws.chance(returns?.comesBack ?? track.comesBack)) return
    if (track.lapses && draws.chance(track.lapses.share)) {
      const start = this.#onRhythm(track, now + Math.floor(drawFrom(track.lapses.wait, draws)), now + HOUR_MS)
      this.#steps[index] = 0
      this.#schedule(2 * index, start, this.#choose(starts), now)
      return
    }
    const start = track.rhythm.next(now, between, this.#pace[index]!, this.#zone, draws)
    if (track.slowing !== 1) this.#pace[index]! *= track.slowing
    this.#steps[index] = 0
    this.#schedule(2 * index, start, this.#choose(starts), now)
  }

  #choose(ways: Ways): number {
    const way = this.#chooseWay(ways)
    return way === ENDS ? ENDS : ways.to[way]!
  }

  #chooseWay({ to, shares, cumulative, conditions, ending }: Ways): number {
    const share = this.person.draws.share()
    if (!conditions) {
      // The last way of a list that leaves nothing over takes what rounding has left.
      for (let way = 0; way < to.length; way++) if (share < cumulative[way]!) return way
      return ending < 1e-9 ? to.length - 1 : ENDS
    }
    let open = ending
    for (let way = 0; way < to.length; way++) if (this.#isOpen(conditions[way])) open += shares[way]!
    let rest = share * open
    let last = ENDS
    for (let way = 0; way < to.length; way++) {
      if (shares[way] === 0 || !this.#isOpen(conditions[way])) continue
      last = way
      if ((rest -= shares[way]!) < 0) return way
    }
    return ending < 1e-9 ? last : ENDS
  }

  #isOpen(condition: Condition | undefined): boolean {
    if (!condition) return true
    const { attributes, keptCount } = this.person
    if (condition.closable >= 0 && this.person.isClosed(condition.closable)) return false
    for (const { index, codes } of condition.attributes) if (!codes.has(attributes[index]!)) return false
    for (const { list, full } of condition.lists) if (keptCount[list]! > 0 !== full) return false
    return true
  }

  #happen(state: StateProgram, index: number, now: number): void {
    const { person } = this
    if (state.once) person.close(index)
    if (state.pick) this.#pick(state.pick)
    for (const { list, catalogue } of state.keeps) this.#keep(list, person.items[catalogue]!)
    if (state.name >= 0) {
      person.events++
      this.columns.add(now, state.name)
      for (let write = 0; write < state.writes.length; write++) {
        const { column, draw } = state.writes[write]!
        const code = draw(person)
        if (code === 0) continue
        this.columns.set(column, code)
        if (state.isSet) this.#setAttribute(column, code)
      }
    }
    for (const list of state.clears) {
      person.kept[list] = -1
      person.keptCount[list] = 0
      this.#program.sums.forEach((sum, place) => sum.list === list && (person.sums[place] = 0))
    }
  }

  #pick({ catalogue, same, like, shares }: NonNullable<StateProgram['pick']>): void {
    const { items, draws } = this.person
    const atHand = items[catalogue]!
    if (atHand >= 0 && same > 0 && draws.chance(same)) return
    const goods = this.#program.catalogues[catalogue]!
    items[catalogue] = like !== undefined && atHand >= 0 ? goods.like(like, atHand, draws) : goods.any(draws, shares)
  }

  #keep(list: number, item: number): void {
    if (item < 0) return
    const { person } = this
    person.kept[list] = item
    person.keptCount[list]!++
    this.#program.sums.forEach((sum, place) => sum.list === list && (person.sums[place]! += sum.values[item]!))
  }

  /** A `$set` also changes what later ways see. */
  #setAttribute(column: number, code: number): void {
    const attribute = this.#program.attributeOfColumn[column]!
    if (attribute < 0) return
    const value = this.#program.columns[column]!.dictionary.values[code]
    if (value === undefined || value === null || typeof value === 'object') return
    this.person.attributes[attribute] = this.#program.attributes[attribute]!.dictionary.codeOf(value)
  }
}
