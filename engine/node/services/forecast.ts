import type { MethodOutput } from '../../api/contract.ts'
import { againstEvents, againstStatistics, type ForecastRuns } from '../../core/forecast/against.ts'
import type { Logged } from '../../core/forecast/count-log.ts'
import { statisticsSchema, type Comparison, type Forecast } from '../../core/forecast/forecast-schema.ts'
import { changesByLearning, learnedFromStatistics } from '../../core/forecast/learned.ts'
import { hasRanges } from '../../core/forecast/reactions.ts'
import { RehearsalError } from '../../core/errors.ts'
import type { JourneyDocument } from '../../core/model/journey.ts'
import type { TargetId } from '../../core/publish/target.ts'
import { targetOf } from '../../core/publish/targets/index.ts'
import type { Assume } from '../../core/simulate/responses/response-schema.ts'
import { earlierOf, knownOf } from '../publish/earlier.ts'
import { platformsOf } from '../publish/platform.ts'
import { Site } from '../publish/site.ts'
import type { StoredStatistics } from '../storage/forecasts.ts'
import type { StoredPublication } from '../storage/publications.ts'
import { notFound, type Asked, type ServiceContext } from './context.ts'
import type { DatasetService } from './datasets.ts'
import type { Job } from './jobs.ts'
import { forecastOf } from './keep-forecast.ts'
import type { LearnedScenarioService } from './learned-scenarios.ts'
import type { OpenDatasets } from './open-datasets.ts'
import type { LoggedRun, RunLogService } from './run-log.ts'
import type { RunService } from './runs.ts'

type Kept = MethodOutput<'forecast.of'>

interface Services { datasets: DatasetService; open: OpenDatasets; runs: RunService; runLog: RunLogService; learned: LearnedScenarioService }

const DAY_MS = 86_400_000
/** How far back platforms count: see their `statistics`. */
const COUNTED_DAYS: Partial<Record<TargetId, number>> = { posthog: 90, klaviyo: 365 }
/** What tells of messages in events. */
const MESSAGE_PROPERTIES = ['journeyId', 'stepId', 'variant', 'channel']

/** What was expected of publications, held against what their platforms counted or what people did later. */
export class ForecastService {
  readonly #context: ServiceContext
  readonly #services: Services

  constructor(context: ServiceContext, services: Services) {
    this.#context = context
    this.#services = services
  }

  of({ publicationId }: Asked<'forecast.of'>): Kept {
    const { forecasts } = this.#context.workspace
    const publication = this.#publication(publicationId)
    const forecast = forecasts.get(publicationId)
    return { forecast: forecast ? summaryOf(forecast) : null, since: this.#since(publication), readAt: forecasts.statistics(publicationId)?.readAt ?? null }
  }

  async make({ jobId, publicationId, ...question }: Asked<'forecast.make'>): Promise<Kept> {
    const { workspace, now } = this.#context
    const document = this.#document(this.#publication(publicationId))
    const { run, result, responses } = await this.#services.runs.start({ ...question, jobId, journeyId: null, document, keep: false })
    const { scenario, assume } = question
    const { datasetId, datasetName } = run
    workspace.forecasts.put(publicationId, forecastOf({ document, result, responses, scenario, assume, seed: result.seed }, { madeAt: now(), isBefore: false, runId: null, datasetId, datasetName, together: [] }))
    return this.of({ publicationId })
  }

  read({ jobId, publicationId }: Asked<'forecast.read'>): Promise<Kept> {
    const { jobs, workspace, now } = this.#context
    return jobs.run(jobId, async ({ signal, onProgress }) => {
      const { platformId, connectionId, journeyId, journeyName } = this.#publication(publicationId)
      let phase = ''
      const platform = platformsOf(this.#context)(connectionId, ({ inWords }) => onProgress({ phase: `${phase}: ${inWords}`, done: 0, total: 0 }))
      const { target, settings } = platform
      onProgress({ phase: (phase = `Reading what ${target.name} counted of "${journeyName}"`), done: 0, total: 0 })
      const site = new Site(platform, signal, knownOf(earlierOf(workspace, journeyId, connectionId)))
      const journey = platformId === null ? null : await site.read('journey', platformId)
      if (!journey) throw new RehearsalError('E_NOT_FOUND', `"${journeyName}" is not at ${target.name}${platformId === null ? ': it has not been made there by this publication' : ' any more'}.`, 'Publish it again, or compare with later events.')
      const steps = await site.ask(target.api.statistics(journey, settings))
      if (!steps) throw new RehearsalError('E_FORECAST', `${target.name} does not tell what came of a journey, at least not by its interface.`, 'Import the events of the people it ran for, and compare with them.')
      const underWay = await site.ask(target.api.inFlight(journey, settings))
      workspace.forecasts.putStatistics(publicationId, { readAt: now(), underWay, statistics: statisticsSchema.parse(Object.fromEntries(steps)) })
      return this.of({ publicationId })
    })
  }

  compare({ jobId, publicationId, actual }: Asked<'forecast.compare'>): Promise<Comparison> {
    return this.#context.jobs.run(jobId, async (job) => {
      const publication = this.#publication(publicationId)
      const document = this.#document(publication)
      const forecast = this.#context.workspace.forecasts.get(publicationId)
      if (!forecast) throw new RehearsalError('E_FORECAST', `"${publication.journeyName}" was not rehearsed as it was published, so nothing was forecast.`, 'Rehearse it now: what comes of that is then its forecast, and says that it was made afterwards.')
      if (actual.kind === 'statistics') return this.#withStatistics(publication, document, await this.#runs(document, forecast, job))
      const since = actual.isWhole === true ? undefined : this.#startIn(publication, actual.datasetId)
      const { name } = this.#services.datasets.get(actual.datasetId)
      const { dialect, sessionGapMs } = forecast
      const question = { document, datasetId: actual.datasetId, ...(since === undefined ? {} : { from: since }), ...(dialect === null ? {} : { dialect }), ...(sessionGapMs === null ? {} : { sessionGapMs }), together: forecast.together }
      const logged = loggedOf(await this.#services.runLog.logged(question, job))
      if (!logged) throw new RehearsalError('E_LOG_SIZE', `"${name}" makes more moves than can be looked at pass by pass.`, 'Compare with a sample of the people, or a shorter span.')
      const dataset = await this.#services.open.opened(actual.datasetId, undefined, { properties: MESSAGE_PROPERTIES, attributes: [] })
      const comparison = againstEvents(document, await this.#runs(document, forecast, job), { logged, dataset, name })
      const isOverlapping = actual.datasetId === forecast.datasetId && logged.from < forecast.until && forecast.from < logged.until
      return isOverlapping ? { ...comparison, notes: ['The forecast was made on these very data, or a part of them: agreeing with it proves nothing.', ...comparison.notes] } : comparison
    })
  }

  async learn({ jobId, publicationId, actual, before }: Asked<'forecast.learn'>): Promise<MethodOutput<'forecast.learn'>> {
    const publication = this.#publication(publicationId)
    const document = this.#document(publication)
    const { responses, messages, at } = actual.kind === 'dataset' ? await this.#learnedFromEvents(jobId, document, actual.datasetId) : this.#learnedFromPlatform(publication, document, before)
    if (responses.length === 0) throw new RehearsalError('E_LEARN', 'Too few messages to learn from: no step was sent 30 whose openings are told.', 'Wait until more were sent, or assume shares and say where they come from.')
    const name = `Learned from ${publication.connectionName}, ${new Date(at).toISOString().slice(0, 10)}`
    return { name, responses, messages, changes: changesByLearning(document, before, responses) as MethodOutput<'forecast.learn'>['changes'] } // as: channels are those of entries
  }

  async #learnedFromEvents(jobId: string, document: JourneyDocument, datasetId: string) {
    const { to } = this.#services.datasets.get(datasetId)
    const { scenario, messages } = await this.#services.learned.learn({ jobId, datasetId })
    return { responses: (scenario.responses ?? []).filter(({ journey }) => journey === undefined || journey === document.id), messages, at: to }
  }

  #learnedFromPlatform(publication: StoredPublication, document: JourneyDocument, before: Asked<'forecast.learn'>['before']) {
    const { readAt, statistics } = this.#statistics(publication)
    return { ...learnedFromStatistics(document, statistics, before, targetOf(publication.target).name), at: readAt }
  }

  #withStatistics(publication: StoredPublication, document: JourneyDocument, runs: ForecastRuns): Comparison {
    const { readAt, underWay, statistics } = this.#statistics(publication)
    const { target, platformId, connectionId } = publication
    const { name } = targetOf(target)
    const days = COUNTED_DAYS[target]
    const began = this.#since(publication)
    const since = began === null || days === undefined ? began : Math.max(began, readAt - days * DAY_MS)
    const comparison = againstStatistics(document, runs, { source: 'platform', name, statistics, since, at: readAt, underWay })
    const isShared = platformId !== null && this.#context.workspace.publications.ofPlatformId(connectionId, platformId).length > 1
    return {
      ...comparison,
      notes: [
        ...(isShared ? [`The journey at ${name} was changed in place by several publications: its counts are of all of them.`] : []),
        ...(days === undefined ? [] : [`${name} counts the last ${days} days.`]),
        ...comparison.notes,
      ],
    }
  }

  /** The rehearsal run again, in the middle of its assumptions and at their ends; none where its data are gone, were read anew, or are too large. */
  async #runs(document: JourneyDocument, forecast: Forecast, job: Job): Promise<ForecastRuns> {
    const { madeAt, isBefore, datasetId, datasetName, datasetDigest, from, until, seed, together, scenario, assume, dialect, sessionGapMs, whole } = forecast
    const isVaried = scenario !== null && hasRanges(scenario)
    const about = { madeAt, isBefore, datasetName, from, until, scenarioName: scenario === null ? null : (scenario.name ?? ''), hasRanges: isVaried }
    const stored = this.#context.workspace.datasets.get(datasetId)
    if (!stored || !datasetDigest.startsWith(stored.digest)) return { runs: [], whole, scenario, about }
    const runs: Logged[] = []
    for (const end of isVaried ? ([assume, ...(['low', 'middle', 'high'] as const).filter((one) => one !== assume)] satisfies Assume[]) : [assume]) {
      const question = { document, datasetId, from, until, ...(seed === null ? {} : { seed }), together, ...(scenario === null ? {} : { scenario, assume: end }), ...(dialect === null ? {} : { dialect }), ...(sessionGapMs === null ? {} : { sessionGapMs }) }
      const logged = loggedOf(await this.#services.runLog.logged(question, job))
      if (!logged) return { runs: [], whole, scenario, about }
      runs.push(logged)
    }
    return { runs, whole, scenario, about }
  }

  #startIn(publication: StoredPublication, datasetId: string): number | undefined {
    const { name, to } = this.#services.datasets.get(datasetId)
    const since = this.#since(publication)
    if (since !== null && to <= since) {
      throw new RehearsalError('E_FORECAST_TIME', `"${name}" ends on ${dayOf(to)}, before the journey was published on ${dayOf(since)}.`, 'Take later events; or compare with these all the same, to see how well the rehearsal fits other people.')
    }
    return since ?? undefined
  }

  /** When it was first switched on there, else when it was published. */
  #since({ id, endedAt }: StoredPublication): number | null {
    const activated = this.#context.workspace.publications.events(id).findLast(({ what }) => what === 'activate')
    return activated?.at ?? endedAt
  }

  #statistics({ id, target }: StoredPublication): StoredStatistics {
    const statistics = this.#context.workspace.forecasts.statistics(id)
    if (!statistics) throw new RehearsalError('E_FORECAST', `Nothing was read from ${targetOf(target).name} yet.`, 'Read its statistics first.')
    return statistics
  }

  #publication(id: string): StoredPublication {
    const publication = this.#context.workspace.publications.get(id)
    if (!publication) throw notFound('publication', id)
    return publication
  }

  #document({ planId }: StoredPublication): JourneyDocument {
    const plan = this.#context.workspace.plans.get(planId)
    if (!plan) throw notFound('plan', planId)
    return plan.document
  }
}

/** Undefined if it counts more than was written down. */
function loggedOf({ program, log, from, until }: LoggedRun): Logged | undefined {
  return log.rows > log.at.length ? undefined : { program: program.journeys[0]!, log, from, until }
}

function summaryOf({ madeAt, isBefore, runId, datasetId, datasetName, from, until, scenario, whole }: Forecast): Kept['forecast'] {
  return { madeAt, isBefore, runId, datasetId, datasetName, from, until, people: whole.find(({ kind }) => kind === 'cameIn')?.hits ?? 0, scenarioName: scenario === null ? null : (scenario.name ?? '') }
}

function dayOf(at: number): string {
  return new Date(at).toISOString().slice(0, 10)
}
