import { ViewportPortal } from '@xyflow/react'
import { memo, type MouseEvent } from 'react'
import { bandsOf, type Band } from '../../document/bands.ts'
import { useDocumentStore } from '../../document/document-store.ts'
import { full, people, share } from '../../i18n/numbers.ts'
import { useRunStore, useStageNumbers } from '../../stores/run-store.ts'
import { useUiStore } from '../../stores/ui-store.ts'
import { NumberButton } from '../people/number-button.tsx'
import { dragBand, dragBorder } from './band-drag.ts'
import { BoxHandles } from './band-handles.tsx'
import { onBandKey } from './band-header-keys.ts'
import { BandMenu } from './band-menu.tsx'
import { BandName } from './band-name.tsx'
import { useBandStore } from './band-store.ts'
import { canvasText } from './texts.ts'
import styles from './stage-bands.module.css'

/** The stages behind the cards: a soft tint that can be moved and resized, and a header with people and the share that goes on. */
export const StageBands = memo(function StageBands() {
  const bands = useDocumentStore((state) => bandsOf(state.document))
  if (bands.length === 0) return null
  return (
    <ViewportPortal>
      {bands.slice(0, MOST).map((band, index) => (
        <StageBand key={band.stageId} band={band} isOdd={index % 2 === 1} isFirst={index === 0} isLast={index === bands.length - 1} />
      ))}
    </ViewportPortal>
  )
})

/** More stages than anybody lays out are not drawn; they stay in the form of the journey. */
const MOST = 200

interface StageBandProps { band: Band; isOdd: boolean; isFirst: boolean; isLast: boolean }

const StageBand = memo(function StageBand({ band, isOdd, isFirst, isLast }: StageBandProps) {
  const { stageId, name } = band
  const { x, y, width, height } = useBandStore((state) => state.live[stageId]) ?? band
  const isLit = useBandStore((state) => state.lit === stageId)
  const nothingElse = useUiStore((state) => state.selection.nodeIds.length + state.selection.edgeIds.length === 0)
  const isSelected = useBandStore((state) => state.selected === stageId) && nothingElse
  return (
    <section
      className={styles.band}
      data-odd={isOdd || undefined}
      data-lit={isLit || undefined}
      data-selected={isSelected || undefined}
      data-empty={band.isEmpty || undefined}
      data-testid={`stage-${stageId}`}
      aria-label={name}
      style={{ transform: `translate(${x}px, ${y}px)`, width, height }}
    >
      <BoxHandles isShown={isSelected} testId={`stage-border-${stageId}`} onDrag={(event, side) => dragBorder(event, band, side)} />
      <header className={`nopan nokey ${styles.header} tabular`} data-testid={`stage-header-${stageId}`} onPointerDown={(event) => dragBand(event, band)} onKeyDown={(event) => onBandKey(event, band)} onContextMenu={(event) => onContextMenu(event, stageId)}>
        <div className={styles.title}>
          <BandName band={band} />
          <BandMenu band={band} isFirst={isFirst} isLast={isLast} />
        </div>
        <StageNumbers stageId={stageId} />
        {isLit && <span className={styles.joins}>{canvasText('dropHere', { stage: name })}</span>}
      </header>
    </section>
  )
}, same)

function onContextMenu(event: MouseEvent, stageId: string): void {
  if (event.target instanceof HTMLInputElement) return
  event.preventDefault()
  event.stopPropagation()
  useBandStore.setState({ menu: stageId, selected: stageId })
}

function StagePeople({ stageId, count }: { stageId: string; count: number }) {
  const steps = useRunStore(({ latest }) => latest?.document.steps)
  const own = Object.entries(steps ?? {}).filter(([, { stage }]) => stage === stageId).map(([id]) => id)
  return (
    // The header is what the band is dragged by.
    <span onPointerDown={(event) => event.stopPropagation()}>
      <NumberButton of={{ kind: 'came', steps: own }} count={count} what={canvasText('stagePeople', { people: full(count) })} testId={`stage-people-${stageId}`}>
        {canvasText('stagePeople', { people: people(count) })}
      </NumberButton>
    </span>
  )
}

function StageNumbers({ stageId }: { stageId: string }) {
  const numbers = useStageNumbers(stageId)
  if (numbers === undefined) return null
  return (
    <span className={styles.numbers}>
      <StagePeople stageId={stageId} count={numbers.people} />
      {numbers.shareToNext !== null && ` · ${canvasText('stageOn', { share: share(numbers.shareToNext) })}`}
    </span>
  )
}

/** Bands are worked out anew with every edit; one that came out the same is not drawn again. */
function same(before: StageBandProps, after: StageBandProps): boolean {
  const [a, b] = [before.band, after.band]
  return (
    before.isOdd === after.isOdd && before.isFirst === after.isFirst && before.isLast === after.isLast && a.stageId === b.stageId && a.name === b.name &&
    a.x === b.x && a.y === b.y && a.width === b.width && a.height === b.height && a.isStored === b.isStored && a.isEmpty === b.isEmpty
  )
}
