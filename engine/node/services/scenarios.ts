import type { MethodOutput } from '../../api/contract.ts'
import { readScenario } from '../../core/simulate/read-scenario.ts'
import { notFound, type Asked, type ServiceContext } from './context.ts'

/** The assumptions that journeys of the workspace are rehearsed under. */
export class ScenarioService {
  readonly #context: ServiceContext

  constructor(context: ServiceContext) {
    this.#context = context
  }

  get({ id }: Asked<'journeys.scenario.get'>): MethodOutput<'journeys.scenario.get'> {
    const name = this.#nameOf(id)
    const stored = this.#context.workspace.scenarios.get(id)
    return stored ? { ...stored, scenario: readScenario(stored.text, `the scenario of "${name}"`) } : { text: null, scenario: null, savedAt: null }
  }

  save({ id, text }: Asked<'journeys.scenario.save'>): MethodOutput<'journeys.scenario.save'> {
    const { workspace, now } = this.#context
    const name = this.#nameOf(id)
    if (text === null) workspace.scenarios.delete(id)
    else {
      readScenario(text, `the scenario of "${name}"`)
      workspace.scenarios.put(id, text, now())
    }
    return this.get({ id })
  }

  #nameOf(id: string): string {
    const journey = this.#context.workspace.journeys.get(id)
    if (!journey) throw notFound('journey', id)
    return journey.name
  }
}
