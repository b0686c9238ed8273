import { connectPort, portsOf, type Step } from '../model/steps/registry.ts'

/** A journey's steps as a platform runs them. */
export interface RunningSteps {
  /** Those that stay, without the ports that are not kept, each port leading past what is left out. */
  readonly steps: Readonly<Record<string, Step>>
  readonly start: string | undefined
  /** Steps that nobody comes to any more, of those that stay. */
  readonly unreached: readonly string[]
}

/**
 * Takes steps out of a journey, so that people go on to what follows on their `next`, and ports that a platform does not have.
 * `isLeftOut` may only hold for steps that have a `next`, or none.
 */
export function runningSteps(all: Readonly<Record<string, Step>>, start: string, isLeftOut: (id: string, step: Step) => boolean, hasPort: (id: string, port: string) => boolean): RunningSteps {
  const leftOut = new Set(Object.keys(all).filter((id) => isLeftOut(id, all[id]!)))
  const past = (target: string | undefined): string | undefined => {
    const seen = new Set<string>()
    let at = target
    while (at !== undefined && leftOut.has(at) && !seen.has(at)) {
      seen.add(at)
      const step: Step = all[at]!
      at = 'next' in step ? step.next : undefined
    }
    // A circle of steps that are left out leads nowhere.
    return at !== undefined && Object.hasOwn(all, at) && !leftOut.has(at) ? at : undefined
  }
  const steps: Record<string, Step> = Object.fromEntries(
    Object.entries(all).flatMap(([id, step]) => (leftOut.has(id) ? [] : [[id, portsOf(step).reduce((changed, port) => connectPort(changed, port.id, hasPort(id, port.id) ? past(port.target) : undefined), step)]])),
  )
  const first = past(start)
  const reached = new Set<string>()
  const toVisit = first === undefined ? [] : [first]
  for (let id = toVisit.pop(); id !== undefined; id = toVisit.pop()) {
    if (reached.has(id) || !Object.hasOwn(steps, id)) continue
    reached.add(id)
    for (const { target } of portsOf(steps[id]!)) if (target !== undefined) toVisit.push(target)
  }
  return { steps, start: first, unreached: Object.keys(steps).filter((id) => !reached.has(id)) }
}
