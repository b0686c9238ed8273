import { useMemo } from 'react'
import type { LiquidScope } from '../../../engine/core/simulate/liquid.ts'
import { useDocumentStore } from '../../document/document-store.ts'
import { datasetById } from '../../stores/workspace-store.ts'
import { usePerson, useExampleStore } from './person-store.ts'
import { askedNames, scopeOf, scopeOfExamples } from './preview-scope.ts'

const NO_EXAMPLES: Readonly<Record<string, string>> = {}
const openedAt = Date.now()

/** What the texts of a message find: somebody of the chosen data, else example values. */
export function usePreviewScope(events: readonly string[], texts: readonly string[]): { scope: LiquidScope; asked: ReturnType<typeof askedNames> } {
  const journeyId = useDocumentStore((state) => state.document.id)
  const examples = useExampleStore((state) => state.values[journeyId]) ?? NO_EXAMPLES
  const { person, datasetId } = usePerson(events)
  // Without an event at hand a message goes out at the end of the data.
  const now = datasetById(datasetId)?.to ?? openedAt
  const written = JSON.stringify(texts)
  const asked = useMemo(() => askedNames(JSON.parse(written) as string[]), [written]) // as: written above
  const scope = datasetId !== null && person !== null ? scopeOf(person, journeyId, now) : scopeOfExamples(asked, examples, journeyId, now)
  return { scope, asked }
}

/** A template's fields as texts: what is no text is shown as JSON. */
export function textsOfTemplate(template: Readonly<Record<string, unknown>> | undefined): Record<string, string> {
  return Object.fromEntries(Object.entries(template ?? {}).map(([key, value]) => [key, typeof value === 'string' ? value : JSON.stringify(value)]))
}
