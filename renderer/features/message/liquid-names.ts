import { useMemo } from 'react'
import type { DatasetCatalogue } from '../../../engine/api/contract.ts'
import { attributeNames, propertyNames } from '../../../engine/core/lint/names-of.ts'
import { templateNames, type TemplateNames } from '../../../engine/core/lint/template-names.ts'
import type { JourneyDocument } from '../../../engine/core/model/journey.ts'
import { useDocumentStore } from '../../document/document-store.ts'
import { useBesideStore } from '../../stores/beside-store.ts'
import { useCatalogue } from '../../stores/run-store.ts'

/** A name a template can use, with what the data say of it; `coverage` undefined: the data say nothing, it is named in the journey. */
export interface OfferedName { of: 'profile' | 'event'; name: string; coverage: number | undefined; seen: readonly string[] }

/** What the texts of one step may speak of, for the checks under a field and for completion. */
export interface LiquidNames { known: TemplateNames; offered: readonly OfferedName[] }

/** The names for a step of the open journey, on the chosen data. */
export function useLiquidNames(stepId: string): LiquidNames {
  const document = useDocumentStore((state) => state.document)
  const catalogue = useCatalogue()
  const others = useBesideStore((state) => state.documents)
  return useMemo(() => liquidNames(document, stepId, catalogue, others), [document, stepId, catalogue, others])
}

/** The same for any document: pure. */
export function liquidNames(document: JourneyDocument, stepId: string, catalogue: DatasetCatalogue | undefined, others: readonly JourneyDocument[] = []): LiquidNames {
  const known = templateNames(document, stepId, { ...(catalogue === undefined ? {} : { dataset: catalogue }), others })
  const offered = new Map<string, OfferedName>()
  const offer = (one: OfferedName) => {
    const key = `${one.of}.${one.name}`
    if (!offered.has(key)) offered.set(key, one)
  }
  for (const { name, coverage, top } of catalogue?.attributes ?? []) offer({ of: 'profile', name, coverage, seen: top.map(({ value }) => value) })
  for (const event of catalogue?.events ?? []) {
    if (event.name === '$set') for (const { name, top } of event.properties) offer({ of: 'profile', name, coverage: undefined, seen: top.map(({ value }) => value) })
    if (known.events.includes(event.name)) for (const { name, coverage, top } of event.properties) offer({ of: 'event', name, coverage, seen: top.map(({ value }) => value) })
  }
  const named = (of: OfferedName['of'], name: string) => offer({ of, name, coverage: undefined, seen: [] })
  for (const step of Object.values(document.steps)) if (step.kind === 'update') for (const name of Object.keys(step.set)) named('profile', name)
  // Where the data say what there is, what only the journey names is no suggestion.
  if (catalogue === undefined) {
    for (const { name } of attributeNames(document)) named('profile', name)
    for (const attribute of Object.values(document.policies?.consent ?? {})) named('profile', attribute)
    for (const { name, events } of propertyNames(document)) if (events.some((event) => event !== undefined && known.events.includes(event))) named('event', name)
  }
  named('profile', 'id')
  named('event', 'name')
  named('event', 'at')
  return { known, offered: [...offered.values()] }
}
