import type * as z from 'zod'
import type { JourneyDocument } from '../model/journey.ts'
import type { Authentication } from './authentication.ts'
import type { Conversation } from './call.ts'
import type { Capabilities } from './capabilities.ts'
import type { TargetProblem } from './problem.ts'
import type { Found, PlatformStatus, Resource, ResourceKind } from './resource.ts'

export const TARGET_IDS = ['dittofeed', 'posthog', 'onesignal', 'klaviyo', 'salesforce', 'http'] as const
export type TargetId = (typeof TARGET_IDS)[number]

/** One field of a connection's form. */
export interface SettingField {
  readonly id: string
  readonly label: string
  readonly help: string
  readonly kind: 'text' | 'url' | 'number' | 'choice' | 'longText'
  readonly choices?: readonly { readonly value: string; readonly label: string }[]
  readonly isRequired: boolean
  readonly initial?: string
  /** Blanks around the text, and no text at all, mean something. */
  readonly isVerbatim?: boolean
}

/** A journey as the platform takes it: what to make there, needs first, and everything that it cannot take. */
export interface Outgoing { readonly resources: readonly Resource[]; readonly problems: readonly TargetProblem[] }

/** A platform's journey as a document. `notes` names everything in it that a document has no words for; nothing is dropped without one. */
export interface Incoming { readonly document: JourneyDocument; readonly notes: readonly TargetProblem[] }

/** What came of making or changing a thing. `nodeIds`: from the platform's ids of nodes to ours, where it gives its own. */
export interface Made { readonly id: string; readonly token: string | null; readonly status: PlatformStatus | null; readonly nodeIds?: Readonly<Record<string, string>> }

/** What a person may do to a journey at a platform, once it is there. */
export type StatusAction = 'activate' | 'pause' | 'resume' | 'stop' | 'archive'

/** What the platform counted, by step id: people who came to it, messages sent, delivered, opened, clicked. Null: it does not tell. */
export interface StepStatistics { readonly entered: number | null; readonly sent: number | null; readonly delivered: number | null; readonly opened: number | null; readonly clicked: number | null }

/** A journey in the platform's list. */
export interface ListedJourney { readonly id: string; readonly name: string; readonly status: PlatformStatus | null; readonly updatedAt: number | null }

/** How calls of one kind are counted: at most `count` in any stretch of `perMs`. `label`: what it is for, where an account has several. */
export interface RateBudget { readonly id: string; readonly label?: string; readonly limits: readonly { readonly count: number; readonly perMs: number }[] }

/** The platform's API as conversations. Bodies have their references filled in. */
export interface TargetApi<S> {
  baseUrl(settings: S): string
  /** Sent with every call, but for what is secret. */
  headers(settings: S): Readonly<Record<string, string>>
  authentication(settings: S): Authentication
  readonly budgets: readonly RateBudget[]
  /** Says who we are there, and fails as every other call would. `account`: what people call it. */
  probe(settings: S): Conversation<{ readonly account: string }>
  journeys(settings: S): Conversation<readonly ListedJourney[]>
  /**
   * A resource by the id we chose, by its marker, or by its name; null if it is not there. Also how an outcome nobody knows is found out. `besides`: platform ids
   * that are not meant, since what they name was replaced: where a new one takes an old one's place both hold the marker. Where several are left, one that
   * is not archived, and of those the newest.
   */
  lookUp(resource: Resource, settings: S, besides?: ReadonlySet<string>): Conversation<Found | null>
  read(kind: ResourceKind, id: string, settings: S): Conversation<Found | null>
  /** What a journey that was read refers to, so that those can be read too. */
  references(journey: Found): readonly { readonly kind: ResourceKind; readonly id: string }[]
  create(resource: Resource, settings: S): Conversation<Made>
  /** Whether what is there can become `resource`, or a new one has to take its place when it is activated. */
  howToUpdate(resource: Resource, found: Found): 'inPlace' | 'replace'
  update(resource: Resource, found: Found, settings: S): Conversation<Made>
  setStatus(found: Found, action: StatusAction, settings: S): Conversation<{ readonly status: PlatformStatus; readonly token: string | null }>
  /** People under way in it now; null: the platform does not tell. */
  inFlight(found: Found, settings: S): Conversation<number | null>
  statistics(found: Found, settings: S): Conversation<ReadonlyMap<string, StepStatistics> | null>
}

/** One platform: a pure mapping there and back, what it can do, and its API. */
export interface Target<S> {
  readonly id: TargetId
  readonly name: string
  readonly settingsSchema: z.ZodType<S>
  readonly fields: readonly SettingField[]
  /** What the secret is called there, and where to find it. `scopes`: what it has to be allowed. */
  readonly secret: { readonly label: string; readonly help: string; readonly scopes: readonly string[] }
  readonly capabilities: Capabilities
  /** Total: it never throws on a valid document. What cannot be expressed is a problem, whatever else comes out. */
  toPlatform(document: JourneyDocument, settings: S): Outgoing
  /** `found`: a journey and what it refers to. Throws a RehearsalError for what is no journey of this platform. */
  fromPlatform(found: readonly Found[], settings: S): Incoming
  readonly api: TargetApi<S>
}
