import { useRef } from 'react'
import type { Band } from '../../document/bands.ts'
import { renameStage } from '../../document/commands/stages.ts'
import { documentStore } from '../../document/document-store.ts'
import { useUiStore } from '../../stores/ui-store.ts'
import { selectBand, startRenaming, useBandStore } from './band-store.ts'
import { currentFlow, motionMs } from './flow-handle.ts'
import { canvasText } from './texts.ts'
import styles from './stage-bands.module.css'

/** A stage's name above its band: what is focused to work with the stage by keyboard, and written in place. */
export function BandName({ band }: { band: Band }) {
  const isRenaming = useBandStore((state) => state.renaming === band.stageId)
  if (isRenaming) return <NameField band={band} />
  return (
    <button
      type="button"
      className={styles.name}
      aria-label={canvasText('stageLabel', { stage: band.name })}
      aria-description={canvasText('stageKeys')}
      title={canvasText('stageHint')}
      data-testid={`stage-name-${band.stageId}`}
      data-band={band.stageId}
      onClick={() => selectBand(band.stageId)}
      onDoubleClick={(event) => {
        event.stopPropagation()
        startRenaming(band.stageId)
      }}
      onFocus={(event) => onFocus(event.currentTarget, band)}
    >
      {band.name}
    </button>
  )
}

function onFocus(button: HTMLElement, band: Band): void {
  useUiStore.getState().select([])
  selectBand(band.stageId)
  const flow = currentFlow()
  const pane = button.closest('.react-flow')?.getBoundingClientRect()
  const box = button.getBoundingClientRect()
  if (!flow || !pane || !button.matches(':focus-visible')) return
  if (box.left >= pane.left && box.right <= pane.right && box.top >= pane.top && box.bottom <= pane.bottom) return
  void flow.setCenter(band.x + band.width / 2, band.y + Math.min(band.height, pane.height / flow.getZoom()) / 2, { zoom: flow.getZoom(), duration: motionMs() })
}

function NameField({ band }: { band: Band }) {
  const isOver = useRef(false)
  const end = (input: HTMLInputElement, isKept: boolean) => {
    if (isOver.current) return
    isOver.current = true
    const name = input.value.trim()
    const hadFocus = globalThis.document.activeElement === input
    if (isKept && name !== '' && name !== band.name) documentStore.getState().apply(renameStage(band.stageId, name))
    useBandStore.setState({ renaming: null })
    if (hadFocus) requestAnimationFrame(() => globalThis.document.querySelector<HTMLElement>(`[data-band="${CSS.escape(band.stageId)}"]`)?.focus())
  }
  return (
    <input
      className={`nodrag nopan ${styles.field}`}
      defaultValue={band.name}
      aria-label={canvasText('stageName')}
      data-testid={`stage-field-${band.stageId}`}
      autoFocus
      maxLength={120}
      onFocus={(event) => event.currentTarget.select()}
      onPointerDown={(event) => event.stopPropagation()}
      onBlur={(event) => end(event.currentTarget, true)}
      onKeyDown={(event) => {
        if (event.key !== 'Enter' && event.key !== 'Escape') return
        event.preventDefault()
        event.stopPropagation()
        end(event.currentTarget, event.key === 'Enter')
      }}
    />
  )
}
