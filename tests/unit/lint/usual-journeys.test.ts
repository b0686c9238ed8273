import { expect, it } from 'vitest'
import { readJourney } from '../../../engine/core/lint/read-journey.ts'
import { lintJourney } from '../../../engine/core/lint/lint-journey.ts'
import type { DatasetFacts } from '../../../engine/core/lint/lint-context.ts'
import { attributeNames, eventNames, propertyNames } from '../../../engine/core/lint/names-of.ts'
import type { JourneyDocument } from '../../../engine/core/model/journey.ts'
import { USUAL_JOURNEYS } from './usual-journeys.ts'

it.each(Object.entries(USUAL_JOURNEYS))('finds nothing in %s, drawn with care', (_, document) => {
  expect(readJourney(JSON.stringify(document))).toEqual({ document, diagnostics: [], unusable: false })
})

it.each(Object.entries(USUAL_JOURNEYS))('finds nothing in %s beside data that have all it names', (_, document) => {
  expect(lintJourney(document, { dataset: factsFor(document), others: [document] })).toEqual([])
})

/** A dataset with every event, property and attribute the journey names. */
function factsFor(document: JourneyDocument): DatasetFacts {
  const events = [...new Set(eventNames(document).map(({ name }) => name))]
  const properties = [...new Set(propertyNames(document).map(({ name }) => name))].map((name) => ({ name, coverage: 1 }))
  const attributes = [...attributeNames(document).map(({ name }) => name), ...Object.values(document.policies?.consent ?? {})]
  return { events: events.map((name) => ({ name, count: 500, properties })), attributes: [...new Set(attributes)].map((name) => ({ name, coverage: 1 })) }
}
