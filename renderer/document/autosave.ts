import { create } from 'zustand'
import type { CallError, MethodInput } from '../../engine/api/contract.ts'
import type { JourneyDocument } from '../../engine/core/model/journey.ts'
import { connection } from '../bridge/connection.ts'
import { documentStore, type DocumentState } from './document-store.ts'
import { holdDraft, WINDOW_ID } from './draft-lock.ts'
import { asCallError } from './save.ts'

/** `none`: nothing to keep; `waiting`: there are edits that are not kept yet; `failed`: they could not be, and it is tried again. */
export type DraftState = 'none' | 'waiting' | 'kept' | 'failed'

interface AutosaveState {
  state: DraftState
  /** The draft of the open journey, once it is written. */
  draftId: string | null
  /** When the draft was last kept, epoch ms; null before the first time. */
  keptAt: number | null
  error: CallError | null
  /** What the open document was recovered from, until the person has dealt with it. `behind`: versions that were saved since it was made. */
  recovered: { keptAt: number; behind: number } | null
}

const NOTHING: AutosaveState = { state: 'none', draftId: null, keptAt: null, error: null, recovered: null }

/** How the unsaved edits of the open journey are kept. */
export const useAutosaveStore = create<AutosaveState>()(() => NOTHING)

/** A draft is written this long after the last edit, and while edits go on at the latest so long after the first: ms. */
const PAUSE_MS = 350
const LONGEST_MS = 900
const FIRST_RETRY_MS = 1000
const LONGEST_RETRY_MS = 30_000

let draftId = crypto.randomUUID() as string
let isHeld = false
let isStored = false
let timer: ReturnType<typeof setTimeout> | undefined
let waitingSince: number | null = null
let retryMs = FIRST_RETRY_MS
let writing: Promise<void> = Promise.resolve()
/** Drafts that are on their way, one after the other. */
let onTheirWay = 0
let tellFailure: (error: CallError) => void = () => undefined

/** Keeps what is done to the open journey, for as long as the window lives. `onFailure` hears once of a run of failures. */
export function watchEdits(onFailure: (error: CallError) => void): void {
  tellFailure = onFailure
  documentStore.subscribe(follow)
  globalThis.window.addEventListener('pagehide', () => void keepNow())
  globalThis.document.addEventListener('visibilitychange', () => {
    if (globalThis.document.visibilityState === 'hidden') void keepNow()
  })
}

function follow(now: DocumentState, before: DocumentState): void {
  if (now.generation !== before.generation) {
    // The last edits of the journey that is left go out before its draft is let go.
    if (timer !== undefined && before.dirty) write(before)
    begin(crypto.randomUUID())
    if (now.dirty && !isEmpty(now.document)) schedule()
  } else if (now.dirty && now.document !== before.document) schedule()
  else if (!now.dirty && before.dirty) settle(now.summary?.version !== before.summary?.version)
}

/** From now on edits go into that draft. */
function begin(id: string, stored = false): void {
  stop()
  draftId = id
  isStored = stored
  isHeld = false
  retryMs = FIRST_RETRY_MS
  if (stored) hold()
  else holdDraft(null)
  useAutosaveStore.setState(NOTHING)
}

function hold(): void {
  if (isHeld) return
  isHeld = true
  holdDraft(draftId)
}

function stop(): void {
  clearTimeout(timer)
  timer = undefined
  waitingSince = null
}

/** Nothing is unsaved any more: a save has taken the draft away, or every edit was undone and the draft says nothing. */
function settle(wasSaved: boolean): void {
  const gone = draftId
  // One that is still on its way would come after the save that took it away.
  const hadDraft = isStored && (!wasSaved || onTheirWay > 0)
  begin(crypto.randomUUID())
  if (hadDraft) writing = writing.then(() => connection.call('drafts.discard', { id: gone })).then(() => undefined, () => undefined)
}

function isEmpty({ entries, steps }: JourneyDocument): boolean {
  return entries.length === 0 && Object.keys(steps).length === 0
}

function schedule(): void {
  const now = Date.now()
  waitingSince ??= now
  if (useAutosaveStore.getState().state !== 'failed') useAutosaveStore.setState({ state: 'waiting' })
  clearTimeout(timer)
  timer = setTimeout(() => write(documentStore.getState()), Math.max(0, Math.min(PAUSE_MS, waitingSince + LONGEST_MS - now)))
}

/** Keeps what there is now; true if nothing is unsaved that is not kept. */
export async function keepNow(): Promise<boolean> {
  if (timer !== undefined) write(documentStore.getState())
  await writing
  return ['none', 'kept'].includes(useAutosaveStore.getState().state)
}

function write({ document, summary }: DocumentState): void {
  stop()
  hold()
  const id = draftId
  isStored = true
  useAutosaveStore.setState({ draftId: id })
  const input: MethodInput<'drafts.keep'> = { id, holder: WINDOW_ID, journeyId: summary?.id ?? null, baseVersion: summary?.version ?? null, text: JSON.stringify(document) }
  const isStillIt = () => draftId === id
  onTheirWay += 1
  writing = writing.then(async () => {
    try {
      const { keptAt } = await connection.call('drafts.keep', input)
      if (!isStillIt()) return
      retryMs = FIRST_RETRY_MS
      useAutosaveStore.setState({ state: timer === undefined ? 'kept' : 'waiting', keptAt, error: null })
    } catch (cause) {
      if (isStillIt()) again(asCallError(cause))
    } finally {
      onTheirWay -= 1
    }
  })
}

function again(error: CallError): void {
  // Another window has gone on with this draft: what is done here is kept beside it.
  if (error.code === 'E_DRAFT_TAKEN') {
    draftId = crypto.randomUUID()
    isHeld = false
    tellFailure(error)
    return write(documentStore.getState())
  }
  const { state } = useAutosaveStore.getState()
  // The engine being away is told by the window already; the call waits for it.
  const isAway = ['CONNECTION_LOST', 'HOST_CRASHED', 'E_CLOSED'].includes(error.code)
  if (!isAway && state !== 'failed') tellFailure(error)
  if (!isAway) useAutosaveStore.setState({ state: 'failed', error })
  stop()
  timer = setTimeout(() => write(documentStore.getState()), isAway ? FIRST_RETRY_MS / 4 : retryMs)
  if (!isAway) retryMs = Math.min(LONGEST_RETRY_MS, retryMs * 2)
}

/** The draft that a save of the open journey makes needless. */
export function currentDraftId(): string | undefined {
  return isStored ? draftId : undefined
}

/** Goes on with a draft that was taken: call it between loading the version it was made from and putting its document on top. */
export function adoptDraft(id: string, keptAt: number, behind: number): void {
  begin(id, true)
  useAutosaveStore.setState({ state: 'kept', draftId: id, keptAt, recovered: { keptAt, behind } })
}

/** The person has seen what was recovered. */
export function recoveredSeen(): void {
  useAutosaveStore.setState({ recovered: null })
}

/** Gives up the draft of the open journey; answers its id if there was one, for bringing it back. */
export async function dropDraft(): Promise<string | undefined> {
  await writing
  const id = currentDraftId()
  begin(crypto.randomUUID())
  if (id === undefined) return undefined
  await connection.call('drafts.discard', { id }).catch(() => undefined)
  return id
}
