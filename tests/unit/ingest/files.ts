import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import type { Mapping, Reject } from '../../../engine/api/contract.ts'
import type { JsonValue } from '../../../engine/core/json.ts'
import { profileCountOf, textAt, type EventDataset } from '../../../engine/core/model/dataset.ts'
import { openDataset, readRejects } from '../../../engine/node/columns/index.ts'
import { importDataset, type ImportedDataset, type ImportRequest } from '../../../engine/node/ingest/index.ts'

/** A folder that is gone when the test is over. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'rehearsal-test-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

export function fileWith(content: string | Uint8Array, name = 'events.csv', folder = temporaryFolder()): string {
  const path = join(folder, name)
  writeFileSync(path, content)
  return path
}

export interface Row { profileId: string; at: string; name: string; properties: Record<string, JsonValue> }

/** Every event of a dataset, in its order. */
export function rowsOf(dataset: EventDataset): Row[] {
  const rows: Row[] = []
  for (let profile = 0; profile < profileCountOf(dataset); profile++) {
    for (let row = dataset.offsets[profile]!; row < dataset.offsets[profile + 1]!; row++) {
      const properties: Record<string, JsonValue> = {}
      for (const [name, { codes, values }] of dataset.properties) {
        const value = values[codes[row]!]
        if (value !== undefined) properties[name] = value
      }
      const at = new Date(dataset.at[row]!).toISOString()
      rows.push({ profileId: textAt(dataset.profileIds, profile), at, name: dataset.names[dataset.nameCodes[row]!]!, properties })
    }
  }
  return rows
}

export function attributesOf(dataset: EventDataset): Record<string, Record<string, JsonValue>> {
  const all: Record<string, Record<string, JsonValue>> = {}
  for (let profile = 0; profile < profileCountOf(dataset); profile++) {
    const own: Record<string, JsonValue> = {}
    for (const [name, { codes, values }] of dataset.attributes) {
      const value = values[codes[profile]!]
      if (value !== undefined) own[name] = value
    }
    all[textAt(dataset.profileIds, profile)] = own
  }
  return all
}

export interface Imported { imported: ImportedDataset; dataset: EventDataset; rows: Row[]; rejects: Reject[] }

export async function importFiles(paths: string | readonly string[], mapping: Mapping = {}, more: Partial<ImportRequest> = {}): Promise<Imported> {
  const given = typeof paths === 'string' ? [paths] : paths
  const imported = await importDataset({ paths: given, mapping, cacheDir: temporaryFolder(), ...more })
  const dataset = await openDataset(imported.directory)
  return { imported, dataset, rows: rowsOf(dataset), rejects: (await readRejects(imported.directory, 0, 1000)).rows }
}

/** Imports CSV text with the columns profileId, at, name and what `header` adds. */
export function importCsv(lines: readonly string[], mapping: Mapping = {}, more: Partial<ImportRequest> = {}): Promise<Imported> {
  return importFiles(fileWith(lines.join('\n') + '\n'), mapping, more)
}
