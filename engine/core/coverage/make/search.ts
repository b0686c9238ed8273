import type { JourneyProgram } from '../../compile/program.ts'
import { wayKey, type Way } from '../way.ts'
import { Chooser } from './chooser.ts'
import type { Draft } from './draft.ts'
import { asVariant, intoSegment, parkedHere, takingPort, withEventDone, withoutEnd, type Standing } from './edit-pass.ts'
import { blankFor, startingBy } from './edit-start.ts'
import type { Making } from './making.ts'
import { meet } from './meet.ts'
import type { Pass, Played, Player, Visit } from './play.ts'
import { Routes, stepsThatHold } from './routes.ts'
import type { ValuePools } from './values.ts'

export interface Found { draft: Draft; played: Played }

/** What a search goes by. `known`: people found before, from whom it may start. */
export interface SearchOptions { player: Player; pools: ValuePools; neutralEvent: string; seed: number; tries: number; known: readonly Found[] }

/** After so many edits that bring it no nearer, a search begins again. */
const PATIENCE = 9

/**
 * Looks for a person who goes that way: plays a draft, looks where it stands nearest to the way, edits what keeps it from going on, plays again.
 * Yields after each play. Undefined: nobody was found in the tries there are.
 */
export function* searchFor(way: Way, options: SearchOptions): Generator<void, Found | undefined> {
  const { player } = options
  const program = player.program.journeys[0]!
  const goal = aimOf(way, program)
  const key = wayKey(way)
  const chooser = new Chooser(options.seed, key)
  let current: Found | null = null
  let idle = 0
  for (let tries = 0; tries < options.tries; tries++) {
    if (current === null || idle > PATIENCE) {
      current = beginning(goal, options, chooser)
      idle = 0
      yield
      if (current.played.reached.has(key)) return current
    }
    const next: { draft: Draft | undefined; blamed: { step: number; port: number } | null } = edited(current, goal, options, chooser)
    if (next.draft === undefined) {
      idle++
      if (next.blamed) goal.routes.blame(next.blamed)
      continue
    }
    const played = player.play(next.draft)
    yield
    if (played.reached.has(key)) return { draft: next.draft, played }
    const before = scoreOf(current.played, goal)
    const after = played.failed ? Infinity : scoreOf(played, goal)
    if (after < before) idle = 0
    else {
      idle++
      if (next.blamed) goal.routes.blame(next.blamed)
    }
    if (after < before || (after === before && chooser.chance(0.6)) || (after < Infinity && chooser.chance(0.08))) current = { draft: next.draft, played }
  }
  return undefined
}

/** What is wanted of the first journey, and how far its steps are from it. */
interface Aim { way: Way; routes: Routes; program: JourneyProgram }

function aimOf(way: Way, program: JourneyProgram): Aim {
  const stepOf = (id: string) => program.steps.findIndex((step) => step.id === id)
  switch (way.kind) {
    case 'port': {
      const step = stepOf(way.step)
      return { way, program, routes: new Routes(program, new Set([step]), { step, port: program.steps[step]!.ports.findIndex(({ id }) => id === way.port) }) }
    }
    case 'text': return { way, program, routes: new Routes(program, new Set([stepOf(way.step)])) }
    case 'goal': {
      const hasWindow = program.goals.find(({ id }) => id === way.goal)?.windowMs !== null
      // It may be reached when the journey is over.
      return { way, program, routes: new Routes(program, hasWindow ? new Set(program.steps.keys()) : stepsThatHold(program)) }
    }
    case 'entry':
    case 'exit': return { way, program, routes: new Routes(program, stepsThatHold(program)) }
  }
}

/** Somebody known who comes near, or nobody yet. */
function beginning(aim: Aim, { player, known }: SearchOptions, chooser: Chooser): Found {
  const near = known.map((one) => ({ one, score: scoreOf(one.played, aim) })).filter(({ score }) => score < FAR).sort((a, b) => a.score - b.score)
  if (aim.way.kind !== 'entry' && near.length > 0 && chooser.chance(0.7)) return chooser.early(near)!.one
  const draft = blankFor(aim.program)
  return { draft, played: player.play(draft) }
}

/** Nobody started. */
const FAR = 1e6

function scoreOf(played: Played, aim: Aim): number {
  const nearest = nearestOf(played, aim)
  return nearest ? aim.routes.distance(nearest.visit.step) : FAR
}

/** Where somebody stood nearest to what is wanted; of equals the last. */
function nearestOf({ passes }: Played, { routes, way }: Aim): { pass: Pass; visit: Visit } | undefined {
  let best: { pass: Pass; visit: Visit } | undefined
  let least = Infinity
  for (const pass of passes) {
    if (pass.journey !== 0) continue
    for (const visit of pass.visits) {
      const distance = routes.distance(visit.step)
      // While under way something has to be done, where there is time for it.
      if ((way.kind === 'goal' || way.kind === 'exit') && distance === 0 && visit.leftAt === visit.at && best) continue
      if (distance > least) continue
      least = distance
      best = { pass, visit }
    }
  }
  return least < Infinity ? best : undefined
}

function edited(current: Found, aim: Aim, options: SearchOptions, chooser: Chooser): { draft: Draft | undefined; blamed: { step: number; port: number } | null } {
  const { draft, played } = current
  const { program, way, routes } = aim
  const making: Making = { played, zone: program.timeZone, pools: options.pools, neutralEvent: options.neutralEvent, chooser, late: false, depth: 0, keep: [], meet }
  const nearest = nearestOf(played, aim)
  if (way.kind === 'entry') return { draft: startingBy(draft, played, program, program.entries.findIndex(({ id }) => id === way.entry), making), blamed: null }
  if (!nearest) {
    const entries = program.entries.map(({ target }, index) => ({ index, distance: routes.distance(target) })).filter(({ distance }) => distance < Infinity).sort((a, b) => a.distance - b.distance)
    const entry = chooser.early(entries)
    return { draft: entry && startingBy(draft, played, program, entry.index, making), blamed: null }
  }
  const { pass, visit } = nearest
  const standing: Standing = { draft, played, pass, visit, program, programs: options.player.program.journeys, making }
  const { operation } = program.steps[visit.step]!
  if ((way.kind === 'goal' || way.kind === 'exit') && routes.distance(visit.step) === 0 && visit.leftAt === visit.at && chooser.chance(0.7)) {
    // There was no time to do anything: it has to stay here.
    if (visit.outcome >= 0 && operation.kind !== 'exit') return { draft: withoutEnd(standing), blamed: null }
    if (operation.kind === 'message') return { draft: parkedHere(standing, operation), blamed: null }
    if (operation.kind === 'waitFor' && visit.port >= 0) return { draft: takingPort(standing, (visit.port + 1) % program.steps[visit.step]!.ports.length), blamed: null }
  }
  if (way.kind === 'goal' && routes.distance(visit.step) === 0) return { draft: reachingGoal(standing, way.goal), blamed: null }
  if (way.kind === 'exit' && routes.distance(visit.step) === 0) return { draft: leavingBy(standing, way.exit), blamed: null }
  if (way.kind === 'text' && routes.distance(visit.step) === 0) {
    const deal = operation.kind === 'message' ? operation.deal : null
    return { draft: deal ? asVariant(standing, deal, deal.variantIds.indexOf(way.variant), false) : undefined, blamed: null }
  }
  const port = chooser.early(routes.turns(visit.step))
  if (port === undefined) return { draft: undefined, blamed: null }
  return { draft: takingPort(standing, port), blamed: { step: visit.step, port } }
}

function reachingGoal(standing: Standing, id: string): Draft | undefined {
  const { program, visit, pass } = standing
  const goal = program.goals.find((one) => one.id === id)!
  const end = goal.windowMs === null ? (visit.leftAt ?? Infinity) : pass.at + goal.windowMs
  return withEventDone(standing, { event: goal.event, where: goal.where, unlike: [], mayEnd: true }, end)
}

function leavingBy(standing: Standing, id: string): Draft | undefined {
  const { program, visit } = standing
  const index = program.exits.findIndex((one) => one.id === id)
  const exit = program.exits[index]!
  const end = visit.leftAt ?? Infinity
  if (exit.kind === 'segment') return intoSegment(standing, exit.segment, end)
  const before = [...program.goals.filter(({ endsJourney }) => endsJourney), ...program.exits.slice(0, index)]
  const unlike = before.flatMap((one) => ('event' in one && one.event === exit.event ? [one.where] : []))
  return withEventDone(standing, { event: exit.event, where: exit.where, unlike, mayEnd: true }, end)
}
