import fc from 'fast-check'
import { expect, it } from 'vitest'
import { applyFix } from '../../../engine/core/lint/fix.ts'
import { readJourney } from '../../../engine/core/lint/read-journey.ts'
import { messyFacts, messyJourneys } from './messy-journeys.ts'

it('says what is wrong with any journey that fits the schema, and every fix it offers keeps to the schema and does away with its finding', () => {
  fc.assert(
    fc.property(messyJourneys, fc.boolean(), (drawn, withData) => {
      const context = withData ? { dataset: messyFacts, others: [drawn, { ...drawn, id: 'other' }] } : {}
      const { document, diagnostics } = readJourney(JSON.stringify(drawn), context)
      expect(document).toEqual(drawn)
      for (const finding of diagnostics) {
        if (!finding.fix) continue
        const fixed = applyFix(drawn, finding)
        const again = readJourney(JSON.stringify(fixed), context)
        expect(again.document, `${finding.code} ${finding.message}: ${JSON.stringify(again.diagnostics)}`).toEqual(fixed)
        const same = (one: (typeof diagnostics)[number]) => one.code === finding.code && one.message === finding.message
        expect(again.diagnostics.filter(same).length, `${finding.code} ${finding.message}`).toBeLessThan(diagnostics.filter(same).length)
      }
    }),
    { numRuns: 100 },
  )
})
