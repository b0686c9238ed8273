import { IconArchive, IconBroadcast, IconHourglass, IconPencil, IconPlayerPause, IconPlayerStop, IconQuestionMark, type Icon } from '@tabler/icons-react'
import type { PlatformStatus } from '../../../engine/core/publish/resource.ts'
import { publishText } from './texts.ts'
import styles from './publish.module.css'

const STATUSES = {
  draft: { label: 'draft', Glyph: IconPencil },
  processing: { label: 'processing', Glyph: IconHourglass },
  active: { label: 'active', Glyph: IconBroadcast },
  paused: { label: 'paused', Glyph: IconPlayerPause },
  stopped: { label: 'stoppedThere', Glyph: IconPlayerStop },
  archived: { label: 'archived', Glyph: IconArchive },
} as const satisfies Record<PlatformStatus, { label: Parameters<typeof publishText>[0]; Glyph: Icon }>

/** What a journey does at its platform, in words and by a shape. */
export function StatusBadge({ status }: { status: PlatformStatus | null }) {
  const { label, Glyph } = status === null ? { label: 'unknownStatus' as const, Glyph: IconQuestionMark } : STATUSES[status]
  return (
    <span className={styles.status} data-status={status ?? 'unknown'} data-testid="platform-status">
      <Glyph size={14} stroke={2} aria-hidden="true" />
      {publishText(label)}
    </span>
  )
}

export function statusInWords(status: PlatformStatus | null): string {
  return publishText(status === null ? 'unknownStatus' : STATUSES[status].label)
}
