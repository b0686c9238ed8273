import { ViewportPortal } from '@xyflow/react'
import { memo } from 'react'
import { useShallow } from 'zustand/react/shallow'
import type { JourneyDocument } from '../../../engine/core/model/journey.ts'
import { CARD_WIDTH } from '../../document/card-size.ts'
import { useDocumentStore } from '../../document/document-store.ts'
import type { CanvasNode } from '../../document/react-flow-adapter.ts'
import { entryIdOf } from '../../document/node-ids.ts'
import { people, share } from '../../i18n/numbers.ts'
import { useStageNumbers } from '../../stores/run-store.ts'
import { useCanvasStore } from './canvas-store.ts'
import { canvasText } from './texts.ts'
import styles from './stage-bands.module.css'

interface Band { id: string; name: string; x: number; y: number; width: number; height: number }

const PAD_X = 44
const PAD_TOP = 96
const PAD_BOTTOM = 56

/** The stages behind the cards: a soft tint, and a header with people and the share that goes on. */
export const StageBands = memo(function StageBands() {
  const [stages, entries, steps] = useDocumentStore(useShallow((state) => [state.document.stages, state.document.entries, state.document.steps] as const))
  const nodes = useCanvasStore((state) => state.nodes)
  if (!stages || stages.length === 0) return null
  return (
    <ViewportPortal>
      {bandsOf({ stages, entries, steps }, nodes).map((band, index) => (
        <StageBand key={band.id} band={band} isOdd={index % 2 === 1} />
      ))}
    </ViewportPortal>
  )
})

function StageBand({ band, isOdd }: { band: Band; isOdd: boolean }) {
  const numbers = useStageNumbers(band.id)
  return (
    <section
      className={styles.band}
      data-odd={isOdd || undefined}
      data-testid={`stage-${band.id}`}
      aria-label={band.name}
      style={{ transform: `translate(${band.x}px, ${band.y}px)`, width: band.width, height: band.height }}
    >
      <header className={`${styles.header} tabular`}>
        <span className={styles.name}>{band.name}</span>
        {numbers !== undefined && (
          <span className={styles.numbers}>
            {canvasText('stagePeople', { people: people(numbers.people) })}
            {numbers.shareToNext !== null && ` · ${canvasText('stageOn', { share: share(numbers.shareToNext) })}`}
          </span>
        )}
      </header>
    </section>
  )
}

/** Where each stage lies: as columns of one height where they stand side by side, each around its own cards where they do not. */
function bandsOf({ stages, entries, steps }: Pick<JourneyDocument, 'entries' | 'steps'> & { stages: NonNullable<JourneyDocument['stages']> }, nodes: readonly CanvasNode[]): Band[] {
  const stageOf = (node: CanvasNode) => {
    const entryId = entryIdOf(node.id)
    const stepId = entryId === undefined ? node.id : entries.find((entry) => entry.id === entryId)?.next
    return stepId === undefined ? undefined : steps[stepId]?.stage
  }
  const bands: Band[] = []
  for (const stage of stages) {
    const own = nodes.filter((node) => stageOf(node) === stage.id)
    if (own.length === 0) continue
    const left = Math.min(...own.map(({ position }) => position.x)) - PAD_X
    const right = Math.max(...own.map(({ position, measured }) => position.x + (measured?.width ?? CARD_WIDTH))) + PAD_X
    const top = Math.min(...own.map(({ position }) => position.y)) - PAD_TOP
    const bottom = Math.max(...own.map(({ position, measured }) => position.y + (measured?.height ?? 120))) + PAD_BOTTOM
    bands.push({ id: stage.id, name: stage.name ?? stage.id, x: left, y: top, width: right - left, height: bottom - top })
  }
  const sideBySide = bands.every((band) => bands.every((other) => other === band || other.x >= band.x + band.width || band.x >= other.x + other.width))
  if (!sideBySide) return bands
  const top = Math.min(...bands.map(({ y }) => y))
  const bottom = Math.max(...bands.map(({ y, height }) => y + height))
  return bands.map((band) => ({ ...band, y: top, height: bottom - top }))
}
