import { useMemo } from 'react'
import { inDoubtAtFirst, type Varied } from '../../../engine/core/doubt/vary.ts'
import type { Tunable } from '../../../engine/core/what-if/tunable.ts'
import type { FinishedRun } from '../../stores/run-store.ts'
import { useDoubtStore } from './doubt-store.ts'

/** What is in doubt of that run's journey: what was chosen, without numbers that are gone; to begin with the assumed ranges. */
export function useVaried({ document }: FinishedRun, knobs: readonly Tunable[]): readonly Varied[] {
  const chosen = useDoubtStore((state) => state.varied[document.id])
  return useMemo(() => {
    if (chosen === undefined) return inDoubtAtFirst(knobs)
    const known = chosen.filter(({ id }) => knobs.some((knob) => knob.id === id))
    return known.length === chosen.length ? chosen : known
  }, [chosen, knobs])
}
