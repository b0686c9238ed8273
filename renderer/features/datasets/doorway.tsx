import { IconPlugConnectedX, IconTransform } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import { createPortal } from 'react-dom'
import { useConnectionState } from '../../bridge/connection-state.ts'
import { isJourneyFile } from '../../bridge/files.ts'
import { desktop } from '../../app/desktop.ts'
import { openJourneyFile } from '../journeys/open-journey-file.ts'
import { PopulationDialog } from '../populations/PopulationDialog.tsx'
import { takePopulationFile } from '../populations/population-store.ts'
import { isPopulationFile } from '../populations/spec-files.ts'
import { ImportDialog } from './ImportDialog.tsx'
import { openImport, previewFiles } from './import-store.ts'
import { dataText } from './texts.ts'
import styles from './doorway.module.css'

/** What is at hand on every page: files that are dropped, the import dialog, and word of a lost connection. */
export function Doorway() {
  const isDragging = useFileDrop()
  const isLost = useConnectionState(({ state }) => state === 'lost')
  useEffect(() => desktop()?.onCommand((command) => (command === 'file.importEvents' ? openImport() : undefined)), [])
  return (
    <>
      <ImportDialog />
      <PopulationDialog />
      {createPortal(
        <>
          {isDragging && (
            <div className={styles.overlay} data-testid="drop-overlay">
              <div className={styles.target}>
                <IconTransform size={36} stroke={1.4} aria-hidden="true" />
                <p className={styles.title}>{dataText('dropOverlay')}</p>
                <p className={styles.body}>{dataText('dropOverlayBody')}</p>
              </div>
            </div>
          )}
          {isLost && (
            <div className={styles.lost} role="alert" data-testid="connection-lost">
              <IconPlugConnectedX size={18} stroke={1.8} aria-hidden="true" />
              <span className={styles.lostWords}>
                <strong>{dataText('connectionLost')}</strong> {dataText('connectionLostHint')}
              </span>
            </div>
          )}
        </>,
        globalThis.document.body,
      )}
    </>
  )
}

function useFileDrop(): boolean {
  const [isDragging, setDragging] = useState(false)
  useEffect(() => {
    const carriesFiles = (event: DragEvent) => event.dataTransfer?.types.includes('Files') === true
    const onOver = (event: DragEvent) => {
      if (!carriesFiles(event)) return
      event.preventDefault()
      setDragging(true)
    }
    const onLeave = (event: DragEvent) => {
      if (event.relatedTarget === null) setDragging(false)
    }
    const onDrop = (event: DragEvent) => {
      setDragging(false)
      if (!carriesFiles(event)) return
      event.preventDefault()
      void takeFiles([...(event.dataTransfer?.files ?? [])])
    }
    const { window } = globalThis
    window.addEventListener('dragover', onOver)
    window.addEventListener('dragleave', onLeave)
    window.addEventListener('drop', onDrop)
    return () => {
      window.removeEventListener('dragover', onOver)
      window.removeEventListener('dragleave', onLeave)
      window.removeEventListener('drop', onDrop)
    }
  }, [])
  return isDragging
}

async function takeFiles(files: readonly File[]): Promise<void> {
  const journey = files.find(({ name }) => isJourneyFile(name))
  if (journey) return openJourneyFile(journey)
  const [first] = files
  if (!first) return
  // A journey that was saved under another name still says what it is.
  const isJourney = /\.json$/i.test(first.name) && /"format"\s*:\s*"journey"/.test(await first.slice(0, 4096).text())
  if (isJourney) return openJourneyFile(first)
  if (await isPopulationFile(first)) return takePopulationFile(first)
  openImport()
  return previewFiles(files)
}
