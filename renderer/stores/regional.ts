import { create } from 'zustand'
import type { Settings } from '../../engine/api/contract.ts'

type Regional = Settings['regional']

/** How new journeys begin and weeks are shown, as it stands in the settings of the workspace; null: as the machine has it. */
export const useRegional = create<Regional>()(() => ({ currency: null, weekStart: null, timeZone: null }))

const FIRST = { monday: 1, saturday: 6, sunday: 7 } as const

/** The days of a week as they are shown, 1 is Monday. Languages of the window begin with Monday where nobody chose another day. */
export function weekOrder(weekStart: Regional['weekStart'] = useRegional.getState().weekStart): number[] {
  const first = FIRST[weekStart ?? 'monday']
  return Array.from({ length: 7 }, (_, index) => ((first - 1 + index) % 7) + 1)
}

/** The zone of new journeys: chosen, else that of this machine. */
export function newJourneyZone(): string {
  return useRegional.getState().timeZone ?? new Intl.DateTimeFormat().resolvedOptions().timeZone
}
