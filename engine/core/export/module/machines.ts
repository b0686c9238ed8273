import type { JourneyProgram, RunProgram } from '../../compile/program.ts'
import type { JourneyMachineConfig } from '../../compile/to-machine.ts'
import type { JsonValue } from '../../json.ts'
import { prepareJourney, type PreparedJourney } from '../../simulate/reference/prepared-journey.ts'

/** The journey as it was drawn; `rehearse export <this file> --to json` gives it back. */
export interface ExportedDocument { id: string; steps: Readonly<Record<string, ExportedStep>>; [key: string]: unknown }
export interface ExportedStep { kind: string; [key: string]: unknown }

/** A journey's machine as XState takes it, with its document. */
export interface ExportedMachine extends JourneyMachineConfig { meta: { journey: ExportedDocument } }

/** The journeys of a module, made ready once for all profiles. */
export interface PreparedJourneys { program: RunProgram; machines: readonly ExportedMachine[]; journeys: readonly PreparedJourney[] }

const machineOf = new Map<JourneyProgram, JourneyMachineConfig>()

/** The machine that was exported with the program. */
export function toMachine(program: JourneyProgram): JourneyMachineConfig {
  return machineOf.get(program)!
}

/** Gives each journey its machine with guards, actions and delays. */
export function prepareJourneys(program: RunProgram, machines: readonly ExportedMachine[]): PreparedJourneys {
  program.journeys.forEach((journey, index) => machineOf.set(journey, machines[index]!))
  // as: who records, and for what options, is known with each host
  const journeys = program.journeys.map((journey, index) => prepareJourney(journey, index, undefined as never, {}, false))
  return { program, machines, journeys }
}

/** A member of a step of the document, by the template a message has: its variant's own, else the step's. */
export function templateOf({ steps }: ExportedDocument, stepId: string, variant: number | undefined): JsonValue | undefined {
  const { template, variants } = steps[stepId]! as { template?: JsonValue; variants?: { template?: JsonValue }[] } // as: a message, as the schema of journeys has it
  return variants?.[variant ?? -1]?.template ?? template
}
