import type { MethodOutput } from '../../api/contract.ts'
import { Leases } from '../publish/leases.ts'
import type { StoredPublication } from '../storage/publications.ts'
import { notFound, type Asked, type ServiceContext } from './context.ts'

type Publication = MethodOutput<'publish.apply'>

/** What was published and how it went, as it is known here: no platform is asked. */
export class PublicationService {
  readonly #context: ServiceContext
  readonly #leases: Leases

  constructor(context: ServiceContext, leases = new Leases(context.workspace.leases, context)) {
    this.#context = context
    this.#leases = leases
  }

  history({ journeyId }: Asked<'publish.history'>): MethodOutput<'publish.history'> {
    const { publications } = this.#context.workspace
    return publications.list(journeyId).map((publication) => ({ publication: this.shown(publication), events: publications.events(publication.id) }))
  }

  interrupted(): Publication[] {
    return this.#context.workspace.publications.open().map((publication) => this.shown(publication)).filter(({ state }) => state === 'interrupted')
  }

  ledger({ publicationId }: Asked<'publish.ledger'>): MethodOutput<'publish.ledger'> {
    const isAtWork = this.#isAtWork(this.#publication(publicationId))
    return this.#context.workspace.ledger.of(publicationId).map(({ id, at, piece, what, method, path, state, answeredAt, status, problem }) => ({
      id: String(id), at, key: piece, what, method, path, state: state === 'sending' && !isAtWork ? 'unknown' : state, answeredAt, status, problem,
    }))
  }

  document({ publicationId }: Asked<'publish.document'>): MethodOutput<'publish.document'> {
    const { planId } = this.#publication(publicationId)
    const plan = this.#context.workspace.plans.get(planId)
    if (!plan) throw notFound('plan', planId)
    return { document: plan.document }
  }

  /** As people are shown it; `isOver`: by whoever just worked on it. */
  shown({ state, problem, ...publication }: StoredPublication, { isOver = false } = {}): Publication {
    if (state === 'superseded') return { ...publication, state: 'failed', problem: { code: 'E_SUPERSEDED', message: 'It did not come to its end, and a newer publication went on from where it stood.', help: 'Look at the newer one.' } }
    if (state !== 'open') return { ...publication, state, problem }
    return { ...publication, state: !isOver && this.#isAtWork(publication) ? 'applying' : 'interrupted', problem }
  }

  #isAtWork({ connectionId, id }: Pick<StoredPublication, 'connectionId' | 'id'>): boolean {
    return this.#leases.isAtWork(connectionId, id)
  }

  #publication(id: string): StoredPublication {
    const publication = this.#context.workspace.publications.get(id)
    if (!publication) throw notFound('publication', id)
    return publication
  }
}
