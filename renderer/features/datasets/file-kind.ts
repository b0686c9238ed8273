import type { DatasetPreview } from '../../../engine/api/contract.ts'
import type { PeopleFile } from './import-draft.ts'

/** That file as what is known about people; `idsAs` is the column of ids in the events. */
export function peopleFile(preview: DatasetPreview, idsAs?: string): PeopleFile {
  return { preview, profileId: idColumn(preview, idsAs) ?? preview.mapping.profileId ?? preview.columns[0]?.name ?? '', at: null }
}

/** A table with one row a person, and no names of events: what is known about people. It may have dates, such as that of the sign-up. */
export function isOfPeople(preview: DatasetPreview, idsAs?: string): boolean {
  const { mapping, notes } = preview
  return mapping.name === undefined && !notes.some(({ code }) => code === 'E_NO_DATE') && idColumn(preview, idsAs) !== undefined
}

/** The column that tells people apart, if no row repeats it: one called as in the events, or one that is called an id. */
function idColumn({ columns, rows, mapping }: DatasetPreview, idsAs: string | undefined): string | undefined {
  const isUnique = (name: string): boolean => {
    const index = columns.findIndex((column) => column.name === name)
    return new Set(rows.map((row) => row[index])).size === rows.length
  }
  const names = columns.map(({ name }) => name)
  const isCalledId = (name: string): boolean => /(^|[_\s.-])id$/i.test(name) || /[a-z]I[dD]$/.test(name)
  const candidates = [...names.filter((name) => name === idsAs || name === mapping.profileId), ...names.filter(isCalledId)]
  return candidates.find(isUnique)
}

/** How much a file looks like events: by the columns that were found, that of their names most of all, then by its size. */
export function likeness({ mapping, notes, bytes }: DatasetPreview): number {
  const found = [mapping.at, mapping.name, mapping.name, mapping.properties, mapping.profileId].filter((column) => column !== undefined).length
  const hasTime = !notes.some(({ code }) => code === 'E_NO_DATE' || code === 'E_NO_INSTANT')
  return (hasTime ? 10 : 0) + found + bytes / (bytes + 1e9)
}

/**
 * Whether a file is a part of the same export as `lead`: it has the same columns, or at least those that say who, when and what. Without
 * names of events only the same columns will do: other columns may be another event.
 */
export function isPartOf(lead: DatasetPreview, { columns }: DatasetPreview): boolean {
  const has = new Set(columns.map(({ name }) => name))
  const needed = lead.mapping.name === undefined ? lead.columns.map(({ name }) => name) : Object.values(lead.mapping)
  return needed.every((name) => name === undefined || has.has(name)) && (lead.mapping.name !== undefined || has.size === lead.columns.length)
}
