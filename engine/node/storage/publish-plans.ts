import type { PublishPlan } from '../../core/publish/plan.ts'
import type { Found, Resource } from '../../core/publish/resource.ts'
import type { JourneyDocument } from '../../core/model/journey.ts'
import type { Approval } from './publications.ts'
import type { StoreDatabase } from './open-database.ts'

/**
 * What a plan was made from and is carried out with. `resources`: needs first. `found`: by key, what was there. `replaces`: platform ids of journeys whose
 * place the one of this plan takes, or took.
 */
export interface PlanBasis { resources: readonly Resource[]; found: Readonly<Record<string, Found>>; replaces: readonly string[] }

export interface StoredPlan { plan: PublishPlan; document: JourneyDocument; basis: PlanBasis; approval: Approval | null }

interface PlanRow { plan: string; document: string; basis: string; approval: string | null }

/** A plan that nobody consented to is of no use for longer: what is there has changed since. */
const KEPT_FOR_MS = 7 * 86_400_000

/** Plans as they were shown, and who consented to them. */
export class PublishPlanRepository {
  readonly #insert
  readonly #get
  readonly #approve
  readonly #forget

  constructor(database: StoreDatabase) {
    this.#insert = database.prepare<[string, string, string, string, string, number]>('INSERT INTO publish_plans (id, digest, plan, document, basis, made_at) VALUES (?, ?, ?, ?, ?, ?)')
    this.#get = database.prepare<[string], PlanRow>('SELECT plan, document, basis, approval FROM publish_plans WHERE id = ?')
    this.#forget = database.prepare<[number]>('DELETE FROM publish_plans WHERE made_at < ? AND approval IS NULL')
    this.#approve = database.prepare<[string, string, string]>('UPDATE publish_plans SET approval = ? WHERE id = ? AND digest = ?')
  }

  add({ plan, document, basis }: Omit<StoredPlan, 'approval'>): void {
    this.#forget.run(plan.madeAt - KEPT_FOR_MS)
    this.#insert.run(plan.id, plan.digest, JSON.stringify(plan), JSON.stringify(document), JSON.stringify(basis), plan.madeAt)
  }

  get(id: string): StoredPlan | undefined {
    const row = this.#get.get(id)
    if (!row) return undefined
    // as: written by `add` and `approve` above
    return { plan: JSON.parse(row.plan) as PublishPlan, document: JSON.parse(row.document) as JourneyDocument, basis: JSON.parse(row.basis) as PlanBasis, approval: row.approval === null ? null : (JSON.parse(row.approval) as Approval) }
  }

  /** False: there is no such plan of this digest. */
  approve(id: string, digest: string, approval: Approval): boolean {
    return this.#approve.run(JSON.stringify(approval), id, digest).changes > 0
  }
}
