import { Select } from '@mantine/core'
import { DIALECT_IDS, isDialectId } from '../../../engine/core/dialect/dialect-id.ts'
import { useNow } from '../../components/use-now.ts'
import { useDocumentStore } from '../../document/document-store.ts'
import { ago } from '../../i18n/dates.ts'
import { useRunStore } from '../../stores/run-store.ts'
import { useWorkspaceStore } from '../../stores/workspace-store.ts'
import { useAssumptionsStore } from '../../stores/assumptions-store.ts'
import { nameOfDialect } from '../dialects/name-of-dialect.ts'
import { chooseAssumptions, chooseSide, runsOfJourney } from './compare-runs.ts'
import { useCompareRunsStore, type Assumptions, type Side } from './compare-runs-store.ts'
import { compareText } from './texts.ts'
import styles from './compare-runs.module.css'

const CHOICES: readonly Assumptions[] = ['own', 'none', 'low', 'middle', 'high']

/** One side of the comparison: which run, journey or version, and under which assumptions. */
export function RunSide({ which }: { which: 'before' | 'after' }) {
  const now = useNow()
  const side = useCompareRunsStore(({ sides }) => sides?.[which]) ?? { kind: 'shown' as const }
  const choice = useCompareRunsStore(({ assumptions }) => assumptions[which])
  const versions = useCompareRunsStore((state) => state.versions)
  const dirty = useDocumentStore((state) => state.dirty)
  const journeyId = useDocumentStore((state) => state.summary?.id)
  const shown = useRunStore((state) => state.latest?.summary)
  const runs = runsOfJourney(useWorkspaceStore((state) => state.runs), journeyId).filter(({ id }) => id !== shown?.id)
  const hasAssumptions = useAssumptionsStore(({ scenario }) => (scenario.responses ?? []).length > 0 || Object.keys(scenario.webhooks ?? {}).length > 0)
  const ranWith = useRunStore((state) => state.latest?.scenario ?? null) !== null
  const groups = [
    { group: compareText('journeyGroup'), items: [{ value: 'shown', label: compareText('thisRun') }, { value: 'open', label: compareText(dirty ? 'openEdited' : 'openJourney') }] },
    { group: compareText('asGroup'), items: [{ value: 'as', label: compareText('asOurs') }, ...DIALECT_IDS.map((id) => ({ value: `as ${id}`, label: compareText('asPlatform', { platform: nameOfDialect(id) }) }))] },
    { group: compareText('runsGroup'), items: runs.slice(0, 30).map(({ id, startedAt, datasetId }) => ({ value: `run ${id}`, label: compareText(datasetId === shown?.datasetId ? 'run' : 'runOn', { ago: ago(startedAt, now) }) })) },
    { group: compareText('versionsGroup'), items: versions.map(({ version, label }) => ({ value: `v${version}`, label: `${compareText('version', { version })}${label === null ? '' : ` · ${label}`}` })) },
  ].filter(({ items }) => items.length > 0)
  return (
    <div className={styles.side}>
      <Select
        size="xs"
        className={styles.what!}
        label={compareText(which)}
        data={groups}
        value={keyOf(side)}
        allowDeselect={false}
        comboboxProps={{ width: 'max-content' }}
        onChange={(value) => value !== null && chooseSide(which, sideOf(value))}
        data-testid={`compare-run-${which}`}
      />
      {(hasAssumptions || ranWith) && (
        <Select
          size="xs"
          className={styles.under!}
          aria-label={compareText('assumptionsOf', { side: compareText(which) })}
          data={CHOICES.map((value) => ({ value, label: compareText(value) }))}
          value={choice}
          allowDeselect={false}
          comboboxProps={{ width: 'max-content' }}
          onChange={(value) => value !== null && chooseAssumptions(which, value as Assumptions)} // as: one of the options
          data-testid={`compare-assume-${which}`}
        />
      )}
    </div>
  )
}

function keyOf(side: Side): string {
  if (side.kind === 'as') return side.dialect === null ? 'as' : `as ${side.dialect}`
  return side.kind === 'version' ? `v${side.version}` : side.kind === 'run' ? `run ${side.id}` : side.kind
}

function sideOf(key: string): Side {
  if (key === 'shown' || key === 'open') return { kind: key }
  if (key === 'as') return { kind: 'as', dialect: null }
  const dialect = key.slice('as '.length)
  if (key.startsWith('as ') && isDialectId(dialect)) return { kind: 'as', dialect }
  return key.startsWith('run ') ? { kind: 'run', id: key.slice('run '.length) } : { kind: 'version', version: Number(key.slice(1)) }
}
