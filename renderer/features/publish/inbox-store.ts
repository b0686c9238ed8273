import { create } from 'zustand'
import type { CallError, MethodOutput } from '../../../engine/api/contract.ts'
import { connection as engine } from '../../bridge/connection.ts'
import { notify } from '../../components/notify.ts'
import { asCallError } from '../../document/save.ts'
import { errorInWords } from '../../i18n/in-words.ts'
import { useWorkspaceStore } from '../../stores/workspace-store.ts'
import { openComparison, type Side } from '../versions/compare-store.ts'
import { ask, type Asked } from './asked.ts'
import { openNew, putIn } from './drift.ts'
import { inboxText } from './inbox-texts.ts'
import { planAt } from './plan-store.ts'
import { usePublishStore, openPublish } from './publish-store.ts'
import { refreshWatched } from './refresh-watched.ts'
import type { Proposal } from './watched-store.ts'

export type Proposed = MethodOutput<'proposals.get'>

interface InboxState {
  shown: 'waiting' | 'decided'
  /** All of them, newest first; null until they were read. */
  proposals: readonly Proposal[] | null
  error: CallError | null
  chosen: string | null
  proposed: Asked<Proposed> | null
}

/** Proposals of agents, and the one that is looked at. */
export const useInboxStore = create<InboxState>()(() => ({ shown: 'waiting', proposals: null, error: null, chosen: null, proposed: null }))

export async function readProposals(): Promise<void> {
  try {
    useInboxStore.setState({ proposals: await engine.call('proposals.list', {}), error: null })
  } catch (cause) {
    useInboxStore.setState({ error: asCallError(cause) })
  }
}

/** Looks at one. */
export async function chooseProposal(id: string | null): Promise<void> {
  useInboxStore.setState({ chosen: id, proposed: null })
  if (id === null) return
  await ask(() => engine.call('proposals.get', { id }), (proposed) => {
    if (useInboxStore.getState().chosen === id) useInboxStore.setState({ proposed })
  })
}

/** Its content against the version there is now, in the picture of versions. */
export async function compareProposal({ proposal, document, current }: Proposed): Promise<void> {
  if (current === null) return
  const version = useWorkspaceStore.getState().journeys?.find(({ id }) => id === proposal.journeyId)?.version
  const before: Side = version === undefined ? { kind: 'file', name: inboxText('current'), document: current, isNoFile: true } : { kind: 'version', version }
  await openComparison(
    { before, after: { kind: 'file', name: inboxText('proposalOf', { from: proposal.from }), document, isNoFile: true } },
    { id: proposal.journeyId ?? document.id, name: proposal.journeyName },
  )
}

/** Puts its content into the editor; true when it is there. Only then it counts as taken. */
export async function takeProposal({ proposal, document, current }: Proposed): Promise<boolean> {
  const put = current === null ? await openNew(document) : await putIn(document, current.id, inboxText('takenName', { from: proposal.from }), proposal.journeyId ?? undefined)
  if (put === 'stayed' || !(await decide(proposal, 'taken'))) return false
  notify(inboxText(put === 'opened' ? 'takenNew' : 'taken'))
  return true
}

/** The same, and plans to publish it over the connection the agent asked for, if that is still there. */
export async function planProposal(proposed: Proposed): Promise<void> {
  if (!(await takeProposal(proposed))) return
  const { connectionId } = proposed.proposal
  if (connectionId === null || proposed.proposal.connectionName === null) {
    usePublishStore.setState({ connectionId: null })
    openPublish('plan')
  } else await planAt(connectionId)
}

export async function declineProposal(proposal: Proposal, reason: string): Promise<void> {
  if (await decide(proposal, 'declined', reason)) notify(inboxText('declined', { journey: proposal.journeyName }))
}

async function decide({ id }: Proposal, decision: 'taken' | 'declined', reason?: string): Promise<boolean> {
  try {
    await engine.call('proposals.decide', { id, decision, ...(reason === undefined || reason === '' ? {} : { reason }) })
    useInboxStore.setState({ chosen: null, proposed: null })
    return true
  } catch (cause) {
    notify(errorInWords(asCallError(cause)), 'error')
    return false
  } finally {
    await Promise.all([readProposals(), refreshWatched()])
  }
}
