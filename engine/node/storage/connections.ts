import type { TargetId } from '../../core/publish/target.ts'
import type { StoreDatabase } from './open-database.ts'

/** What came of asking the platform who we are. */
export interface Tried { at: number; account: string | null; problem: { code: string; message: string; help: string } | null }

/** An account at a platform, without its secret; `savedAt` epoch ms. */
export interface StoredConnection { id: string; target: TargetId; name: string; settings: Record<string, string | number | boolean>; savedAt: number; tried: Tried | null }

interface Row { id: string; target: TargetId; name: string; settings: string; savedAt: number; tried: string | null }

const COLUMNS = 'id, target, name, settings, saved_at AS savedAt, tried'

/** Connections of the workspace; a deleted one can be had back. */
export class ConnectionRepository {
  readonly #list
  readonly #get
  readonly #getDeleted
  readonly #insert
  readonly #update
  readonly #setTried
  readonly #delete
  readonly #restore

  constructor(database: StoreDatabase) {
    this.#list = database.prepare<[], Row>(`SELECT ${COLUMNS} FROM connections WHERE deleted_at IS NULL ORDER BY created_at, rowid`)
    this.#get = database.prepare<[string], Row>(`SELECT ${COLUMNS} FROM connections WHERE id = ? AND deleted_at IS NULL`)
    this.#getDeleted = database.prepare<[string], Row>(`SELECT ${COLUMNS} FROM connections WHERE id = ? AND deleted_at IS NOT NULL`)
    this.#insert = database.prepare<[string, string, string, string, number, number]>('INSERT INTO connections (id, target, name, settings, created_at, saved_at) VALUES (?, ?, ?, ?, ?, ?)')
    this.#update = database.prepare<[string, string, number, string | null, string]>('UPDATE connections SET name = ?, settings = ?, saved_at = ?, tried = ? WHERE id = ?')
    this.#setTried = database.prepare<[string, string]>('UPDATE connections SET tried = ? WHERE id = ?')
    this.#delete = database.prepare<[number, string]>('UPDATE connections SET deleted_at = ? WHERE id = ? AND deleted_at IS NULL')
    this.#restore = database.prepare<[string]>('UPDATE connections SET deleted_at = NULL WHERE id = ? AND deleted_at IS NOT NULL')
  }

  /** In the order in which they were made. */
  list(): StoredConnection[] {
    return this.#list.all().map(connectionOf)
  }

  get(id: string): StoredConnection | undefined {
    const row = this.#get.get(id)
    return row && connectionOf(row)
  }

  getDeleted(id: string): StoredConnection | undefined {
    const row = this.#getDeleted.get(id)
    return row && connectionOf(row)
  }

  add({ id, target, name, settings, savedAt }: Omit<StoredConnection, 'tried'>): void {
    this.#insert.run(id, target, name, JSON.stringify(settings), savedAt, savedAt)
  }

  /** The platform of a connection never changes. */
  change({ id, name, settings, savedAt, tried }: Omit<StoredConnection, 'target'>): void {
    this.#update.run(name, JSON.stringify(settings), savedAt, tried && JSON.stringify(tried), id)
  }

  setTried(id: string, tried: Tried): void {
    this.#setTried.run(JSON.stringify(tried), id)
  }

  /** False: there is no such connection. */
  delete(id: string, at: number): boolean {
    return this.#delete.run(at, id).changes > 0
  }

  /** False: no deleted connection has this id. */
  restore(id: string): boolean {
    return this.#restore.run(id).changes > 0
  }
}

function connectionOf({ settings, tried, ...row }: Row): StoredConnection {
  return { ...row, settings: JSON.parse(settings) as StoredConnection['settings'], tried: tried === null ? null : (JSON.parse(tried) as Tried) } // as: `add`, `change` and `setTried` wrote them
}
