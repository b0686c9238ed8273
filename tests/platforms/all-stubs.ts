import type { TargetId } from '../../engine/core/publish/target.ts'
import { Dittofeed } from './dittofeed.ts'
import { OwnService } from './http.ts'
import { Klaviyo } from './klaviyo.ts'
import { OneSignal } from './onesignal.ts'
import type { Platform } from './platform.ts'
import { PostHog } from './posthog.ts'
import { Salesforce } from './salesforce.ts'
import { serve } from './stub-server.ts'
import type { Stub, StubOptions } from './stub.ts'

const PLATFORMS: Readonly<Record<TargetId, (options: StubOptions) => Platform>> = {
  dittofeed: (options) => new Dittofeed(options),
  posthog: (options) => new PostHog(options),
  onesignal: (options) => new OneSignal(options),
  klaviyo: (options) => new Klaviyo(options),
  salesforce: (options) => new Salesforce(options),
  http: (options) => new OwnService(options),
}

/** Starts the stub of a platform on this computer. Whoever starts it closes it. */
export function startStub(target: TargetId, options: StubOptions = {}): Promise<Stub> {
  return serve(PLATFORMS[target](options), options)
}
