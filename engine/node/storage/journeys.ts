import type { JourneySummary, MethodOutput } from '../../api/contract.ts'
import { canonicalJson } from '../../core/json.ts'
import type { JourneyDocument } from '../../core/model/journey.ts'
import type { StoreDatabase } from './open-database.ts'

export type JourneyVersion = MethodOutput<'journeys.versions'>[number]

/** Where a version came from, and the names of the edits since the one before. */
export interface VersionAbout { origin?: JourneyVersion['origin']; edits?: readonly string[] }

/** What a person says of a version; undefined leaves it, null takes it away. */
export interface VersionWords { label?: string | null | undefined; note?: string | null | undefined; pinned?: boolean | undefined }

export interface JourneySave extends VersionAbout {
  id: string
  document: JourneyDocument
  digest: string
  savedAt: number
  /** The version the document was made from; null puts it on top whatever is there. */
  baseVersion: number | null
}

/** What came of a save; `conflict` names the version that is there now. */
export type SaveOutcome = { kind: 'saved' | 'unchanged' } | { kind: 'conflict'; latest: number } | { kind: 'unknown' }

const SUMMARY = `
  SELECT j.id, v.document_id AS journeyId, v.name, v.description, v.version, v.saved_at AS savedAt, v.steps, j.path, j.dataset_id AS datasetId,
    (SELECT r.id FROM runs r WHERE r.journey = j.id ORDER BY r.started_at DESC, r.rowid DESC LIMIT 1) AS lastRunId
  FROM journeys j
  JOIN journey_versions v ON v.journey = j.id AND v.version = (SELECT max(version) FROM journey_versions WHERE journey = j.id)`

type VersionRow = Omit<JourneyVersion, 'pinned' | 'origin' | 'edits'> & { pinned: 0 | 1; origin: string; edits: string }
interface VersionRowWords { id: string; version: number; setsLabel: 0 | 1; label: string | null; setsNote: 0 | 1; note: string | null; pinned: 0 | 1 | null }

/** Journeys with every version that was saved. A deleted journey is kept, and only `restore` and a path it has lead to it. */
export class JourneyRepository {
  readonly #database: StoreDatabase
  readonly #list
  readonly #get
  readonly #document
  readonly #versions
  readonly #describe
  readonly #isKnown
  readonly #latest
  readonly #byPath
  readonly #insert
  readonly #insertVersion
  readonly #setPath
  readonly #freePath
  readonly #setDataset
  readonly #delete
  readonly #restore

  constructor(database: StoreDatabase) {
    this.#database = database
    this.#list = database.prepare<[], JourneySummary>(`${SUMMARY} WHERE j.deleted_at IS NULL ORDER BY v.saved_at DESC, j.rowid DESC`)
    this.#get = database.prepare<[string], JourneySummary>(`${SUMMARY} WHERE j.id = ? AND j.deleted_at IS NULL`)
    this.#document = database.prepare<[string, number], string>('SELECT document FROM journey_versions WHERE journey = ? AND version = ?').pluck()
    this.#versions = database.prepare<[string], VersionRow>(
      'SELECT version, saved_at AS savedAt, digest, name, steps, label, note, pinned, origin, edits FROM journey_versions WHERE journey = ? ORDER BY version DESC',
    )
    this.#describe = database.prepare<[VersionRowWords]>(
      `UPDATE journey_versions SET label = iif(@setsLabel, @label, label), note = iif(@setsNote, @note, note), pinned = coalesce(@pinned, pinned)
       WHERE journey = @id AND version = @version`,
    )
    this.#isKnown = database.prepare<[string], 1>('SELECT 1 FROM journeys WHERE id = ?').pluck()
    this.#latest = database.prepare<[string], { version: number; document: string }>(
      `SELECT v.version, v.document FROM journey_versions v JOIN journeys j ON j.id = v.journey
       WHERE j.id = ? AND j.deleted_at IS NULL ORDER BY v.version DESC LIMIT 1`,
    )
    this.#byPath = database.prepare<[string], string>('SELECT id FROM journeys WHERE path = ?').pluck()
    this.#insert = database.prepare<[string, number]>('INSERT INTO journeys (id, created_at) VALUES (?, ?)')
    this.#insertVersion = database.prepare<[string, number, number, string, string, string, string, number, string, string, string]>(
      `INSERT INTO journey_versions (journey, version, saved_at, digest, document_id, name, description, steps, document, origin, edits)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    )
    this.#setPath = database.prepare<[string | null, string]>('UPDATE journeys SET path = ? WHERE id = ?')
    this.#freePath = database.prepare<[string, string]>('UPDATE journeys SET path = NULL WHERE path = ? AND id <> ?')
    this.#setDataset = database.prepare<[string, string]>('UPDATE journeys SET dataset_id = ? WHERE id = ?')
    this.#delete = database.prepare<[number, string]>('UPDATE journeys SET deleted_at = ? WHERE id = ? AND deleted_at IS NULL')
    this.#restore = database.prepare<[string]>('UPDATE journeys SET deleted_at = NULL WHERE id = ? AND deleted_at IS NOT NULL')
  }

  /** Last saved first. */
  list(): JourneySummary[] {
    return this.#list.all()
  }

  get(id: string): JourneySummary | undefined {
    return this.#get.get(id)
  }

  document(id: string, version: number): JourneyDocument | undefined {
    const text = this.#document.get(id, version)
    return text === undefined ? undefined : (JSON.parse(text) as JourneyDocument) // as: checked when it was stored
  }

  /** Newest first. */
  versions(id: string): JourneyVersion[] {
    return this.#versions.all(id).map(({ pinned, origin, edits, ...version }) => ({
      ...version,
      pinned: pinned === 1,
      origin: JSON.parse(origin) as JourneyVersion['origin'], // as: this and the list of edits were written here
      edits: JSON.parse(edits) as string[],
    }))
  }

  /** Says something of a version: its name, a note, a pin. */
  describe(id: string, version: number, { label, note, pinned }: VersionWords): void {
    const set = (text: string | null | undefined) => (text === undefined || text === null || text.trim() === '' ? null : text.trim())
    this.#describe.run({ id, version, setsLabel: label === undefined ? 0 : 1, label: set(label), setsNote: note === undefined ? 0 : 1, note: set(note), pinned: pinned === undefined ? null : pinned ? 1 : 0 })
  }

  /** Also of a deleted journey. */
  isKnown(id: string): boolean {
    return this.#isKnown.get(id) !== undefined
  }

  /** The journey that was opened from or saved to that file, also a deleted one. */
  idAtPath(path: string): string | undefined {
    return this.#byPath.get(path)
  }

  create(save: Omit<JourneySave, 'baseVersion'>): void {
    this.#database
      .transaction(() => {
        this.#insert.run(save.id, save.savedAt)
        this.#addVersion(save, 1)
      })
      .immediate()
  }

  /** Adds a version; a document that says the same as the latest adds none, whatever it was based on. */
  save(save: JourneySave): SaveOutcome {
    return this.#database
      .transaction((): SaveOutcome => {
        const latest = this.#latest.get(save.id)
        if (!latest) return { kind: 'unknown' }
        if (canonicalJson(JSON.parse(latest.document)) === canonicalJson(save.document)) return { kind: 'unchanged' }
        if (save.baseVersion !== null && save.baseVersion !== latest.version) return { kind: 'conflict', latest: latest.version }
        this.#addVersion(save, latest.version + 1)
        return { kind: 'saved' }
      })
      .immediate()
  }

  /** Remembers the file of a journey; whichever other journey had it before has none then. */
  setPath(id: string, path: string | null): void {
    this.#database
      .transaction(() => {
        if (path !== null) this.#freePath.run(path, id)
        this.#setPath.run(path, id)
      })
      .immediate()
  }

  setDataset(id: string, datasetId: string): void {
    this.#setDataset.run(datasetId, id)
  }

  /** False if there is no such journey (any more). */
  delete(id: string, at: number): boolean {
    return this.#delete.run(at, id).changes > 0
  }

  /** False if there is no such deleted journey. */
  restore(id: string): boolean {
    return this.#restore.run(id).changes > 0
  }

  #addVersion({ id, document, digest, savedAt, origin = { kind: 'saved' }, edits = [] }: Omit<JourneySave, 'baseVersion'>, version: number): void {
    const { name = document.id, description = '', steps } = document
    this.#insertVersion.run(id, version, savedAt, digest, document.id, name, description, Object.keys(steps).length, JSON.stringify(document), JSON.stringify(origin), JSON.stringify(edits))
  }
}
