import type { MethodInput } from '../../../engine/api/contract.ts'

export type HandOverPlatform = MethodInput<'targets.handOver'>['platform']

/** No public API for journeys was found of these. */
export const WITHOUT_API: readonly HandOverPlatform[] = ['netmera', 'braze', 'iterable', 'moengage', 'clevertap']

export const WITH_API: readonly HandOverPlatform[] = ['dittofeed', 'posthog', 'onesignal', 'klaviyo', 'salesforce', 'http']
