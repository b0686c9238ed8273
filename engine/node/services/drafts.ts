import type { MethodOutput } from '../../api/contract.ts'
import { RehearsalError } from '../../core/errors.ts'
import { jsonPath } from '../../core/json.ts'
import { journeySchema, type JourneyDocument } from '../../core/model/journey.ts'
import { notFound, type Asked, type ServiceContext } from './context.ts'

const WEEK_MS = 7 * 86_400_000

/** Unsaved work of windows, kept beside the journeys. */
export class DraftService {
  readonly #context: ServiceContext

  constructor(context: ServiceContext) {
    this.#context = context
  }

  list(): MethodOutput<'drafts.list'> {
    return this.#drafts.list()
  }

  /** Does not look into the document more than the list needs: what a person did is kept, whatever it is. */
  keep({ id, holder, journeyId, baseVersion, text }: Asked<'drafts.keep'>): MethodOutput<'drafts.keep'> {
    const { name, steps } = about(text)
    const keptAt = this.#context.now()
    return this.#context.workspace.together(() => {
      const known = this.#drafts.holder(id)
      if (known !== undefined && known !== holder) {
        throw new RehearsalError('E_DRAFT_TAKEN', 'Another window goes on with these changes.', 'What is done here is kept apart from now on.')
      }
      if (journeyId !== null && !this.#context.workspace.journeys.isKnown(journeyId)) throw notFound('journey', journeyId)
      if (known === undefined) this.#drafts.forgetDiscarded(this.#context.workspace.settledNow() - WEEK_MS)
      this.#drafts.put({ id, journeyId, baseVersion, holder, name, steps, text, keptAt })
      return { keptAt }
    })
  }

  take({ id, holder }: Asked<'drafts.take'>): MethodOutput<'drafts.take'> {
    const { journeys } = this.#context.workspace
    return this.#context.workspace.together(() => {
      const text = this.#drafts.text(id)
      if (text === undefined) throw this.#noDraft(id)
      const document = documentIn(text)
      this.#drafts.take(id, holder)
      const draft = this.#drafts.get(id)!
      const journey = draft.journeyId === null ? undefined : journeys.get(draft.journeyId)
      if (draft.journeyId !== null && !journey) throw notFound('journey', draft.journeyId)
      const saved = journey === undefined ? undefined : (journeys.document(journey.id, draft.baseVersion ?? journey.version) ?? journeys.document(journey.id, journey.version))
      return { draft, document, journey: journey ?? null, saved: saved ?? null }
    })
  }

  discard({ id }: Asked<'drafts.discard'>): Record<string, never> {
    if (!this.#drafts.discard(id, this.#context.now())) throw this.#noDraft(id)
    return {}
  }

  restore({ id }: Asked<'drafts.restore'>): Record<string, never> {
    if (!this.#drafts.restore(id)) throw this.#noDraft(id)
    return {}
  }

  #noDraft(id: string): RehearsalError {
    return new RehearsalError('E_NOT_FOUND', `There is no draft ${JSON.stringify(id)} here.`, 'It may have been saved or discarded meanwhile; look at the list of journeys again.')
  }

  get #drafts() {
    return this.#context.workspace.drafts
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw new RehearsalError('E_DRAFT', 'This draft is no JSON.', 'The window and the engine are of different versions: save the journey as a file and reload the window.', { cause })
  }
}

/** What the list shows of a document. */
function about(text: string): { name: string; steps: number } {
  const value = parsed(text)
  const { name, id, steps } = (typeof value === 'object' && value !== null ? value : {}) as Partial<Record<'name' | 'id' | 'steps', unknown>> // as: each is looked at
  const called = [name, id].find((one): one is string => typeof one === 'string' && one !== '')
  return { name: called ?? '', steps: typeof steps === 'object' && steps !== null ? Object.keys(steps).length : 0 }
}

function documentIn(text: string): JourneyDocument {
  const value = parsed(text)
  const read = journeySchema.safeParse(value)
  if (read.success) return value as JourneyDocument // as: just parsed; the schema changes nothing, and this keeps the author's key order
  const [first] = read.error.issues
  throw new RehearsalError('E_DRAFT', `This draft is no journey: ${jsonPath(first?.path ?? [])}: ${first?.message ?? 'unreadable'}.`, 'It was kept by another version of Rehearsal: open it with that one.')
}
