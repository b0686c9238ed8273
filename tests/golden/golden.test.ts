import { describe, expect, it } from 'vitest'
import { buildDataset } from '../../engine/core/model/dataset.ts'
import { simulateTogetherWithKernel, simulateWithKernel } from '../../engine/core/simulate/kernel.ts'
import { pressureFigures, type PressureTally } from '../../engine/core/simulate/pressure.ts'
import { simulateTogetherWithXState, simulateWithXState } from '../../engine/core/simulate/reference.ts'
import type { RunFigures, TraceEntry } from '../../engine/core/simulate/run.ts'
import { leanFigures } from '../differential/lean-run.ts'
import { runByThePage } from '../differential/oracle/run-by-the-page.ts'
import { readCases, type ExpectedFigures, type ExpectedPressure, type GoldenCase } from './read-case.ts'

const cases = readCases(import.meta.dirname)

it('there are at least 200 golden cases', () => {
  expect(cases.length).toBeGreaterThanOrEqual(200)
})

describe.each(cases.map((one) => [one.name.replaceAll('-', ' '), one] as const))('%s', (_, one) => {
  const { documents, events, profiles, options, figures, messages, trace, pressure, responses } = one
  const dataset = buildDataset(events, profiles)
  const run = { ...options, collectMessages: true }

  it('by a plain reading of the page', () => {
    const plain = runByThePage({ documents, events, profiles, options })
    expect(plain.figures.map(withoutDigests)).toEqual(figures)
    if (messages) expect(plain.messages).toEqual(messages)
    if (trace) expect(plain.trace).toEqual(trace)
    if (pressure) expect(expectedOf(plain.pressure, one)).toEqual(pressure)
    if (responses) expect(plain.responses).toEqual(responses)
  })

  it('on the kernel', () => {
    const output = simulateTogetherWithKernel(documents, dataset, run)
    expect(output.figures.map(withoutDigests)).toEqual(figures)
    if (messages) expect(output.messages).toEqual(messages)
    if (pressure) expect(expectedOf(output.pressure, one)).toEqual(pressure)
    if (responses) expect(output.responses).toEqual(responses)
    if (documents.length === 1) expect(simulateWithKernel(documents[0]!, dataset, run)).toEqual({ figures: output.figures[0], messages: output.messages, responses: output.responses })
  })

  it('on the kernel without messages and with only the columns that are needed', () => {
    expect(leanFigures(documents, dataset, options).map(withoutDigests)).toEqual(figures)
  })

  it('on XState, with the kernel and step by step', () => {
    const entries: TraceEntry[] = []
    const output = simulateTogetherWithXState(documents, dataset, { ...run, onTrace: (entry) => entries.push(entry) })
    expect(output.figures.map(withoutDigests)).toEqual(figures)
    if (messages) expect(output.messages).toEqual(messages)
    if (trace) expect(byProfile(entries)).toEqual(trace)
    if (pressure) expect(expectedOf(output.pressure, one)).toEqual(pressure)
    if (responses) expect(output.responses).toEqual(responses)
    expect(output).toEqual(simulateTogetherWithKernel(documents, dataset, run))
    if (documents.length === 1) expect(simulateWithXState(documents[0]!, dataset, run)).toEqual({ figures: output.figures[0], messages: output.messages, responses: output.responses })
  })
})

function withoutDigests({ journey, dataset, ...others }: RunFigures): ExpectedFigures {
  const { digest: _ofJourney, ...journeyFigures } = journey
  const { digest: _ofDataset, ...datasetFigures } = dataset
  return { journey: journeyFigures, dataset: datasetFigures, ...others }
}

function expectedOf(pressure: PressureTally, { documents }: GoldenCase): ExpectedPressure {
  const { distribution, collisions } = pressureFigures(pressure, documents.map(({ id }) => id), null)
  return { distribution, collisions }
}

/** Sorted by profile; within a profile in the order things happened. */
function byProfile(entries: readonly TraceEntry[]): TraceEntry[] {
  return entries.toSorted((a, b) => (a.profileId < b.profileId ? -1 : a.profileId > b.profileId ? 1 : 0))
}
