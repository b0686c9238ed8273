import { Button } from '@mantine/core'
import { IconPlus, IconUsers } from '@tabler/icons-react'
import { useEffect } from 'react'
import { hasMod } from '../../components/keys.ts'
import { ProblemNote } from '../../components/problem-note.tsx'
import { Doorway } from '../datasets/doorway.tsx'
import { useWorkspaceStore } from '../../stores/workspace-store.ts'
import { HelpMark } from '../help/help-mark.tsx'
import { SegmentConflictDialog } from './conflict-dialog.tsx'
import { PutIntoJourneyDialog } from './put-into-journey-dialog.tsx'
import { saveSegment } from './save-segment.ts'
import { SegmentDetail } from './segment-detail.tsx'
import { contentOf, isEdited, isNew, newSegment, redoSegment, undoSegment, useSegmentPageStore } from './segment-page-store.ts'
import { SegmentRow } from './segment-row.tsx'
import { segmentText } from './texts.ts'
import { useUsage } from './usage-store.ts'
import styles from './segments-page.module.css'

const NO_SEGMENTS = [] as const

/** The segment library of the workspace: named conditions, who is in them, and where they are used. */
export function SegmentsPage() {
  const segments = useWorkspaceStore((state) => state.segments) ?? NO_SEGMENTS
  const isKnown = useWorkspaceStore((state) => state.segments !== null)
  const error = useWorkspaceStore((state) => state.errors.segments)
  const drafts = useSegmentPageStore((state) => state.drafts)
  const asked = useSegmentPageStore((state) => state.shown)
  const news = Object.keys(drafts).filter(isNew)
  const shown = asked !== null && (news.includes(asked) || segments.some(({ id }) => id === asked)) ? asked : (segments[0]?.id ?? news[0])
  useUsage()
  useKeys(shown)
  return (
    <div className={styles.page} data-testid="segments-page">
      <aside className={styles.list} aria-label={segmentText('title')}>
        <header className={styles.head}>
          <h1 className={styles.title}>{segmentText('title')}</h1>
          <HelpMark article="segments" />
          <Button size="xs" h={32} variant="default" leftSection={<IconPlus size={16} stroke={1.8} />} onClick={startNew} data-testid="new-segment">
            {segmentText('new')}
          </Button>
        </header>
        <p className={styles.subtitle}>{segmentText('subtitle')}</p>
        {error !== undefined && <ProblemNote error={error} />}
        {news.map((id) => (
          <SegmentRow key={id} id={id} content={drafts[id]!.content} isEdited isShown={id === shown} />
        ))}
        {segments.map((segment) => {
          const draft = drafts[segment.id]
          const edited = isEdited(draft, segment)
          return <SegmentRow key={segment.id} id={segment.id} content={edited ? draft!.content : contentOf(segment)} isEdited={edited} isShown={segment.id === shown} />
        })}
      </aside>
      <section className={styles.detail} aria-label={segmentText('detail')}>
        {shown !== undefined && <SegmentDetail key={shown} id={shown} />}
        {shown === undefined && isKnown && <NoSegments />}
      </section>
      <SegmentConflictDialog />
      <PutIntoJourneyDialog />
      <Doorway />
    </div>
  )
}

function startNew(): void {
  newSegment({ name: segmentText('newName'), description: '', when: {} })
  // The name is the first thing to say.
  requestAnimationFrame(() => globalThis.document.querySelector<HTMLInputElement>('[data-testid="segment-name"]')?.select())
}

/** Save, undo and redo by the usual keys; in a field, undo is the field's own. */
function useKeys(shown: string | undefined): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (shown === undefined || !hasMod(event) || event.altKey || event.defaultPrevented) return
      const target = event.target instanceof Element ? event.target : null
      if (target?.closest('[role="dialog"]')) return
      const key = event.key.toLowerCase()
      const isInField = target?.closest('input, textarea') !== null && target !== null
      if (key === 's' && !event.shiftKey) void saveSegment(shown)
      else if (key === 'z' && !isInField) (event.shiftKey ? redoSegment : undoSegment)(shown)
      else if (key === 'y' && !isInField) redoSegment(shown)
      else return
      event.preventDefault()
    }
    globalThis.window.addEventListener('keydown', onKeyDown)
    return () => globalThis.window.removeEventListener('keydown', onKeyDown)
  }, [shown])
}

function NoSegments() {
  return (
    <div className={styles.empty} data-testid="no-segments">
      <span className={styles.emptyIcon}>
        <IconUsers size={32} stroke={1.4} aria-hidden="true" />
      </span>
      <h2 className={styles.emptyTitle}>{segmentText('emptyTitle')}</h2>
      <p className={styles.emptyBody}>{segmentText('emptyBody')}</p>
      <Button onClick={startNew}>{segmentText('new')}</Button>
      <p className={styles.emptyHint}>{segmentText('emptyHint')}</p>
    </div>
  )
}
