import { describe, expect, it } from 'vitest'
import { buildDataset } from '../../engine/core/model/dataset.ts'
import { simulateWithKernel } from '../../engine/core/simulate/kernel.ts'
import { simulateWithXState } from '../../engine/core/simulate/reference.ts'
import type { RunFigures, TraceEntry } from '../../engine/core/simulate/run.ts'
import { runByThePage } from '../differential/oracle/run-by-the-page.ts'
import { readCases, type ExpectedFigures } from './read-case.ts'

const cases = readCases(import.meta.dirname)

it('there are at least 45 golden cases', () => {
  expect(cases.length).toBeGreaterThanOrEqual(45)
})

describe.each(cases.map((one) => [one.name.replaceAll('-', ' '), one] as const))('%s', (_, { document, events, profiles, options, figures, messages, trace }) => {
  const dataset = buildDataset(events, profiles)
  const run = { ...options, collectMessages: true }

  it('by a plain reading of the page', () => {
    const plain = runByThePage({ document, events, profiles, options })
    expect(withoutDigests(plain.figures)).toEqual(figures)
    if (messages) expect(plain.messages).toEqual(messages)
    if (trace) expect(plain.trace).toEqual(trace)
  })

  it('on the kernel', () => {
    const output = simulateWithKernel(document, dataset, run)
    expect(withoutDigests(output.figures)).toEqual(figures)
    if (messages) expect(output.messages).toEqual(messages)
  })

  it('on XState, with the kernel and step by step', () => {
    const entries: TraceEntry[] = []
    const output = simulateWithXState(document, dataset, { ...run, onTrace: (entry) => entries.push(entry) })
    expect(withoutDigests(output.figures)).toEqual(figures)
    if (messages) expect(output.messages).toEqual(messages)
    if (trace) expect(byProfile(entries)).toEqual(trace)
    expect(output).toEqual(simulateWithKernel(document, dataset, run))
  })
})

function withoutDigests({ journey, dataset, ...others }: RunFigures): ExpectedFigures {
  const { digest: _ofJourney, ...journeyFigures } = journey
  const { digest: _ofDataset, ...datasetFigures } = dataset
  return { journey: journeyFigures, dataset: datasetFigures, ...others }
}

/** Sorted by profile; within a profile in the order things happened. */
function byProfile(entries: readonly TraceEntry[]): TraceEntry[] {
  return entries.toSorted((a, b) => (a.profileId < b.profileId ? -1 : a.profileId > b.profileId ? 1 : 0))
}
