import { jsonPath } from '../../json.ts'
import type { JourneyDocument } from '../../model/journey.ts'
import { kindOf } from '../../model/steps/registry.ts'
import type { Diagnostic } from '../diagnostics.ts'

/** A loop in which no time passes would never end: it is found by following only the ports through which no time passes. */
export function zeroTimeLoops(document: JourneyDocument): Diagnostic[] {
  const instant = new Map(
    Object.entries(document.steps).map(([id, step]) => {
      const kind = kindOf(step)
      const takesTime = new Set(kind.portsThatTakeTime(step))
      return [id, kind.ports(step).flatMap(({ id: port, target }) => (takesTime.has(port) || target === undefined ? [] : [target]))]
    }),
  )
  const reported = new Set<string>()
  return onSomeLoop(instant).flatMap((start): Diagnostic[] => {
    const loop = reported.has(start) ? undefined : loopFrom(start, instant)
    if (!loop) return []
    loop.forEach((id) => reported.add(id))
    const name = document.steps[start]?.name ?? start
    return [
      {
        code: 'J014',
        severity: 'error',
        message: `"${name}" loops to itself without time passing${loop.length > 1 ? `, by ${loop.slice(1).join(', ')}` : ''}`,
        help: 'add a delay, or a wait for something that comes after arrival, somewhere on the loop',
        path: jsonPath(['steps', start]),
        stepId: start,
      },
    ]
  })
}

/** Steps that may lie on a loop: what is left when steps that lead nowhere are taken away again and again. In document order. */
function onSomeLoop(edges: ReadonlyMap<string, readonly string[]>): string[] {
  const leadsTo = new Map([...edges].map(([id, targets]) => [id, targets.filter((target) => edges.has(target)).length]))
  const comesFrom = new Map<string, string[]>()
  for (const [id, targets] of edges) for (const target of targets) comesFrom.set(target, [...(comesFrom.get(target) ?? []), id])
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
