import { describe, expect, it } from 'vitest'
import { lower } from '../../engine/core/compile/lower.ts'
import type { Operation, RunProgram } from '../../engine/core/compile/program.ts'
import { readJourney } from '../../engine/core/lint/read-journey.ts'
import { buildDataset } from '../../engine/core/model/dataset.ts'
import type { JourneyDocument } from '../../engine/core/model/journey.ts'
import { Kernel } from '../../engine/core/simulate/kernel.ts'
import { walksAlone } from '../../engine/core/simulate/kernel/solo.ts'
import { Reference } from '../../engine/core/simulate/reference.ts'
import type { RunOptions } from '../../engine/core/simulate/run.ts'
import { aJourney } from '../unit/lint/a-journey.ts'

// A step whose kind an engine does not know, as a compiler that was changed and an engine that was not would have it: no engine may go on by a port nobody chose.

const dataset = buildDataset([{ profileId: 'a', at: 1000, name: 'start', properties: {} }], [])
const options: RunOptions = { collectMessages: false }
const branch = { kind: 'branch' as const, branches: [{ id: 'yes', when: { did: 'start' }, next: 'end' }], else: 'end' }

/** The usual run, which the kernel walks alone, and one it keeps lists for. */
const ways: [way: string, isAlone: boolean, others: Partial<JourneyDocument>][] = [['alone', true, {}], ['in lists', false, { reentry: { kind: 'always' } }]]

function programOf(others: Partial<JourneyDocument>): RunProgram {
  return lower([aJourney({ ask: branch, end: { kind: 'exit' } }, others)])
}

/** The same program, one step of which does what nobody knows. */
function changed(program: RunProgram): RunProgram {
  const [journey] = program.journeys
  const steps = journey!.steps.map((step) => (step.id === 'ask' ? { ...step, operation: { kind: 'teleport' } as unknown as Operation } : step)) // as: what no type allows is what is tried
  return { ...program, journeys: [{ ...journey!, steps }] }
}

const engines = {
  kernel: (program: RunProgram) => {
    const kernel = new Kernel(program, dataset, options)
    kernel.run(0, 1)
    return kernel.tally.journeys[0]!
  },
  xstate: (program: RunProgram) => {
    const reference = new Reference(program, dataset, options)
    reference.run(0, 1)
    return reference.tally.journeys[0]!
  },
}

describe.each(ways)('a step of an unknown kind in a run that is walked %s', (_, isAlone, others) => {
  it.each(Object.entries(engines))('ends it, by %s, and names the step', (_name, run) => {
    const program = programOf(others)
    expect(walksAlone(program)).toBe(isAlone)
    expect(() => run(program)).not.toThrow()
    expect(() => run(changed(program))).toThrow(/step.* ask.*teleport|teleport.* ask/)
  })

  it('ends it in the kernel also where the compiler let it through', () => {
    const kernel = new Kernel(programOf(others), dataset, options)
    const step = kernel.journeys[0]!.tables.steps.find(({ id }) => id === 'ask')!
    step.kind = 99
    expect(() => kernel.run(0, 1)).toThrow('step ask is of the kind 99, which cannot be walked')
    expect(kernel.tally.journeys[0]!.groups).toBeDefined()
  })
})

it('no document has one: it is refused as it is read', () => {
  const { document, diagnostics } = readJourney(JSON.stringify(aJourney({ ask: { kind: 'teleport' } as never }))) // as: see above
  expect(document).toBeUndefined()
  expect(diagnostics.map(({ code, path }) => [code, path])).toEqual([['J002', expect.stringContaining('ask')]])
})
