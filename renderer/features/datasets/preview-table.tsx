import type { DatasetPreview } from '../../../engine/api/contract.ts'
import type { ImportDraft } from './import-store.ts'
import { dataText } from './texts.ts'
import styles from './import-dialog.module.css'

/** The first rows of the file, each column headed by what it is taken for. */
export function PreviewTable({ preview, draft }: { preview: DatasetPreview; draft: ImportDraft }) {
  const roleOf = (column: string): 'who' | 'when' | 'what' | 'properties' | undefined => {
    if (column === draft.profileId) return 'who'
    if (column === draft.at) return 'when'
    if (column === draft.eventName) return 'what'
    return column === draft.properties ? 'properties' : undefined
  }
  return (
    <div className={styles.preview} tabIndex={0} role="region" aria-label={dataText('preview')} data-testid="preview">
      <table>
        <thead>
          <tr>
            {preview.columns.map(({ name, type }) => {
              const role = roleOf(name)
              return (
                <th key={name} scope="col" data-role={role}>
                  <span className={styles.role}>{role === undefined ? dataText('previewProperty') : dataText(role)}</span>
                  <span className={styles.column}>{name}</span>
                  <span className={styles.type}>{type}</span>
                </th>
              )
            })}
          </tr>
        </thead>
        <tbody className="tabular">
          {preview.rows.map((row, index) => (
            <tr key={index}>
              {preview.columns.map(({ name }, column) => (
                <td key={name} data-role={roleOf(name)} data-missing={row[column] === null || undefined}>
                  {row[column] ?? '–'}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
