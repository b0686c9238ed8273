import type { JsonValue } from '../../../json.ts'
import type { Entry, JourneyDocument } from '../../../model/journey.ts'
import { isExit } from '../../exits.ts'
import { marked } from '../../marker.ts'
import { nameBasedId } from '../../name-based-id.ts'
import type { ProblemList } from '../../problem-list.ts'
import { reference, type Resource } from '../../resource.ts'
import { definitionOf, draftOf, ownSegment, type Draft } from './conditions.ts'
import { EXIT } from './payload.ts'
import type { DittofeedSettings } from './settings.ts'

/** What the steps of one journey are mapped with. */
export interface Mapping {
  readonly document: JourneyDocument
  readonly settings: DittofeedSettings
  readonly problems: ProblemList
  /** By what a run is told apart from others of the same person; null if by nothing. */
  readonly eventKey: string | null
  readonly begins: 'event' | 'segment'
  /** The trigger's event, if there is one. */
  readonly triggerEvent: string | null
  /** Where a way leads, as Dittofeed writes it. */
  to(target: string | undefined): string
  /** Makes a segment, or finds the one made before, and answers what stands for its id. */
  segment(key: string, name: string, draft: Draft | JsonValue, stepIds: readonly string[]): { $ref: string }
  /** The segment of the document, as one there; null (and an error) if there is none. */
  ownSegment(id: string, path: readonly PropertyKey[], stepIds: readonly string[]): { $ref: string } | null
  template(key: string, name: string, definition: JsonValue, stepId: string): { $ref: string }
}

/** `resources` is filled as steps ask for segments and templates. */
export function mappingOf(document: JourneyDocument, entry: Entry, settings: DittofeedSettings, problems: ProblemList, resources: Map<string, Resource>): Mapping {
  const { trigger } = entry
  const begins = trigger.kind === 'segment' ? 'segment' : 'event'
  const put = (resource: Resource) => {
    const before = resources.get(resource.key)
    resources.set(resource.key, before ? { ...before, stepIds: [...new Set([...before.stepIds, ...resource.stepIds])] } : resource)
    return reference(resource.key)
  }
  const mapping: Mapping = {
    document, settings, problems, begins,
    eventKey: begins === 'event' ? ((document.reentry?.kind === 'always' ? document.reentry.key : undefined) ?? settings.eventKey ?? null) : null,
    triggerEvent: trigger.kind === 'event' ? trigger.event : trigger.kind === 'api' ? `$api:${trigger.name}` : null,
    to: (target) => (isExit(document, target) ? EXIT : target!),
    segment: (key, label, draft, stepIds) => {
      const name = marked(label, document.id, key)
      const definition = typeof draft === 'object' && draft !== null && 'type' in draft && (draft.type === 'Leaf' || draft.type === 'And' || draft.type === 'Or') ? definitionOf(draft as Draft) : (draft as JsonValue) // as: told apart by the types a draft has
      return put({ key, kind: 'segment', name, body: { workspaceId: settings.workspaceId, id: nameBasedId(document.id, key), name, definition }, needs: [], stepIds })
    },
    ownSegment: (id, path, stepIds) => {
      const segment = ownSegment(document, id)
      if (segment) return mapping.segment(`segment/${id}`, segment.name ?? id, draftOf(segment.when, ['segments', id, 'when'], mapping), stepIds)
      problems.error(4, path, `there is no segment "${id}"`, 'Choose one that is there.')
      return null
    },
    template: (key, label, definition, stepId) => {
      const name = marked(label, document.id, key)
      return put({ key, kind: 'template', name, body: { workspaceId: settings.workspaceId, id: nameBasedId(document.id, key), name, definition }, needs: [], stepIds: [stepId] })
    },
  }
  return mapping
}
