import type { MethodOutput } from '../../api/contract.ts'
import type { PublishPlan } from '../../core/publish/plan.ts'
import type { Found, PlatformStatus } from '../../core/publish/resource.ts'
import type { Made, StatusAction, TargetId } from '../../core/publish/target.ts'
import type { StoreDatabase } from './open-database.ts'

type Publication = MethodOutput<'publish.apply'>
export type PublicationEvent = MethodOutput<'publish.history'>[number]['events'][number]
export type Approval = Publication['approval']
export type Problem = NonNullable<Publication['problem']>

/** `open`: begun and not ended; whether somebody is at it says the lease. `superseded`: a newer publication went on from where it stood. */
export type StoredState = 'open' | 'failed' | 'applied' | 'superseded'

/** A publication as it is kept; instants are epoch ms. */
export interface StoredPublication extends Omit<Publication, 'state'> { state: StoredState }

/** What one thing of a publication became at the platform; `seen` is how it looked when it had been made. */
export interface StoredPart { key: string; platformId: string; nodeIds: Readonly<Record<string, string>> | null; seen: Found | null }

/** What was at the platform when a piece of the work began; lines of the ledger up to `after` belong to an attempt that was given up. */
export interface PieceBasis { found: Found | null; after: number }

/** Something a person confirmed that was begun and not yet known to be done. */
export interface StoredAction { id: string; publicationId: string; action: StatusAction; approval: Approval; beganAt: number }

interface PublicationRow {
  id: string; planId: string; journeyId: string; journeyName: string; connectionId: string; connectionName: string; target: TargetId; documentDigest: string
  startedAt: number; endedAt: number | null; state: StoredState; done: number; total: number; platformId: string | null; status: PlatformStatus | null
  approval: string; problem: string | null; problemSteps: string
}
interface PartRow { key: string; platformId: string; nodeIds: string | null; seen: string | null }
interface EventRow extends Omit<PublicationEvent, 'approval'> { approval: string | null }
interface ActionRow extends Omit<StoredAction, 'approval'> { approval: string }

const PUBLICATIONS = `SELECT p.id, p.plan AS planId, p.journey AS journeyId, p.journey_name AS journeyName, p.connection AS connectionId, p.connection_name AS connectionName,
  p.target, p.document_digest AS documentDigest, p.started_at AS startedAt, p.ended_at AS endedAt, p.state, p.done, p.total,
  (SELECT platform_id FROM publication_parts WHERE publication = p.id AND key = 'journey') AS platformId, p.status, p.approval, p.problem, p.problem_steps AS problemSteps
  FROM publications p`

/** Publications of journeys to connections, what they became there, and what happened to them. */
export class PublicationRepository {
  readonly #database: StoreDatabase
  readonly #insert
  readonly #get
  readonly #ofPlan
  readonly #list
  readonly #listOf
  readonly #of
  readonly #open
  readonly #setDone
  readonly #end
  readonly #supersede
  readonly #setStatus
  readonly #ofPlatformId
  readonly #putPart
  readonly #parts
  readonly #putPiece
  readonly #piece
  readonly #addEvent
  readonly #events
  readonly #beginAction
  readonly #endAction
  readonly #actions

  constructor(database: StoreDatabase) {
    this.#database = database
    this.#insert = database.prepare<[string, string, string, string, string, string, string, string, number, number, string | null, string]>(
      `INSERT INTO publications (id, plan, journey, journey_name, connection, connection_name, target, document_digest, started_at, state, done, total, status, approval, problem_steps)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 'open', 0, ?, ?, ?, '[]')`,
    )
    this.#get = database.prepare<[string], PublicationRow>(`${PUBLICATIONS} WHERE p.id = ?`)
    this.#ofPlan = database.prepare<[string], PublicationRow>(`${PUBLICATIONS} WHERE p.plan = ?`)
    this.#list = database.prepare<[], PublicationRow>(`${PUBLICATIONS} ORDER BY p.started_at DESC, p.rowid DESC`)
    this.#listOf = database.prepare<[string], PublicationRow>(`${PUBLICATIONS} WHERE p.journey = ? ORDER BY p.started_at DESC, p.rowid DESC`)
    this.#of = database.prepare<[string, string], PublicationRow>(`${PUBLICATIONS} WHERE p.journey = ? AND p.connection = ? ORDER BY p.started_at DESC, p.rowid DESC`)
    this.#open = database.prepare<[], PublicationRow>(`${PUBLICATIONS} WHERE p.state = 'open' ORDER BY p.started_at, p.rowid`)
    this.#setDone = database.prepare<[number, string]>('UPDATE publications SET done = ? WHERE id = ?')
    this.#end = database.prepare<[StoredState, number | null, string | null, string, string]>('UPDATE publications SET state = ?, ended_at = ?, problem = ?, problem_steps = ? WHERE id = ?')
    this.#supersede = database.prepare<[number, string, string, string]>("UPDATE publications SET state = 'superseded', ended_at = coalesce(ended_at, ?) WHERE journey = ? AND connection = ? AND id <> ? AND state IN ('open', 'failed')")
    this.#setStatus = database.prepare<[string | null, string, string | null]>('UPDATE publications SET status = ? WHERE id = ? AND status IS NOT ?')
    this.#ofPlatformId = database.prepare<[string, string], PublicationRow>(`${PUBLICATIONS} WHERE p.connection = ? AND p.id IN (SELECT publication FROM publication_parts WHERE key = 'journey' AND platform_id = ?) ORDER BY p.started_at DESC, p.rowid DESC`)
    this.#putPart = database.prepare<[string, string, string, string | null, string | null]>('INSERT OR REPLACE INTO publication_parts (publication, key, platform_id, node_ids, seen) VALUES (?, ?, ?, ?, ?)')
    this.#parts = database.prepare<[string], PartRow>('SELECT key, platform_id AS platformId, node_ids AS nodeIds, seen FROM publication_parts WHERE publication = ?')
    this.#putPiece = database.prepare<[string, string, string]>('INSERT OR REPLACE INTO publish_pieces (publication, key, basis) VALUES (?, ?, ?)')
    this.#piece = database.prepare<[string, string], string>('SELECT basis FROM publish_pieces WHERE publication = ? AND key = ?').pluck()
    this.#addEvent = database.prepare<[string, string, number, string, string | null, string]>('INSERT INTO publication_events (id, publication, at, what, approval, in_words) VALUES (?, ?, ?, ?, ?, ?)')
    this.#events = database.prepare<[string], EventRow>('SELECT id, at, publication AS publicationId, what, approval, in_words AS inWords FROM publication_events WHERE publication = ? ORDER BY at DESC, rowid DESC')
    this.#beginAction = database.prepare<[string, string, string, string, number]>('INSERT INTO publication_actions (id, publication, action, approval, began_at) VALUES (?, ?, ?, ?, ?)')
    this.#endAction = database.prepare<[number, string]>('UPDATE publication_actions SET ended_at = ? WHERE id = ?')
    this.#actions = database.prepare<[string], ActionRow>('SELECT id, publication AS publicationId, action, approval, began_at AS beganAt FROM publication_actions WHERE publication = ? AND ended_at IS NULL ORDER BY began_at')
  }

  add(id: string, plan: PublishPlan, startedAt: number, of: number, approval: Approval): void {
    this.#insert.run(id, plan.id, plan.journeyId, plan.journeyName, plan.connectionId, plan.connectionName, plan.target, plan.documentDigest, startedAt, of, plan.there?.status ?? null, JSON.stringify(approval))
  }

  get(id: string): StoredPublication | undefined {
    return publicationOf(this.#get.get(id))
  }

  ofPlan(planId: string): StoredPublication | undefined {
    return publicationOf(this.#ofPlan.get(planId))
  }

  /** Newest first; of one journey by its own id, or all. */
  list(journeyId?: string): StoredPublication[] {
    return (journeyId === undefined ? this.#list.all() : this.#listOf.all(journeyId)).map((row) => publicationOf(row)!)
  }

  /** Of a journey at a connection, newest first. */
  of(journeyId: string, connectionId: string): StoredPublication[] {
    return this.#of.all(journeyId, connectionId).map((row) => publicationOf(row)!)
  }

  /** Begun and not ended, oldest first. */
  open(): StoredPublication[] {
    return this.#open.all().map((row) => publicationOf(row)!)
  }

  setDone(id: string, done: number): void {
    this.#setDone.run(done, id)
  }

  /** `endedAt` null: it stays open, with what stopped it. */
  end(id: string, state: StoredState, endedAt: number | null, problem: Problem | null, problemSteps: readonly string[]): void {
    this.#end.run(state, endedAt, problem === null ? null : JSON.stringify(problem), JSON.stringify(problemSteps), id)
  }

  /** Earlier ones of the same journey and connection that did not come to an end will not be resumed. */
  supersedeOthers({ id, journeyId, connectionId }: StoredPublication, at: number): void {
    this.#supersede.run(at, journeyId, connectionId, id)
  }

  setStatus(id: string, status: PlatformStatus | null): void {
    this.#setStatus.run(status, id, status)
  }

  /** Those that made or changed that one journey at the platform, newest first. */
  ofPlatformId(connectionId: string, platformId: string): StoredPublication[] {
    return this.#ofPlatformId.all(connectionId, platformId).map((row) => publicationOf(row)!)
  }

  putPart(publicationId: string, key: string, { id, nodeIds }: Pick<Made, 'id' | 'nodeIds'>, seen: Found | null): void {
    this.#putPart.run(publicationId, key, id, nodeIds ? JSON.stringify(nodeIds) : null, seen && JSON.stringify(seen))
  }

  parts(publicationId: string): Map<string, StoredPart> {
    // as: written by `putPart` above
    return new Map(this.#parts.all(publicationId).map(({ key, platformId, nodeIds, seen }) => [key, { key, platformId, nodeIds: nodeIds === null ? null : (JSON.parse(nodeIds) as Record<string, string>), seen: seen === null ? null : (JSON.parse(seen) as Found) }]))
  }

  /** What a piece of the work begins from, so that going on with it begins from the same. */
  putBasis(publicationId: string, piece: string, basis: PieceBasis): void {
    this.#putPiece.run(publicationId, piece, JSON.stringify(basis))
  }

  basis(publicationId: string, piece: string): PieceBasis | undefined {
    const basis = this.#piece.get(publicationId, piece)
    return basis === undefined ? undefined : (JSON.parse(basis) as PieceBasis) // as: written above
  }

  addEvent({ id, publicationId, at, what, approval, inWords }: PublicationEvent): void {
    this.#addEvent.run(id, publicationId, at, what, approval && JSON.stringify(approval), inWords)
  }

  /** Newest first. */
  events(publicationId: string): PublicationEvent[] {
    return this.#events.all(publicationId).map((row) => ({ ...row, approval: row.approval === null ? null : (JSON.parse(row.approval) as Approval) })) // as: written by `addEvent`
  }

  beginAction({ id, publicationId, action, approval, beganAt }: StoredAction): void {
    this.#beginAction.run(id, publicationId, action, JSON.stringify(approval), beganAt)
  }

  endAction(id: string, at: number): void {
    this.#endAction.run(at, id)
  }

  /** Begun and not known to be done, oldest first. */
  actionsUnderWay(publicationId: string): StoredAction[] {
    return this.#actions.all(publicationId).map((row) => ({ ...row, approval: JSON.parse(row.approval) as Approval })) // as: written by `beginAction`
  }

  /** Several writes that count as one. */
  together<T>(writes: () => T): T {
    return this.#database.transaction(writes).immediate()
  }
}

function publicationOf(row: PublicationRow | undefined): StoredPublication | undefined {
  if (!row) return undefined
  const { total, approval, problem, problemSteps, ...same } = row
  // as: written by `add` and `end`
  return { ...same, of: total, approval: JSON.parse(approval) as Approval, problem: problem === null ? null : (JSON.parse(problem) as Problem), problemSteps: JSON.parse(problemSteps) as string[] }
}
