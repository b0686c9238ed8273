import type { ImportOptions, Mapping } from '../../api/contract.ts'
import type { StoreDatabase } from './open-database.ts'

/** How files of one header were last imported; `at` is when, epoch ms. */
export interface RememberedMapping { mapping: Mapping; setName: string | null; options: ImportOptions; at: number }

interface Row { mapping: string; setName: string | null; options: string; at: number }

export class MappingRepository {
  readonly #get
  readonly #put

  constructor(database: StoreDatabase) {
    this.#get = database.prepare<[string], Row>('SELECT mapping, set_name AS setName, options, used_at AS at FROM mappings WHERE signature = ?')
    this.#put = database.prepare<[Row & { signature: string }]>(
      `INSERT INTO mappings (signature, mapping, set_name, options, used_at) VALUES (@signature, @mapping, @setName, @options, @at)
       ON CONFLICT (signature) DO UPDATE SET mapping = excluded.mapping, set_name = excluded.set_name, options = excluded.options, used_at = excluded.used_at`,
    )
  }

  get(signature: string): RememberedMapping | undefined {
    const row = this.#get.get(signature)
    // as (twice): written by `put`
    return row && { mapping: JSON.parse(row.mapping) as Mapping, setName: row.setName, options: JSON.parse(row.options) as ImportOptions, at: row.at }
  }

  put(signature: string, { mapping, setName, options, at }: RememberedMapping): void {
    this.#put.run({ signature, mapping: JSON.stringify(mapping), setName, options: JSON.stringify(options), at })
  }
}
