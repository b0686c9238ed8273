import { useEffect } from 'react'
import { create } from 'zustand'
import type { CallError, MethodInput, MethodOutput } from '../../../engine/api/contract.ts'
import type { JourneyDocument } from '../../../engine/core/model/journey.ts'
import type { TargetProblem } from '../../../engine/core/publish/problem.ts'
import { connection } from '../../bridge/connection.ts'
import { asCallError } from '../../document/save.ts'
import { useDocumentStore } from '../../document/document-store.ts'
import { fromEngine } from '../../i18n/phrasebook.ts'
import { useConnectionsStore } from './connections-store.ts'

type Settings = NonNullable<MethodInput<'targets.fit'>['settings']>
export type TargetFacts = MethodOutput<'targets.list'>[number]

interface TargetsState {
  /** Null until they were read. */
  targets: readonly TargetFacts[] | null
  error: CallError | null
  /** What each platform cannot do of that document. */
  fit: { document: JourneyDocument; problems: ReadonlyMap<string, readonly TargetProblem[]> } | null
  fitError: CallError | null
}

const NONE = [] as const

/** The platforms, and how much of the open journey each takes. */
export const useTargetsStore = create<TargetsState>()(() => ({ targets: null, error: null, fit: null, fitError: null }))

/** Platforms do not change while the window is open. */
export async function readTargets(): Promise<void> {
  if (useTargetsStore.getState().targets !== null) return
  try {
    useTargetsStore.setState({ targets: await connection.call('targets.list', {}), error: null })
  } catch (cause) {
    useTargetsStore.setState({ error: asCallError(cause) })
  }
}

export function targetOf(id: string): TargetFacts | undefined {
  return useTargetsStore.getState().targets?.find((target) => target.id === id)
}

/** What people call the platform; its id until that is known. */
export function useTargetName(id: string): string {
  return fromEngine(useTargetsStore(({ targets }) => targets?.find((target) => target.id === id)?.name ?? id))
}

export async function askFit(document: JourneyDocument, settings: Settings): Promise<void> {
  try {
    const fits = await connection.call('targets.fit', { document, settings })
    if (document === latest) useTargetsStore.setState({ fit: { document, problems: new Map(fits.map(({ target, problems }) => [target, problems])) }, fitError: null })
  } catch (cause) {
    if (document === latest) useTargetsStore.setState({ fitError: asCallError(cause) })
  }
}

// An answer about a document that was edited meanwhile is not shown.
let latest: JourneyDocument | undefined

/** Keeps the fit in step with the open journey, and with the accounts there are, while something shows it. */
export function useFit(): TargetsState['fit'] {
  const document = useDocumentStore((state) => state.document)
  const connections = useConnectionsStore((state) => state.connections ?? (state.error === null ? null : NONE))
  useEffect(() => {
    latest = document
    // Of several accounts at one platform the first stands for all.
    if (connections !== null) void askFit(document, Object.fromEntries(connections.toReversed().map(({ target, settings }) => [target, settings])))
  }, [document, connections])
  return useTargetsStore((state) => state.fit)
}
