import * as z from 'zod'
import { caseResultSchema } from '../core/cases/case-result.ts'
import { journeySchema } from '../core/model/journey.ts'
import { empty, id, instant, method } from './method.ts'

/** A test case kept in the workspace. `journeyId`: the document's own id; `text`: its `*.case.json`, which holds the name, too. */
const storedCaseSchema = z.strictObject({ id, journeyId: id, name: z.string(), text: z.string(), savedAt: instant })

/** What came of one case; `problem`: why it could not be run. A step that is no longer there is not come to: the case fails. */
const caseRunSchema = z.strictObject({
  id,
  result: caseResultSchema.nullable(),
  problem: z.strictObject({ code: z.string(), message: z.string(), help: z.string() }).nullable(),
})

export type StoredCase = z.infer<typeof storedCaseSchema>
export type CaseRun = z.infer<typeof caseRunSchema>

/** Test cases of a journey, kept in the workspace by the document's own id: an unsaved journey has them as well. */
export const caseMethods = {
  /** In the order in which they were made. */
  'cases.list': method(z.strictObject({ journeyId: id }), z.array(storedCaseSchema)),
  /** Without `id` a new one. What cannot be read as a case is E_CASE and not kept. */
  'cases.save': method(z.strictObject({ id: id.optional(), journeyId: id, name: z.string().min(1).max(10_000), text: z.string() }), z.strictObject({ id })),
  'cases.delete': method(z.strictObject({ id }), empty),
  'cases.restore': method(z.strictObject({ id }), empty),
  /** Runs the cases of the document, or those named in `ids`, on it as it is, in the order of the list. One that cannot be run stops no other. */
  'cases.run': method(z.strictObject({ document: journeySchema, ids: z.array(id).optional() }), z.array(caseRunSchema)),
  /** The text of the case as it would expect what happens now; nothing is saved. */
  'cases.expectNow': method(z.strictObject({ id, document: journeySchema }), z.strictObject({ text: z.string() })),
  /** Writes the document and its cases into a folder, as `rehearse test` takes them; default: a new one under the workspace's `exports`. */
  'cases.export': method(z.strictObject({ document: journeySchema, directory: id.optional() }), z.strictObject({ directory: z.string(), files: z.array(z.string()) })),
} as const
