import type { JourneyDocument } from '../../../../engine/core/model/journey.ts'
import { useCatalogue } from '../../../stores/run-store.ts'
import { useDocumentStore } from '../../../document/document-store.ts'

/** Event names to offer: those of the dataset by frequency, then those the journey itself names. */
export function useEventNames(): string[] {
  const catalogue = useCatalogue()
  const document = useDocumentStore((state) => state.document)
  return [...new Set([...(catalogue?.events.map(({ name }) => name) ?? []), ...namedEvents(document)])]
}

/** Properties of an event (of all events, without a name) with the values seen most. */
export function usePropertyNames(event: string | undefined): { names: string[]; valuesOf(name: string): string[] } {
  const catalogue = useCatalogue()
  const events = catalogue?.events.filter(({ name }) => event === undefined || event === '*' || name === event) ?? []
  const properties = events.flatMap(({ properties: own }) => own)
  return {
    names: [...new Set(properties.map(({ name }) => name))],
    valuesOf: (name) => [...new Set(properties.filter((one) => one.name === name).flatMap(({ top }) => top.map(({ value }) => value)))],
  }
}

/** Profile attributes with the values seen most. */
export function useAttributeNames(): { names: string[]; valuesOf(name: string): string[] } {
  const attributes = useCatalogue()?.attributes ?? []
  return {
    names: attributes.map(({ name }) => name),
    valuesOf: (name) => attributes.find((one) => one.name === name)?.top.map(({ value }) => value) ?? [],
  }
}

function namedEvents(document: JourneyDocument): string[] {
  const names = new Set<string>()
  for (const { trigger } of document.entries) if (trigger.kind === 'event') names.add(trigger.event)
  for (const goal of document.goals ?? []) names.add(goal.event)
  for (const exit of document.exits ?? []) if ('event' in exit) names.add(exit.event)
  for (const step of Object.values(document.steps)) {
    if (step.kind === 'waitFor') for (const branch of step.branches) if ('event' in branch) names.add(branch.event)
  }
  return [...names]
}
