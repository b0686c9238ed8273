import { populationBlocks } from '../core/simulate/population.ts'
import type { PopulationSpec } from '../core/simulate/population-spec.ts'
import type { TableColumns } from '../node/ingest/write-parquet.ts'
import { writePeople, type PeopleFiles } from '../node/ingest/write-people.ts'

export interface PopulationFileRequest extends PeopleFiles { spec: PopulationSpec; seed: number }

/** About 2 million events, 150 MB of CSV. */
const PART_PROFILES = 4096 * 32

const PARQUET_COLUMNS: TableColumns = [
  ['profileId', 'VARCHAR'], ['at', 'TIMESTAMP_MS'], ['name', 'VARCHAR'], ['platform', 'VARCHAR'], ['appVersion', 'VARCHAR'],
  ['category', 'VARCHAR'], ['productId', 'VARCHAR'], ['price', 'INTEGER'], ['quantity', 'INTEGER'], ['orderId', 'VARCHAR'],
]

/** Writes the people of the sample; see `writePeople`. */
export async function writePopulationFile({ spec, seed, ...files }: PopulationFileRequest): Promise<number> {
  return writePeople(files, {
    blocks: (range) => populationBlocks(spec, range, seed),
    names: PARQUET_COLUMNS.slice(3).map(([name]) => name), table: PARQUET_COLUMNS, isNested: false, partProfiles: PART_PROFILES,
  })
}
