import type { DatasetPreview, ImportOptions, Mapping } from '../../../engine/api/contract.ts'

/** How a file is taken apart, without what is kept of it: the part of the options that a preview shows. */
export type Reading = Omit<ImportOptions, 'drop' | 'hash' | 'identify'>
export type Privacy = 'keep' | 'hash' | 'drop'

/** A file with what is known about people; `at` is the column of the instant from which a row holds. */
export interface PeopleFile { preview: DatasetPreview; profileId: string; at: string | null }

/** What the person says about the files; null where no column is chosen. */
export interface ImportDraft {
  name: string
  profileId: string | null
  at: string | null
  /** The column of event names; null: every row is a `setName`. */
  eventName: string | null
  setName: string
  properties: string | null
  people: PeopleFile | null
  /** Columns and properties that are not kept as they are. */
  privacy: Readonly<Record<string, 'hash' | 'drop'>>
  /** The event, or `column=value`, of rows that say who somebody is. */
  identify: string | null
}

/** What a person would say who agrees with everything that was found. */
export function draftFor({ path, mapping, needsSetName, setName, options }: DatasetPreview, people: PeopleFile | null): ImportDraft {
  return {
    name: fileName(path).replace(/(\.(csv|tsv|txt|jsonl|ndjson|json|parquet|pq|gz|zst))+$/i, ''),
    profileId: mapping.profileId ?? null,
    at: mapping.at ?? null,
    eventName: needsSetName ? null : (mapping.name ?? null),
    setName: setName ?? '',
    properties: mapping.properties ?? null,
    people,
    privacy: Object.fromEntries([...(options.drop ?? []).map((name) => [name, 'drop'] as const), ...(options.hash ?? []).map((name) => [name, 'hash'] as const)]),
    identify: options.identify ?? null,
  }
}

/** The draft after its file was read another way: what was chosen by hand, or is as last time, stays where its column is still there; the rest is as found now. */
export function draftAfter(draft: ImportDraft, before: DatasetPreview, found: DatasetPreview): ImportDraft {
  const columns = new Set(found.columns.map(({ name }) => name))
  const settle = (chosen: string | null, was: string | undefined, is: string | undefined): string | null =>
    (chosen !== (was ?? null) || before.remembered !== null) && (chosen === null || columns.has(chosen)) ? chosen : (is ?? null)
  return {
    ...draft,
    profileId: settle(draft.profileId, before.mapping.profileId, found.mapping.profileId),
    at: settle(draft.at, before.mapping.at, found.mapping.at),
    eventName: settle(draft.eventName, before.mapping.name, found.mapping.name),
    properties: settle(draft.properties, before.mapping.properties, found.mapping.properties),
  }
}

export function readingOf({ drop: _drop, hash: _hash, identify: _identify, ...reading }: ImportOptions): Reading {
  return reading
}

/** Everything the engine is told beyond the mapping. */
export function optionsOf(reading: Reading, { privacy, identify }: ImportDraft): ImportOptions {
  const named = (rule: Privacy): string[] => Object.keys(privacy).filter((name) => privacy[name] === rule)
  const [drop, hash] = [named('drop'), named('hash')]
  return { ...reading, ...(identify === null ? {} : { identify }), ...(drop.length === 0 ? {} : { drop }), ...(hash.length === 0 ? {} : { hash }) }
}

export function mappingOf({ profileId, at, eventName, properties }: ImportDraft): Mapping {
  return {
    ...(profileId === null ? {} : { profileId }),
    ...(at === null ? {} : { at }),
    ...(eventName === null ? {} : { name: eventName }),
    ...(properties === null ? {} : { properties }),
  }
}

/** What is still missing before the import can start, by field. */
export function missingIn(draft: ImportDraft): { name: boolean; profileId: boolean; at: boolean; eventName: boolean } {
  return {
    name: draft.name.trim() === '',
    profileId: draft.profileId === null,
    at: draft.at === null,
    eventName: draft.eventName === null && draft.setName.trim() === '',
  }
}

type Note = DatasetPreview['notes'][number]

/** The notes of a preview that still hold: those on a column go when another is chosen in its place. */
export function notesNow({ notes, mapping }: DatasetPreview, draft: ImportDraft): readonly Note[] {
  const isAbout = ({ code }: Note): string | null | undefined => (code === 'N_EVENT_CODES' ? mapping.name : mapping.at)
  return notes.filter((note) => (isAbout(note) ?? null) === (note.code === 'N_EVENT_CODES' ? draft.eventName : draft.at))
}

/** Why these notes hold up the import: a question that can be answered here, or a file that cannot be imported as it is. */
export function heldUpBy(notes: readonly Note[]): 'question' | 'file' | undefined {
  const errors = notes.filter(({ severity }) => severity === 'error')
  if (errors.length === 0) return undefined
  return errors.every(({ code }) => code === 'E_TIME_AMBIGUOUS') ? 'question' : 'file'
}

const amountName = /(price|amount|value|spend|spent|total|revenue|sales|cost|tutar|fiyat|betrag|preis|valor)/i

/** A name for rows without one: rows with an amount of money are purchases as a rule. Offered, never taken unasked. */
export function suggestedEvent({ columns }: DatasetPreview): string | undefined {
  return columns.some(({ name, type }) => type === 'number' && amountName.test(name)) ? 'purchase' : undefined
}

/** The rule for rows that say who somebody is, if the file seems to have them: the event, or `column=value`. */
export function suggestedIdentify({ columns }: DatasetPreview, { eventName, identify }: ImportDraft): string | undefined {
  if (identify !== null) return undefined
  for (const { name, samples } of columns) {
    const value = samples.find((sample) => /^\$?identify$/i.test(sample))
    if (value !== undefined) return name === eventName ? value : `${name}=${value}`
  }
  return undefined
}

/** The last part of a path, of either kind of system. */
export function fileName(path: string): string {
  return path.split(/[\\/]/).at(-1) ?? path
}
