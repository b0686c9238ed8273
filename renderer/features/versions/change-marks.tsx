import { IconArrowsMove, IconMinus, IconPencil, IconPlus, type Icon } from '@tabler/icons-react'
import { versionText } from './texts.ts'
import styles from './change-marks.module.css'

export type ChangeMark = 'added' | 'removed' | 'changed' | 'renamed' | 'moved'

const GLYPHS: Record<ChangeMark, Icon> = { added: IconPlus, removed: IconMinus, changed: IconPencil, renamed: IconPencil, moved: IconArrowsMove }

/** How something changed, by sign and colour; the words beside it, or its label, say the same. */
export function MarkBadge({ mark, size = 20 }: { mark: ChangeMark; size?: number }) {
  const Glyph = GLYPHS[mark]
  return (
    <span className={styles.badge} data-mark={mark === 'renamed' ? 'changed' : mark} style={{ width: size, height: size }} role="img" aria-label={versionText(mark)}>
      <Glyph size={Math.round(size * 0.65)} stroke={2.6} aria-hidden="true" />
    </span>
  )
}
