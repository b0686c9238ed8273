import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import type { JourneyDocument } from '../../../engine/core/model/journey.ts'
import { asFound } from '../../../engine/core/publish/as-found.ts'
import { TARGETS } from '../../../engine/core/publish/targets/index.ts'
import { templates } from '../../../engine/templates/index.ts'
import { speak } from '../../../renderer/i18n/language.ts'
import { takePhrases } from '../../../renderer/i18n/phrasebook.ts'
import { PHRASES, PIECES } from '../../../renderer/i18n/tr/index.ts'
import { startStub } from '../../platforms/all-stubs.ts'
import { Visitor } from '../../platforms/visit.ts'
import { publishableJourneys } from '../../properties/publishable-journeys.ts'
import { Missing } from './missing.ts'

const SEED = 20
/** The templates, and journeys of everything the format knows, of which each target refuses much. */
const JOURNEYS: readonly JourneyDocument[] = [...templates.map(({ document }) => document), ...fc.sample(publishableJourneys({}), { numRuns: 200, seed: SEED })]

beforeAll(() => {
  speak('tr')
  takePhrases(PHRASES, PIECES)
})

describe.each(TARGETS)('what $name says of a journey', ({ id }) => {
  it('has its Turkish, on the way there and back', async () => {
    const stub = await startStub(id)
    const { target, settings } = new Visitor(stub)
    await stub.close()
    const missing = new Missing()
    for (const document of JOURNEYS) {
      const { resources, problems } = target.toPlatform(document, settings)
      const back = problems.some(({ severity }) => severity === 'error') ? [] : target.fromPlatform(asFound(resources, new Map()), settings).notes
      for (const { message, help } of [...problems, ...back]) {
        missing.look(message)
        missing.look(help)
      }
    }
    expect(missing.list).toEqual([])
    if (id !== 'http') expect(missing.asked).toBeGreaterThan(10) // its example takes a journey as it is
  })
})
