import * as z from 'zod'
import { runReportSchema } from '../core/report/run-report.ts'
import { method } from './method.ts'
import { runQuestion } from './run-question.ts'

/** What a report says of a run beyond its result. */
export const reportMethods = {
  /** Ways, times to convert, rhythm and weeks of the document's own journey; aggregates only. E_LOG_SIZE for a run of more counts than memory takes. */
  'runs.report': method(z.strictObject(runQuestion), runReportSchema),
} as const
