import { create } from 'zustand'
import type { CallError, MethodInput, MethodOutput, Settings } from '../../../engine/api/contract.ts'
import { connection } from '../../bridge/connection.ts'
import { notifyUndoable } from '../../components/notify-undoable.tsx'
import { asCallError } from '../../document/save.ts'
import { useRegional } from '../../stores/regional.ts'
import { useUiStore } from '../../stores/ui-store.ts'
import { settingsText } from './texts.ts'

export const SECTION_IDS = ['appearance', 'regional', 'workspace', 'limits', 'retention', 'privacy', 'updates', 'support', 'reset'] as const
export type SectionId = (typeof SECTION_IDS)[number]

interface SettingsState {
  section: SectionId
  query: string
  /** The setting that was asked for: it gets the focus once it is there. */
  wanted: string | null
  answer: MethodOutput<'settings.get'> | null
  /** Why the settings could not be read. */
  error: CallError | null
  /** Why a change was refused, by the setting it was about. */
  refused: { setting: string; error: CallError } | null
}

export const useSettingsStore = create<SettingsState>()(() => ({ section: 'appearance', query: '', wanted: null, answer: null, error: null, refused: null }))

/** Shows the settings, at a section and a setting of it if they are named. */
export function openSettings(section?: SectionId, setting: string | null = null): void {
  useSettingsStore.setState({ query: '', wanted: setting, ...(section === undefined ? {} : { section }) })
  useUiStore.getState().showPage('settings')
}

/** Opens what an address names after `#settings=`: a section, or the page. */
export function openSettingsAddress(named: string): void {
  openSettings(SECTION_IDS.find((id) => id === named))
}

export async function readSettings(): Promise<void> {
  try {
    take(await connection.call('settings.get', {}))
  } catch (cause) {
    useSettingsStore.setState({ error: asCallError(cause) })
  }
}

/** Changes a setting and offers to take it back; a value that cannot be is told at the setting. */
export async function changeSetting(setting: string, change: MethodInput<'settings.save'>, name: string): Promise<boolean> {
  const before = useSettingsStore.getState().answer?.settings
  try {
    take(await connection.call('settings.save', change))
    useSettingsStore.setState({ refused: null })
  } catch (cause) {
    useSettingsStore.setState({ refused: { setting, error: asCallError(cause) } })
    return false
  }
  if (before !== undefined) notifyUndoable({ message: settingsText('changed', { name }), undo: () => back(before, change) })
  return true
}

export function forgetRefusal(setting: string): void {
  if (useSettingsStore.getState().refused?.setting === setting) useSettingsStore.setState({ refused: null })
}

/** All settings of the workspace as they were before. */
export async function saveAll(settings: Settings): Promise<void> {
  take(await connection.call('settings.save', settings))
}

/** Only what was changed goes back: another window may have changed the rest meanwhile. */
async function back(before: Settings, change: MethodInput<'settings.save'>): Promise<void> {
  const part = <A extends keyof Settings>(area: A) => Object.fromEntries(Object.keys(change[area] ?? {}).map((name) => [name, before[area][name as keyof Settings[A]]]))
  const former = Object.fromEntries((Object.keys(change) as (keyof Settings)[]).map((area) => [area, part(area)])) // as: the areas of the change
  try {
    take(await connection.call('settings.save', former))
  } catch (cause) {
    useSettingsStore.setState({ error: asCallError(cause) })
  }
}

function take(answer: MethodOutput<'settings.get'>): void {
  useSettingsStore.setState({ answer, error: null })
  useRegional.setState(answer.settings.regional)
}
