import type { MethodOutput } from '../../api/contract.ts'
import { proposalSchema } from '../../api/proposal-methods.ts'
import { RehearsalError } from '../../core/errors.ts'
import { FORMAT_VERSION, type JourneyDocument } from '../../core/model/journey.ts'
import type { SimulationResult } from '../../core/simulate/result.ts'
import type { StoredProposal } from '../storage/proposals.ts'
import { notFound, type Asked, type ServiceContext } from './context.ts'
import type { RunService } from './runs.ts'

type Proposal = MethodOutput<'proposals.decide'>
type Rehearsal = NonNullable<Proposal['rehearsal']>

/** Drafts that no agent touched for so long are forgotten. */
const DRAFTS_KEPT_MS = 30 * 86_400_000
/** More than these an agent does not need, and a person could not look through. */
const MOST_DRAFTS = 200
const MOST_WAITING = 100
/** Characters of JSON. A journey of ten thousand steps has less. */
const LONGEST_DRAFT = 8_000_000

/** What agents draft and would like published: it waits for a person, and nothing follows from it by itself. */
export class ProposalService {
  readonly #context: ServiceContext
  readonly #runs: RunService

  constructor(context: ServiceContext, runs: RunService) {
    this.#context = context
    this.#runs = runs
  }

  list({ state }: Asked<'proposals.list'>): Proposal[] {
    return this.#proposals.list().filter((one) => state === undefined || one.state === state).map((one) => this.#shown(one))
  }

  get({ id }: Asked<'proposals.get'>): MethodOutput<'proposals.get'> {
    const { journeys } = this.#context.workspace
    const stored = this.#proposed(id)
    const journey = stored.journeyId === null ? undefined : journeys.get(stored.journeyId)
    const version = (number: number | null) => (journey && number !== null ? (journeys.document(journey.id, number) ?? null) : null)
    return { proposal: this.#shown(stored), document: stored.document, base: version(stored.baseVersion), current: version(journey?.version ?? null) }
  }

  decide({ id, decision, reason }: Asked<'proposals.decide'>): Proposal {
    this.#proposed(id)
    if (!this.#proposals.decide(id, decision, this.#context.now(), reason ?? null)) throw decided()
    return this.#shown(this.#proposed(id))
  }

  draft({ from, journeyId, document }: Asked<'proposals.draft'>): MethodOutput<'proposals.draft'> {
    const { workspace, newId, now } = this.#context
    const journey = journeyId === null ? undefined : workspace.journeys.get(journeyId)
    if (journeyId !== null && !journey) throw notFound('journey', journeyId)
    const latest = journey && workspace.journeys.document(journey.id, journey.version)
    const id = newId()
    if (document) assertSize(document)
    this.#proposals.forgetDrafts(workspace.settledNow() - DRAFTS_KEPT_MS)
    if (this.#proposals.countOf('drafting') >= MOST_DRAFTS) throw new RehearsalError('E_PROPOSAL', `There are ${MOST_DRAFTS} drafts already.`, 'Go on with one of yours.')
    this.#proposals.add({ id, journeyId, baseVersion: journey?.version ?? null, from, document: document ?? latest ?? emptyJourney(id), madeAt: now() })
    return this.getDraft({ id })
  }

  getDraft({ id }: Asked<'proposals.getDraft'>): MethodOutput<'proposals.getDraft'> {
    const { journeyId, baseVersion, from, document } = this.#known(id)
    return { id, journeyId, baseVersion, from, document }
  }

  redraft({ id, document }: Asked<'proposals.redraft'>): MethodOutput<'proposals.redraft'> {
    this.#known(id)
    assertSize(document)
    if (!this.#proposals.redraft(id, document, this.#context.now())) throw new RehearsalError('E_PROPOSAL', 'This draft was proposed already.', 'Withdraw the proposal or begin another draft.')
    return this.getDraft({ id })
  }

  async propose({ jobId, id, note, connectionId, datasetId, scenario }: Asked<'proposals.propose'>): Promise<Proposal> {
    const { document, journeyId, baseVersion, state } = this.#known(id)
    if (state !== 'drafting') throw new RehearsalError('E_PROPOSAL', 'This draft was proposed already.', 'Withdraw the proposal or begin another draft.')
    if (this.#proposals.countOf('waiting') >= MOST_WAITING) throw new RehearsalError('E_PROPOSAL', `${MOST_WAITING} proposals wait for a person already.`, 'Withdraw those of yours that are no longer meant, or ask the person to look at them.')
    if (connectionId !== undefined && !this.#context.workspace.connections.get(connectionId)) throw notFound('connection', connectionId)
    this.#assertIsMeant(document, journeyId)
    const { lintJourney } = await import('../../core/lint/lint-journey.ts')
    const errors = lintJourney(document).filter(({ severity }) => severity === 'error')
    if (errors.length > 0) {
      const first = errors[0]!
      throw new RehearsalError('E_PROPOSAL_ERRORS', `The draft has ${errors.length === 1 ? 'an error' : `${errors.length} errors`}: ${first.code} ${first.path}: ${first.message}`, first.help)
    }
    const base = journeyId === null || baseVersion === null ? undefined : this.#context.workspace.journeys.document(journeyId, baseVersion)
    const rehearsal = datasetId === undefined ? null : await this.#rehearse({ jobId, document, base, datasetId, scenario })
    const proposed = { id, note, connectionId: connectionId ?? null, rehearsal: rehearsal === null ? null : JSON.stringify(rehearsal), madeAt: this.#context.now() }
    if (!this.#proposals.propose(proposed)) throw new RehearsalError('E_PROPOSAL', 'This draft was proposed already.', 'Withdraw the proposal or begin another draft.')
    return this.#shown(this.#proposed(id))
  }

  withdraw({ id }: Asked<'proposals.withdraw'>): Record<string, never> {
    this.#proposed(id)
    if (!this.#proposals.decide(id, 'withdrawn', this.#context.now(), null)) throw decided()
    return {}
  }

  /** Platforms know a journey by its own id: a draft that took another one's would be published over that, whatever it was shown as. */
  #assertIsMeant({ id }: JourneyDocument, key: string | null): void {
    const { journeys } = this.#context.workspace
    const journey = key === null ? undefined : journeys.get(key)
    if (journey && journey.journeyId !== id) throw new RehearsalError('E_PROPOSAL', `The draft has the id ${JSON.stringify(id)}, and is one of the journey ${JSON.stringify(journey.journeyId)}.`, 'Set "/id" back, or begin a draft of a new journey.')
    if (!journey && journeys.list().some((one) => one.journeyId === id)) throw new RehearsalError('E_PROPOSAL', `There is a journey with the id ${JSON.stringify(id)} already.`, 'Begin a draft on that one, or give this one another id.')
  }

  async #rehearse({ jobId, document, base, datasetId, scenario }: Pick<Asked<'proposals.propose'>, 'jobId' | 'scenario'> & { document: JourneyDocument; base: JourneyDocument | undefined; datasetId: string }): Promise<Rehearsal> {
    const run = (one: JourneyDocument) => this.#runs.start({ jobId, journeyId: null, document: one, datasetId, keep: false, ...(scenario === undefined ? {} : { scenario }) })
    const after = await run(document)
    const before = base === undefined ? null : figuresOf((await run(base)).result)
    return { datasetId, datasetName: after.run.datasetName, ...figuresOf(after.result), before }
  }

  #shown({ id, journeyId, baseVersion, connectionId, from, note, document, rehearsal, state, madeAt, decidedAt, reason }: StoredProposal): Proposal {
    const connection = connectionId === null ? undefined : this.#context.workspace.connections.get(connectionId)
    return proposalSchema.parse({
      id, journeyId, journeyName: document.name ?? document.id, baseVersion, connectionId, connectionName: connection?.name ?? null, from, note, madeAt, state, decidedAt, reason,
      rehearsal: rehearsal === null ? null : JSON.parse(rehearsal),
    })
  }

  #proposed(id: string): StoredProposal {
    const stored = this.#known(id)
    if (stored.state === 'drafting') throw notFound('proposal', id)
    return stored
  }

  #known(id: string): StoredProposal {
    const stored = this.#proposals.get(id)
    if (!stored) throw notFound('proposal', id)
    return stored
  }

  get #proposals() {
    return this.#context.workspace.proposals
  }
}

function figuresOf({ instances, steps }: SimulationResult): Pick<Rehearsal, 'started' | 'converted' | 'sent' | 'suppressed'> {
  const all = Object.values(steps)
  const suppressed = all.flatMap((step) => Object.values(step.suppressed))
  return { started: instances.started, converted: instances.converted, sent: sum(all.map(({ sent }) => sent)), suppressed: sum(suppressed) }
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0)
}

function emptyJourney(id: string): JourneyDocument {
  return { format: 'journey', formatVersion: FORMAT_VERSION, id: `draft-${id.slice(0, 8)}`, entries: [], steps: {} }
}

function assertSize(document: JourneyDocument): void {
  if (JSON.stringify(document).length > LONGEST_DRAFT) throw new RehearsalError('E_PROPOSAL', `A draft may have ${LONGEST_DRAFT} characters.`, 'Divide it into several journeys. Nothing was changed.')
}

function decided(): RehearsalError {
  return new RehearsalError('E_PROPOSAL', 'This proposal is decided already.', 'Look at the inbox again.')
}
