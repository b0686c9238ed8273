import { cartAbandonment } from './cart-abandonment/index.ts'
import { categoryPush } from './category-push/index.ts'
import { churnRecovery } from './churn-recovery/index.ts'
import { couponCampaign } from './coupon-campaign/index.ts'
import { geofence } from './geofence/index.ts'
import { inAppPlacement } from './in-app-placement/index.ts'
import { loanApplication } from './loan-application/index.ts'
import { passoDukkan } from './passo-dukkan/index.ts'
import { pushOptIn } from './push-opt-in/index.ts'
import { winBack } from './win-back/index.ts'
import type { Template } from './template.ts'

export type { Claim, CreateDataOptions, Template, TemplateData } from './template.ts'
export { DEFAULT_PROFILES } from './default-profiles.ts'

/** In the order in which they are offered. */
export const templates: readonly Template[] = [passoDukkan, cartAbandonment, winBack, categoryPush, pushOptIn, churnRecovery, inAppPlacement, geofence, loanApplication, couponCampaign]
