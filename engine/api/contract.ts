import * as z from 'zod'
import { caseResultSchema } from '../core/cases/case-result.ts'
import { explanationSchema } from '../core/explain/explanation.ts'
import { dialectIdSchema } from '../core/dialect/dialect-id.ts'
import { journeySchema } from '../core/model/journey.ts'
import { pressureFiguresSchema, runNoticesSchema, simulationResultSchema } from '../core/simulate/result.ts'
import { responseFiguresSchema } from '../core/simulate/responses/response-figures.ts'
import { assumeSchema } from '../core/simulate/responses/response-schema.ts'
import { scenarioSchema } from '../core/simulate/scenario.ts'
import { caseMethods } from './case-methods.ts'
import { connectionMethods } from './connection-methods.ts'
import { coverageMethods } from './coverage-methods.ts'
import { datasetMethods } from './dataset-methods.ts'
import { dialectMethods } from './dialect-methods.ts'
import { doubtMethods } from './doubt-methods.ts'
import { draftMethods } from './draft-methods.ts'
import { exploreMethods, sessionGapMs } from './explore-methods.ts'
import { forecastMethods } from './forecast-methods.ts'
import { htmlMethods } from './html-methods.ts'
import { flightMethods } from './flight-methods.ts'
import { logMethods } from './log-methods.ts'
import { empty, id, instant, jobId, method } from './method.ts'
import { journeySummarySchema, openedSchema } from './opened-journey.ts'
import { peopleMethods } from './people-methods.ts'
import { playbackMethods } from './playback-methods.ts'
import { personMethods } from './person-methods.ts'
import { populationMethods } from './population-methods.ts'
import { previewMethods } from './preview-methods.ts'
import { proposalMethods } from './proposal-methods.ts'
import { publishMethods } from './publish-methods.ts'
import { reportMethods } from './report-methods.ts'
import { scenarioMethods } from './scenario-methods.ts'
import { segmentMethods } from './segment-methods.ts'
import { settingsMethods } from './settings-methods.ts'
import { storeMethods } from './store-methods.ts'
import { targetMethods } from './target-methods.ts'
import { togetherMethods } from './together-methods.ts'
import { templateMethods } from './template-methods.ts'
import { versionMethods, versionWords } from './version-methods.ts'
import { whatIfMethods } from './what-if-methods.ts'
import { workspaceMethods } from './workspace-methods.ts'

// The one list of what the app can do; a large area has its part in a file beside this one. The desktop window, the browser window, the
// command line and the agent door all call these methods; `engine/node/host.ts` implements them. Instants are epoch ms UTC.

export const runSummarySchema = z.strictObject({
  id,
  /** The workspace key of the journey, if it was saved when it ran. */
  journeyId: z.string().nullable(),
  journeyName: z.string(),
  datasetId: z.string(),
  datasetName: z.string(),
  startedAt: instant,
  engine: z.enum(['kernel', 'xstate']),
  documentDigest: z.string(),
})

/** A journey that ran beside the one asked for; `journeyId` is its key in the workspace. */
const besideSchema = z.strictObject({ journeyId: id, name: z.string(), result: simulationResultSchema })

/** What a run gave: the figures of the journey asked for and of those beside it, and what belongs to none of them alone. */
const runOutcome = {
  run: runSummarySchema,
  result: simulationResultSchema,
  together: z.array(besideSchema),
  /** Null for a run stored before pressure was counted. */
  pressure: pressureFiguresSchema.nullable(),
  /** What came of the messages by the scenario's response model: drawn, not measured. Null without one. */
  responses: responseFiguresSchema.nullable(),
  /** The assumptions it ran with. Null without any. */
  scenario: scenarioSchema.nullable(),
  notices: runNoticesSchema,
}

export const methods = {
  'app.info': method(empty, z.strictObject({ version: z.string(), workspace: z.string(), node: z.string(), platform: z.string() })),
  /** Versions of what the engine is made on. Loads DuckDB, so ask only to show them. */
  'app.versions': method(empty, z.strictObject({ duckdb: z.string(), sqlite: z.string(), journeyFormat: z.int() })),

  'journeys.list': method(empty, z.array(journeySummarySchema)),
  'journeys.get': method(z.strictObject({ id, version: z.int().min(1).optional() }), openedSchema),
  /**
   * `id` null: a new one. A save that changes nothing makes no version; what it says of the version is then said of the latest. `baseVersion`
   * behind the latest is refused with code E_CONFLICT. `draftId` names the draft that is thereby saved: it is taken away.
   */
  'journeys.save': method(
    z.strictObject({ id: id.nullable(), document: journeySchema, baseVersion: z.int().nullable(), path: z.string().nullable().optional(), draftId: id.optional(), ...versionWords }),
    journeySummarySchema,
  ),
  ...versionMethods,
  'journeys.delete': method(z.strictObject({ id }), empty),
  /** Brings back a deleted journey: deleting is undone, not confirmed. */
  'journeys.restore': method(z.strictObject({ id }), journeySummarySchema),
  /** Reads a `*.journey.json` from disk into the workspace; the same path opened again is the same journey. */
  'journeys.openFile': method(z.strictObject({ path: id }), openedSchema),
  /** The same for text that was dropped on a window without a path. */
  'journeys.openText': method(z.strictObject({ name: z.string(), text: z.string() }), openedSchema),
  /** Writes the document to a file, whole or not at all, and remembers the path. */
  'journeys.saveFile': method(z.strictObject({ id, path: id }), journeySummarySchema),
  'journeys.export': method(
    z.strictObject({ document: journeySchema, to: z.enum(['json', 'xstate', 'mermaid']) }),
    z.strictObject({ fileName: z.string(), text: z.string() }),
  ),

  ...draftMethods,
  ...scenarioMethods,
  ...templateMethods,
  ...datasetMethods,
  ...segmentMethods,
  ...exploreMethods,
  ...populationMethods,
  ...previewMethods,
  ...targetMethods,
  ...connectionMethods,
  ...publishMethods,
  ...forecastMethods,
  ...proposalMethods,

  /**
   * Answers when the run is done; progress under `jobId`; refused with code CANCELLED after `jobs.cancel`. The latest saved versions of the
   * journeys in `together` (workspace keys) run beside the document, and so does every journey a step goes through, found in the workspace
   * by its document id; one that is not there is E_JOURNEY.
   */
  'runs.start': method(
    z.strictObject({
      jobId,
      journeyId: id.nullable(),
      document: journeySchema,
      datasetId: id,
      from: instant.optional(),
      until: instant.optional(),
      seed: z.int().min(0).optional(),
      engine: z.enum(['kernel', 'xstate']).optional(),
      breakDown: z.array(z.string().min(1)).optional(),
      together: z.array(id).optional(),
      scenario: scenarioSchema.optional(),
      assume: assumeSchema.optional(),
      /** As which platform would run it; absent: by our own rules. The result says so. */
      dialect: dialectIdSchema.optional(),
      /** False: it is answered and not stored, for runs that are only held beside another. */
      keep: z.boolean().optional(),
      /** Adds `$session_start` before the first event after each such gap, unless the data have it already. */
      sessionGapMs: sessionGapMs.optional(),
    }),
    z.strictObject(runOutcome),
  ),
  'runs.list': method(z.strictObject({ journeyId: id.optional() }), z.array(runSummarySchema)),
  'runs.get': method(z.strictObject({ id }), z.strictObject({ ...runOutcome, document: journeySchema })),

  ...logMethods,
  ...flightMethods,
  ...togetherMethods,
  ...htmlMethods,
  ...settingsMethods,
  ...workspaceMethods,
  ...whatIfMethods,
  ...coverageMethods,
  ...doubtMethods,
  ...dialectMethods,
  ...playbackMethods,
  ...peopleMethods,
  ...reportMethods,

  /** Tells everything that happens to one profile, and why. Other journeys run beside the document as in `runs.start`. An unknown profile is E_PROFILE. */
  'runs.explain': method(
    z.strictObject({
      document: journeySchema,
      together: z.array(id).optional(),
      scenario: scenarioSchema.optional(),
      assume: assumeSchema.optional(),
      datasetId: id,
      profileId: id,
      from: instant.optional(),
      until: instant.optional(),
      seed: z.int().min(0).optional(),
      dialect: dialectIdSchema.optional(),
      sessionGapMs: sessionGapMs.optional(),
    }),
    explanationSchema,
  ),
  /** Runs the text of a `*.case.json` on the document, which stands for the file or the journey of its id that the case names. */
  'journeys.test': method(z.strictObject({ document: journeySchema, caseText: z.string() }), caseResultSchema),

  ...personMethods,
  ...caseMethods,

  ...storeMethods,

  'jobs.cancel': method(z.strictObject({ jobId }), z.strictObject({ cancelled: z.boolean() })),
} as const

export const events = {
  /** `done` of `total` in the unit the phase names (bytes, rows, profiles); total 0 when unknown. */
  'job.progress': z.strictObject({ jobId, phase: z.string(), done: z.number(), total: z.number() }),
  /** Something changed in the workspace, by this door or another. */
  'workspace.changed': z.strictObject({ what: z.enum(['journeys', 'drafts', 'datasets', 'runs', 'segments', 'cases', 'connections', 'proposals', 'publications', 'settings']) }),
  /** The engine came back after a crash (desktop only). */
  'host.restarted': z.strictObject({ reason: z.string() }),
} as const

export type MethodName = keyof typeof methods
export type MethodInput<M extends MethodName> = z.input<(typeof methods)[M]['input']>
export type MethodOutput<M extends MethodName> = z.output<(typeof methods)[M]['output']>
export type EventName = keyof typeof events
export type EventPayload<E extends EventName> = z.output<(typeof events)[E]>

export type JourneySummary = z.infer<typeof journeySummarySchema>
export type { DraftSummary } from './draft-methods.ts'
export type { CaseRun, StoredCase } from './case-methods.ts'
export type { PersonEvent, PersonProfile } from './person-methods.ts'
export type { JourneyVersion } from './version-methods.ts'
export type { DatasetCatalogue, DatasetPreview, DatasetSummary, ImportOptions, Mapping, Reject } from './dataset-methods.ts'
export type { AfterAnswer, BreakDown, EventPick, Flag, FunnelAnswer, Quality, RetentionAnswer, SessionFigures, TimeToNextAnswer, WaitAnswer } from './explore-methods.ts'
export type { Audience, SegmentDrift, SegmentFinding, SegmentMovement, SegmentOverlap, SegmentSummary, SegmentsOverTime } from './segment-methods.ts'
export type { FidelityReport } from '../core/population/fidelity/report.ts'
export type { PopulationDocument } from '../core/population/spec.ts'
export type { LearnedPopulation, PopulationSummary } from './population-methods.ts'
export type { StoredScenario } from './scenario-methods.ts'
export type { MeasuredTemplate, TemplateSummary } from './template-methods.ts'
export type { Leaving, Settings } from './settings-methods.ts'
export type { Explanation } from '../core/explain/explanation.ts'
export type { CaseResult } from '../core/cases/case-result.ts'
export type RunSummary = z.infer<typeof runSummarySchema>

/** How a failed call travels through any door. `unusable`: what was given cannot be used at all, as a `RehearsalError` says; windows are not told. */
export const callErrorSchema = z.strictObject({ code: z.string(), message: z.string(), help: z.string(), unusable: z.boolean().optional() })
export type CallError = z.infer<typeof callErrorSchema>

/** What every door offers a window. Rejects with a `CallError`. */
export interface EngineConnection {
  call<M extends MethodName>(name: M, input: MethodInput<M>): Promise<MethodOutput<M>>
  /** Returns the function that stops listening. */
  on<E extends EventName>(name: E, listener: (payload: EventPayload<E>) => void): () => void
}

/** The lines on the wire, same for the WebSocket and the MessagePort. */
export type WireRequest = { id: number; method: MethodName; params: unknown }
export type WireMessage = { id: number; ok: true; result: unknown } | { id: number; ok: false; error: CallError } | { event: EventName; payload: unknown }
