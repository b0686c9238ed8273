import { journeySchema, type JourneyDocument } from '../core/model/journey.ts'
import { passoSpec } from '../core/simulate/population-spec.ts'
import { importDataset } from '../node/ingest/index.ts'
import { assetPath } from './asset-path.ts'
import couponCampaign from './coupon-campaign/journey.json' with { type: 'json' }
import { createPopulationData } from './create-population-data.ts'
import passoDukkan from './passo-dukkan/journey.json' with { type: 'json' }
import type { Template } from './template.ts'

export type { CreateDataOptions, Template, TemplateData } from './template.ts'

export const DEFAULT_PROFILES = 20_000

export const templates: readonly Template[] = [
  {
    id: 'passo-dukkan',
    name: 'Marketplace funnel (Passo Dükkan)',
    description: 'Five stages from sign-up to the first order: whoever stops in a stage gets its push, whoever goes on skips it. With an A/B test of two cart reminders.',
    data: '20,000 synthetic members over six weeks. Every rate in it is an assumption; about one in two hundred orders without any message.',
    document: documentOf(passoDukkan),
    population: passoSpec,
    createData: ({ profiles = DEFAULT_PROFILES, ...options }) =>
      createPopulationData(passoSpec, `Passo Dükkan, ${profiles.toLocaleString('en')} synthetic members`, { ...options, profiles }),
  },
  {
    id: 'coupon-campaign',
    name: 'Coupon campaign (real households)',
    description: 'From the mailing of a coupon campaign to the redemption: two weeks to redeem, then a reminder in one of two texts for those who shopped lately.',
    data: '300 real households, 2017. The Complete Journey 2.0 by 84.51° (Kroger), through the R package completejourney; CC0.',
    document: documentOf(couponCampaign),
    async createData({ directory, signal, onProgress }) {
      const path = assetPath('coupon-campaign/sample.csv.gz')
      const mapping = { profileId: 'user_id', at: 'timestamp', name: 'event', properties: 'properties' }
      const imported = await importDataset({ paths: [path], mapping, cacheDir: directory, signal, onProgress })
      const { digest, events, profiles, from, to, rejected } = imported
      return { directory: imported.directory, digest, name: 'The Complete Journey, 300 households', events, profiles, from, to, rejected }
    },
  },
]

/** The document as its schema sees it, with the author's order of keys. */
function documentOf(json: unknown): JourneyDocument {
  journeySchema.parse(json)
  return json as JourneyDocument // as: just parsed; the schema changes nothing
}
