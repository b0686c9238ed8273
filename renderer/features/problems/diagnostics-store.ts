import { create } from 'zustand'
import type { Diagnostic } from '../../../engine/core/lint/diagnostics.ts'
import type { LintContext } from '../../../engine/core/lint/lint-context.ts'
import type { lintJourney } from '../../../engine/core/lint/lint-journey.ts'
import type { JourneyDocument } from '../../../engine/core/model/journey.ts'
import { documentStore } from '../../document/document-store.ts'
import { flowShapeOf } from '../../document/flow-shape.ts'
import { entryNodeId } from '../../document/node-ids.ts'
import { useBesideStore } from '../../stores/beside-store.ts'
import { useRunStore } from '../../stores/run-store.ts'
import { LintAside } from './lint-aside.ts'

interface DiagnosticsState {
  /** Before that nothing can be said, not even that nothing was found. */
  isChecked: boolean
  /** The checks themselves could not be read: nothing will be said of any journey. */
  isUnread: boolean
  all: readonly Diagnostic[]
  /** By node on the canvas; what concerns the journey as a whole is only in `all`. */
  byNode: ReadonlyMap<string, readonly Diagnostic[]>
}

const NOT_CHECKED: DiagnosticsState = { isChecked: false, isUnread: false, all: [], byNode: new Map() }

/** What the journey's checks say about the open document, on the chosen data and beside the journeys it is run with; the command line runs the same checks. */
export const useDiagnosticsStore = create<DiagnosticsState>()(() => NOT_CHECKED)

let lint: typeof lintJourney | undefined

/** Reads the checks themselves: a journey is drawn before it is judged. What could not be read is tried again with the next journey. */
export async function readChecks(): Promise<void> {
  if (lint) return
  try {
    lint = (await import('../../../engine/core/lint/lint-journey.ts')).lintJourney
    checkAgain()
  } catch {
    // The engine that serves the window is away, or it was updated meanwhile.
    useDiagnosticsStore.setState({ isUnread: true })
  }
}

documentStore.subscribe((state, before) => {
  // Moving a card changes the document but nothing the checks look at.
  if (state.document.steps === before.document.steps && sameButLayout(state.document, before.document)) return
  check(state.document)
})

// Names are compared with those of the data, and what several journeys share is looked at.
useRunStore.subscribe((state, before) => {
  if (state.catalogue !== before.catalogue) checkAgain()
})
useBesideStore.subscribe(checkAgain)

function checkAgain(): void {
  check(documentStore.getState().document)
}

/** Steps up to which a journey is checked with every edit, in a few ms. */
const MOST_AT_ONCE = 150
const aside = new LintAside((diagnostics) => useDiagnosticsStore.setState(sorted(diagnostics, documentStore.getState().document)))
let checkedGeneration = -1

function check(document: JourneyDocument): void {
  if (!lint) return
  const { generation } = documentStore.getState()
  if (flowShapeOf(document.steps).steps <= MOST_AT_ONCE) {
    aside.drop()
    useDiagnosticsStore.setState(checked(document))
  } else {
    // What was found in another journey must not stand beside this one.
    if (generation !== checkedGeneration) useDiagnosticsStore.setState(NOT_CHECKED)
    aside.ask(document, lintContext())
  }
  checkedGeneration = generation
}

const NONE: readonly Diagnostic[] = []

/** The findings about one node. */
export function useNodeDiagnostics(nodeId: string): readonly Diagnostic[] {
  return useDiagnosticsStore((state) => state.byNode.get(nodeId) ?? NONE)
}

/** The node a finding is about; undefined if it is about the journey. */
export function nodeOfDiagnostic(diagnostic: Diagnostic, document: JourneyDocument): string | undefined {
  if (diagnostic.stepId !== undefined) return diagnostic.stepId
  const index = /^\$\.entries\[(\d+)\]/.exec(diagnostic.path)?.[1]
  const entry = index === undefined ? undefined : document.entries[Number(index)]
  return entry && entryNodeId(entry.id)
}

/** What the checks say of a document, on the chosen data and beside the journeys the open one is run with; nothing before they are read. */
export function lintNow(document: JourneyDocument): Diagnostic[] {
  return lint?.(document, lintContext()) ?? []
}

function lintContext(): LintContext {
  const { catalogue } = useRunStore.getState()
  return { ...(catalogue === undefined ? {} : { dataset: catalogue }), others: useBesideStore.getState().documents }
}

function checked(document: JourneyDocument): DiagnosticsState {
  return sorted(lintNow(document), document)
}

function sorted(all: readonly Diagnostic[], document: JourneyDocument): DiagnosticsState {
  const byNode = new Map<string, Diagnostic[]>()
  for (const diagnostic of all) {
    const nodeId = nodeOfDiagnostic(diagnostic, document)
    if (nodeId === undefined) continue
    const list = byNode.get(nodeId)
    if (list) list.push(diagnostic)
    else byNode.set(nodeId, [diagnostic])
  }
  return { isChecked: true, isUnread: false, all, byNode }
}

function sameButLayout(a: JourneyDocument, b: JourneyDocument): boolean {
  const keys = new Set([...Object.keys(a), ...Object.keys(b)]) as Set<keyof JourneyDocument> // as: both are documents
  return [...keys].every((key) => key === 'layout' || a[key] === b[key])
}
