import type { StoreDatabase } from './open-database.ts'

/** Who is at work on a connection. `beatAt`: when it last said that it is alive, epoch ms. */
export interface Lease { connectionId: string; holder: string; machine: string; pid: number; publicationId: string; beatAt: number }

/** One process at a time works on a connection. */
export class PublishLeaseRepository {
  readonly #database: StoreDatabase
  readonly #get
  readonly #put
  readonly #beat
  readonly #release

  constructor(database: StoreDatabase) {
    this.#database = database
    this.#get = database.prepare<[string], Lease>('SELECT connection AS connectionId, holder, machine, pid, publication AS publicationId, beat_at AS beatAt FROM publish_leases WHERE connection = ?')
    this.#put = database.prepare<[string, string, string, number, string, number]>('INSERT OR REPLACE INTO publish_leases (connection, holder, machine, pid, publication, beat_at) VALUES (?, ?, ?, ?, ?, ?)')
    this.#beat = database.prepare<[number, string, string]>('UPDATE publish_leases SET beat_at = ? WHERE connection = ? AND holder = ?')
    this.#release = database.prepare<[string, string]>('DELETE FROM publish_leases WHERE connection = ? AND holder = ?')
  }

  get(connectionId: string): Lease | undefined {
    return this.#get.get(connectionId)
  }

  /** Takes it unless `isHeld` says that the one who has it is alive; answers the one in the way, if any. */
  take(lease: Lease, isHeld: (other: Lease) => boolean): Lease | null {
    return this.#database
      .transaction(() => {
        const other = this.#get.get(lease.connectionId)
        if (other && isHeld(other)) return other
        this.#put.run(lease.connectionId, lease.holder, lease.machine, lease.pid, lease.publicationId, lease.beatAt)
        return null
      })
      .immediate()
  }

  /** False: somebody else has it. */
  beat(connectionId: string, holder: string, at: number): boolean {
    return this.#beat.run(at, connectionId, holder).changes > 0
  }

  release(connectionId: string, holder: string): void {
    this.#release.run(connectionId, holder)
  }
}
