import { importDataset } from '../../node/ingest/index.ts'
import { assetPath } from '../asset-path.ts'
import { documentOf } from '../generated-template.ts'
import type { Template } from '../template.ts'
import journey from './journey.json' with { type: 'json' }

/** The one with real people: it rehearses what happened, and claims nothing. */
export const couponCampaign: Template = {
  id: 'coupon-campaign',
  name: 'Coupon campaign (real households)',
  description: 'From the mailing of a coupon campaign to the redemption: two weeks to redeem, then a reminder in one of two texts for those who shopped lately.',
  data: '300 real households, 2017. The Complete Journey 2.0 by 84.51° (Kroger), through the R package completejourney; CC0.',
  document: documentOf(journey),
  async createData({ directory, signal, onProgress }) {
    const path = assetPath('coupon-campaign/sample.csv.gz')
    const mapping = { profileId: 'user_id', at: 'timestamp', name: 'event', properties: 'properties' }
    const imported = await importDataset({ paths: [path], mapping, cacheDir: directory, signal, onProgress })
    const { digest, events, profiles, from, to, rejected } = imported
    return { directory: imported.directory, digest, name: 'The Complete Journey, 300 households', events, profiles, from, to, rejected }
  },
}
