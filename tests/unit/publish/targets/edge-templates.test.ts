import { describe, expect, it } from 'vitest'
import { DITTOFEED } from '../../../../engine/core/publish/targets/dittofeed/index.ts'
import { POSTHOG } from '../../../../engine/core/publish/targets/posthog/index.ts'
import { templates } from '../../../../engine/templates/index.ts'
import { POSTHOG_SETTINGS } from './posthog-settings.ts'

const DITTOFEED_SETTINGS = { baseUrl: 'https://app.dittofeed.com', workspaceId: '024f3d0a-8eee-41ed-a1eb-0242ac120002', emailFrom: 'hello@example.com', eventKey: 'userId' }

/** Why a template cannot be published, by code; none: it can. */
function errorsOf(problems: readonly { code: string; severity: string }[]): string[] {
  return [...new Set(problems.filter(({ severity }) => severity === 'error').map(({ code }) => code))].sort()
}

describe('the templates', () => {
  it('say at Dittofeed what keeps them from being published', () => {
    expect(Object.fromEntries(templates.map(({ id, document }) => [id, errorsOf(DITTOFEED.toPlatform(document, DITTOFEED_SETTINGS).problems)]))).toEqual({
      'passo-dukkan': [], 'category-push': [], 'in-app-placement': [],
      // Conditions that no segment there can ask; several entries; loops.
      'cart-abandonment': ['DF20'], 'churn-recovery': ['DF20'], 'coupon-campaign': ['DF20', 'DF25'], geofence: ['DF01', 'DF20'], 'loan-application': ['DF75'], 'push-opt-in': ['DF01'], 'win-back': ['DF01', 'DF09'],
    })
  })

  it('say at PostHog what keeps them from being published: all of them ask what people did, or wait with several ways out', () => {
    expect(Object.fromEntries(templates.map(({ id, document }) => [id, errorsOf(POSTHOG.toPlatform(document, POSTHOG_SETTINGS).problems)]))).toEqual({
      'passo-dukkan': ['PH20', 'PH55'], 'category-push': ['PH20'], 'in-app-placement': ['PH20'], 'cart-abandonment': ['PH20'], 'churn-recovery': ['PH08', 'PH20', 'PH32'], 'coupon-campaign': ['PH20'],
      geofence: ['PH01', 'PH20', 'PH32'], 'loan-application': ['PH20', 'PH55'], 'push-opt-in': ['PH01', 'PH55'], 'win-back': ['PH01', 'PH20'],
    })
  })
})
