import { useCatalogue } from '../../../stores/run-store.ts'
import { useScopeEvents } from './condition-scope.ts'

/** Event names to offer: those of the dataset by frequency, then those the journey itself names, or the library. */
export function useEventNames(): string[] {
  const catalogue = useCatalogue()
  const named = useScopeEvents()
  return [...new Set([...(catalogue?.events.map(({ name }) => name) ?? []), ...named])]
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
