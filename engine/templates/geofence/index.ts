import { generatedTemplate } from '../generated-template.ts'
import journey from './journey.json' with { type: 'json' }
import population from './population.json' with { type: 'json' }
import scenario from './scenario.json' with { type: 'json' }
import template from './template.json' with { type: 'json' }

export const geofence = generatedTemplate({ template, journey, population, scenario })
