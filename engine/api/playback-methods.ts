import * as z from 'zod'
import { id, method } from './method.ts'

/** People are played by their number in the dataset, as the rows of a run's log name them; these say who they are. */
export const playbackMethods = {
  /** The ids of these profiles of a dataset, in the order asked for. A number beyond the last is E_NOT_FOUND. */
  'runs.profileIds': method(z.strictObject({ datasetId: id, profiles: z.array(z.int().min(0)).min(1).max(100) }), z.array(id)),
} as const
