import { generatePopulation, PopulationBuilder } from '../../core/simulate/population.ts'
import { passoSpec } from '../../core/simulate/population-spec.ts'
import { createPopulationData } from '../create-population-data.ts'
import { DEFAULT_PROFILES } from '../default-profiles.ts'
import { claimOf, documentOf } from '../generated-template.ts'
import { templateFileSchema } from '../../core/measure/template-file.ts'
import type { Template } from '../template.ts'
import journey from './journey.json' with { type: 'json' }
import scenario from './scenario.json' with { type: 'json' }
import template from './template.json' with { type: 'json' }

const { id, name, description, data } = templateFileSchema.parse(template)

/** Its people are older than the language of population specs and stay as they are: the figures of many tests rest on them. */
export const passoDukkan: Template = {
  id, name, description, data,
  document: documentOf(journey),
  population: passoSpec,
  claim: claimOf(template, scenario, (profiles, seed) => generatePopulation(passoSpec, { first: 0, count: profiles }, seed)),
  createData: ({ profiles = DEFAULT_PROFILES, ...options }) =>
    createPopulationData(new PopulationBuilder(passoSpec, { first: 0, count: profiles }), `Passo Dükkan, ${profiles.toLocaleString('en')} synthetic members`, { ...options, profiles }),
}
