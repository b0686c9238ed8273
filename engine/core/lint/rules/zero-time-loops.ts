import { jsonPath } from '../../json.ts'
import { freeId } from '../../model/ids.ts'
import type { JourneyDocument } from '../../model/journey.ts'
import { connectPort } from '../../model/steps/registry.ts'
import type { Diagnostic, Fix } from '../diagnostics.ts'
import { fixWith } from '../fix.ts'
import { nameOf, stepsOf, waysOf } from '../flow.ts'

/** A loop in which no time passes would never end: it is found by following only the ports through which no time passes. */
export function zeroTimeLoops(document: JourneyDocument): Diagnostic[] {
  const instant = new Map(
    stepsOf(document).map(([id, step]) => [id, waysOf(step).flatMap((way) => (way.instant && way.target !== undefined ? [way.target] : []))]),
  )
  const reported = new Set<string>()
  return onSomeLoop(instant).flatMap((start): Diagnostic[] => {
    const loop = reported.has(start) ? undefined : loopFrom(start, instant)
    if (!loop) return []
    loop.forEach((id) => reported.add(id))
    return [
      {
        code: 'J014',
        severity: 'error',
        message: `"${nameOf(document, start)}" loops to itself without time passing${loop.length > 1 ? `, by ${loop.slice(1).map((id) => nameOf(document, id)).join(', ')}` : ''}`,
        help: 'add a delay, or a wait for something that comes after arrival, somewhere on the loop',
        path: jsonPath(['steps', start]),
        stepId: start,
        ...withDelay(document, start, instant),
      },
    ]
  })
}

/** A delay of an hour before the step, on every way by which the loops through it come back. */
function withDelay(document: JourneyDocument, start: string, instant: ReadonlyMap<string, readonly string[]>): { fix: Fix } {
  const onLoops = new Set([start])
  for (const id of onLoops) for (const next of instant.get(id) ?? []) onLoops.add(next)
  const pause = freeId(`before-${start}`, (id) => Object.hasOwn(document.steps, id))
  const edits = [...onLoops].flatMap((id) => {
    const step = Object.hasOwn(document.steps, id) ? document.steps[id] : undefined
    const back = step ? waysOf(step).filter((way) => way.instant && way.target === start) : []
    return step && back.length > 0 ? [{ path: ['steps', id], value: back.reduce((one, { port }) => connectPort(one, port, pause), step) }] : []
  })
  return fixWith(document, 'Put a delay of 1 h on the loop', ...edits, { path: ['steps', pause], value: { kind: 'delay', for: 'PT1H', next: start } })
}

/** Steps that may lie on a loop: what is left when steps that lead nowhere are taken away again and again. In document order. */
function onSomeLoop(edges: ReadonlyMap<string, readonly string[]>): string[] {
  const leadsTo = new Map([...edges].map(([id, targets]) => [id, targets.filter((target) => edges.has(target)).length]))
  const comesFrom = new Map<string, string[]>()
  for (const [id, targets] of edges) {
    for (const target of targets) {
      const list = comesFrom.get(target)
      if (list) list.push(id)
      else comesFrom.set(target, [id])
    }
  }
  const gone = [...leadsTo].filter(([, count]) => count === 0).map(([id]) => id)
  for (let head = 0; head < gone.length; head++) {
    for (const before of comesFrom.get(gone[head]!) ?? []) {
      const left = leadsTo.get(before)! - 1
      leadsTo.set(before, left)
      if (left === 0) gone.push(before)
    }
  }
  const away = new Set(gone)
  return [...edges.keys()].filter((id) => !away.has(id))
}

/** The shortest way from a step back to itself, as the steps on it; undefined if there is none. */
function loopFrom(start: string, edges: ReadonlyMap<string, readonly string[]>): string[] | undefined {
  const cameFrom = new Map<string, string>()
  const queue = [start]
  for (let head = 0; head < queue.length; head++) {
    for (const next of edges.get(queue[head]!) ?? []) {
      if (next === start) {
        const loop = [queue[head]!]
        while (loop[0] !== start) loop.unshift(cameFrom.get(loop[0]!)!)
        return loop
      }
      if (cameFrom.has(next)) continue
      cameFrom.set(next, queue[head]!)
      queue.push(next)
    }
  }
  return undefined
}
