import type { JourneyDocument } from '../../core/model/journey.ts'
import type { StoreDatabase } from './open-database.ts'

export type ProposalState = 'drafting' | 'waiting' | 'taken' | 'declined' | 'withdrawn'

/** A draft of an agent, and what became of it. `rehearsal` is JSON; instants are epoch ms. */
export interface StoredProposal {
  id: string
  journeyId: string | null
  baseVersion: number | null
  connectionId: string | null
  from: string
  note: string
  document: JourneyDocument
  rehearsal: string | null
  state: ProposalState
  madeAt: number
  decidedAt: number | null
  reason: string | null
}

type Row = Omit<StoredProposal, 'document'> & { document: string }

const COLUMNS =
  'id, journey AS journeyId, base_version AS baseVersion, connection AS connectionId, agent AS "from", note, document, rehearsal, state, made_at AS madeAt, decided_at AS decidedAt, reason'

/** Drafts and proposals of agents. */
export class ProposalRepository {
  readonly #list
  readonly #get
  readonly #insert
  readonly #redraft
  readonly #propose
  readonly #decide
  readonly #forget
  readonly #count

  constructor(database: StoreDatabase) {
    this.#list = database.prepare<[], Row>(`SELECT ${COLUMNS} FROM proposals WHERE state <> 'drafting' ORDER BY made_at DESC, rowid DESC`)
    this.#get = database.prepare<[string], Row>(`SELECT ${COLUMNS} FROM proposals WHERE id = ?`)
    this.#insert = database.prepare<[string, string | null, number | null, string, string, number]>(
      "INSERT INTO proposals (id, journey, base_version, agent, note, document, state, made_at) VALUES (?, ?, ?, ?, '', ?, 'drafting', ?)",
    )
    this.#redraft = database.prepare<[string, number, string]>("UPDATE proposals SET document = ?, made_at = ? WHERE id = ? AND state = 'drafting'")
    this.#propose = database.prepare<[string, string | null, string | null, number, string]>(
      "UPDATE proposals SET note = ?, connection = ?, rehearsal = ?, made_at = ?, state = 'waiting' WHERE id = ? AND state = 'drafting'",
    )
    this.#decide = database.prepare<[ProposalState, number, string | null, string]>("UPDATE proposals SET state = ?, decided_at = ?, reason = ? WHERE id = ? AND state = 'waiting'")
    this.#count = database.prepare<[ProposalState], { many: number }>('SELECT count(*) AS many FROM proposals WHERE state = ?')
    this.#forget = database.prepare<[number]>("DELETE FROM proposals WHERE state = 'drafting' AND made_at < ?")
  }

  /** Newest first, without what agents are still at. */
  list(): StoredProposal[] {
    return this.#list.all().map(read)
  }

  get(id: string): StoredProposal | undefined {
    const row = this.#get.get(id)
    return row && read(row)
  }

  add({ id, journeyId, baseVersion, from, document, madeAt }: Pick<StoredProposal, 'id' | 'journeyId' | 'baseVersion' | 'from' | 'document' | 'madeAt'>): void {
    this.#insert.run(id, journeyId, baseVersion, from, JSON.stringify(document), madeAt)
  }

  /** False: it is no draft any more. */
  redraft(id: string, document: JourneyDocument, at: number): boolean {
    return this.#redraft.run(JSON.stringify(document), at, id).changes > 0
  }

  /** False: it was proposed already. */
  propose({ id, note, connectionId, rehearsal, madeAt }: Pick<StoredProposal, 'id' | 'note' | 'connectionId' | 'rehearsal' | 'madeAt'>): boolean {
    return this.#propose.run(note, connectionId, rehearsal, madeAt, id).changes > 0
  }

  /** False: it does not wait. */
  decide(id: string, state: 'taken' | 'declined' | 'withdrawn', at: number, reason: string | null): boolean {
    return this.#decide.run(state, at, reason, id).changes > 0
  }

  countOf(state: ProposalState): number {
    return this.#count.get(state)!.many
  }

  /** Drafts nobody touched since `before`. */
  forgetDrafts(before: number): void {
    this.#forget.run(before)
  }
}

function read(row: Row): StoredProposal {
  return { ...row, document: JSON.parse(row.document) as JourneyDocument } // as: only parsed documents are written
}
