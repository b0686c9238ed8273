import type { JourneyDocument } from '../model/journey.ts'
import { journeysAsMermaid } from './mermaid.ts'
import { journeyAsXState } from './xstate-module.ts'

export type ExportFormat = 'json' | 'xstate' | 'mermaid'

/**
 * A journey in another form, with the name its file should have; `others` are journeys to go with it, such as those it goes through. Throws
 * a `RehearsalError` if the form cannot express it.
 */
export function exportJourney(document: JourneyDocument, to: ExportFormat, others: readonly JourneyDocument[] = []): { fileName: string; text: string } {
  const stem = document.id.replace(/[^\p{L}\p{N}._-]+/gu, '-')
  switch (to) {
    case 'json': return { fileName: `${stem}.journey.json`, text: `${JSON.stringify(document, null, 2)}\n` }
    case 'xstate': return { fileName: `${stem}.machine.ts`, text: journeyAsXState([document, ...others]) }
    case 'mermaid': return { fileName: `${stem}.mmd`, text: journeysAsMermaid([document, ...others]) }
  }
}
