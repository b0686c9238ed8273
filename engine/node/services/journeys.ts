import { basename } from 'node:path'
import type { JourneySummary, MethodOutput } from '../../api/contract.ts'
import { RehearsalError } from '../../core/errors.ts'
import type { JourneyDocument } from '../../core/model/journey.ts'
import { documentDigest } from '../document-digest.ts'
import { readTextFile } from '../read-text-file.ts'
import { canonicalPath, writeJourneyToFile } from '../storage/journey-file.ts'
import type { JourneyVersion, VersionAbout } from '../storage/journeys.ts'
import { notFound, type Asked, type ServiceContext } from './context.ts'

type Opened = MethodOutput<'journeys.get'>

/** Journeys of the workspace, and the files they are read from and written to. */
export class JourneyService {
  readonly #context: ServiceContext

  constructor(context: ServiceContext) {
    this.#context = context
  }

  list(): JourneySummary[] {
    return this.#journeys.list()
  }

  /** With `version`, the document as it was then; the summary is always that of the latest, which a save has to name as its base. */
  get({ id, version }: Asked<'journeys.get'>): Opened {
    const journey = this.#summary(id)
    const document = this.#journeys.document(id, version ?? journey.version)
    if (document) return { journey, document }
    throw new RehearsalError('E_NOT_FOUND', `${JSON.stringify(journey.name)} has no version ${version}.`, `It has versions 1 to ${journey.version}.`)
  }

  save({ id, document, baseVersion, path, draftId, label, note, edits }: Asked<'journeys.save'>): JourneySummary {
    return this.#context.workspace.together(() => {
      const about = { edits: edits ?? [] }
      const saved = id === null ? this.create(document, about) : this.#saveVersion(id, document, baseVersion, about)
      if (label !== undefined || note !== undefined) this.#journeys.describe(saved, this.#summary(saved).version, { label, note })
      if (draftId !== undefined) this.#context.workspace.drafts.delete(draftId)
      if (path !== undefined) this.#journeys.setPath(saved, path === null ? null : canonicalPath(path))
      return this.#summary(saved)
    })
  }

  versions(id: string): JourneyVersion[] {
    this.#summary(id)
    return this.#journeys.versions(id)
  }

  describeVersion({ id, version, ...words }: Asked<'journeys.describeVersion'>): JourneyVersion {
    this.get({ id, version })
    this.#journeys.describe(id, version, words)
    return this.#journeys.versions(id).find((one) => one.version === version)!
  }

  /** The document of an earlier version becomes the newest one, on top of what is there: nothing is lost. */
  restoreVersion({ id, version }: Asked<'journeys.restoreVersion'>): Opened {
    return this.#context.workspace.together(() => {
      const { document } = this.get({ id, version })
      this.#saveVersion(id, document, null, { origin: { kind: 'restored', version } })
      return { journey: this.#summary(id), document }
    })
  }

  delete(id: string): Record<string, never> {
    if (!this.#journeys.delete(id, this.#context.now())) throw notFound('journey', id)
    return {}
  }

  restore(id: string): JourneySummary {
    if (!this.#journeys.restore(id)) {
      throw new RehearsalError(
        'E_NOT_FOUND',
        `There is no deleted journey ${JSON.stringify(id)}.`,
        'It may have been brought back already; look at the list of journeys.',
      )
    }
    return this.#summary(id)
  }

  /**
   * The file decides: what it says is the latest version from now on, the ones before are kept. An exported machine is read like a text: its
   * file is not the journey's, which is never saved over it.
   */
  async openFile(given: string): Promise<Opened> {
    const path = canonicalPath(given)
    if (isMachineFile(path)) return this.openText({ name: path, text: readTextFile(path) })
    const { readJourneyFromFile } = await import('../storage/read-journey-file.ts')
    const document = readJourneyFromFile(path)
    return this.#context.workspace.together(() => {
      const known = this.#journeys.idAtPath(path)
      if (known !== undefined) this.#journeys.restore(known)
      const origin = { kind: 'file', name: basename(path) } as const
      const id = known ?? this.create(document, { origin })
      if (known === undefined) this.#journeys.setPath(id, path)
      else this.#saveVersion(id, document, null, { origin })
      return { journey: this.#summary(id), document }
    })
  }

  async openText({ name, text }: Asked<'journeys.openText'>): Promise<Opened> {
    const [{ isMachineText, journeysFromMachine }, { journeyFromText }] = await Promise.all([import('../../core/export/journey-from-machine.ts'), import('../storage/read-journey-file.ts')])
    if (isMachineFile(name) || isMachineText(text)) return this.#openMachine(basename(name), journeysFromMachine(text).documents)
    const document = journeyFromText(basename(name), text)
    return { journey: this.#summary(this.create(document, { origin: { kind: 'file', name: basename(name) } })), document }
  }

  /** The first journey of an exported machine is opened; those it goes through come into the workspace with it. */
  #openMachine(name: string, documents: readonly JourneyDocument[]): Opened {
    return this.#context.workspace.together(() => {
      const [id] = documents.map((document) => this.create(document, { origin: { kind: 'file', name } }))
      return { journey: this.#summary(id!), document: documents[0]! }
    })
  }

  saveFile({ id, path: given }: Asked<'journeys.saveFile'>): JourneySummary {
    const { document } = this.get({ id })
    const path = canonicalPath(given)
    writeJourneyToFile(path, document)
    this.#journeys.setPath(id, path)
    return this.#summary(id)
  }

  async export({ document, to }: Asked<'journeys.export'>): Promise<MethodOutput<'journeys.export'>> {
    const { exportJourney } = await import('../../core/export/export-journey.ts')
    return exportJourney(document, to)
  }

  /** A new journey with its first version; answers its id in this workspace. */
  create(document: JourneyDocument, about: VersionAbout = {}): string {
    const id = this.#context.newId()
    this.#journeys.create({ id, document, digest: documentDigest(document), savedAt: this.#context.now(), ...about })
    return id
  }

  #saveVersion(id: string, document: JourneyDocument, baseVersion: number | null, about: VersionAbout = {}): string {
    const outcome = this.#journeys.save({ id, document, digest: documentDigest(document), savedAt: this.#context.now(), baseVersion, ...about })
    if (outcome.kind === 'unknown') throw notFound('journey', id)
    if (outcome.kind === 'conflict') {
      throw new RehearsalError(
        'E_CONFLICT',
        `This journey was saved elsewhere: the latest version is ${outcome.latest}, the changes were made from ${baseVersion}.`,
        'Open the latest version and make the changes there, or save on top of it.',
      )
    }
    return id
  }

  #summary(id: string): JourneySummary {
    const summary = this.#journeys.get(id)
    if (!summary) throw notFound('journey', id)
    return summary
  }

  get #journeys() {
    return this.#context.workspace.journeys
  }
}

/** By its name: a module, or the JSON of machines. */
function isMachineFile(name: string): boolean {
  return /\.([cm]?[jt]sx?|machine\.json)$/.test(name)
}
