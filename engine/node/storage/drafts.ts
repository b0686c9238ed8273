import type { MethodOutput } from '../../api/contract.ts'
import type { StoreDatabase } from './open-database.ts'

export type DraftSummary = MethodOutput<'drafts.list'>[number]

/** A draft as a window sends it; `text` is the document as JSON, `keptAt` epoch ms. */
export interface DraftWrite { id: string; journeyId: string | null; baseVersion: number | null; holder: string; name: string; steps: number; text: string; keptAt: number }

const SUMMARY = `
  SELECT d.id, d.journey AS journeyId, d.name, d.steps, d.base_version AS baseVersion, d.kept_at AS keptAt, d.holder,
    (SELECT max(version) FROM journey_versions WHERE journey = d.journey) AS latestVersion
  FROM journey_drafts d LEFT JOIN journeys j ON j.id = d.journey`

/** What was changed and not saved, by window and journey. Drafts of a deleted journey are there again when it is brought back. */
export class DraftRepository {
  readonly #list
  readonly #get
  readonly #text
  readonly #holder
  readonly #put
  readonly #take
  readonly #discard
  readonly #restore
  readonly #delete
  readonly #forget

  constructor(database: StoreDatabase) {
    this.#list = database.prepare<[], DraftSummary>(`${SUMMARY} WHERE d.discarded_at IS NULL AND j.deleted_at IS NULL ORDER BY d.kept_at DESC, d.id`)
    this.#get = database.prepare<[string], DraftSummary>(`${SUMMARY} WHERE d.id = ? AND d.discarded_at IS NULL`)
    this.#text = database.prepare<[string], string>('SELECT document FROM journey_drafts WHERE id = ? AND discarded_at IS NULL').pluck()
    this.#holder = database.prepare<[string], string>('SELECT holder FROM journey_drafts WHERE id = ?').pluck()
    this.#put = database.prepare<[DraftWrite]>(
      `INSERT INTO journey_drafts (id, journey, base_version, holder, name, steps, document, kept_at) VALUES (@id, @journeyId, @baseVersion, @holder, @name, @steps, @text, @keptAt)
       ON CONFLICT (id) DO UPDATE SET journey = excluded.journey, base_version = excluded.base_version, name = excluded.name, steps = excluded.steps, document = excluded.document,
         kept_at = excluded.kept_at, discarded_at = NULL`,
    )
    this.#take = database.prepare<[string, string]>('UPDATE journey_drafts SET holder = ? WHERE id = ? AND discarded_at IS NULL')
    this.#discard = database.prepare<[number, string]>('UPDATE journey_drafts SET discarded_at = ? WHERE id = ? AND discarded_at IS NULL')
    this.#restore = database.prepare<[string]>('UPDATE journey_drafts SET discarded_at = NULL WHERE id = ? AND discarded_at IS NOT NULL')
    this.#delete = database.prepare<[string]>('DELETE FROM journey_drafts WHERE id = ?')
    this.#forget = database.prepare<[number]>('DELETE FROM journey_drafts WHERE discarded_at < ?')
  }

  /** Last kept first, without discarded ones. */
  list(): DraftSummary[] {
    return this.#list.all()
  }

  get(id: string): DraftSummary | undefined {
    return this.#get.get(id)
  }

  text(id: string): string | undefined {
    return this.#text.get(id)
  }

  /** The window that writes it, also of a discarded one. */
  holder(id: string): string | undefined {
    return this.#holder.get(id)
  }

  put(draft: DraftWrite): void {
    this.#put.run(draft)
  }

  /** From now on `holder` writes it. False if there is none. */
  take(id: string, holder: string): boolean {
    return this.#take.run(holder, id).changes > 0
  }

  discard(id: string, at: number): boolean {
    return this.#discard.run(at, id).changes > 0
  }

  restore(id: string): boolean {
    return this.#restore.run(id).changes > 0
  }

  delete(id: string): void {
    this.#delete.run(id)
  }

  /** Drops for good what was discarded before that instant. */
  forgetDiscarded(before: number): void {
    this.#forget.run(before)
  }
}
