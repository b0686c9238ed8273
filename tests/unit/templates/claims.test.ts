import { describe, expect, it } from 'vitest'
import { lintJourney } from '../../../engine/core/lint/lint-journey.ts'
import { TOLERANCE } from '../../../engine/core/measure/summarize.ts'
import { ASSUMED_NOTE, TUNED_NOTE } from '../../../engine/core/measure/template-file.ts'
import { checkPopulation } from '../../../engine/core/population/check-spec.ts'
import { simulateWithKernel } from '../../../engine/core/simulate/kernel.ts'
import { simulateWithXState } from '../../../engine/core/simulate/reference.ts'
import { checkScenario } from '../../../engine/core/simulate/responses/check-responses.ts'
import { templates } from '../../../engine/templates/index.ts'
import { claimOfTemplate, measureInSteps, noteOf } from '../../../engine/templates/measure-template.ts'

const tuned = templates.filter(({ claim }) => claim !== undefined)

describe('a template with a claim', () => {
  it.each(tuned)('$id has nothing to find fault with: its journey, its people, its assumptions', ({ document, people, claim }) => {
    expect(lintJourney(document)).toEqual([])
    expect(people ? checkPopulation(people) : []).toEqual([])
    expect(checkScenario(claim!.scenario, [document])).toEqual([])
  })

  it.each(tuned)('$id says that its figures are no evidence, in these words, and that its responses are assumed', ({ claim }) => {
    expect(noteOf(claim!)).toBe(claim!.source === null ? ASSUMED_NOTE : TUNED_NOTE)
    expect(TUNED_NOTE).toBe("scenario tuned to a vendor's published claim, not evidence")
    expect(claim!.figures.every(({ published }) => (published === null) === (claim!.source === null))).toBe(true)
    expect(claim!.scenario.responses!.every(({ basis, note }) => basis === 'assumed' && note !== undefined)).toBe(true)
  })

  it.each(tuned)('$id has the size of a journey that people draw: 8 to 30 steps, each segment in use', ({ document }) => {
    expect(Object.keys(document.steps).length).toBeGreaterThanOrEqual(8)
    expect(Object.keys(document.steps).length).toBeLessThanOrEqual(30)
    const rest = JSON.stringify({ ...document, layout: undefined })
    expect(Object.keys(document.segments ?? {}).filter((id) => !rest.includes(`"segment":"${id}"`))).toEqual([])
  })

  it.each(tuned)('$id sends somebody through every step', ({ document, claim }) => {
    const { figures } = simulateWithKernel(document, claim!.population(claim!.people, 0), { scenario: claim!.scenario })
    expect(Object.keys(document.steps).filter((id) => figures.steps[id]!.entered === 0)).toEqual([])
  })

  it.each(tuned)('$id gives the same figures on both engines', ({ document, claim }) => {
    const people = claim!.population(250, 0)
    const options = { scenario: claim!.scenario }
    expect(simulateWithXState(document, people, options)).toEqual(simulateWithKernel(document, people, options))
  })

  it.each(tuned)('$id comes within a tenth of what was published: the median of 20 seeds, against the same people without the journey', async (template) => {
    const figures = await measureInSteps(template, 20, claimOfTemplate(template).people)
    expect(figures.filter(({ runs }) => runs.includes(null)).map(({ id }) => id)).toEqual([])
    for (const { id, published, median } of figures) {
      if (published !== null) expect({ id, median: Math.abs(median! / published - 1) <= TOLERANCE ? published : median }).toEqual({ id, median: published })
    }
  })
})
