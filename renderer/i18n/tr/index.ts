import type { Phrase, Pieces } from '../phrasebook.ts'

const files = import.meta.glob<{ texts: Readonly<Record<string, string>> }>('./texts/*.ts', { eager: true })
const books = import.meta.glob<{ phrases?: readonly Phrase[]; pieces?: Pieces }>('./phrases/*.ts', { eager: true })

/** The window's texts in Turkish, by namespace: one file each, called like it. */
export const TEXTS: ReadonlyMap<string, Readonly<Record<string, string>>> = new Map(Object.entries(files).map(([path, { texts }]) => [path.slice('./texts/'.length, -'.ts'.length), texts]))

/** What the engine says, in Turkish. */
export const PHRASES: readonly Phrase[] = Object.values(books).flatMap(({ phrases = [] }) => phrases)

/** Parts of what it says, by kind. A kind stands in one file. */
export const PIECES: Pieces = Object.assign({}, ...Object.values(books).map(({ pieces = {} }) => pieces)) as Pieces // as: merged from nothing else
