import { RehearsalError } from '../errors.ts'
import type { JourneyDocument } from '../model/journey.ts'
import { portsOf } from '../model/steps/registry.ts'
import type { FigureKind, GivenStatistics } from './forecast-schema.ts'

/** A count of what really happened. Null: nobody tells. */
export interface Observed { kind: FigureKind; stepId: string | null; part: string | null; hits: number | null; times: number | null; of: number | null }

/** What a platform counted, and what it does not tell. `people`: who came in, if it tells of every first step. `unknown`: steps the journey does not have. */
export interface Read { figures: Observed[]; people: number | null; unknown: string[] }

/**
 * A platform's statistics as figures of the journey. Who came in is who came to its first steps. Throws E_FORECAST for statistics of another journey: none of
 * their steps is one of this.
 */
export function observedOf(document: JourneyDocument, statistics: GivenStatistics, days: number | null): Read {
  const own = (id: string) => (Object.hasOwn(statistics, id) ? statistics[id] : undefined)
  const ids = Object.keys(document.steps)
  const unknown = Object.keys(statistics).filter((id) => !Object.hasOwn(document.steps, id))
  if (unknown.length > 0 && ids.every((id) => own(id) === undefined)) {
    throw new RehearsalError('E_FORECAST', `These statistics are of another journey: none of their steps (${unknown.slice(0, 3).join(', ')}) is in "${document.name ?? document.id}".`, 'Take those of the journey that was published, by its step ids.')
  }
  const people = peopleOf(document, own)
  const figures: Observed[] = [{ kind: 'cameIn', stepId: null, part: null, hits: people, times: people, of: days }]
  for (const stepId of ids) {
    const { entered = null, sent = null, delivered = null, opened = null, clicked = null } = own(stepId) ?? {}
    const add = (kind: FigureKind, hits: number | null, of: number | null) => figures.push({ kind, stepId, part: null, hits, times: hits, of })
    add('entered', entered, people)
    if (document.steps[stepId]!.kind !== 'message') continue
    add('sent', sent, people)
    add('delivered', delivered, sent)
    add('opened', opened, sent)
    add('clicked', clicked, sent)
  }
  for (const { id } of document.goals ?? []) figures.push({ kind: 'goal', stepId: null, part: id, hits: null, times: null, of: people })
  return { figures, people, unknown }
}

/** Everybody goes to the first step of the entry they came in by; each such step is counted once. */
function peopleOf(document: JourneyDocument, own: (id: string) => GivenStatistics[string] | undefined): number | null {
  const first = new Set(document.entries.map(({ next }) => next))
  let people = 0
  for (const id of first) {
    const entered = id === null || id === undefined ? null : (own(id)?.entered ?? null)
    if (entered === null || isReachedOtherwise(document, id!)) return null
    people += entered
  }
  return first.size === 0 ? null : people
}

/** A first step that other steps lead to as well counts more people than came in. */
function isReachedOtherwise({ steps }: JourneyDocument, id: string): boolean {
  return Object.values(steps).some((step) => portsOf(step).some(({ target }) => target === id))
}
