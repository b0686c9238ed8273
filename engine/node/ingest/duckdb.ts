import type { DuckDBConnection, DuckDBInstance } from '@duckdb/node-api'
import { mkdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { limitsNow } from '../limits.ts'
import { partialOf } from '../partial-files.ts'

/** A path or name as a piece of SQL. */
export function sqlText(text: string): string {
  return `'${text.replaceAll("'", "''")}'`
}

export function sqlName(name: string): string {
  return `"${name.replaceAll('"', '""')}"`
}

/**
 * Runs `work` on an in-memory DuckDB that may open the files given and nothing else: no other file, no network, no extension loaded or
 * installed, and none of that can be turned on again from inside. `memory` limits what it keeps in memory, such as `512MB`, below what a person allows
 * at all; what has no room there goes to a folder of its own, which is gone afterwards.
 */
export async function withDuckDb<T>(files: readonly string[], work: (connection: DuckDBConnection) => Promise<T>, memory?: string): Promise<T> {
  // Loaded when it is needed: most commands read the column cache and never come here, and it takes a while.
  const duckDb = await import('@duckdb/node-api')
  const { duckDbMb, duckDbTempMb } = limitsNow()
  const spill = await workFolder()
  let instance: DuckDBInstance | undefined
  let connection: DuckDBConnection | undefined
  try {
    instance = await duckDb.DuckDBInstance.create(':memory:', {
      autoinstall_known_extensions: 'false',
      autoload_known_extensions: 'false',
      allow_community_extensions: 'false',
      allow_unsigned_extensions: 'false',
    })
    connection = await instance.connect()
    await connection.run("SET TimeZone = 'UTC'")
    await connection.run(`SET memory_limit = ${sqlText(memory !== undefined && Number.parseInt(memory, 10) < duckDbMb ? memory : `${duckDbMb}MB`)}`)
    await connection.run(`SET temp_directory = ${sqlText(spill)}`)
    await connection.run(`SET max_temp_directory_size = ${sqlText(`${duckDbTempMb}MB`)}`)
    await connection.run(`SET allowed_paths = [${files.map((file) => sqlText(resolve(file))).join(', ')}]`)
    await connection.run('SET enable_external_access = false')
    await connection.run('SET lock_configuration = true')
    return await work(connection)
  } finally {
    connection?.closeSync()
    instance?.closeSync()
    await rm(spill, { recursive: true, force: true })
  }
}

/** A folder for what is in the way for a while; those of killed processes go away. Whoever asks for it removes it. */
export async function workFolder(): Promise<string> {
  const path = partialOf(join(tmpdir(), 'rehearsal-duckdb'))
  await mkdir(path, { mode: 0o700 })
  return path
}
