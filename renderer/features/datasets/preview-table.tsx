import { ActionIcon, Menu } from '@mantine/core'
import { IconCheck, IconDotsVertical } from '@tabler/icons-react'
import type { DatasetPreview } from '../../../engine/api/contract.ts'
import type { ImportDraft, Privacy } from './import-draft.ts'
import { keep } from './import-store.ts'
import { importText } from './import-texts.ts'
import { rulesFor } from './personal-columns.tsx'
import styles from './preview-table.module.css'

const inWords: Record<Privacy, string> = { keep: importText('keepColumn'), hash: importText('hashColumn'), drop: importText('dropColumn') }

/** The first rows of the file, each column headed by what it is taken for and what is kept of it. */
export function PreviewTable({ preview, draft }: { preview: DatasetPreview; draft: ImportDraft }) {
  const roleOf = (column: string): 'who' | 'when' | 'what' | 'properties' | undefined => {
    if (column === draft.profileId) return 'who'
    if (column === draft.at) return 'when'
    if (column === draft.eventName) return 'what'
    return column === draft.properties ? 'properties' : undefined
  }
  const kept = (column: string): Privacy => draft.privacy[column] ?? 'keep'
  return (
    <div className={styles.preview} tabIndex={0} role="region" aria-label={importText('preview')} data-testid="preview">
      <table>
        <thead>
          <tr>
            {preview.columns.map(({ name, type }) => {
              const role = roleOf(name)
              return (
                <th key={name} scope="col" data-role={role} data-kept={kept(name)}>
                  <span className={styles.head}>
                    <span>
                      <span className={styles.role}>
                        {role === undefined ? importText('previewProperty') : importText(role)}
                        {kept(name) !== 'keep' && ` · ${importText(kept(name) === 'hash' ? 'hashed' : 'dropped')}`}
                      </span>
                      <span className={styles.column}>{name}</span>
                      <span className={styles.type}>{importText(`type_${type}`)}</span>
                    </span>
                    <KeepMenu name={name} rules={rulesFor(name, draft)} kept={kept(name)} />
                  </span>
                </th>
              )
            })}
          </tr>
        </thead>
        <tbody className="tabular">
          {preview.rows.map((row, index) => (
            <tr key={index}>
              {preview.columns.map(({ name }, column) => (
                <td key={name} data-role={roleOf(name)} data-kept={kept(name)} data-missing={row[column] === null || undefined}>
                  {kept(name) === 'hash' && row[column] !== null ? '••••••' : (row[column] ?? '–')}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function KeepMenu({ name, rules, kept }: { name: string; rules: readonly Privacy[]; kept: Privacy }) {
  if (rules.length < 2) return null
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" size={24} aria-label={importText('keepOf', { name })} data-testid={`keep-${name}`}>
          <IconDotsVertical size={15} stroke={1.8} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{importText('keepOf', { name })}</Menu.Label>
        {rules.map((rule) => (
          <Menu.Item
            key={rule}
            rightSection={rule === kept ? <IconCheck size={16} stroke={2} /> : undefined}
            aria-current={rule === kept}
            onClick={() => keep(name, rule)}
            data-testid={`keep-${rule}`}
          >
            {inWords[rule]}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}
