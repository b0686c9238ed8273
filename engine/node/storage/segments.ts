import { createHash } from 'node:crypto'
import { canonicalJson } from '../../core/json.ts'
import type { Condition } from '../../core/model/condition.ts'
import type { CopyLink } from '../../core/segments/copies.ts'
import type { StoreDatabase } from './open-database.ts'

export interface StoredSegment { id: string; version: number; savedAt: number; digest: string; name: string; description: string; when: Condition }

export type SegmentContent = Pick<StoredSegment, 'name' | 'description' | 'when'>

/** What came of a save; `conflict` names the version that is there now, `deleted` one that has to be restored first. */
export type SegmentSaved = { kind: 'saved' | 'unchanged' } | { kind: 'conflict'; latest: number } | { kind: 'unknown' | 'deleted' }

type Row = Omit<StoredSegment, 'when'> & { condition: string }

const VERSION = 'v.segment AS id, v.version, v.saved_at AS savedAt, v.digest, v.name, v.description, v.condition'
const LATEST = `SELECT ${VERSION} FROM segments s JOIN segment_versions v ON v.segment = s.id AND v.version = (SELECT max(version) FROM segment_versions WHERE segment = s.id)`

/** The segment library: named conditions with every version that was saved, and which segments of which journeys are copies of them. */
export class SegmentRepository {
  readonly #database: StoreDatabase
  readonly #list
  readonly #get
  readonly #versions
  readonly #isKnown
  readonly #insert
  readonly #insertVersion
  readonly #delete
  readonly #restore
  readonly #links
  readonly #link

  constructor(database: StoreDatabase) {
    this.#database = database
    this.#list = database.prepare<[], Row>(`${LATEST} WHERE s.deleted_at IS NULL`)
    this.#get = database.prepare<[string], Row>(`${LATEST} WHERE s.id = ? AND s.deleted_at IS NULL`)
    this.#versions = database.prepare<[string], Row>(`SELECT ${VERSION} FROM segment_versions v WHERE v.segment = ? ORDER BY v.version DESC`)
    this.#isKnown = database.prepare<[string], 0 | 1>('SELECT deleted_at IS NOT NULL FROM segments WHERE id = ?').pluck()
    this.#insert = database.prepare<[string, number]>('INSERT INTO segments (id, created_at) VALUES (?, ?)')
    this.#insertVersion = database.prepare<[string, number, number, string, string, string, string]>(
      'INSERT INTO segment_versions (segment, version, saved_at, digest, name, description, condition) VALUES (?, ?, ?, ?, ?, ?, ?)',
    )
    this.#delete = database.prepare<[number, string]>('UPDATE segments SET deleted_at = ? WHERE id = ? AND deleted_at IS NULL')
    this.#restore = database.prepare<[string]>('UPDATE segments SET deleted_at = NULL WHERE id = ? AND deleted_at IS NOT NULL')
    this.#links = database.prepare<[string], CopyLink>('SELECT copy_id AS copyId, segment AS segmentId, version FROM segment_copies WHERE document_id = ?')
    this.#link = database.prepare<[string, string, string | null, number | null, string | null]>(
      `INSERT INTO segment_copies (document_id, copy_id, segment, version, digest) VALUES (?, ?, ?, ?, ?)
       ON CONFLICT (document_id, copy_id) DO UPDATE SET segment = excluded.segment, version = excluded.version, digest = excluded.digest`,
    )
  }

  /** By name, then by id. */
  list(): StoredSegment[] {
    return this.#list.all().map(stored).sort((a, b) => a.name.localeCompare(b.name, 'en') || (a.id < b.id ? -1 : 1))
  }

  get(id: string): StoredSegment | undefined {
    const row = this.#get.get(id)
    return row && stored(row)
  }

  /** Newest first, also of a deleted segment. */
  versions(id: string): StoredSegment[] {
    return this.#versions.all(id).map(stored)
  }

  /** Is there, or was there, a segment with this id? */
  isTaken(id: string): boolean {
    return this.#isKnown.get(id) !== undefined
  }

  /** Adds a version, or the segment if there is none and `baseVersion` is null; what says the same as the latest version adds none. */
  save(id: string, content: SegmentContent, savedAt: number, baseVersion: number | null): SegmentSaved {
    return this.#database
      .transaction((): SegmentSaved => {
        const isDeleted = this.#isKnown.get(id)
        if (isDeleted === 1) return { kind: 'deleted' }
        if (isDeleted === undefined) {
          if (baseVersion !== null) return { kind: 'unknown' }
          this.#insert.run(id, savedAt)
          this.#addVersion(id, 1, content, savedAt)
          return { kind: 'saved' }
        }
        const { name, description, when, version } = this.get(id)!
        if (canonicalJson({ name, description, when }) === canonicalJson(content)) return { kind: 'unchanged' }
        if (baseVersion !== null && baseVersion !== version) return { kind: 'conflict', latest: version }
        this.#addVersion(id, version + 1, content, savedAt)
        return { kind: 'saved' }
      })
      .immediate()
  }

  /** False if there is no such segment (any more). */
  delete(id: string, at: number): boolean {
    return this.#delete.run(at, id).changes > 0
  }

  /** False if there is no such deleted segment. */
  restore(id: string): boolean {
    return this.#restore.run(id).changes > 0
  }

  /** What is remembered of the segments of a document, by its own id. */
  links(documentId: string): CopyLink[] {
    return this.#links.all(documentId)
  }

  /** `source` null: no copy of anything. */
  link(documentId: string, copyId: string, source: { segmentId: string; version: number; digest: string } | null): void {
    this.#link.run(documentId, copyId, source?.segmentId ?? null, source?.version ?? null, source?.digest ?? null)
  }

  #addVersion(id: string, version: number, { name, description, when }: SegmentContent, savedAt: number): void {
    this.#insertVersion.run(id, version, savedAt, segmentDigest({ name, when }), name, description, JSON.stringify(when))
  }
}

/** `sha256:` and the hash of name and condition as RFC 8785 JSON: what a copy takes over. */
export function segmentDigest({ name, when }: Pick<StoredSegment, 'name' | 'when'>): string {
  return `sha256:${createHash('sha256').update(canonicalJson({ name, when })).digest('hex')}`
}

function stored({ condition, ...row }: Row): StoredSegment {
  return { ...row, when: JSON.parse(condition) as Condition } // as: checked when it was stored
}
