import { create } from 'zustand'
import type { MethodOutput } from '../../../engine/api/contract.ts'
import type { JourneyDocument } from '../../../engine/core/model/journey.ts'
import { saveWithNotice } from '../../app/save-journey.ts'
import { connection as engine } from '../../bridge/connection.ts'
import { documentStore } from '../../document/document-store.ts'
import { asCallError } from '../../document/save.ts'
import { ask, type Asked } from './asked.ts'
import { openPublish, usePublishStore } from './publish-store.ts'
import { refreshWatched } from './refresh-watched.ts'
import { noteSame, type Publication } from './watched-store.ts'

export type Plan = MethodOutput<'publish.plan'>

/** Where the planned document came from: what is open, an earlier publication, or a publication that goes on. */
export type PlanOrigin = { kind: 'open' } | { kind: 'rollBack' | 'resume'; publicationId: string; at: number }

interface PlanState {
  origin: PlanOrigin
  /** Null for a publication that goes on, whose document is the plan's. */
  document: JourneyDocument | null
  plan: Asked<Plan> | null
  applying: Asked<Publication> | null
}

const NOTHING: PlanState = { origin: { kind: 'open' }, document: null, plan: null, applying: null }

/** The plan on the screen, and how far it is carried out. */
export const usePlanStore = create<PlanState>()(() => NOTHING)

/** Forgets the plan: another connection was chosen, or another journey. */
export function dropPlan(): void {
  if (usePlanStore.getState().applying?.state !== 'asking') usePlanStore.setState(NOTHING)
}

/** Chooses the connection and plans to publish the open journey over it. */
export async function planAt(connectionId: string): Promise<void> {
  usePublishStore.setState({ connectionId })
  openPublish('plan')
  await planOpen(connectionId)
}

/** Plans to publish the open journey. It is saved first, so that what is published is a version one can go back to. */
export async function planOpen(connectionId: string, theirs: 'refuse' | 'overwrite' = 'refuse'): Promise<void> {
  const { dirty } = documentStore.getState()
  if (dirty && !(await saveWithNotice())) return
  await plan(documentStore.getState().document, connectionId, { kind: 'open' }, theirs)
}

/** Plans to publish the journey as it was published once; over what somebody changed there meanwhile, if the person has said so. */
export async function planRollBack(publication: Publication, theirs: 'refuse' | 'overwrite' = 'refuse'): Promise<void> {
  usePublishStore.setState({ connectionId: publication.connectionId })
  openPublish('plan')
  await planEarlier(publication.id, publication.startedAt, publication.connectionId, theirs)
}

/** If what was published cannot be read, there is no plan: never one of what happens to be open. */
async function planEarlier(publicationId: string, at: number, connectionId: string, theirs: 'refuse' | 'overwrite'): Promise<void> {
  const origin: PlanOrigin = { kind: 'rollBack', publicationId, at }
  usePlanStore.setState({ ...NOTHING, origin })
  const document = await ask(
    async () => (await engine.call('publish.document', { publicationId })).document,
    (asked) => asked.state !== 'there' && usePlanStore.setState({ plan: asked }),
  )
  if (document !== undefined) await plan(document, connectionId, origin, theirs)
}

/** Plans once more what was planned, be it what is open or what was published once; of a publication that went on it is a plan of its own. */
export async function planAgain(theirs: 'refuse' | 'overwrite'): Promise<void> {
  const { origin, plan: last } = usePlanStore.getState()
  const connectionId = last?.state === 'there' ? last.answer.connectionId : usePublishStore.getState().connectionId
  if (connectionId === null) return
  if (origin.kind === 'open') await planOpen(connectionId, theirs)
  else await planEarlier(origin.publicationId, origin.at, connectionId, theirs)
}

async function plan(document: JourneyDocument, connectionId: string, origin: PlanOrigin, theirs: 'refuse' | 'overwrite'): Promise<void> {
  usePlanStore.setState({ document, origin, applying: null })
  await ask((jobId) => engine.call('publish.plan', { jobId, connectionId, document, theirs }), (asked) => usePlanStore.setState({ plan: asked }))
}

/** A person confirms exactly that plan, and it is carried out. */
export async function confirmPlan(plan: Plan, by: string): Promise<void> {
  await carryOut(plan, () => engine.call('publish.approve', { planId: plan.id, digest: plan.digest, by }))
}

/** Goes on with what was begun and not ended. */
export async function resume(publication: Publication): Promise<void> {
  usePublishStore.setState({ connectionId: publication.connectionId })
  usePlanStore.setState({ ...NOTHING, origin: { kind: 'resume', publicationId: publication.id, at: publication.startedAt } })
  openPublish('plan')
  const known = await ask(() => engine.call('publish.getPlan', { id: publication.planId }), (asked) => usePlanStore.setState({ plan: asked }))
  if (known !== undefined) await carryOut(known)
}

/** The same, of the plan on the screen. */
export async function goOn(plan: Plan): Promise<void> {
  await carryOut(plan)
}

async function carryOut(plan: Plan, approve?: () => Promise<unknown>): Promise<void> {
  const work = async (jobId: string) => {
    await approve?.()
    return engine.call('publish.apply', { jobId, planId: plan.id }).catch((cause: unknown) => whatWasStopped(plan, cause))
  }
  const done = await ask(work, (applying) => usePlanStore.setState({ applying }))
  if (done?.state === 'applied') noteSame(done)
  await refreshWatched()
}

/** How far a publication is that was cancelled: it may have been done by then. Throws `cause` again where that is not known, or was not the end of it. */
async function whatWasStopped({ id, journeyId }: Plan, cause: unknown): Promise<Publication> {
  if (asCallError(cause).code !== 'CANCELLED') throw cause
  const entries = await engine.call('publish.history', { journeyId }).catch(() => [])
  const begun = entries.find(({ publication }) => publication.planId === id)?.publication
  if (begun === undefined || begun.state === 'applying') throw cause
  return begun
}
