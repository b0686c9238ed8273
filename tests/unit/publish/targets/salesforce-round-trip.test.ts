import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { canonicalJson } from '../../../../engine/core/json.ts'
import { journeySchema, type JourneyDocument } from '../../../../engine/core/model/journey.ts'
import { asFound } from '../../../../engine/core/publish/as-found.ts'
import { differences, unnamed } from '../../../../engine/core/publish/came-back.ts'
import { inOrderOfNeeds, type Resource } from '../../../../engine/core/publish/resource.ts'
import { fromPlatform } from '../../../../engine/core/publish/targets/salesforce/from-platform.ts'
import { salesforceSettingsSchema } from '../../../../engine/core/publish/targets/salesforce/settings.ts'
import { toPlatform } from '../../../../engine/core/publish/targets/salesforce/to-platform.ts'
import { templates } from '../../../../engine/templates/index.ts'
import { RandomSource } from '../../../differential/random-source.ts'
import { generatedRun } from '../../../properties/generated-run.ts'
import { sayableJourney } from './salesforce-journeys.ts'

const settings = salesforceSettingsSchema.parse({ subdomain: 'mc-example', clientId: 'client' })
const sayable = fc.integer({ min: 0, max: 0xffff_ffff }).map((seed) => sayableJourney(new RandomSource(seed)))
const anything = generatedRun.map(({ documents }) => documents[0]!)
const NONE = new Map<string, string>()

const bodies = (resources: readonly Resource[]) => canonicalJson(resources.map(({ key, body }) => ({ key, body })))
const withoutLayout = ({ layout: _layout, ...document }: JourneyDocument) => canonicalJson(document)

describe('a journey that goes to Salesforce and comes back', () => {
  it('is the same but for what is named, and the same payloads again', () => {
    let whole = 0
    fc.assert(
      fc.property(sayable, (document) => {
        expect(journeySchema.safeParse(document).error).toBeUndefined()
        const { resources, problems } = toPlatform(document, settings)
        // A seed may lay out a journey in which nothing happens, or that asks about an email nobody comes to, or an update of nothing.
        expect(problems.filter(({ severity, code }) => severity === 'error' && !['SF04', 'SF48', 'SF49'].includes(code))).toEqual([])
        if (problems.some(({ code }) => code === 'SF48')) return
        const back = fromPlatform(asFound(resources, NONE), settings)
        expect(unnamed(differences(document, back.document), problems)).toEqual([])
        expect(bodies(toPlatform(back.document, settings).resources)).toBe(bodies(resources))
        if (problems.some(({ severity }) => severity === 'loss')) return
        whole++
        expect(withoutLayout(back.document)).toBe(withoutLayout(document))
        expect(back.notes).toEqual([])
      }),
      { numRuns: 200 },
    )
    expect(whole).toBeGreaterThan(60)
  })

  it('never throws on any valid journey, and what it cannot do is told with a step where there is one', () => {
    fc.assert(
      fc.property(anything, (document) => {
        const { resources, problems } = toPlatform(document, settings)
        expect(inOrderOfNeeds(resources)).toHaveLength(resources.length)
        for (const { path, stepId } of problems) expect(stepId !== null).toBe(path.startsWith('$.steps'))
        const back = fromPlatform(asFound(resources, NONE), settings)
        if (problems.some(({ severity }) => severity === 'error')) return
        expect(unnamed(differences(document, back.document), problems)).toEqual([])
        expect(bodies(toPlatform(back.document, settings).resources)).toBe(bodies(resources))
      }),
      { numRuns: 250 },
    )
  })

  it.each(templates.map(({ id, document }) => [id, document] as const))('%s is named step by step', (_, document) => {
    const { problems } = toPlatform(document, settings)
    expect(problems.length).toBeGreaterThan(0)
  })
})
