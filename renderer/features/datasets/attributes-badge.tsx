import { IconAlertTriangle, IconCalendarCheck } from '@tabler/icons-react'
import type { DatasetSummary } from '../../../engine/api/contract.ts'
import { Hint } from '../../components/hint.tsx'
import { dataText } from './texts.ts'
import styles from './data-page.module.css'

/** From when what is known about people holds: since an export it may know the future. Nothing if nothing is known. */
export function AttributesBadge({ asOf }: { asOf: DatasetSummary['attributesAsOf'] }) {
  if (asOf === null) return null
  const Icon = asOf === 'export' ? IconAlertTriangle : IconCalendarCheck
  return (
    <Hint label={dataText(asOf === 'export' ? 'asOfExportWhy' : 'asOfDatedWhy')}>
      <span className={styles.badge} data-tone={asOf === 'export' ? 'warning' : undefined} tabIndex={0} data-testid="attributes-as-of">
        <Icon size={15} stroke={1.8} aria-hidden="true" />
        {dataText(asOf === 'export' ? 'asOfExport' : 'asOfDated')}
      </span>
    </Hint>
  )
}
