import { IconDatabase } from '@tabler/icons-react'
import type { Basis } from '../../../engine/core/simulate/responses/response-schema.ts'
import { Hint } from '../../components/hint.tsx'
import { assumeText } from './texts.ts'
import styles from './badge.module.css'

/** The mark of an assumption, wherever a figure rests on one: "nearly equal". */
export function ApproximatelyIcon({ size = 16, className }: { size?: number; className?: string | undefined }) {
  return (
    <svg viewBox="0 0 16 16" width={size} height={size} fill="none" stroke="currentColor" strokeWidth="1.6" strokeLinecap="round" className={className} aria-hidden="true">
      <path d="M2.5 6.2c1.6-2.2 3.3-2.2 5.5-.6s3.9 1.6 5.5-.6" />
      <path d="M2.5 11.2c1.6-2.2 3.3-2.2 5.5-.6s3.9 1.6 5.5-.6" />
    </svg>
  )
}

/**
 * What figures rest on, by word and shape: a dashed line around what is assumed, a whole one around what was learned. `isSmall`: the shape alone, the
 * word for who hears it.
 */
export function BasisBadge({ basis, note, isSmall = false }: { basis: Basis; note?: string | null | undefined; isSmall?: boolean }) {
  const isAssumed = basis === 'assumed'
  const hint = assumeText(isAssumed ? 'assumedHint' : 'learnedHint')
  return (
    <Hint label={note === undefined || note === null ? hint : `${hint}\n${note}`}>
      <span className={styles.badge} data-basis={basis} data-small={isSmall || undefined}>
        {isAssumed ? <ApproximatelyIcon size={13} /> : <IconDatabase size={13} stroke={1.9} aria-hidden="true" />}
        <span className={isSmall ? 'visually-hidden' : undefined}>{assumeText(isAssumed ? 'assumed' : 'learnedBasis')}</span>
      </span>
    </Hint>
  )
}
