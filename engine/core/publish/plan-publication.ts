import { asFound, referencesIn, sameBody, withKnownIds } from './as-found.ts'
import type { PlanStep, PublishPlan, ThreeWayChange } from './plan.ts'
import { readBack, saysTheSame, type ReadBack } from './read-back.ts'
import { inOrderOfNeeds, type Found, type Resource } from './resource.ts'
import type { Outgoing, Target } from './target.ts'
import { threeWay } from './three-way.ts'

/** What was read at the platform, and what is known of earlier publications. */
export interface PlanRequest<S> {
  target: Target<S>
  settings: S
  outgoing: Outgoing
  /** By key, what is there. */
  found: ReadonlyMap<string, Found>
  /** The journey there and everything it refers to; null if it is not there. */
  theirs: readonly Found[] | null
  /**
   * What can be there without anybody else having done it: the last publication as it was left, and what one that did not end may have written since. The
   * first is what changes are told from, unless another is just what is there. Empty: never published from here.
   */
  bases: readonly (readonly Found[])[]
  mayOverwrite: boolean
}

export type Planned = Pick<PublishPlan, 'steps' | 'changes' | 'problems' | 'blockers' | 'liveAtOnce'> & { drifted: boolean }

/** What publishing would do, step by step with needs first, and what stands in its way. Pure; throws only on a bug of an adapter. */
export function planPublication<S>({ target, settings, outgoing, found, theirs, bases, mayOverwrite }: PlanRequest<S>): Planned {
  const resources = inOrderOfNeeds(outgoing.resources)
  const ids = new Map([...found].map(([key, { id }]) => [key, id]))
  const ours = readBack(target, asFound(resources, ids), settings)
  const there = theirs && readBack(target, theirs, settings)
  const isSame = (resource: Resource, thing: Found) => isAsSent(resource, thing, ids) || (resource.kind === 'journey' && alike(ours, there))
  const steps = resources.map((resource): PlanStep => stepOf(target, resource, found.get(resource.key), isSame))
  const changes = there ? changesSince(bases.map((base) => readBack(target, base, settings)), ours, there, target.name) : []
  const drifted = changes.some(({ by }) => by !== 'us')
  const blockers = [...errorBlockers(outgoing), ...missingBlockers(resources, steps, target.name)]
  const undecided = changes.filter(({ by }) => by === 'them' || by === 'both').length
  if (undecided > 0 && !mayOverwrite) blockers.push(`It was changed at ${target.name} since it was last published from here (${undecided} ${undecided === 1 ? 'difference' : 'differences'}): take theirs as a draft and go on from there, or publish over it.`)
  if (found.get('journey')?.status === 'processing') blockers.push(`${target.name} is still at work on it: wait until that is done, and look again.`)
  return { steps, changes, problems: [...outgoing.problems], drifted, blockers, liveAtOnce: isLiveAtOnce(target, steps, found.get('journey')) }
}

/** A running journey, or one of which nobody knows whether it runs, is changed under the people in it, but for one whose platform makes a version of it that is switched on later; what it needs is changed at once. */
function isLiveAtOnce<S>({ capabilities }: Target<S>, steps: readonly PlanStep[], journey: Found | undefined): boolean {
  if (!journey || (journey.status !== 'active' && journey.status !== null)) return false
  return steps.some(({ kind, action }) => action === 'update' && (kind !== 'journey' || !capabilities.versions))
}

/** Whether a thing is as we would send it, as far as ids are known. */
export function isAsSent({ body }: Resource, thing: Found, ids: ReadonlyMap<string, string>): boolean {
  return body === null || sameBody(withKnownIds(body, ids), thing.body)
}

function stepOf<S>(target: Target<S>, resource: Resource, thing: Found | undefined, isSame: (resource: Resource, thing: Found) => boolean): PlanStep {
  const { key, kind, name, stepIds, body } = resource
  const action = body === null ? 'bind' : !thing ? 'create' : isSame(resource, thing) ? 'unchanged' : target.api.howToUpdate(resource, thing) === 'replace' ? 'replace' : 'update'
  return { key, kind, name, action, stepIds: [...stepIds], body, there: thing?.body ?? null, platformId: thing?.id ?? null }
}

function alike(one: ReturnType<typeof readBack>, other: ReturnType<typeof readBack> | null): boolean {
  return other !== null && 'document' in one && 'document' in other && saysTheSame(one, other)
}

function changesSince(bases: ReturnType<typeof readBack>[], ours: ReturnType<typeof readBack>, theirs: ReturnType<typeof readBack>, platform: string): ThreeWayChange[] {
  if ('unreadable' in theirs) return [{ key: 'journey', name: 'the journey', by: 'them', ours: [], theirs: [`what is at ${platform} is no journey that can be read: ${theirs.unreadable}`] }]
  if ('unreadable' in ours) return [] // there are errors: it is not published like this
  const readable = bases.filter((base): base is ReadBack => 'document' in base)
  // Never published from here, yet there: whatever differs may be somebody's work.
  const base = readable.find((one) => saysTheSame(one, theirs)) ?? readable[0] ?? ours
  return threeWay(base, ours, theirs)
}

function errorBlockers({ problems }: Outgoing): string[] {
  const errors = problems.filter(({ severity }) => severity === 'error')
  if (errors.length === 0) return []
  return [`${errors.length === 1 ? 'One thing' : `${errors.length} things`} cannot be published like this: ${errors[0]!.message}${errors.length > 1 ? '; and more' : ''}`]
}

/** What is only looked up and not there, though something refers to it. */
function missingBlockers(resources: readonly Resource[], steps: readonly PlanStep[], platform: string): string[] {
  const missing = new Set(steps.filter(({ action, platformId }) => action === 'bind' && platformId === null).map(({ key }) => key))
  const referred = new Set(resources.flatMap(({ body }) => [...referencesIn(body)]))
  return resources.filter(({ key }) => missing.has(key) && referred.has(key)).map(({ kind, name }) => `${platform} does not know the ${kind} "${name}" yet: it has to be there before this journey can refer to it.`)
}
