import { useEffect } from 'react'
import { create } from 'zustand'
import { persist } from 'zustand/middleware'
import type { CallError, MethodInput } from '../../../engine/api/contract.ts'
import { connection } from '../../bridge/connection.ts'
import { asCallError } from '../../document/save.ts'
import { useRunStore } from '../../stores/run-store.ts'
import type { PreviewPerson } from './preview-scope.ts'

export type Pick = MethodInput<'previews.person'>['pick']

interface PersonState {
  /** Dataset and events the person was found for. */
  of: string
  person: PreviewPerson | null
  isAsking: boolean
  error: CallError | null
  /** What was looked for and is not there. */
  nobodyLacks: string | null
}

/** Whose data the previews show: one person in all of them. Neither saved nor undone. */
export const usePersonStore = create<PersonState>()(() => ({ of: '', person: null, isAsking: false, error: null, nobodyLacks: null }))

let asked = 0

/** Looks for somebody; what was found before stays on the screen meanwhile. */
export async function takePerson(datasetId: string, events: readonly string[], pick: Pick): Promise<void> {
  const of = keyOf(datasetId, events)
  const own = ++asked
  usePersonStore.setState({ of, isAsking: true, error: null, nobodyLacks: null })
  try {
    const person = await connection.call('previews.person', { datasetId, events: [...events], pick })
    if (own !== asked) return
    if (person === null && pick.by === 'lacking') usePersonStore.setState({ isAsking: false, nobodyLacks: `${pick.lacking.of}.${pick.lacking.name}` })
    else usePersonStore.setState({ isAsking: false, person })
  } catch (cause) {
    if (own === asked) usePersonStore.setState({ isAsking: false, error: asCallError(cause) })
  }
}

/** Keeps somebody at hand for a message with these events on the chosen data: the same person as before, where the data have them. */
export function usePerson(events: readonly string[]): PersonState & { datasetId: string | null } {
  const datasetId = useRunStore((state) => state.datasetId)
  const state = usePersonStore()
  const wanted = datasetId === null ? null : keyOf(datasetId, events)
  useEffect(() => {
    const { of, person } = usePersonStore.getState()
    if (wanted === null || of === wanted) return
    const [id, names] = JSON.parse(wanted) as [string, string[]] // as: written by keyOf
    const isSameData = of !== '' && (JSON.parse(of) as [string])[0] === id
    void takePerson(id, names, person !== null && isSameData ? { by: 'id', id: person.profileId } : { by: 'place', place: 0 })
  }, [wanted])
  return { ...state, datasetId }
}

function keyOf(datasetId: string, events: readonly string[]): string {
  return JSON.stringify([datasetId, [...events].sort()])
}

interface ExampleState {
  /** By a journey's own id: example values by name, as typed. */
  values: Readonly<Record<string, Readonly<Record<string, string>>>>
}

/** What stands in for people where there are no data; remembered on this machine. */
export const useExampleStore = create<ExampleState>()(persist(() => ({ values: {} }), { name: 'rehearsal-preview-examples' }))

export function setExample(journeyId: string, name: string, value: string): void {
  useExampleStore.setState(({ values }) => ({ values: { ...values, [journeyId]: { ...values[journeyId], [name]: value } } }))
}

interface DeviceState {
  push: 'ios' | 'android'
  inApp: 'modal' | 'banner'
  email: 'phone' | 'desktop'
}

/** Which device previews show; remembered on this machine. */
export const useDeviceStore = create<DeviceState>()(persist<DeviceState>(() => ({ push: 'ios', inApp: 'modal', email: 'desktop' }), { name: 'rehearsal-preview-devices' }))
