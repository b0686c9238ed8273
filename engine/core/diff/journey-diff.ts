/** What a part of a document is. `journey` are its own fields; a comment is a note about a step. */
export type DiffPart = 'journey' | 'policy' | 'stage' | 'segment' | 'entry' | 'step' | 'connection' | 'goal' | 'exit' | 'note' | 'comment'

export type DiffKind = 'added' | 'removed' | 'changed' | 'renamed'

/** A stretch of a text that both versions have, or only one of them. */
export interface TextPiece { kind: 'same' | 'added' | 'removed'; text: string }

/** One difference inside a part. `before` and `after` are in words; null: there was, or is, nothing of the kind. */
export interface FieldChange {
  /** JSON path in the newer document, or in the older one for what is gone. */
  path: string
  before: string | null
  after: string | null
  inWords: string
  /** Word by word, for what people wrote: names, texts of messages, notes. */
  pieces?: TextPiece[]
}

/** One part of the document that differs. */
export interface PartChange {
  /** Names it among the changes of this comparison: `step:wait-1`, `connection:wait-1:timeout`. */
  key: string
  part: DiffPart
  kind: DiffKind
  /** The id in the newer document, in the older one for what is gone; of a connection `<node>:<port>`. */
  id: string
  /** The id before, of what was given another one and is otherwise the same. */
  idBefore?: string
  /** What people call it. */
  name: string
  path: string
  inWords: string
  fields: FieldChange[]
}

/** What only changes the picture. Ids of nodes (`entry:<id>` for entries), stages and notes. */
export interface LayoutDiff { moved: string[]; bands: string[]; notes: string[]; other: string[]; inWords: string | null }

/** How two documents differ, in the order of the document: its own fields first, steps in their order, what is gone last of its kind. */
export interface JourneyDiff { changes: PartChange[]; layout: LayoutDiff }

/** True if the documents say the same and look the same. */
export function isSame({ changes, layout }: JourneyDiff): boolean {
  return changes.length === 0 && layout.inWords === null
}
