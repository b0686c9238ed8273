import { SegmentedControl } from '@mantine/core'
import { IconShieldLock } from '@tabler/icons-react'
import type { DatasetPreview } from '../../../engine/api/contract.ts'
import { fromEngine } from '../../i18n/phrasebook.ts'
import type { ImportDraft, Privacy } from './import-draft.ts'
import { keep, type MappingStep } from './import-store.ts'
import { importText } from './import-texts.ts'
import styles from './personal-columns.module.css'

type Personal = Omit<DatasetPreview['personal'][number], 'kind'> & { kind?: DatasetPreview['personal'][number]['kind'] }

/** Columns that look like personal data, and those somebody chose not to keep as they are: what is kept of each. */
export function PersonalColumns({ step: { preview, draft } }: { step: MappingStep }) {
  const suspects = suspectsOf(preview, draft)
  const chosen: Personal[] = Object.keys(draft.privacy).filter((name) => !suspects.some((one) => one.name === name)).map((name) => ({ name, why: '' }))
  if (suspects.length + chosen.length === 0) return null
  return (
    <section className={styles.part} aria-label={importText('personal', { count: suspects.length })} data-testid="personal">
      <div className={styles.head}>
        <IconShieldLock size={18} stroke={1.7} aria-hidden="true" />
        <div>
          <p className={styles.title}>{suspects.length === 0 ? importText('personalChosen') : importText('personal', { count: suspects.length })}</p>
          <p className={styles.hint}>{importText('personalHint')}</p>
        </div>
      </div>
      <ul className={styles.columns}>
        {[...suspects, ...chosen].map(({ name, kind, why }) => (
          <li key={name} className={styles.column}>
            <span className={styles.name}>{name}</span>
            <span className={styles.hint}>{kind !== undefined && `${importText(`kind_${kind}`)}: ${fromEngine(why)}`}</span>
            <SegmentedControl
              size="xs"
              aria-label={importText('keepOf', { name })}
              data={rulesFor(name, draft).map((value) => ({ value, label: importText(value) }))}
              value={draft.privacy[name] ?? 'keep'}
              onChange={(value) => keep(name, value)}
              data-testid={`privacy-${name}`}
            />
          </li>
        ))}
      </ul>
    </section>
  )
}

/** What may be done with a column: time and event name are needed as they are, the id may be hashed. */
export function rulesFor(name: string, { profileId, at, eventName, people }: ImportDraft): Privacy[] {
  if (name === at || name === eventName) return ['keep']
  return name === profileId || name === people?.profileId ? ['keep', 'hash'] : ['keep', 'hash', 'drop']
}

function suspectsOf(preview: DatasetPreview, draft: ImportDraft): Personal[] {
  const all = [...preview.personal, ...(draft.people?.preview.personal ?? [])]
  return all.filter(({ name }, index) => all.findIndex((one) => one.name === name) === index)
}
