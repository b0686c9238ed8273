import { asFound, isSameThing, sameBody } from '../../core/publish/as-found.ts'
import { PlatformRefusal } from '../../core/publish/refusal.ts'
import type { PlanStep } from '../../core/publish/plan.ts'
import { readBack, saysTheSame } from '../../core/publish/read-back.ts'
import { nameForPeople, pieceInWords } from '../../core/publish/publish-words.ts'
import { withIds, type Found, type Resource } from '../../core/publish/resource.ts'
import type { Made } from '../../core/publish/target.ts'
import type { PieceBasis, PublicationRepository } from '../storage/publications.ts'
import type { LedgerRow } from '../storage/publish-ledger.ts'
import type { Ledger, Ledgered, Work } from './ledgered.ts'
import type { Site } from './site.ts'

export interface WriterParts {
  publicationId: string
  resources: readonly Resource[]
  /** What the plan saw, by key. */
  planned: Readonly<Record<string, Found>>
  /** By key, the ids that are known by now. */
  ids: ReadonlyMap<string, string>
  site: Site
  ledgered: Ledgered
  ledger: Ledger
  publications: Pick<PublicationRepository, 'basis' | 'putBasis'>
  now: () => number
}

/**
 * Makes or changes one thing. What is there is looked at right before: if it is neither what the plan saw nor our own unfinished work, somebody else wrote, and it
 * ends with E_PLATFORM_CONFLICT. Begun and not ended, it goes on from where it stood.
 */
export async function writePart(step: PlanStep, parts: WriterParts): Promise<Made> {
  const { publicationId, ledger, publications, resources, ids } = parts
  const resource = resources.find(({ key }) => key === step.key)!
  const filled: Resource = { ...resource, body: withIds(resource.body, ids) }
  for (let tries = 1; ; tries++) {
    const before = publications.basis(publicationId, step.key)
    const all = ledger.ofPiece(publicationId, step.key).filter(({ repeat }) => repeat !== 'read')
    const rows = all.filter(({ id }) => id > (before?.after ?? 0))
    const hasAnswers = rows.some(({ state }) => state === 'done')
    const open = rows.filter(isOpen)
    const now = await look(step, filled, parts)
    refuseForeign(step, filled, now, { isBegun: all.some(mayHaveDone), hasAnswers }, parts)
    // What was begun from must stay for an attempt that was answered, and to tell whether a call that may not be sent twice was done; else what is there now has the fresher token.
    const mustStay = hasAnswers || open.some(({ repeat }) => repeat === 'once')
    const basis = before && mustStay ? before : { found: now, after: before?.after ?? 0 }
    publications.putBasis(publicationId, step.key, basis)
    const work = workOf(step, filled, basis, parts)
    if (step.action !== 'update' && now && !hasAnswers) {
      const found = await work.findOut('once')
      for (const { id } of open) ledger.settle(id, 'foundOut', parts.now())
      if (found) return found
    }
    try {
      return await parts.ledgered.drive(work)
    } catch (error) {
      // After a call nobody knows the end of, a token may be stale by our own doing: what is there tells, and it is begun anew from that.
      const after = ledger.ofPiece(publicationId, step.key)
      if (!(error instanceof PlatformRefusal) || error.code !== 'E_PLATFORM_CONFLICT' || !after.some(wasUnsure) || tries > 1) throw error
      publications.putBasis(publicationId, step.key, { found: now, after: after.at(-1)!.id })
    }
  }
}

function isOpen({ state }: LedgerRow): boolean {
  return state === 'sending' || state === 'unknown'
}

/** A line after which it was not sure whether the platform had done it. */
function wasUnsure({ state, problem }: LedgerRow): boolean {
  return state === 'unknown' || problem?.code === 'SENT_AGAIN' || problem?.code === 'NOT_THERE'
}

function mayHaveDone(row: LedgerRow): boolean {
  return row.state !== 'refused' || wasUnsure(row)
}

function look({ action, platformId }: PlanStep, resource: Resource, { site }: WriterParts): Promise<Found | null> {
  return site.lookUp(resource, action === 'replace' && platformId !== null ? [platformId] : [])
}

function refuseForeign(step: PlanStep, resource: Resource, now: Found | null, { isBegun, hasAnswers }: { isBegun: boolean; hasAnswers: boolean }, parts: WriterParts): void {
  const { target, connection } = parts.site.platform
  const seen = parts.planned[step.key]
  const where = `the ${step.kind} "${nameForPeople(step.name)}" at ${target.name} (${connection.name})`
  if (step.action === 'update') {
    if (!now) throw conflict(`Somebody took away ${where} since this was planned.`)
    if (hasAnswers || (seen && isSameThing(seen, now) && seen.status === now.status)) return
    if (isBegun && isAsWanted(resource, now, parts)) return
    throw conflict(`Somebody changed ${where} since this was planned.`)
  }
  if (now && !isBegun) throw conflict(`Somebody made ${where} since this was planned.`)
}

function workOf(step: PlanStep, resource: Resource, { found, after }: PieceBasis, parts: WriterParts): Work<Made> {
  const { publicationId, site, ledgered } = parts
  const { connection, target, settings } = site.platform
  const same = { publicationId, connectionId: connection.id, piece: step.key, what: pieceInWords(step), after }
  if (step.action === 'update') {
    return {
      ...same,
      begin: () => target.api.update(resource, found!, settings), // not null: refuseForeign saw to that
      async findOut(repeat) {
        // What may be sent twice is: it may be the first call of several.
        const now = repeat === 'once' ? await look(step, resource, parts) : null
        return now && (!found || now.token !== found.token || !isSameThing(now, found)) && isAsWanted(resource, now, parts) ? madeOf(now) : undefined
      },
    }
  }
  return {
    ...same,
    begin: () => target.api.create(resource, settings),
    async findOut() {
      const now = await look(step, resource, parts)
      if (!now) return undefined
      // It was made, perhaps not whole: what is missing is added, where the platform lets things be changed.
      if (isAsWanted(resource, now, parts) || target.api.howToUpdate(resource, now) === 'replace') return madeOf(now)
      return ledgered.drive({ ...same, piece: `${step.key}~rest`, begin: () => target.api.update(resource, now, settings), findOut: () => Promise.resolve(undefined) })
    },
  }
}

/** Whether a thing is what we would have it be: as it was sent, or, for a journey, saying the same in other words. */
export function isAsWanted(resource: Resource, now: Found, { site, resources, ids }: Pick<WriterParts, 'site' | 'resources' | 'ids'>): boolean {
  if (resource.body === null || sameBody(resource.body, now.body)) return true
  if (resource.kind !== 'journey') return false
  const { target, settings } = site.platform
  const [sent, others] = [asFound(resources, ids), asFound(resources, ids).filter(({ kind }) => kind !== 'journey')]
  const [ours, theirs] = [readBack(target, sent, settings), readBack(target, [now, ...others], settings)]
  return 'document' in ours && 'document' in theirs && saysTheSame(ours, theirs)
}

function madeOf({ id, token, status, nodeIds }: Found): Made {
  return { id, token, status, ...(nodeIds ? { nodeIds } : {}) }
}

function conflict(message: string): PlatformRefusal {
  return new PlatformRefusal('E_PLATFORM_CONFLICT', message, 'Nothing was written over it. Plan again, and look at what changed.')
}
