import { IconArrowsSplit2 } from '@tabler/icons-react'
import type { SimulationResult } from '../../../engine/core/simulate/result.ts'
import { Hint } from '../../components/hint.tsx'
import { openDialects } from './dialects.ts'
import { nameOfDialect } from './name-of-dialect.ts'
import { dialectText } from './texts.ts'
import styles from './dialects.module.css'

/** Says of figures that they are not by our own rules but as a platform would run the journey; nothing else otherwise. */
export function DialectBadge({ dialect }: { dialect: SimulationResult['dialect'] }) {
  if (dialect === undefined) return null
  const platform = nameOfDialect(dialect.id)
  const late = dialect.endedLate === 0 ? '' : `\n${dialectText('badgeLate', { count: dialect.endedLate })}`
  return (
    <Hint label={`${dialectText('badgeHint', { platform })}${late}`} position="top">
      <button type="button" className={styles.badge} onClick={() => openDialects(dialect.id)} data-testid="dialect-badge">
        <IconArrowsSplit2 size={14} stroke={1.9} aria-hidden="true" />
        <span className={styles.badgeWords}>{dialectText('badge', { platform })}</span>
      </button>
    </Hint>
  )
}
