import { ABSENT, codesFor, type EventDataset } from '../../core/model/dataset.ts'
import { peopleInBlocks } from '../../core/population/generate.ts'
import type { PopulationDocument } from '../../core/population/spec.ts'
import { propertyTypes, type ValueType } from '../../core/population/value-types.ts'
import type { TableColumns } from '../ingest/write-parquet.ts'
import { writePeople, type PeopleFiles } from '../ingest/write-people.ts'

export interface PeopleFileRequest extends PeopleFiles { spec: PopulationDocument; seed: number }

const PART_PROFILES = 4096 * 16
/** The column an import unpacks: properties whose text a cell would turn into numbers stand in it as JSON. */
const PACKED = 'properties'

/** Writes a population made from a spec; see `writePeople`. */
export async function writePeopleFile({ spec, seed, ...files }: PeopleFileRequest): Promise<number> {
  const { names, packed, table } = columnsOf(spec)
  return writePeople(files, {
    blocks: (range) => peopleInBlocks(spec, range, seed), names, table, asTable: (block) => packedIn(block, packed), isNested: true, partProfiles: PART_PROFILES,
  })
}

/** The columns of the file: properties that a cell keeps as they are, and the packed ones together. */
function columnsOf(spec: PopulationDocument): { names: string[]; packed: string[]; table: TableColumns } {
  const plain: [string, string][] = []
  const packedNames: string[] = []
  for (const [name, types] of propertyTypes(spec)) {
    const type = sqlType(types)
    if (type === undefined || name === PACKED || ['profileId', 'at', 'name'].includes(name)) packedNames.push(name)
    else plain.push([name, type])
  }
  const all: [string, string][] = packedNames.length > 0 ? [...plain, [PACKED, 'VARCHAR']] : plain
  return { names: all.map(([name]) => name), packed: packedNames, table: [['profileId', 'VARCHAR'], ['at', 'TIMESTAMP_MS'], ['name', 'VARCHAR'], ...all] }
}

function sqlType(types: ReadonlySet<ValueType>): string | undefined {
  if (types.has('cellText') || types.size > 1) return undefined
  return types.has('number') ? 'DOUBLE' : types.has('boolean') ? 'BOOLEAN' : 'VARCHAR'
}

/** The block with some of its properties as one column of JSON. */
function packedIn(block: EventDataset, names: readonly string[]): EventDataset {
  if (names.length === 0) return block
  const columns = names.flatMap((name) => {
    const column = block.properties.get(name)
    return column ? [{ codes: column.codes, members: column.values.map((value) => `${JSON.stringify(name)}:${JSON.stringify(value)}`) }] : []
  })
  if (columns.length === 1) {
    const [{ codes, members }] = columns as [(typeof columns)[number]] // as: just counted
    return { ...block, properties: new Map([...block.properties, [PACKED, { codes, values: members.map((member, code) => (code === ABSENT ? undefined : `{${member}}`)) }]]) }
  }
  const values: (string | null | undefined)[] = [undefined, null]
  const known = new Map<string, number>()
  const codes = codesFor(block.at.length, block.at.length + 2)
  for (let row = 0; row < codes.length; row++) {
    let text = ''
    for (const column of columns) if (column.codes[row] !== ABSENT) text += `${text === '' ? '{' : ','}${column.members[column.codes[row]!]!}`
    if (text === '') continue
    let code = known.get(text)
    if (code === undefined) known.set(text, (code = values.push(`${text}}`) - 1))
    codes[row] = code
  }
  return { ...block, properties: new Map([...block.properties, [PACKED, { codes, values }]]) }
}
