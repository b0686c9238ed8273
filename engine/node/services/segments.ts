import type { MethodOutput } from '../../api/contract.ts'
import type { SegmentSummary } from '../../api/segment-methods.ts'
import { RehearsalError } from '../../core/errors.ts'
import { conditionInWords } from '../../core/model/condition-in-words.ts'
import type { Condition } from '../../core/model/condition.ts'
import { freeId } from '../../core/model/ids.ts'
import { driftOf, type LibrarySegment } from '../../core/segments/copies.ts'
import { embedSegment } from '../../core/segments/embed.ts'
import { placesOf, referencesOf } from '../../core/segments/references.ts'
import type { AskedSegment, NamedConditions } from '../../core/segments/segment-program.ts'
import { segmentDigest, type StoredSegment } from '../storage/segments.ts'
import { notFound, type Asked, type ServiceContext } from './context.ts'
import type { DatasetService } from './datasets.ts'
import type { Job } from './jobs.ts'
import type { MeasureRequest } from './segment-measures.ts'

type Findings = MethodOutput<'segments.save'>['findings']

/** The segment library of the workspace: its conditions, their copies in journeys, and who is in them. */
export class SegmentService {
  readonly #context: ServiceContext
  readonly #datasets: DatasetService

  constructor(context: ServiceContext, datasets: DatasetService) {
    this.#context = context
    this.#datasets = datasets
  }

  list(): SegmentSummary[] {
    return this.#segments.list().map(summaryOf)
  }

  async get({ id, version, datasetId }: Asked<'segments.get'>): Promise<MethodOutput<'segments.get'>> {
    const segment = this.#stored(id)
    const versions = this.#segments.versions(id)
    const meant = version === undefined ? segment : versions.find((one) => one.version === version)
    if (!meant) throw new RehearsalError('E_NOT_FOUND', `${JSON.stringify(segment.name)} has no version ${version}.`, `It has versions 1 to ${segment.version}.`)
    return {
      segment: summaryOf(segment),
      name: meant.name,
      when: meant.when,
      versions: versions.map(({ version, savedAt, digest, name }) => ({ version, savedAt, digest, name })),
      findings: await this.#findings(id, meant, datasetId),
    }
  }

  async save({ id: given, name, description, when, baseVersion, datasetId }: Asked<'segments.save'>): Promise<MethodOutput<'segments.save'>> {
    const id = given ?? freeId(idFrom(name), (one) => this.#segments.isTaken(one))
    const findings = await this.#findings(id, { name: name.trim(), when }, datasetId)
    const error = findings.find(({ severity }) => severity === 'error')
    if (error) throw new RehearsalError(error.code, `The segment ${JSON.stringify(name)} was not saved: ${error.message} (${error.path}).`, error.help)
    // Without a description, the one that is there stays.
    const content = { name: name.trim(), description: description ?? this.#segments.get(id)?.description ?? '', when }
    const outcome = this.#segments.save(id, content, this.#context.now(), baseVersion)
    switch (outcome.kind) {
      case 'unknown': throw notFound('segment', id)
      case 'deleted': throw new RehearsalError('E_NOT_FOUND', `There is no segment ${JSON.stringify(id)} here: it was deleted.`, 'Bring it back first, or save this one under another id.')
      case 'conflict':
        throw new RehearsalError(
          'E_CONFLICT',
          `This segment was saved elsewhere: the latest version is ${outcome.latest}, the changes were made from ${baseVersion}.`,
          'Open the latest version and make the changes there, or save on top of it.',
        )
      case 'saved':
      case 'unchanged': return { segment: summaryOf(this.#stored(id)), findings }
    }
  }

  delete(id: string): Record<string, never> {
    const users = this.#users(id)
    if (users.length > 0) {
      const named = users.map((one) => JSON.stringify(one.name)).join(', ')
      throw new RehearsalError('E_SEGMENT_USED', `The segment ${JSON.stringify(id)} is used by ${named}.`, 'Change or delete these segments first; copies in journeys do not need it.')
    }
    if (!this.#segments.delete(id, this.#context.now())) throw notFound('segment', id)
    return {}
  }

  async restore(id: string): Promise<SegmentSummary> {
    const { lintSegment } = await import('../../core/segments/segment-program.ts')
    return this.#context.workspace.together(() => {
      if (!this.#segments.restore(id)) {
        throw new RehearsalError('E_NOT_FOUND', `There is no deleted segment ${JSON.stringify(id)}.`, 'It may have been brought back already; look at the list of segments.')
      }
      const segment = this.#stored(id)
      lintSegment(id, segment, this.#named()) // what it refers to may have been deleted after it: then it says which, and nothing is restored
      return summaryOf(segment)
    })
  }

  whereUsed(id: string): MethodOutput<'segments.whereUsed'> {
    this.#stored(id)
    const library = this.#library()
    const { journeys } = this.#context.workspace
    return {
      journeys: journeys.list().flatMap((summary) => {
        const document = journeys.document(summary.id, summary.version)!
        return driftOf(document, library, this.#segments.links(document.id))
          .filter(({ segmentId }) => segmentId === id)
          .map(({ copyId, status }) => ({ journeyId: summary.id, name: summary.name, copyId, status, places: placesOf(document, copyId) }))
      }),
      segments: this.#users(id).map(({ id: user, name }) => ({ id: user, name })),
    }
  }

  drift({ document }: Asked<'segments.drift'>): MethodOutput<'segments.drift'> {
    return driftOf(document, this.#library(), this.#segments.links(document.id))
  }

  embed({ document, segmentId, copyId }: Asked<'segments.embed'>): MethodOutput<'segments.embed'> {
    this.#stored(segmentId)
    const answer = embedSegment(document, this.#library(), this.#segments.links(document.id), { segmentId, copyId })
    this.#context.workspace.together(() => {
      for (const one of answer.embedded) {
        this.#segments.link(document.id, one.copyId, { ...one, digest: segmentDigest(this.#stored(one.segmentId)) })
      }
    })
    return answer
  }

  detach({ document, copyId }: Asked<'segments.detach'>): Record<string, never> {
    if (!Object.hasOwn(document.segments ?? {}, copyId)) {
      throw new RehearsalError('E_SEGMENT', `The journey has no segment ${JSON.stringify(copyId)}.`, 'Name one of its own segments.')
    }
    this.#segments.link(document.id, copyId, null)
    return {}
  }

  async measure({ condition, at, sample, ...input }: Asked<'segments.measure'>): Promise<MethodOutput<'segments.measure'>> {
    return this.#measured(input, [{ name: 'condition', condition }], async (measures, request) => measures.measureAudience(request, { at, sample }))
  }

  async overTime({ asked, by, from, until, ...input }: Asked<'segments.overTime'>): Promise<MethodOutput<'segments.overTime'>> {
    return this.#measured(input, asked, async (measures, request) => measures.measureOverTime(request, { by, from, until }))
  }

  async overlap({ asked, at, ...input }: Asked<'segments.overlap'>): Promise<MethodOutput<'segments.overlap'>> {
    return this.#measured(input, asked, async (measures, request) => measures.measureOverlap(request, at))
  }

  async movement({ asked, by, from, until, ...input }: Asked<'segments.movement'>): Promise<MethodOutput<'segments.movement'>> {
    return this.#measured(input, asked, async (measures, request) => measures.measureMovement(request, { by, from, until }))
  }

  /** Runs a measurement as a job on a dataset of the workspace. */
  async #measured<T>(
    { jobId, datasetId, segments = {}, timeZone, sessionGapMs }: Omit<Asked<'segments.measure'>, 'condition' | 'at' | 'sample'>,
    asked: readonly AskedSegment[],
    measure: (measures: Measures, request: MeasureRequest) => Promise<T>,
  ): Promise<T> {
    const directory = this.#datasets.directoryOf(this.#datasets.get(datasetId))
    return this.#context.jobs.run(jobId, async (job: Job) => {
      const [measures, { openDataset }, { withSessions }] = await Promise.all([
        import('./segment-measures.ts'),
        import('../columns/index.ts'),
        import('../../core/explore/with-sessions.ts'),
      ])
      const open: MeasureRequest['open'] = async (columns) => {
        const dataset = await openDataset(directory, columns)
        return sessionGapMs === undefined ? dataset : withSessions(dataset, sessionGapMs)
      }
      return measure(measures, { asked, named: { ...this.#named(), ...segments }, timeZone, open, job })
    })
  }

  /** What the checks say, errors first. Throws E_SEGMENT for a reference to a segment that is not there. */
  async #findings(id: string, segment: { name: string; when: Condition }, datasetId: string | undefined): Promise<Findings> {
    const { lintSegment } = await import('../../core/segments/segment-program.ts')
    const dataset = datasetId === undefined ? undefined : await this.#datasets.catalogue(datasetId)
    return lintSegment(id, segment, this.#named(), dataset).map(({ code, severity, message, help, path }) => ({ code, severity, message, help, path }))
  }

  #users(id: string): StoredSegment[] {
    return this.#segments.list().filter(({ when }) => referencesOf(when).includes(id))
  }

  #named(): NamedConditions {
    return Object.fromEntries(this.#segments.list().map((segment) => [segment.id, segment]))
  }

  #library(): LibrarySegment[] {
    return this.#segments.list().map(({ id }) => ({ id, versions: this.#segments.versions(id) }))
  }

  #stored(id: string): StoredSegment {
    const segment = this.#segments.get(id)
    if (!segment) throw notFound('segment', id)
    return segment
  }

  get #segments() {
    return this.#context.workspace.segments
  }
}

type Measures = typeof import('./segment-measures.ts')

function summaryOf({ digest: _digest, ...segment }: StoredSegment): SegmentSummary {
  return { ...segment, inWords: conditionInWords(segment.when), uses: referencesOf(segment.when) }
}

/** "High lifetime value!" becomes `high-lifetime-value`, "Yüksek değer" `yuksek-deger`. */
function idFrom(name: string): string {
  const plain = name.toLowerCase().normalize('NFD').replace(/[\u0300-\u036f]/g, '').normalize('NFC') // letters of other scripts keep their marks
  return plain.match(/[\p{L}\p{N}][\p{L}\p{M}\p{N}]*/gu)?.join('-') ?? 'segment'
}
