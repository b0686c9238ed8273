import { actionConsentOf } from '../../core/publish/plan-digest.ts'
import { PlatformRefusal } from '../../core/publish/refusal.ts'
import { actedInWords, actingInWords, nameForPeople, statusInWords } from '../../core/publish/publish-words.ts'
import type { Found, PlatformStatus } from '../../core/publish/resource.ts'
import type { StatusAction } from '../../core/publish/target.ts'
import type { Job } from '../services/jobs.ts'
import type { StoredPublication } from '../storage/publications.ts'
import type { StoredPlan } from '../storage/publish-plans.ts'
import type { Ledgered, Patience, Work } from './ledgered.ts'
import { digestOf } from './make-plan.ts'
import { settingsAsJson, type Platform } from './platform.ts'
import type { Site } from './site.ts'

/** The journey as it is now, and those whose place it takes that still run. */
export interface Standing { journey: Found; replaced: readonly Found[] }

type Changed = { status: PlatformStatus; token: string | null }
/** What the journey does now, and those whose place it took. */
export interface Acted { status: PlatformStatus; replaced: readonly { id: string; status: PlatformStatus }[] }

/** How an old journey is switched off, best first: what is stopped can be looked at still, what is archived may be gone for good. */
const SWITCH_OFF = ['stop', 'archive', 'pause'] as const

export async function standingOf(site: Site, journeyId: string, replaces: readonly string[]): Promise<Standing> {
  const journey = await site.read('journey', journeyId)
  if (!journey) throw new PlatformRefusal('E_PLATFORM_GONE', `The journey is no longer at ${site.platform.target.name}.`, 'Publish it again to make it anew.', { status: 404 })
  const replaced: Found[] = []
  for (const id of replaces) {
    const old = id === journey.id ? null : await site.read('journey', id)
    if (old && (old.status === 'active' || old.status === 'processing')) replaced.push(old)
  }
  return { journey, replaced }
}

export function actionDigest(platform: Platform, publicationId: string, action: StatusAction, { journey, replaced }: Standing): string {
  return digestOf(actionConsentOf(action, publicationId, platform.baseUrl, settingsAsJson(platform), journey, action === 'activate' ? replaced : []))
}

/** Why an action cannot be taken now; empty if it can. */
export function actionBlockers({ target }: Platform, action: StatusAction, { journey, replaced }: Standing, isChangedThere: boolean): string[] {
  const blockers: string[] = []
  const can = target.capabilities.transitions[journey.status ?? 'draft'] ?? []
  if (!can.includes(action)) blockers.push(`${target.name} cannot ${action} a journey that is ${statusInWords(journey.status)}${can.length > 0 ? `; it can ${can.join(', ')}` : ''}.`)
  if ((action === 'activate' || action === 'resume') && isChangedThere) blockers.push('It was changed there since it was published: what would be switched on is not what was confirmed. Look at the changes, and publish again or take theirs.')
  if (action === 'activate' && replaced.some((old) => switchOffOf(target, old) === undefined)) blockers.push(`The journey whose place it takes runs and cannot be switched off by ${target.name} now.`)
  return blockers
}

/** What the action would do, in words for the one who confirms it. */
export function actionInWords({ connection, target }: Platform, action: StatusAction, name: string, { replaced }: Standing): string {
  const where = `"${name}" at ${target.name} (${connection.name})`
  const inFlight = target.capabilities.inFlightInWords
  switch (action) {
    case 'activate': return `Switches on ${where}: from then on people come in and get its messages.${replaced.length > 0 ? ` The one that runs now is switched off first, so that nobody gets a message twice; who meets its trigger in that moment is not taken in. ${inFlight}` : ''}`
    case 'pause': return `Pauses ${where}. ${inFlight}`
    case 'resume': return `Lets ${where} go on: messages are sent again.`
    case 'stop': return `Stops ${where}: nobody comes in any more. ${inFlight}`
    case 'archive': return `Archives ${where}: it stops, and there may be no way back. ${inFlight}`
  }
}

export interface ActAsked { publication: StoredPublication; stored: StoredPlan; action: StatusAction; actionId: string; standing: Standing; site: Site; ledgered: Ledgered; patience: Patience }

/**
 * Takes the action. Where a new journey takes the place of one that runs, the old one is switched off first: a message that was sent twice cannot be taken back.
 * If the platform then refuses to switch on the new one, the old one is switched on again.
 */
export async function actOn(asked: ActAsked, { signal, onProgress }: Job): Promise<Acted> {
  const { action, standing: { journey, replaced }, site, patience } = asked
  const { target } = site.platform
  const off = action === 'activate' ? replaced : []
  const steps = off.length + 1
  const switchedOff: { id: string; status: PlatformStatus }[] = []
  for (const [done, old] of off.entries()) {
    onProgress({ phase: `Switching off the one before (${nameForPeople(old.name)})`, done, total: steps })
    const { status } = await asked.ledgered.drive(workOf(asked, old, switchOffOf(target, old)!, `off/${old.id}`, signal)) // there is one: actionBlockers saw to that
    switchedOff.push({ id: old.id, status })
  }
  onProgress({ phase: `${actingInWords(action)} at ${target.name}`, done: off.length, total: steps })
  try {
    const changed = await asked.ledgered.drive(workOf(asked, journey, action, action, signal))
    onProgress({ phase: actedInWords(action), done: steps, total: steps })
    const { status } = changed.status === 'processing' ? await settled(site, journey, changed, patience, signal) : changed
    return { status, replaced: switchedOff }
  } catch (error) {
    if (error instanceof PlatformRefusal) await switchBackOn(asked, off, signal)
    throw error
  }
}

function workOf({ publication, stored, actionId, site, patience }: ActAsked, found: Found, action: StatusAction, piece: string, signal: AbortSignal): Work<Changed> {
  const { target, settings, connection } = site.platform
  return {
    publicationId: publication.id,
    connectionId: connection.id,
    piece: `${actionId}/${piece}`,
    what: `${actingInWords(action)}: ${stored.plan.journeyName}`,
    begin: () => target.api.setStatus(found, action, settings),
    async findOut(repeat) {
      if (repeat !== 'once') return undefined // it is sent again: it may be the first call of several
      const now = await site.read('journey', found.id)
      if (!now || now.status === null || now.status === found.status) return undefined
      const changed = { status: now.status, token: now.token }
      return changed.status === 'processing' ? settled(site, found, changed, patience, signal) : changed
    },
  }
}

/** What the platform does in its own time is waited for as long as people wait; then it is told as it stands. */
async function settled(site: Site, journey: Found, changed: Changed, patience: Patience, signal: AbortSignal): Promise<Changed> {
  let last = changed
  for (let waited = 0, next = patience.firstLookMs; waited < patience.settleMs; next *= 2) {
    await patience.pause(next, signal)
    waited += next
    const now = await site.read('journey', journey.id)
    if (now?.status) last = { status: now.status, token: now.token }
    if (last.status !== 'processing') return last
  }
  return last
}

function switchOffOf(target: Platform['target'], { status }: Found): StatusAction | undefined {
  const can = target.capabilities.transitions[status ?? 'active'] ?? []
  return SWITCH_OFF.find((action) => can.includes(action))
}

async function switchBackOn(asked: ActAsked, off: readonly Found[], signal: AbortSignal): Promise<void> {
  const { site } = asked
  for (const old of off) {
    const now = await site.read('journey', old.id)
    const can = (now && site.platform.target.capabilities.transitions[now.status ?? 'stopped']) ?? []
    const on = (['resume', 'activate'] as const).find((action) => can.includes(action))
    if (now && on) await asked.ledgered.drive(workOf(asked, now, on, `back/${old.id}`, signal))
  }
}
