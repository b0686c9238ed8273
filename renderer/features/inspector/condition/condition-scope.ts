import { createContext, useContext, useMemo } from 'react'
import type { Condition } from '../../../../engine/core/model/condition.ts'
import type { JourneyDocument } from '../../../../engine/core/model/journey.ts'
import { useDocumentStore } from '../../../document/document-store.ts'

export type NamedSegments = Readonly<Record<string, { name?: string | undefined; when: Condition }>>

/** What conditions can refer to where they are edited. */
export interface ConditionScope {
  segments: NamedSegments
  /** Events to offer beside those of the chosen dataset. */
  events: readonly string[]
}

/** Set around conditions that belong to no journey; within the editor it is the open journey. */
export const ConditionScopeContext = createContext<ConditionScope | null>(null)

const NO_SEGMENTS: NamedSegments = {}
const NO_EVENTS: readonly string[] = []

/** Segments a condition may name here. */
export function useScopeSegments(): NamedSegments {
  const scope = useContext(ConditionScopeContext)
  const own = useDocumentStore((state) => (scope === null ? state.document.segments : undefined))
  return scope?.segments ?? own ?? NO_SEGMENTS
}

/** Events that are named here, whether or not the data have them. */
export function useScopeEvents(): readonly string[] {
  const scope = useContext(ConditionScopeContext)
  const own = useDocumentStore((state) => (scope === null ? namedEvents(state.document) : NO_EVENTS))
  return scope?.events ?? own
}

/** What a measurement of a condition needs to know of the journey around it; nothing where conditions belong to no journey. */
export function useScopeOfMeasure(): { segments?: NamedSegments; timeZone?: string } {
  const scope = useContext(ConditionScopeContext)
  const segments = useDocumentStore((state) => (scope === null ? state.document.segments : undefined))
  const timeZone = useDocumentStore((state) => (scope === null ? state.document.timeZone : undefined))
  return useMemo(() => ({ ...(segments === undefined ? {} : { segments }), ...(timeZone === undefined ? {} : { timeZone }) }), [segments, timeZone])
}

const named = new WeakMap<JourneyDocument, readonly string[]>()
let last: readonly string[] = NO_EVENTS

/** The events a journey names; the same list until there are others, so that no condition is drawn anew for a letter in a name. */
function namedEvents(document: JourneyDocument): readonly string[] {
  const known = named.get(document)
  if (known) return known
  const events = eventsIn(document)
  if (events.length !== last.length || events.some((event, index) => event !== last[index])) last = events
  named.set(document, last)
  return last
}

function eventsIn(document: JourneyDocument): string[] {
  const names = new Set<string>()
  for (const { trigger } of document.entries) if (trigger.kind === 'event') names.add(trigger.event)
  for (const goal of document.goals ?? []) names.add(goal.event)
  for (const exit of document.exits ?? []) if ('event' in exit) names.add(exit.event)
  for (const step of Object.values(document.steps)) {
    if (step.kind === 'waitFor') for (const branch of step.branches) if ('event' in branch) names.add(branch.event)
  }
  return [...names]
}
