import type { Figure } from '../core/measure/measure-schema.ts'
import type { EventDataset } from '../core/model/dataset.ts'
import type { JourneyDocument } from '../core/model/journey.ts'
import type { PopulationDocument } from '../core/population/spec.ts'
import type { PopulationSpec } from '../core/simulate/population-spec.ts'
import type { Scenario } from '../core/simulate/scenario.ts'
import type { TemplateSource } from '../core/measure/template-file.ts'

export interface CreateDataOptions {
  /** The folder that holds datasets; the template's gets a folder of its own in it. */
  directory: string
  /** How many people to generate; bundled data come as they are. */
  profiles?: number
  signal?: AbortSignal
  /** `done` of `total` in the unit the phase names (bytes, profiles, per mille). */
  onProgress?: (progress: { phase: string; done: number; total: number }) => void
}

/** A dataset in the column cache; `from` and `to` are its first and last instant, epoch ms. */
export interface TemplateData { directory: string; digest: string; name: string; events: number; profiles: number; from: number; to: number; rejected: number }

/** What a template shows: a story, the figures somebody published (or nobody: `source` null), and the scenario that is tuned to them. */
export interface Claim {
  story: string
  source: TemplateSource | null
  figures: readonly Figure[]
  scenario: Scenario
  /** People a measurement takes unless told otherwise. */
  people: number
  /** So many people with everything they did, without the journey. The same call gives the same bytes. */
  population(profiles: number, seed: number): EventDataset
}

/** A journey to start from, together with data to run it on at once. */
export interface Template {
  id: string
  name: string
  description: string
  /** What the data are, with credit. */
  data: string
  document: JourneyDocument
  /** Where the data are generated: what from, for any size of it. One of the two. */
  population?: PopulationSpec
  people?: PopulationDocument
  claim?: Claim
  /** Writes the data, whole or not at all. The same call gives the same digest. Rejects with RehearsalErrors: CANCELLED, E_DISK_FULL, E_READ_ONLY. */
  createData(options: CreateDataOptions): Promise<TemplateData>
}
