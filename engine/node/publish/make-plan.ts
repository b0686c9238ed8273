import { createHash } from 'node:crypto'
import { canonicalJson, type JsonValue } from '../../core/json.ts'
import type { JourneyDocument } from '../../core/model/journey.ts'
import { withKnownIds } from '../../core/publish/as-found.ts'
import { journeyTitle } from '../../core/publish/journey-title.ts'
import { consentOf } from '../../core/publish/plan-digest.ts'
import { planPublication } from '../../core/publish/plan-publication.ts'
import type { PlanStep, PublishPlan } from '../../core/publish/plan.ts'
import { isWritten, nameForPeople } from '../../core/publish/publish-words.ts'
import { inOrderOfNeeds, type Found, type Resource } from '../../core/publish/resource.ts'
import { documentDigest } from '../document-digest.ts'
import type { ServiceContext } from '../services/context.ts'
import type { Job } from '../services/jobs.ts'
import type { StoredPlan } from '../storage/publish-plans.ts'
import { basesOf, earlierOf, knownOf } from './earlier.ts'
import type { Patience } from './ledgered.ts'
import { settingsAsJson, type Platform } from './platform.ts'
import { Site } from './site.ts'

/** Limits over a longer time than this are not waited for: a plan that needs more of them than is left is blocked. */
const NOT_WAITED_FOR_MS = 3_600_000

export interface PlanAsked { platform: Platform; document: JourneyDocument; mayOverwrite: boolean; patience: Patience }

/** Reads what is there and says what publishing would do. Changes nothing at the platform. */
export async function makePlan({ workspace, now, newId }: ServiceContext, { platform, document, mayOverwrite, patience }: PlanAsked, { signal, onProgress }: Job): Promise<Omit<StoredPlan, 'approval'>> {
  const { connection, target, settings } = platform
  const outgoing = target.toPlatform(document, settings)
  const resources = inOrderOfNeeds(outgoing.resources)
  const earlier = earlierOf(workspace, document.id, connection.id)
  const known = knownOf(earlier)
  const site = new Site(platform, signal, known)
  const found = new Map<string, Found>()
  for (const [done, resource] of resources.entries()) {
    onProgress({ phase: `Looking for ${resource.kind} "${nameForPeople(resource.name)}" at ${target.name}`, done, total: resources.length })
    const thing = await lookUpPatiently(site, resource, workspace.ledger.unsettledAt(document.id, connection.id, resource.key), { now, signal, patience })
    if (thing) found.set(resource.key, thing)
  }
  const journey = found.get('journey')
  const theirs = journey ? await site.whole(journey, found.values()) : null
  const inFlight = journey ? await site.ask(target.api.inFlight(journey, settings)) : null
  const bases = theirs ? basesOf(earlier, theirs) : []
  const { steps, changes, problems, blockers, drifted, liveAtOnce } = planPublication({ target, settings, outgoing: { ...outgoing, resources }, found, theirs, bases, mayOverwrite })
  const budgets = budgetsOf(steps, resources, found)
  for (const { perMs, left, needed } of budgets) {
    if (perMs >= NOT_WAITED_FOR_MS && left < needed) blockers.push(`${target.name} takes ${left} more of these calls for now, and this needs ${needed}: its limit counts over ${hoursInWords(perMs)}.`)
  }
  const plan: PublishPlan = {
    id: newId(),
    journeyId: document.id,
    journeyName: journeyTitle(document),
    connectionId: connection.id,
    connectionName: connection.name,
    target: target.id,
    documentDigest: documentDigest(document),
    madeAt: now(),
    steps,
    changes,
    problems,
    there: journey ? { platformId: journey.id, status: journey.status, updatedAt: journey.updatedAt, drifted } : null,
    liveAtOnce,
    inFlight,
    calls: steps.filter(isWritten).length,
    budgets,
    blockers,
    digest: '',
  }
  plan.digest = digestOf(consentOf(plan, platform.baseUrl, settingsAsJson(platform)))
  const retired = known.retired.get('journey') ?? []
  const replaced = steps.flatMap(({ key, action, platformId }) => (key === 'journey' && action === 'replace' && platformId !== null ? [platformId] : []))
  return { plan, document, basis: { resources, found: Object.fromEntries(found), replaces: [...retired, ...replaced] } }

  /** Of each budget: the limit over the longest time, since shorter ones are only waited for. */
  function budgetsOf(planned: readonly PlanStep[], all: readonly Resource[], things: ReadonlyMap<string, Found>): PublishPlan['budgets'] {
    const needed = new Map<string, number>()
    for (const step of planned.filter(isWritten)) {
      const budget = budgetOf(platform, step, all, things)
      if (budget !== undefined) needed.set(budget, (needed.get(budget) ?? 0) + 1)
    }
    return target.api.budgets.flatMap(({ id, label, limits }) => {
      const limit = limits.toSorted((a, b) => b.perMs - a.perMs)[0]
      const calls = needed.get(id)
      if (!limit || calls === undefined) return []
      const spent = workspace.ledger.spentAt(connection.id, id, now() - limit.perMs).length
      return [{ id, ...(label === undefined ? {} : { label }), count: limit.count, perMs: limit.perMs, left: Math.max(0, limit.count - spent), needed: calls }]
    })
  }
}

export function digestOf(consent: JsonValue): string {
  return `sha256:${createHash('sha256').update(canonicalJson(consent)).digest('hex')}`
}

/** What a call made of which nobody knows may take a moment to be shown. */
async function lookUpPatiently(site: Site, resource: Resource, unsettledAt: number | null, { now, signal, patience }: { now: () => number; signal: AbortSignal; patience: Patience }): Promise<Found | null> {
  const longest = unsettledAt === null ? 0 : Math.max(0, patience.settleMs - Math.max(0, now() - unsettledAt))
  for (let waited = 0, next = patience.firstLookMs; ; next *= 2) {
    const found = await site.lookUp(resource)
    if (found || waited >= longest) return found
    const ms = Math.min(next, longest - waited)
    await patience.pause(ms, signal)
    waited += ms
  }
}

/** The budget of the first call that carries out a step: what later ones take is only known once it is answered. */
function budgetOf({ target, settings }: Platform, step: PlanStep, resources: readonly Resource[], found: ReadonlyMap<string, Found>): string | undefined {
  const ids = new Map(resources.map(({ key }) => [key, found.get(key)?.id ?? key]))
  const resource = resources.find(({ key }) => key === step.key)!
  const filled = { ...resource, body: resource.body === null ? null : withKnownIds(resource.body, ids) }
  const thing = found.get(step.key)
  const conversation = step.action === 'update' && thing ? target.api.update(filled, thing, settings) : target.api.create(filled, settings)
  try {
    const first = conversation.next()
    return first.done ? undefined : first.value.budget
  } finally {
    conversation.return(undefined as never) // as: nobody takes what an ended conversation gives
  }
}

function hoursInWords(ms: number): string {
  const hours = Math.round(ms / 3_600_000)
  return hours === 1 ? 'an hour' : hours === 24 ? 'a day' : `${hours} hours`
}
