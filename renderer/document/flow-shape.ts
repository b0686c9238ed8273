import type { JourneyDocument } from '../../engine/core/model/journey.ts'
import { portsOf, type Step } from '../../engine/core/model/steps/registry.ts'

type Steps = JourneyDocument['steps']

/** Stands for what steps have in common before and after an edit that changes no way: which there are, in which order and stage, of which kind, and where their ways lead. */
export interface FlowShape { readonly steps: number }

const shapes = new WeakMap<Steps, FlowShape>()
let last: { steps: WeakRef<Steps>; shape: FlowShape } | undefined

/**
 * The shape of these steps: the very same object for steps that differ in words and settings only, so that what is worked out from the ways of
 * a journey is worked out once, not with every key that is typed into a name. Looks only at the steps an edit changed.
 */
export function flowShapeOf(steps: Steps): FlowShape {
  const known = shapes.get(steps)
  if (known) return known
  const before = last?.steps.deref()
  const shape = last && before && haveSameShape(before, steps) ? last.shape : { steps: Object.keys(steps).length }
  shapes.set(steps, shape)
  last = { steps: new WeakRef(steps), shape }
  return shape
}

function haveSameShape(a: Steps, b: Steps): boolean {
  const [ids, others] = [Object.keys(a), Object.keys(b)]
  return ids.length === others.length && ids.every((id, index) => id === others[index] && (a[id] === b[id] || leadsAlike(a[id]!, b[id]!)))
}

function leadsAlike(a: Step, b: Step): boolean {
  if (a.kind !== b.kind || a.stage !== b.stage) return false
  const [ports, others] = [portsOf(a), portsOf(b)]
  return ports.length === others.length && ports.every(({ id, target }, index) => id === others[index]!.id && target === others[index]!.target)
}
