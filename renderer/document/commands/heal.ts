import type { JourneyDocument } from '../../../engine/core/model/journey.ts'
import { connectPort, portsOf, type Step } from '../../../engine/core/model/steps/registry.ts'
import type { Port } from '../../../engine/core/model/steps/step-kind.ts'
import type { Command } from '../command.ts'
import { withPositions, type Position } from '../layout.ts'
import { nameOfNodes } from '../names.ts'
import { editText } from '../edit-texts.ts'
import { withExitAfterEntry } from './entries.ts'

/** Ways out for what went wrong: nobody follows them because the step is gone. */
const ASIDE = new Set(['suppressed', 'error'])

/** The ways people leave a step by when all goes well, as the card lists them. */
function waysOf(step: Step): Port[] {
  return portsOf(step).filter(({ id }) => !ASIDE.has(id))
}

/**
 * Where people go on once the steps in `gone` are gone: the first step that stays, along the first way of each card that leads to one.
 * Undefined if no way does.
 */
export function wayOn(document: JourneyDocument, from: string, gone: ReadonlySet<string>): string | undefined {
  const seen = new Set<string>()
  const open = [from]
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    const step = document.steps[id]
    if (!step || seen.has(id)) continue
    if (!gone.has(id)) return id
    seen.add(id)
    open.push(...waysOf(step).flatMap(({ target }) => target ?? []).toReversed())
  }
  return undefined
}

/** A step people left by several ways; now all of them go to `to` (undefined: to the end). */
export interface Merged { stepId: string; to: string | undefined }

/** Where taking `gone` out of the line sends people another way than before: what a person should be told. */
export function mergedWays(document: JourneyDocument, gone: ReadonlySet<string>): Merged[] {
  const led = new Set<string>()
  for (const { next } of document.entries) if (gone.has(next)) led.add(next)
  for (const [id, step] of Object.entries(document.steps)) {
    if (!gone.has(id)) for (const { target } of portsOf(step)) if (target !== undefined && gone.has(target)) led.add(target)
  }
  const merged: Merged[] = []
  for (const first of led) {
    const to = wayOn(document, first, gone)
    const places = placesBehind(document, first, gone)
    if (places.size > 1) merged.push({ stepId: first, to })
  }
  return merged
}

/** Every place people could be after the steps in `gone`; '' is the end. */
function placesBehind(document: JourneyDocument, from: string, gone: ReadonlySet<string>): Set<string> {
  const places = new Set<string>()
  const seen = new Set<string>()
  const open = [from]
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    if (seen.has(id)) continue
    seen.add(id)
    const step = document.steps[id]
    if (!step || !gone.has(id)) {
      places.add(step ? id : '')
      continue
    }
    const targets = waysOf(step).map(({ target }) => target)
    if (targets.length === 0 || targets.includes(undefined)) places.add('')
    open.push(...targets.flatMap((target) => target ?? []))
  }
  return places
}

/** The document in which everything that led to a step in `gone` leads to where that one led on; nothing leads to itself by this. */
export function healed(document: JourneyDocument, gone: ReadonlySet<string>): JourneyDocument {
  const entries = document.entries.map((entry) => {
    const next = gone.has(entry.next) ? wayOn(document, entry.next, gone) : entry.next
    return next === undefined || next === entry.next ? entry : { ...entry, next }
  })
  const steps = mapSteps(document.steps, (step, id) => {
    if (gone.has(id)) return step
    const dangling = portsOf(step).filter(({ target }) => target !== undefined && gone.has(target))
    return dangling.reduce((changed, { id: portId, target }) => {
      const to = wayOn(document, target!, gone)
      return connectPort(changed, portId, to === id ? undefined : to)
    }, step)
  })
  if (steps === document.steps && entries.every((entry, index) => entry === document.entries[index])) return document
  return { ...document, entries, steps }
}

/** Entries must lead somewhere: one that still leads to a step in `gone` gets an exit of its own. */
export function withExitsFor(document: JourneyDocument, gone: ReadonlySet<string>): JourneyDocument {
  return document.entries.filter(({ next }) => gone.has(next)).reduce((current, { id }) => withExitAfterEntry(current, id), document)
}

/**
 * Pulls steps out of the line: they stay on the canvas (at `places`, if they were dragged), joined among themselves only, and the line
 * closes behind them.
 */
export function takeOut(nodeIds: readonly string[], document: JourneyDocument, places: ReadonlyMap<string, Position> = new Map()): Command {
  const stepIds = nodeIds.filter((id) => Object.hasOwn(document.steps, id))
  return { name: editText('takeOut', { what: nameOfNodes(document, stepIds) }), run: (current) => withPositions(takenOut(current, new Set(stepIds)), places) }
}

/** The document with those steps out of the line; the same document if nothing joined them to the rest. */
export function takenOut(document: JourneyDocument, gone: ReadonlySet<string>): JourneyDocument {
  const closed = withExitsFor(healed(document, gone), gone)
  const steps = mapSteps(closed.steps, (step, id) => {
    if (!gone.has(id)) return step
    const leaving = portsOf(step).filter(({ target }) => target !== undefined && !gone.has(target))
    return leaving.reduce((changed, { id: portId }) => connectPort(changed, portId, undefined), step)
  })
  return steps === closed.steps ? closed : { ...closed, steps }
}

/** The steps, each changed; the same object if none was. */
function mapSteps(steps: JourneyDocument['steps'], change: (step: Step, id: string) => Step): JourneyDocument['steps'] {
  let isChanged = false
  const mapped = Object.fromEntries(
    Object.entries(steps).map(([id, step]) => {
      const next = change(step, id)
      if (next !== step) isChanged = true
      return [id, next]
    }),
  )
  return isChanged ? mapped : steps
}
