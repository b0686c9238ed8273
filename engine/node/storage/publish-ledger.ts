import type { Answer, Repeatable } from '../../core/publish/call.ts'
import type { Problem } from './publications.ts'
import type { StoreDatabase } from './open-database.ts'

export type LedgerState = 'sending' | 'done' | 'refused' | 'unknown' | 'foundOut'

/** A call that changes something at a platform. `digest` is of the whole call; `piece` names the work it is a part of. */
export interface LedgerCall { publicationId: string; connectionId: string; piece: string; what: string; method: string; path: string; digest: string; repeat: Repeatable; budget: string | null }

/** A line of the ledger; instants are epoch ms. `answer` stands there once the state is `done` or `refused`. */
export interface LedgerRow extends LedgerCall { id: number; at: number; state: LedgerState; answeredAt: number | null; status: number | null; answer: Answer | null; problem: Problem | null }

interface Row extends Omit<LedgerRow, 'answer' | 'problem'> { answer: string | null; problem: string | null }

const ROWS = `SELECT id, publication AS publicationId, connection AS connectionId, piece, what, method, path, digest, repeat, budget, at, state, answered_at AS answeredAt, status, answer, problem FROM publish_ledger`

/**
 * The ledger of calls. Every write is on the disk when it returns: the database is opened with `synchronous = FULL`, so that a call of which the ledger
 * knows nothing was not sent.
 */
export class PublishLedgerRepository {
  readonly #begin
  readonly #settle
  readonly #noteRead
  readonly #ofPiece
  readonly #of
  readonly #unsettled
  readonly #spent

  constructor(database: StoreDatabase) {
    this.#begin = database.prepare<[string, string, string, string, string, string, string, string, string | null, number]>(
      "INSERT INTO publish_ledger (publication, connection, piece, what, method, path, digest, repeat, budget, at, state) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'sending')",
    )
    this.#noteRead = database.prepare<[string, string, string, string, string, string, string, string | null, number, number, number, string]>(
      "INSERT INTO publish_ledger (publication, connection, piece, what, method, path, digest, repeat, budget, at, state, answered_at, status, answer) VALUES (?, ?, ?, ?, ?, ?, ?, 'read', ?, ?, 'done', ?, ?, ?)",
    )
    this.#settle = database.prepare<[LedgerState, number, number | null, string | null, string | null, number]>('UPDATE publish_ledger SET state = ?, answered_at = ?, status = ?, answer = ?, problem = ? WHERE id = ?')
    this.#ofPiece = database.prepare<[string, string], Row>(`${ROWS} WHERE publication = ? AND piece = ? ORDER BY id`)
    this.#of = database.prepare<[string], Row>(`${ROWS} WHERE publication = ? AND repeat <> 'read' ORDER BY id`)
    this.#unsettled = database.prepare<[string, string, string], number | null>(
      `SELECT max(l.at) FROM publish_ledger l JOIN publications p ON p.id = l.publication
       WHERE p.journey = ? AND l.connection = ? AND l.piece = ? AND l.repeat = 'once' AND l.state IN ('sending', 'unknown')`,
    ).pluck()
    this.#spent = database.prepare<[string, string, number], number>('SELECT at FROM publish_ledger WHERE connection = ? AND budget = ? AND at > ? ORDER BY at').pluck()
  }

  /** Writes the line of a call that is about to be sent. */
  begin({ publicationId, connectionId, piece, what, method, path, digest, repeat, budget }: LedgerCall, at: number): number {
    return Number(this.#begin.run(publicationId, connectionId, piece, what, method, path, digest, repeat, budget, at).lastInsertRowid)
  }

  settle(id: number, state: LedgerState, at: number, { answer = null, problem = null }: { answer?: Answer | null; problem?: Problem | null } = {}): void {
    this.#settle.run(state, at, answer?.status ?? null, answer && JSON.stringify(answer), problem && JSON.stringify(problem), id)
  }

  /** Writes down what was read between two calls of a piece, so that going on with it goes the same way. */
  noteRead({ publicationId, connectionId, piece, what, method, path, digest, budget }: LedgerCall, at: number, answer: Answer): void {
    this.#noteRead.run(publicationId, connectionId, piece, what, method, path, digest, budget, at, at, answer.status, JSON.stringify(answer))
  }

  /** In the order in which they were sent, with what was read in between. */
  ofPiece(publicationId: string, piece: string): LedgerRow[] {
    return this.#ofPiece.all(publicationId, piece).map(rowOf)
  }

  /** Calls that change something, in the order in which they were sent. */
  of(publicationId: string): LedgerRow[] {
    return this.#of.all(publicationId).map(rowOf)
  }

  /** When a call was last sent for a piece, by whichever publication of that journey to that connection, of which nobody knows what came; null if there is none. */
  unsettledAt(journeyId: string, connectionId: string, piece: string): number | null {
    return this.#unsettled.get(journeyId, connectionId, piece) ?? null
  }

  /** The instants after `since` at which calls of a budget were made, by any process and before any restart; oldest first. */
  spentAt(connectionId: string, budget: string, since: number): number[] {
    return this.#spent.all(connectionId, budget, since)
  }
}

function rowOf({ answer, problem, ...row }: Row): LedgerRow {
  return { ...row, answer: answer === null ? null : (JSON.parse(answer) as Answer), problem: problem === null ? null : (JSON.parse(problem) as Problem) } // as: written by `settle`
}
