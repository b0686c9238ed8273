import * as z from 'zod'
import { matureSchema } from '../core/people/mature-schema.ts'
import { method } from './method.ts'
import { runQuestion } from './run-question.ts'

/** What a run says of its people beyond its result. */
export const peopleMethods = {
  /** Whose time is up and who is undecided, of the document's own journey. E_LOG_SIZE for a run of more counts than memory takes. */
  'runs.mature': method(z.strictObject(runQuestion), matureSchema),
} as const
