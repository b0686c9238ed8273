import type { InstancesResult, SimulationResult, StepResult } from '../../../engine/core/simulate/result.ts'

/** A step's figures; what is left out is zero. */
export function stepResult({ p50 = null, ...given }: Partial<Omit<StepResult, 'dwellMs'>> & { p50?: number | null }): StepResult {
  return { entered: 0, waiting: 0, ports: {}, ended: {}, dwellMs: { p50, p90: p50, mean: p50 }, sent: 0, suppressed: {}, ...given }
}

/** A run's result; what is left out is empty. */
export function resultOf({ instances, ...given }: Partial<Omit<SimulationResult, 'instances'>> & { instances?: Partial<InstancesResult> }): SimulationResult {
  return {
    engine: 'kernel',
    engineVersion: '1',
    journey: { id: 'shop', digest: 'sha256:0' },
    dataset: { digest: 'sha256:1', events: 0, profiles: 0, from: 0, to: 0 },
    from: 0,
    until: 0,
    seed: 0,
    instances: { started: 0, active: 0, ended: 0, converted: 0, mature: 0, outcomes: {}, profiles: 0, ...instances },
    entries: {},
    steps: {},
    goals: {},
    splits: {},
    holdout: { started: 0, converted: 0, value: 0 },
    breakdowns: {},
    timing: { ms: 0, events: 0, eventsPerSecond: 0, workers: 1, peakRssBytes: 0 },
    ...given,
  }
}
