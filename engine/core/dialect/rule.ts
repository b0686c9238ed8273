import type { JourneyDocument } from '../model/journey.ts'
import type { DialectId } from './dialect-id.ts'
import type { Switches } from './switches.ts'

/** Where it is written what a platform does. */
export interface Source { readonly title: string; readonly url: string }

/** What a rule is about, as the table of dialects heads it. */
export type Topic = 'exits' | 'caps' | 'splits' | 'waits' | 'quietHours' | 'reentry' | 'delays'

/** What a rule does to one journey: a sentence, and the step it is about; null: the whole journey. */
export interface Effect { readonly stepId: string | null; readonly inWords: string }

/** One thing that a platform does otherwise than the format page says. */
export interface DialectRule {
  readonly topic: Topic
  /** What the platform does, in a sentence. */
  readonly says: string
  readonly source: Source
  /** Why this reading is a guess: the source leaves something open, or is silent. Absent: it is what the source says. */
  readonly guess?: string
  readonly switches?: Partial<Switches>
  /**
   * The journey as the platform would be given it; the very same document if nothing changes. Steps, entries, goals and variants stay what they are, so
   * that figures stand beside ours one by one.
   */
  readonly rewrite?: (document: JourneyDocument) => JourneyDocument
  /** What the rule does to this journey as it was drawn; none: it changes nothing here. */
  readonly effects: (document: JourneyDocument) => readonly Effect[]
}

/** How one platform runs journeys. */
export interface Dialect {
  readonly id: DialectId
  readonly name: string
  /** In their order they rewrite the document. */
  readonly rules: readonly DialectRule[]
  /** What the platform also does otherwise and a rehearsal leaves out, in sentences. */
  readonly leftOut: readonly string[]
}
