import type { MethodOutput } from '../../api/contract.ts'
import { RehearsalError } from '../../core/errors.ts'
import { consentOf } from '../../core/publish/plan-digest.ts'
import { actedWith, actingInWords, doneInWords, isWritten, statusInWords } from '../../core/publish/publish-words.ts'
import type { Found, PlatformStatus } from '../../core/publish/resource.ts'
import { pause } from '../http/pause.ts'
import { actionBlockers, actionDigest, actionInWords, actOn, standingOf, type Standing } from '../publish/act-on.ts'
import { applyPlan } from '../publish/apply-plan.ts'
import { driftOf } from '../publish/drift.ts'
import { earlierOf, knownOf } from '../publish/earlier.ts'
import { failureOf } from '../publish/failure.ts'
import { Leases } from '../publish/leases.ts'
import { Ledgered, type Ledger, type Patience } from '../publish/ledgered.ts'
import { digestOf, makePlan } from '../publish/make-plan.ts'
import { platformsOf, settingsAsJson, type OpenPlatform, type Platform, type Waiting } from '../publish/platform.ts'
import { Site } from '../publish/site.ts'
import type { Approval, PublicationEvent, StoredPublication } from '../storage/publications.ts'
import type { StoredPlan } from '../storage/publish-plans.ts'
import { notFound, type Asked, type ServiceContext } from './context.ts'
import type { Job, Progress } from './jobs.ts'
import { keepForecast } from './keep-forecast.ts'
import { PublicationService } from './publications.ts'

type Publication = MethodOutput<'publish.apply'>
type Checked = MethodOutput<'publish.check'>

/** What the publisher can be given in place of its own: other platforms, a ledger, another patience. */
export interface PublishOptions { open?: OpenPlatform; ledger?: Ledger; patience?: Partial<Patience> }

const PATIENCE: Patience = { settleMs: 30_000, firstLookMs: 500, mostAttempts: 3, pause }

const CALLS_STAY = 'What was done at the platform until then stays; look at the history before you start it again.'

/** Plans, approvals, and carrying them out: nothing is changed at a platform without a person's consent to exactly that. */
export class PublishService {
  readonly #context: ServiceContext
  readonly #open: OpenPlatform
  readonly #ledger: Ledger
  readonly #patience: Patience
  readonly #leases: Leases
  readonly #known: PublicationService

  constructor(context: ServiceContext, { open = platformsOf(context), ledger = context.workspace.ledger, patience = {} }: PublishOptions = {}) {
    this.#context = context
    this.#open = open
    this.#ledger = ledger
    this.#patience = { ...PATIENCE, ...patience }
    this.#leases = new Leases(context.workspace.leases, context)
    this.#known = new PublicationService(context, this.#leases)
  }

  plan({ jobId, connectionId, document, theirs }: Asked<'publish.plan'>): Promise<MethodOutput<'publish.plan'>> {
    return this.#context.jobs.run(jobId, async (job) => {
      const { platform, work } = this.#opened(connectionId, job)
      const made = await makePlan(this.#context, { platform, document, mayOverwrite: theirs === 'overwrite', patience: this.#patience }, work)
      this.#context.workspace.plans.add(made)
      return made.plan
    })
  }

  getPlan({ id }: Asked<'publish.getPlan'>): MethodOutput<'publish.getPlan'> {
    return this.#stored(id).plan
  }

  approve({ planId, digest, by }: Asked<'publish.approve'>): MethodOutput<'publish.approve'> {
    const { workspace } = this.#context
    const { plan } = this.#stored(planId)
    const approval = this.#consent(by)
    if (plan.blockers.length > 0) throw notApproved(`This plan cannot be carried out: ${plan.blockers[0]}`, 'Do what it says, and plan again.')
    if (workspace.publications.ofPlan(planId)) throw notApproved('This plan was begun already: one consent serves once.', 'Resume it, or plan again.')
    if (plan.digest !== digest || !workspace.plans.approve(planId, digest, approval)) throw notApproved('This is not the plan that was shown.', 'Look at the plan again, and confirm what it says now.')
    return { approval }
  }

  async apply({ jobId, planId }: Asked<'publish.apply'>): Promise<Publication> {
    const { workspace, jobs } = this.#context
    const stored = this.#stored(planId)
    const { plan, approval } = stored
    this.#checkDoor()
    if (!approval) throw notApproved('Nobody has confirmed this plan.', 'A person looks at it and confirms it in the window or at a terminal.')
    const before = workspace.publications.ofPlan(planId)
    if (before?.state === 'applied') throw notApproved('This plan was carried out already: one consent serves once.', 'Plan again; what is there as planned is left as it is.')
    if (before?.state === 'superseded') throw notApproved('A newer publication went on from where this one stood.', 'Plan again.')
    return jobs.run(jobId, async (job) => {
      const id = before?.id ?? this.#context.newId()
      return this.#leases.hold(plan.connectionId, id, async (assertOurs) => {
        const opened = this.#opened(plan.connectionId, job)
        const { platform } = opened
        if (digestOf(consentOf(plan, platform.baseUrl, settingsAsJson(platform))) !== plan.digest) throw notApproved('The connection was changed since this was confirmed.', 'Plan again over the connection as it is now.')
        const publication = this.#begin(id, stored, approval)
        return this.#carryOut(publication, assertOurs, async () => {
          const ledgered = this.#ledgered(opened, assertOurs)
          const otherwise = await applyPlan(this.#context, { platform, stored, publication, ledgered, ledger: this.#ledger }, opened.work)
          workspace.publications.end(id, 'applied', this.#context.now(), null, [])
          keepForecast(workspace, publication)
          const kept = otherwise.length === 0 ? '' : ` ${platform.target.name} keeps it otherwise than it was sent; look at the check.`
          this.#event(id, 'applied', `Published to ${platform.target.name}: ${doneInWords(plan.steps)}.${kept}`, approval)
        })
      })
    }, CALLS_STAY)
  }

  planAction({ jobId, publicationId, action }: Asked<'publish.planAction'>): Promise<MethodOutput<'publish.planAction'>> {
    return this.#context.jobs.run(jobId, async (job) => {
      const publication = this.#publication(publicationId)
      const { platform, work } = this.#opened(publication.connectionId, job)
      const { standing, isChangedThere, site } = await this.#standing(publication, platform, work)
      const inFlight = await site.ask(platform.target.api.inFlight(standing.journey, platform.settings))
      return {
        digest: actionDigest(platform, publicationId, action, standing),
        from: standing.journey.status ?? 'draft',
        inWords: actionInWords(platform, action, publication.journeyName, standing),
        inFlight,
        blockers: [...this.#openBlockers(publication), ...actionBlockers(platform, action, standing, isChangedThere)],
      }
    })
  }

  act({ jobId, publicationId, action, digest, by }: Asked<'publish.act'>): Promise<Publication> {
    const { jobs, newId, now, workspace } = this.#context
    return jobs.run(jobId, async (job) => {
      const publication = this.#publication(publicationId)
      const approval = this.#consent(by)
      return this.#leases.hold(publication.connectionId, publicationId, async (assertOurs) => {
        const opened = this.#opened(publication.connectionId, job)
        const { platform } = opened
        const { standing, isChangedThere, site, stored } = await this.#standing(publication, platform, opened.work)
        if (actionDigest(platform, publicationId, action, standing) !== digest) throw notApproved(`The journey at ${platform.target.name} is no longer as it was when this was confirmed: it is ${statusInWords(standing.journey.status)}.`, 'Look again, and confirm what you see.')
        const [blocker] = [...this.#openBlockers(publication), ...actionBlockers(platform, action, standing, isChangedThere)]
        if (blocker !== undefined) throw notApproved(blocker, 'Do what it says, and look again.')
        const actionId = newId()
        workspace.publications.beginAction({ id: actionId, publicationId, action, approval, beganAt: now() })
        const ledgered = this.#ledgered(opened, assertOurs)
        try {
          const { status, replaced } = await actOn({ publication, stored, action, actionId, standing, site, ledgered, patience: this.#patience }, opened.work)
          for (const one of replaced) this.#noteStatus(publication.connectionId, one.id, one.status)
          this.#acted(publication, action, approval, status)
        } catch (error) {
          const failure = failureOf(error, workspace)
          if (failure.isFinal) workspace.publications.together(() => {
            assertOurs()
            workspace.publications.endAction(actionId, now())
            this.#event(publicationId, 'failed', `${actingInWords(action)} was refused: ${failure.problem.message}`, approval)
          })
          throw error
        }
        return this.#known.shown(this.#publication(publicationId))
      })
    }, CALLS_STAY)
  }

  check({ jobId, publicationId }: Asked<'publish.check'>): Promise<Checked> {
    return this.#context.jobs.run(jobId, async (job) => {
      const publication = this.#publication(publicationId)
      const { platform, work } = this.#opened(publication.connectionId, job)
      const { target } = platform
      work.onProgress({ phase: `Looking at "${publication.journeyName}" at ${target.name}`, done: 0, total: 0 })
      const stored = this.#stored(publication.planId)
      const earlier = earlierOf(this.#context.workspace, publication.journeyId, publication.connectionId)
      const site = new Site(platform, work.signal, knownOf(earlier))
      const journey = await this.#journey(publication, stored, site)
      if (!journey) {
        if (publication.platformId !== null) this.#noteDrift(publicationId, `It is no longer at ${target.name}.`)
        return { publication: this.#known.shown(this.#publication(publicationId)), isThere: false, changes: [], theirs: null }
      }
      this.#noteStatus(publication.connectionId, journey.id, journey.status)
      const whole = await site.whole(journey)
      const { changes, theirs } = driftOf(platform, earlier, whole)
      if (changes.length > 0) this.#noteDrift(publicationId, `It was changed at ${target.name}: ${changes.flatMap((change) => change.theirs).slice(0, 3).join('; ')}${changes.length > 3 ? '; and more' : ''}.`)
      return { publication: this.#known.shown(this.#publication(publicationId)), isThere: true, changes, theirs }
    })
  }

  /** A new publication of a plan, or the one that was begun. Earlier ones that did not end are ended by it. */
  #begin(id: string, stored: StoredPlan, approval: Approval): StoredPublication {
    const { workspace, now } = this.#context
    const { publications } = workspace
    return publications.together(() => {
      const begun = publications.get(id)
      if (begun) {
        publications.end(id, 'open', null, null, [])
        this.#event(id, 'resumed', `Gone on with, ${begun.done} of ${begun.of} done.`, null)
      } else publications.add(id, stored.plan, now(), stored.plan.steps.filter(isWritten).length, approval)
      const publication = this.#publication(id)
      publications.supersedeOthers(publication, now())
      return publication
    })
  }

  /** To its end, or to what stopped it: what the platform refused is an answer; a publication that can be gone on with stays open. */
  async #carryOut({ id }: StoredPublication, assertOurs: () => void, work: () => Promise<void>): Promise<Publication> {
    const { workspace, now } = this.#context
    try {
      await work()
    } catch (error) {
      const { problem, steps, isFinal, isThrown } = failureOf(error, workspace)
      workspace.publications.together(() => {
        assertOurs() // another process may have gone on with it, and ended it
        workspace.publications.end(id, isFinal ? 'failed' : 'open', isFinal ? now() : null, problem, steps)
        this.#event(id, isFinal ? 'failed' : 'interrupted', `${problem.message}`, null)
      })
      if (isThrown) throw new RehearsalError(problem.code, problem.message, problem.help, { cause: error })
    }
    return this.#known.shown(this.#publication(id), { isOver: true })
  }

  async #standing(publication: StoredPublication, platform: Platform, { signal, onProgress }: Job): Promise<{ standing: Standing; isChangedThere: boolean; site: Site; stored: StoredPlan }> {
    const { target } = platform
    onProgress({ phase: `Looking at "${publication.journeyName}" at ${target.name}`, done: 0, total: 0 })
    const stored = this.#stored(publication.planId)
    const earlier = earlierOf(this.#context.workspace, publication.journeyId, publication.connectionId)
    const site = new Site(platform, signal, knownOf(earlier))
    if (publication.platformId === null) throw new RehearsalError('E_NOT_FOUND', `"${publication.journeyName}" has not been made at ${target.name} by this publication.`, 'Resume it, or publish again.')
    const standing = await this.#settledStanding(publication, publication.platformId, stored, site, signal)
    const { journey } = standing
    this.#noteStatus(publication.connectionId, journey.id, journey.status)
    const whole = await site.whole(journey)
    return { standing, isChangedThere: driftOf(platform, earlier, whole).changes.length > 0, site, stored }
  }

  /** What the platform does in its own time, and a change of status that nobody heard the end of, are given their time to show. */
  async #settledStanding(publication: StoredPublication, journeyId: string, stored: StoredPlan, site: Site, signal: AbortSignal): Promise<Standing> {
    const { workspace, now } = this.#context
    const under = workspace.publications.actionsUnderWay(publication.id).at(-1)
    const isUnknown = under !== undefined && this.#ledger.ofPiece(publication.id, `${under.id}/${under.action}`).some(({ state, repeat }) => repeat === 'once' && (state === 'sending' || state === 'unknown'))
    const unknownFor = isUnknown ? Math.max(0, this.#patience.settleMs - Math.max(0, now() - under.beganAt)) : 0
    for (let waited = 0, next = this.#patience.firstLookMs; ; next *= 2) {
      const standing = await standingOf(site, journeyId, stored.basis.replaces)
      const isOnItsWay = standing.journey.status === 'processing'
      const longest = isOnItsWay ? this.#patience.settleMs : unknownFor
      if (waited >= longest || (standing.journey.status !== publication.status && !isOnItsWay)) return standing
      const ms = Math.min(next, longest - waited)
      await this.#patience.pause(ms, signal)
      waited += ms
    }
  }

  #journey(publication: StoredPublication, stored: StoredPlan, site: Site): Promise<Found | null> {
    if (publication.platformId !== null) return site.read('journey', publication.platformId)
    const resource = stored.basis.resources.find(({ key }) => key === 'journey')
    return resource ? site.lookUp(resource) : Promise.resolve(null)
  }

  /** What a journey does now. Something a person confirmed and nobody heard the end of is known to be done once it does something else than before. */
  #noteStatus(connectionId: string, platformId: string, status: PlatformStatus | null): void {
    const { publications } = this.#context.workspace
    for (const one of publications.ofPlatformId(connectionId, platformId)) {
      const under = publications.actionsUnderWay(one.id).at(-1)
      if (under && status !== null && status !== one.status && status !== 'processing') this.#acted(one, under.action, under.approval, status)
      else publications.setStatus(one.id, status)
    }
  }

  #acted({ id, connectionId, platformId }: StoredPublication, action: PublicationAction, approval: Approval, status: PlatformStatus): void {
    const { workspace: { publications }, now } = this.#context
    publications.together(() => {
      for (const one of publications.actionsUnderWay(id)) publications.endAction(one.id, now())
      for (const one of publications.ofPlatformId(connectionId, platformId!)) publications.setStatus(one.id, status) // not null: it was acted on
      this.#event(id, action, actedWith(action, status), approval)
    })
  }

  #noteDrift(publicationId: string, inWords: string): void {
    const last = this.#context.workspace.publications.events(publicationId).find(({ what }) => what === 'drift')
    if (last?.inWords !== inWords) this.#event(publicationId, 'drift', inWords, null)
  }

  #event(publicationId: string, what: PublicationEvent['what'], inWords: string, approval: Approval | null): void {
    const { workspace, now, newId } = this.#context
    workspace.publications.addEvent({ id: newId(), at: now(), publicationId, what, approval, inWords })
  }

  /** The platform, for one job; what a call waits for is told together with what it is for. */
  #opened(connectionId: string, { signal, onProgress }: Job): Opened {
    let waiting: Waiting | null = null
    let last: Progress = { phase: '', done: 0, total: 0 }
    const platform = this.#open(connectionId, (one) => {
      waiting = one
      onProgress({ ...last, phase: last.phase === '' ? one.inWords : `${last.phase}: ${one.inWords}` })
    })
    const work: Job = { signal, onProgress: (progress) => onProgress((last = progress)) }
    return { platform, work, isWaiting: () => waiting !== null && waiting.until > this.#context.now() }
  }

  #ledgered({ platform, work, isWaiting }: Opened, assertOurs: () => void): Ledgered {
    const { workspace, now } = this.#context
    return new Ledgered({ ledger: this.#ledger, client: platform.client, signal: work.signal, now, patience: this.#patience, isWaiting, assertOurs, together: (writes) => workspace.publications.together(writes) })
  }

  #consent(by: string): Approval {
    const name = by.trim()
    if (name === '') throw notApproved('Nobody has signed this.', 'Write the name of the person who confirms it.')
    return { by: name, at: this.#context.now(), door: this.#checkDoor() }
  }

  /** Throws E_APPROVAL at a door at which there is no person. */
  #checkDoor(): Approval['door'] {
    const { door } = this.#context
    if (door === 'none') throw notApproved('Nothing can be confirmed or published at this door.', 'A person does it in the window of Rehearsal or at a terminal.')
    return door
  }

  #openBlockers({ state }: StoredPublication): string[] {
    return state === 'applied' ? [] : ['Publishing did not come to its end: resume it, or publish again.']
  }

  #stored(planId: string): StoredPlan {
    const stored = this.#context.workspace.plans.get(planId)
    if (!stored) throw notFound('plan', planId)
    return stored
  }

  #publication(id: string): StoredPublication {
    const publication = this.#context.workspace.publications.get(id)
    if (!publication) throw notFound('publication', id)
    return publication
  }
}

type PublicationAction = Asked<'publish.act'>['action']
interface Opened { platform: Platform; work: Job; isWaiting: () => boolean }

function notApproved(message: string, help: string): RehearsalError {
  return new RehearsalError('E_APPROVAL', message, help)
}
