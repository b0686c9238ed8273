import { create } from 'zustand'
import type { CallError, MethodOutput } from '../../../engine/api/contract.ts'
import type { JourneyDocument } from '../../../engine/core/model/journey.ts'
import type { Differences } from '../../../engine/core/report/differences.ts'
import type { SimulationResult } from '../../../engine/core/simulate/result.ts'
import type { RunAssumptions } from '../../stores/assumptions-store.ts'

/** What the turned numbers are held against: the open journey, run on the data of the run that is shown. */
export interface Base {
  document: JourneyDocument
  assumptions: RunAssumptions
  together: readonly string[]
  result: SimulationResult
  /** True if it was edited since the run that is shown, and so was run aside. */
  isEdited: boolean
  /** The data, the span and the seed of the run that is shown. */
  data: { datasetId: string; from: number; until: number; seed: number }
}

/** What turned numbers came to. */
export interface Tried {
  turns: Turns
  document: JourneyDocument
  responses: MethodOutput<'whatIf.run'>['responses']
  differences: Differences
}

/** Values by the id of the tunable. */
export type Turns = Readonly<Record<string, number>>

/** The headline figures over the values of one number, all else as it is turned: rising by value. */
export interface Curve {
  id: string
  /** Which other numbers it is for, and of which base. */
  key: string
  points: readonly { value: number; figures: Readonly<Record<string, number>> }[]
  /** How many there will be. */
  total: number
}

interface WhatIfState {
  base: Base | null
  turns: Turns
  /** The number that was turned last: the one whose curve is drawn. */
  last: string | null
  tried: Tried | null
  /** The run that is under way, and when it began (ms of the window's clock). */
  trying: { jobId: string; since: number } | null
  error: CallError | null
  curve: Curve | null
  /** The figure whose curve is drawn, by its row; null: the first that matters. */
  figure: string | null
  query: string
  /** A number that is asked for from elsewhere, to be shown and to have the keyboard. */
  wanted: { id: string; at: number } | null
}

/** Numbers turned to see what they do. Neither saved nor undone, until they are applied. */
export const useWhatIfStore = create<WhatIfState>()(() => ({
  base: null, turns: {}, last: null, tried: null, trying: null, error: null, curve: null, figure: null, query: '', wanted: null,
}))
