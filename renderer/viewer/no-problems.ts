import { create } from 'zustand'
import type { Diagnostic } from '../../engine/core/lint/diagnostics.ts'

// Stands in the page where features/problems/diagnostics-store.ts stands in the window: what is wrong with a journey is its designer's to know.

const NONE: readonly Diagnostic[] = []

export const useDiagnosticsStore = create<{ all: readonly Diagnostic[]; byNode: ReadonlyMap<string, readonly Diagnostic[]> }>()(() => ({ all: NONE, byNode: new Map() }))

export function useNodeDiagnostics(): readonly Diagnostic[] {
  return NONE
}

export function nodeOfDiagnostic(): undefined {
  return undefined
}

export function lintNow(): Diagnostic[] {
  return []
}
