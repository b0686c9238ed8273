import { Button, Drawer } from '@mantine/core'
import { IconRefresh } from '@tabler/icons-react'
import { useEffect } from 'react'
import { ProblemNote } from '../../components/problem-note.tsx'
import { ProgressLine } from '../../components/progress-line.tsx'
import { useDocumentStore } from '../../document/document-store.ts'
import { useJobProgress } from '../../stores/job-store.ts'
import { useRunStore } from '../../stores/run-store.ts'
import { DialectTable } from './dialect-table.tsx'
import { closeDialects, compareDialects, openDialects, questionNow, stopComparing } from './dialects.ts'
import { useDialectsStore } from './dialects-store.ts'
import { dialectText } from './texts.ts'
import styles from './dialects.module.css'

/** Beside the canvas: every platform with what it does otherwise, and what comes of that. */
export function DialectsPanel() {
  const isOpen = useDialectsStore((state) => state.isOpen)
  return (
    <Drawer.Root data-help="dialects" opened={isOpen} onClose={closeDialects} position="right" size={860} lockScroll={false} transitionProps={{ duration: 140 }} classNames={{ content: styles.panel! }}>
      <Drawer.Overlay backgroundOpacity={0.16} />
      <Drawer.Content data-testid="dialects">
        <header className={styles.header}>
          <Drawer.Title className={styles.title!}>{dialectText('title')}</Drawer.Title>
          <Drawer.CloseButton aria-label={dialectText('close')} />
        </header>
        <div className={styles.body}>
          <p className={styles.intro}>{dialectText('intro')}</p>
          <Work />
          <DialectTable />
        </div>
      </Drawer.Content>
    </Drawer.Root>
  )
}

/** How far the comparison is, what went wrong with it, and how to do it again. */
function Work() {
  const jobId = useDialectsStore((state) => state.jobId)
  const error = useDialectsStore((state) => state.error)
  const isStopped = useDialectsStore((state) => state.isStopped)
  const compared = useDialectsStore((state) => state.compared)
  const hasData = useRunStore((state) => state.datasetId !== null)
  const document = useDocumentStore((state) => state.document)
  const progress = useJobProgress(jobId ?? undefined)
  useEffect(() => openDialects(), [document]) // what is edited meanwhile is told of anew
  if (!hasData) return <p className={styles.quiet}>{dialectText('noData')}</p>
  if (jobId !== null) {
    return (
      <div className={styles.working} role="status">
        <span>{dialectText('comparing')}</span>
        <ProgressLine label={dialectText('comparing')} done={progress?.done ?? 0} total={progress?.total ?? 0} />
        <Button size="compact-sm" variant="default" onClick={stopComparing} data-testid="dialects-stop">{dialectText('cancel')}</Button>
      </div>
    )
  }
  const again = (
    <Button size="compact-sm" variant="default" leftSection={<IconRefresh size={15} stroke={1.8} />} onClick={() => void compareDialects()} data-testid="dialects-again">{dialectText('again')}</Button>
  )
  if (error !== null) return <ProblemNote error={error}>{again}</ProblemNote>
  if (isStopped) return <div className={styles.working}><span>{dialectText('stopped')}</span>{again}</div>
  return compared !== null && compared.asked !== questionNow() ? <div className={styles.working}><span>{dialectText('staleHint')}</span>{again}</div> : null
}
