import { IconArchive, IconClockHour4, IconCpu, IconFolder, IconLifebuoy, IconPalette, IconRefresh, IconRestore, IconShieldLock, type Icon } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { AppearanceSection } from './appearance-section.tsx'
import { LimitsSection } from './limits-section.tsx'
import { PrivacySection } from './privacy-section.tsx'
import { RegionalSection } from './regional-section.tsx'
import { ResetSection } from './reset-section.tsx'
import { RetentionSection } from './retention-section.tsx'
import type { SectionId } from './settings-store.ts'
import { SupportSection } from './support-section.tsx'
import { settingsText } from './texts.ts'
import { UpdatesSection } from './updates-section.tsx'
import { WorkspaceSection } from './workspace-section.tsx'
import { workspaceText } from './workspace-texts.ts'

export interface Section {
  id: SectionId
  name: () => string
  lead: () => string
  Glyph: Icon
  Show: () => ReactNode
  /** The settings in it by the ids of their rows, as they are called and what is said of them. */
  settings: () => readonly (readonly [id: string, name: string, help: string])[]
}

type Key = Parameters<typeof settingsText>[0]
type WorkspaceKey = Parameters<typeof workspaceText>[0]
const rows = (...keys: (readonly [Key, Key])[]) => () => keys.map(([name, help]) => [name, settingsText(name), settingsText(help)] as const)
const workspaceRows = (...keys: (readonly [WorkspaceKey, WorkspaceKey])[]) => () => keys.map(([name, help]) => [name, workspaceText(name), workspaceText(help)] as const)
const words = (name: Key, lead: Key) => ({ name: () => settingsText(name), lead: () => settingsText(lead) })

/** The sections in the order in which they stand. */
export const SECTIONS: readonly Section[] = [
  { id: 'appearance', ...words('appearance', 'appearanceLead'), Glyph: IconPalette, Show: AppearanceSection, settings: rows(['theme', 'themeHelp'], ['contrast', 'contrastHelp'], ['motion', 'motionHelp'], ['language', 'languageHelp']) },
  { id: 'regional', ...words('regional', 'regionalLead'), Glyph: IconClockHour4, Show: RegionalSection, settings: rows(['currency', 'currencyHelp'], ['weekStart', 'weekStartHelp'], ['timeZone', 'timeZoneHelp']) },
  { id: 'workspace', name: () => workspaceText('title'), lead: () => workspaceText('lead'), Glyph: IconFolder, Show: WorkspaceSection, settings: workspaceRows(['folder', 'contents'], ['move', 'moveHelp'], ['export', 'exportHelp'], ['import', 'importHelp'], ['backup', 'backupHelp'], ['use', 'useHelp']) },
  { id: 'limits', ...words('limits', 'limitsLead'), Glyph: IconCpu, Show: LimitsSection, settings: rows(['threads', 'threadsHelp'], ['workerMb', 'workerMbHelp'], ['duckDbMb', 'duckDbMbHelp'], ['duckDbTempMb', 'duckDbTempMbHelp']) },
  { id: 'retention', ...words('retention', 'retentionLead'), Glyph: IconArchive, Show: RetentionSection, settings: rows(['draftsDays', 'draftsDaysHelp'], ['runsDays', 'runsDaysHelp'], ['versionsDays', 'versionsDaysHelp'], ['backupsDays', 'backupsDaysHelp'], ['logsDays', 'logsDaysHelp']) },
  { id: 'privacy', ...words('privacy', 'privacyBody'), Glyph: IconShieldLock, Show: PrivacySection, settings: rows(['connectionPlatforms', 'connectionPlatformsHelp'], ['connectionUpdate', 'updatesLead']) },
  { id: 'updates', ...words('updates', 'updatesLead'), Glyph: IconRefresh, Show: UpdatesSection, settings: rows(['allowUpdates', 'updatesLead']) },
  { id: 'support', ...words('support', 'supportLead'), Glyph: IconLifebuoy, Show: SupportSection, settings: rows(['log', 'failures'], ['report', 'reportHelp']) },
  { id: 'reset', ...words('reset', 'resetLead'), Glyph: IconRestore, Show: ResetSection, settings: rows(['resetAll', 'resetAllHelp'], ['resetSizes', 'resetSizesHelp'], ['emptyWorkspace', 'emptyWorkspaceHelp']) },
]

export interface Hit { section: SectionId; setting: string | null; name: string; place: string | null }

/** Settings that say all words of the query in their name or what is told of them; those that say it in their name come first, then sections. */
export function hitsFor(query: string): Hit[] {
  const wanted = query.toLocaleLowerCase().split(/\s+/).filter((word) => word !== '')
  if (wanted.length === 0) return []
  const says = (text: string) => wanted.every((word) => text.toLocaleLowerCase().includes(word))
  const all = SECTIONS.flatMap((section) => section.settings().map(([setting, name, help]) => ({ section: section.id, setting, name, place: section.name(), help })))
  const named = all.filter(({ name }) => says(name))
  const told = all.filter((one) => !named.includes(one) && says(`${one.name} ${one.help}`))
  const sections = SECTIONS.filter(({ name }) => says(name())).map(({ id, name }) => ({ section: id, setting: null, name: name(), place: null }))
  return [...named, ...sections, ...told].map(({ section, setting, name, place }) => ({ section, setting, name, place }))
}
