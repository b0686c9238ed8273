import { withKnownIds } from '../../core/publish/as-found.ts'
import type { PlanStep } from '../../core/publish/plan.ts'
import { PlatformRefusal } from '../../core/publish/refusal.ts'
import { isWritten, stepInWords } from '../../core/publish/publish-words.ts'
import type { ServiceContext } from '../services/context.ts'
import type { Job } from '../services/jobs.ts'
import type { StoredPublication } from '../storage/publications.ts'
import type { StoredPlan } from '../storage/publish-plans.ts'
import { earlierOf, idsOf, knownOf } from './earlier.ts'
import type { Ledger, Ledgered } from './ledgered.ts'
import type { Platform } from './platform.ts'
import { Site } from './site.ts'
import { isAsWanted, writePart } from './write-part.ts'

export interface ApplyAsked { platform: Platform; stored: StoredPlan; publication: StoredPublication; ledgered: Ledgered; ledger: Ledger }

/**
 * Carries out what is left of a plan, needs first. Answers what the platform keeps otherwise than it was sent, in words; nothing is switched on. Throws what the
 * platform refuses, together with the step it was at.
 */
export async function applyPlan({ workspace, now }: Pick<ServiceContext, 'workspace' | 'now'>, { platform, stored, publication, ledgered, ledger }: ApplyAsked, { signal, onProgress }: Job): Promise<string[]> {
  const { publications } = workspace
  const { plan, basis } = stored
  const site = new Site(platform, signal, knownOf(earlierOf(workspace, plan.journeyId, plan.connectionId).filter((one) => one.publication.id !== publication.id)))
  const parts = publications.parts(publication.id)
  const ids = idsOf({ stored, parts })
  const written = plan.steps.filter(isWritten)
  for (const step of written) if (step.action !== 'update' && !parts.has(step.key)) ids.delete(step.key)
  const otherwise: string[] = []
  await refuseSwitchedOn(stored, site)
  for (const step of plan.steps) {
    if (parts.has(step.key)) continue
    const there = basis.found[step.key] ?? null
    if (!isWritten(step)) {
      if (there) publications.putPart(publication.id, step.key, there, there)
      continue
    }
    onProgress({ phase: stepInWords(step, plan.steps), done: written.indexOf(step), total: written.length })
    try {
      const made = await writePart(step, { publicationId: publication.id, resources: basis.resources, planned: basis.found, ids, site, ledgered, ledger, publications, now })
      ids.set(step.key, made.id)
      publications.together(() => {
        publications.putPart(publication.id, step.key, made, null)
        publications.setDone(publication.id, written.indexOf(step) + 1)
        if (step.kind === 'journey') publications.setStatus(publication.id, made.status)
      })
      // How it looks now that it has been made tells later whether somebody changed it. A platform may not show it yet.
      const read = await site.read(step.kind, made.id)
      const seen = read && made.nodeIds ? { ...read, nodeIds: made.nodeIds } : read
      if (!seen) continue
      publications.putPart(publication.id, step.key, made, seen)
      if (step.kind !== 'journey') continue
      publications.setStatus(publication.id, seen.status)
      const resource = basis.resources.find(({ key }) => key === step.key)!
      if (!isAsWanted({ ...resource, body: resource.body && withKnownIds(resource.body, ids) }, seen, { site, resources: basis.resources, ids })) otherwise.push(step.name)
    } catch (error) {
      throw new AtStep(step, error)
    }
  }
  onProgress({ phase: 'Done', done: written.length, total: written.length })
  return otherwise
}

/** What a person consented to change as a draft must not be running by now: templates would change under the people in it. */
async function refuseSwitchedOn({ plan }: StoredPlan, site: Site): Promise<void> {
  if (!plan.there || plan.there.status === 'active' || !plan.steps.some(({ action }) => action === 'update')) return
  const now = await site.read('journey', plan.there.platformId)
  if (now?.status !== 'active') return
  throw new PlatformRefusal('E_PLATFORM_CONFLICT', `Somebody switched on "${plan.journeyName}" at ${site.platform.target.name} since this was planned.`, 'Nothing was written. Plan again: what is changed would take effect at once.')
}

/** Carries the step at which the work ended. */
export class AtStep extends Error {
  readonly step: PlanStep

  constructor(step: PlanStep, cause: unknown) {
    super(step.key, { cause })
    this.step = step
  }
}
