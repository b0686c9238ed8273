import { create } from 'zustand'
import type { CallError, JourneyVersion } from '../../../engine/api/contract.ts'
import { diffJourneys } from '../../../engine/core/diff/diff-journeys.ts'
import { takeBack as withoutChange, placesBack } from '../../../engine/core/diff/take-back.ts'
import type { JourneyDiff, PartChange } from '../../../engine/core/diff/journey-diff.ts'
import type { JourneyDocument } from '../../../engine/core/model/journey.ts'
import { connection } from '../../bridge/connection.ts'
import { notify } from '../../components/notify.ts'
import { documentStore } from '../../document/document-store.ts'
import { nameOfStep } from '../../document/names.ts'
import { asCallError } from '../../document/save.ts'
import { changeInWords, moveInWords } from './change-words.ts'
import { versionText } from './texts.ts'
import type { Shown } from './overlay-graph.ts'

/** One side of a comparison: what is open in the editor, a saved version of the journey, or a file. */
export type Side = { kind: 'open' } | { kind: 'version'; version: number } | { kind: 'file'; name: string; document: JourneyDocument; /** It is no file, only looked at like one. */ isNoFile?: boolean }

interface CompareState {
  isOpen: boolean
  /** The journey of the workspace whose versions can be chosen; null for one that was never saved. */
  journeyId: string | null
  name: string
  versions: readonly JourneyVersion[]
  before: Side
  after: Side
  compared: { before: JourneyDocument; after: JourneyDocument; diff: JourneyDiff } | null
  error: CallError | null
  shown: Shown
  /** The key of the change that is looked at. */
  current: string | null
}

const LAYOUT = 'layout'

/** Two versions side by side in one picture, while the comparison is on the screen. */
export const useCompareStore = create<CompareState>()(() => ({
  isOpen: false, journeyId: null, name: '', versions: [], before: { kind: 'open' }, after: { kind: 'open' }, compared: null, error: null, shown: 'both', current: null,
}))

// An answer that comes after another was asked for is not shown.
let asked = 0

/** Opens the comparison of the open journey, or of the journey of the workspace that is named. */
export async function openComparison(sides: { before: Side; after: Side }, journey?: { id: string; name: string }): Promise<void> {
  const { summary, document } = documentStore.getState()
  const journeyId = journey?.id ?? summary?.id ?? null
  useCompareStore.setState({ isOpen: true, journeyId, name: journey?.name ?? document.name ?? document.id, versions: [], ...sides, compared: null, error: null, shown: 'both', current: null })
  await Promise.all([readVersions(journeyId), compare()])
}

/** Compares what is open with the version it was made from; the newest two of a journey without unsaved changes. */
export async function compareOpenJourney(): Promise<void> {
  const { summary, dirty } = documentStore.getState()
  if (summary === null) return notify(versionText('onlyOne'))
  if (!dirty && summary.version === 1) return notify(versionText('onlyOne'))
  await openComparison({ before: { kind: 'version', version: dirty ? summary.version : summary.version - 1 }, after: { kind: 'open' } })
}

export function closeComparison(): void {
  asked++
  useCompareStore.setState({ isOpen: false, compared: null })
}

export function chooseSide(which: 'before' | 'after', side: Side): void {
  useCompareStore.setState({ [which]: side, current: null })
  void compare()
}

export function swapSides(): void {
  const { before, after } = useCompareStore.getState()
  useCompareStore.setState({ before: after, after: before, current: null })
  void compare()
}

async function readVersions(journeyId: string | null): Promise<void> {
  if (journeyId === null) return
  const versions = await connection.call('journeys.versions', { id: journeyId }).catch(() => [])
  if (useCompareStore.getState().journeyId === journeyId) useCompareStore.setState({ versions })
}

/** Reads both sides and compares them. */
export async function compare(): Promise<void> {
  const turn = ++asked
  const { before, after, journeyId } = useCompareStore.getState()
  try {
    const [old, now] = await Promise.all([documentOf(before, journeyId), documentOf(after, journeyId)])
    if (turn !== asked) return
    useCompareStore.setState({ compared: { before: old, after: now, diff: diffJourneys(old, now, nameOfStep) }, error: null })
  } catch (cause) {
    if (turn === asked) useCompareStore.setState({ compared: null, error: asCallError(cause) })
  }
}

async function documentOf(side: Side, journeyId: string | null): Promise<JourneyDocument> {
  if (side.kind === 'file') return side.document
  if (side.kind === 'open' || journeyId === null) return documentStore.getState().document
  return (await connection.call('journeys.get', { id: journeyId, version: side.version })).document
}

/** The keys of everything in the list, in its order. */
export function changeKeys({ changes, layout }: JourneyDiff): string[] {
  return [...changes.map(({ key }) => key), ...(layout.inWords === null ? [] : [LAYOUT])]
}

/** Goes to another change, round and round. */
export function goToChange(step: 1 | -1): void {
  const { compared, current } = useCompareStore.getState()
  if (!compared) return
  const keys = changeKeys(compared.diff)
  if (keys.length === 0) return
  const at = current === null ? -1 : keys.indexOf(current)
  const next = at < 0 ? (step === 1 ? 0 : keys.length - 1) : (at + step + keys.length) % keys.length
  useCompareStore.setState({ current: keys[next]! })
}

/** True if single changes can be taken back: the newer side is what is being edited. */
export function canTakeBack({ before, after }: Pick<CompareState, 'before' | 'after'>): boolean {
  return after.kind === 'open' && before.kind !== 'open'
}

/** Takes one change of the open journey back, as one step that Undo brings again. `change` null: the places of the cards. */
export function takeBack(change: PartChange | null): void {
  const { compared } = useCompareStore.getState()
  if (!compared) return
  const { document, apply } = documentStore.getState()
  const what = change === null ? moveInWords(compared.diff.layout.inWords!) : `${change.name}: ${changeInWords(change)}`
  const short = what.length > 60 ? `${what.slice(0, 59)}…` : what
  apply({ name: versionText('takeBackNamed', { what: short }), exact: true, run: (current) => (change === null ? placesBack(current, compared.before) : withoutChange(current, compared.before, change)) })
  if (documentStore.getState().document === document) return notify(versionText('cannotTakeBack'))
  notify(versionText('takenBack'))
  goToChange(1)
  void compare()
}
