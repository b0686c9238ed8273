import { RehearsalError } from '../../core/errors.ts'
import { checkIsOurs, withDatabase } from './database-copy.ts'
import type { StoreDatabase } from './open-database.ts'

/** What is told of a workspace that is handed on. */
export interface HandedOn { journeys: number; runs: number; datasets: { name: string; events: number; folder: string }[] }

/**
 * Makes the copy `file` of a database fit to be handed on: only the datasets in `kept`, no paths of this machine, no choice of its limits, no work under way at
 * platforms. What was deleted is not in the file any more.
 */
export function makeFitToHandOn(file: string, kept: ReadonlySet<string>): HandedOn {
  return withDatabase(file, (database) => {
    database.pragma('foreign_keys = ON')
    database.transaction(() => {
      const ids = database.prepare<[], string>('SELECT id FROM datasets').pluck().all()
      const drop = database.prepare<[string]>('DELETE FROM datasets WHERE id = ?')
      for (const id of ids) if (!kept.has(id)) drop.run(id)
      database.exec("UPDATE journeys SET path = NULL; UPDATE datasets SET request = NULL; DELETE FROM publish_leases; DELETE FROM settings WHERE area = 'limits'")
    })()
    database.exec('VACUUM')
    return toldOf(database)
  })
}

/** Looks at a database that came from elsewhere. Throws E_STORE_DAMAGED, E_STORE_NEWER; E_WORKSPACE_FILE if a dataset's folder is no plain folder of it. */
export function checkHandedOn(file: string): HandedOn {
  checkIsOurs(file)
  const told = withDatabase(file, (database) => toldOf(database), true)
  for (const { folder } of told.datasets) {
    // The folder of a dataset is deleted with it: it must lie where datasets do.
    if (!/^datasets\/[A-Za-z0-9_-][A-Za-z0-9._-]*$/.test(folder)) {
      throw new RehearsalError('E_WORKSPACE_FILE', 'This workspace names a folder outside of itself.', 'Do not use this file: ask whoever made it for another one.', { unusable: true })
    }
  }
  return told
}

function toldOf(database: StoreDatabase): HandedOn {
  const count = (sql: string) => database.prepare<[], number>(sql).pluck().get() ?? 0
  return {
    journeys: count('SELECT count(*) FROM journeys WHERE deleted_at IS NULL'),
    runs: count('SELECT count(*) FROM runs'),
    datasets: database.prepare<[], HandedOn['datasets'][number]>('SELECT name, events, folder FROM datasets ORDER BY name').all(),
  }
}
