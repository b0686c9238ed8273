import type { StoreDatabase } from './open-database.ts'

export interface Gone { count: number; bytes: number }

// Each finds what is older than an instant and may go: `:before` epoch ms.
const DRAFTS = 'FROM journey_drafts WHERE discarded_at IS NULL AND kept_at < :before'
/** Not the last run of a journey, and none of a document that was published: what was published is held against it. */
const RUNS = `FROM runs AS r WHERE r.started_at < :before
  AND NOT EXISTS (SELECT 1 FROM publications p WHERE p.document_digest = r.document_digest)
  AND EXISTS (SELECT 1 FROM runs later WHERE later.journey IS r.journey AND (later.started_at > r.started_at OR (later.started_at = r.started_at AND later.rowid > r.rowid)))`
/** Neither the latest nor one with a pin, a name or a note; none that was published, nor one a draft or a proposal was made from. */
const VERSIONS = `FROM journey_versions AS v WHERE v.saved_at < :before AND v.pinned = 0 AND v.label IS NULL AND v.note IS NULL
  AND v.version < (SELECT max(version) FROM journey_versions WHERE journey = v.journey)
  AND NOT EXISTS (SELECT 1 FROM publications p WHERE p.document_digest = v.digest)
  AND NOT EXISTS (SELECT 1 FROM journey_drafts d WHERE d.journey = v.journey AND d.base_version = v.version)
  AND NOT EXISTS (SELECT 1 FROM proposals o WHERE o.journey = v.journey AND o.base_version = v.version)`
const BYTES_OF_RUN = 'length(document) + length(options) + length(result) + length(together) + coalesce(length(pressure), 0) + coalesce(length(responses), 0) + coalesce(length(notices), 0)'

/** What is old enough to go. Nothing of the ledger of publications ever is. */
export class RetentionRepository {
  readonly #database: StoreDatabase

  constructor(database: StoreDatabase) {
    this.#database = database
  }

  /** Drafts that were kept last before that instant; taking them away means for good. */
  drafts(before: number, takeAway: boolean): Gone {
    return this.#of('coalesce(sum(length(document)), 0)', DRAFTS, before, takeAway ? `DELETE ${DRAFTS}` : null)
  }

  runs(before: number, takeAway: boolean): Gone {
    return this.#of(`coalesce(sum(${BYTES_OF_RUN}), 0)`, RUNS, before, takeAway ? `DELETE FROM runs WHERE rowid IN (SELECT r.rowid ${RUNS})` : null)
  }

  versions(before: number, takeAway: boolean): Gone {
    return this.#of('coalesce(sum(length(document)), 0)', VERSIONS, before, takeAway ? `DELETE FROM journey_versions WHERE rowid IN (SELECT v.rowid ${VERSIONS})` : null)
  }

  /** Gives room that was freed back to the disk; takes a while, and needs nobody else to be writing. */
  shrink(): void {
    this.#database.exec('VACUUM')
  }

  /** How much of each there is, for the page that tells what is in a workspace. */
  counts(): { journeys: number; versions: number; runs: number; drafts: number; connections: number } {
    const count = (sql: string) => this.#database.prepare<[], number>(sql).pluck().get() ?? 0
    return {
      journeys: count('SELECT count(*) FROM journeys WHERE deleted_at IS NULL'),
      versions: count('SELECT count(*) FROM journey_versions'),
      runs: count('SELECT count(*) FROM runs'),
      drafts: count('SELECT count(*) FROM journey_drafts WHERE discarded_at IS NULL'),
      connections: count('SELECT count(*) FROM connections WHERE deleted_at IS NULL'),
    }
  }

  #of(bytes: string, from: string, before: number, takeAway: string | null): Gone {
    return this.#database
      .transaction(() => {
        const gone = this.#database.prepare<[{ before: number }], Gone>(`SELECT count(*) AS count, ${bytes} AS bytes ${from}`).get({ before })!
        if (takeAway !== null && gone.count > 0) this.#database.prepare(takeAway).run({ before })
        return gone
      })
      .immediate()
  }
}
