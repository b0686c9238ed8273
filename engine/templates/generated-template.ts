import { journeySchema, type JourneyDocument } from '../core/model/journey.ts'
import { generatePeople, PeopleBuilder } from '../core/population/generate.ts'
import { populationSchema } from '../core/population/spec.ts'
import { scenarioSchema } from '../core/simulate/scenario.ts'
import { createPopulationData } from './create-population-data.ts'
import { templateFileSchema } from '../core/measure/template-file.ts'
import type { Claim, Template } from './template.ts'

/** The four files of a template's folder, as JSON. */
export interface TemplateFolder { template: unknown; journey: unknown; population: unknown; scenario: unknown }

/** A template whose people are made from a `*.population.json`. Throws on files that do not fit their schemas: they are ours. */
export function generatedTemplate({ template, journey, population, scenario }: TemplateFolder): Template {
  const { id, name, description, data, people } = templateFileSchema.parse(template)
  const spec = populationSchema.parse(population)
  return {
    id, name, description, data,
    document: documentOf(journey),
    people: spec,
    claim: claimOf(template, scenario, (profiles, seed) => generatePeople(spec, { first: 0, count: profiles }, seed)),
    createData: ({ profiles = people, ...options }) =>
      createPopulationData(new PeopleBuilder(spec, { first: 0, count: profiles }), `${name}, ${profiles.toLocaleString('en')} synthetic people`, { ...options, profiles }),
  }
}

export function claimOf(template: unknown, scenario: unknown, population: Claim['population']): Claim {
  const { story, source, figures, people } = templateFileSchema.parse(template)
  return { story, source, figures, people, scenario: scenarioSchema.parse(scenario), population }
}

/** The document as its schema sees it, with the author's order of keys. */
export function documentOf(json: unknown): JourneyDocument {
  journeySchema.parse(json)
  return json as JourneyDocument // as: just parsed; the schema changes nothing
}
