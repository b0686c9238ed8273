import { Select } from '@mantine/core'
import { askForFiles, JOURNEY_FILES } from '../../bridge/files.ts'
import { readJourney } from '../../../engine/core/lint/read-journey.ts'
import { notify } from '../../components/notify.ts'
import { useNow } from '../../components/use-now.ts'
import { useDocumentStore } from '../../document/document-store.ts'
import { ago } from '../../i18n/dates.ts'
import { fromEngine } from '../../i18n/phrasebook.ts'
import { chooseSide, useCompareStore, type Side } from './compare-store.ts'
import { versionText } from './texts.ts'
import styles from './compare.module.css'

/** Which version is compared: what is open, any saved one, or a file. */
export function SideChoice({ which }: { which: 'before' | 'after' }) {
  const now = useNow()
  const side = useCompareStore((state) => state[which])
  const versions = useCompareStore((state) => state.versions)
  const journeyId = useCompareStore((state) => state.journeyId)
  const isOpenOne = useDocumentStore((state) => (state.summary?.id ?? null) === journeyId)
  const dirty = useDocumentStore((state) => state.dirty)
  const options = [
    ...(isOpenOne ? [{ value: 'open', label: versionText(dirty ? 'openStateEdited' : 'openState') }] : []),
    ...(side.kind === 'file' ? [{ value: 'given', label: side.isNoFile === true ? side.name : versionText('fileSide', { name: side.name }) }] : []),
    // The one that is chosen stands there while the list is read.
    ...(side.kind === 'version' && !versions.some(({ version }) => version === side.version) ? [{ value: `v${side.version}`, label: versionText('version', { version: side.version }) }] : []),
    ...versions.map(({ version, label, savedAt }) => ({ value: `v${version}`, label: `${versionText('version', { version })}${label === null ? '' : ` · ${label}`} · ${ago(savedAt, now)}` })),
    { value: 'file', label: versionText('chooseFile') },
  ]
  return (
    <Select
      className={styles.side!}
      size="xs"
      label={versionText(which)}
      data={options}
      value={side.kind === 'open' ? 'open' : side.kind === 'file' ? 'given' : `v${side.version}`}
      allowDeselect={false}
      searchable={false}
      onChange={(value) => value !== null && void choose(which, value)}
      data-testid={`compare-${which}`}
      comboboxProps={{ withinPortal: true, width: 320, position: 'bottom-start' }}
    />
  )
}

async function choose(which: 'before' | 'after', value: string): Promise<void> {
  if (value === 'given') return
  if (value === 'open') return chooseSide(which, { kind: 'open' })
  if (value !== 'file') return chooseSide(which, { kind: 'version', version: Number(value.slice(1)) })
  const side = await fileSide()
  if (side !== undefined) chooseSide(which, side)
}

/** Reads a file for looking at it only: it does not come into the workspace. */
async function fileSide(): Promise<Side | undefined> {
  const [file] = await askForFiles(JOURNEY_FILES, false)
  if (!file) return undefined
  const { document, diagnostics } = readJourney(await file.text())
  if (document) return { kind: 'file', name: file.name, document }
  const [first] = diagnostics
  notify(`${fromEngine(first?.message ?? '')} (${first?.path ?? '$'}). ${fromEngine(first?.help ?? '')}`, 'error', file.name)
  return undefined
}

