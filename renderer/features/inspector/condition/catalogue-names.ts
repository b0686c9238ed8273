import type { DatasetCatalogue } from '../../../../engine/api/contract.ts'
import { people } from '../../../i18n/numbers.ts'
import { useCatalogue, useRunStore } from '../../../stores/run-store.ts'
import { useWorkspaceStore } from '../../../stores/workspace-store.ts'
import { inspectorText } from '../texts.ts'
import { useScopeEvents } from './condition-scope.ts'

/** Event names to offer: those of the dataset by frequency, then those the journey itself names, or the library. */
export function useEventNames(): string[] {
  const catalogue = useCatalogue()
  const named = useScopeEvents()
  return [...new Set([...(catalogue?.events.map(({ name }) => name) ?? []), ...named])]
}

/** Names that the data know, with the values seen most, and in a word how many have each. */
export interface KnownNames {
  names: string[]
  valuesOf(name: string): string[]
  factOf(name: string): string | undefined
  factOfValue(name: string, value: string): string | undefined
  /** True if the data are known and do not have it. */
  isForeign(name: string): boolean
}

type Facts = DatasetCatalogue['attributes'][number]

/** Properties of an event (of all events, without a name) with the values seen most; counted are events. */
export function usePropertyNames(event: string | undefined): KnownNames {
  const catalogue = useCatalogue()
  const events = catalogue?.events.filter(({ name }) => event === undefined || event === '*' || name === event) ?? []
  const properties = events.flatMap(({ properties: own }) => own)
  return {
    names: [...new Set(properties.map(({ name }) => name))],
    valuesOf: (name) => [...new Set(properties.filter((one) => one.name === name).flatMap(({ top }) => top.map(({ value }) => value)))],
    factOf: (name) => eventsInWords(sum(events, ({ properties: own, count }) => (own.find((one) => one.name === name)?.coverage ?? 0) * count)),
    factOfValue: (name, value) => eventsInWords(sum(events, ({ properties: own }) => countOf(own.find((one) => one.name === name), value))),
    isForeign: (name) => events.length > 0 && properties.every((one) => one.name !== name),
  }
}

/** Profile attributes with the values seen most; counted are people. */
export function useAttributeNames(): KnownNames {
  const catalogue = useCatalogue()
  const datasetId = useRunStore((state) => state.datasetId)
  const everybody = useWorkspaceStore((state) => state.datasets?.find(({ id }) => id === datasetId)?.profiles)
  const attributes = catalogue?.attributes ?? []
  // What is set on the way is known from that moment on.
  const isSet = (name: string) => catalogue?.events.find((event) => event.name === '$set')?.properties.some((one) => one.name === name) === true
  const own = (name: string) => attributes.find((one) => one.name === name)
  return {
    names: attributes.map(({ name }) => name),
    valuesOf: (name) => own(name)?.top.map(({ value }) => value) ?? [],
    factOf: (name) => (everybody === undefined ? undefined : peopleInWords((own(name)?.coverage ?? 0) * everybody)),
    factOfValue: (name, value) => peopleInWords(countOf(own(name), value)),
    isForeign: (name) => catalogue !== undefined && own(name) === undefined && !isSet(name),
  }
}

function countOf(facts: Facts | undefined, value: string): number {
  return facts?.top.find((one) => one.value === value)?.count ?? 0
}

function sum<T>(list: readonly T[], of: (one: T) => number): number {
  return list.reduce((total, one) => total + of(one), 0)
}

function peopleInWords(count: number): string | undefined {
  const rounded = Math.round(count)
  return rounded === 0 ? undefined : inspectorText('havePeople', { count: rounded, people: people(rounded) })
}

function eventsInWords(count: number): string | undefined {
  const rounded = Math.round(count)
  return rounded === 0 ? undefined : inspectorText('eventsShort', { count: rounded, events: people(rounded) })
}
