import { getBezierPath, getSmoothStepPath, Position } from '@xyflow/react'
import { createElement, useMemo, type ReactNode } from 'react'
import type { JourneyDocument } from '../../../engine/core/model/journey.ts'
import { kindOf } from '../../../engine/core/model/steps/registry.ts'
import type { StepFamily } from '../../../engine/core/model/steps/step-kind.ts'
import type { Overlay, StepNumbers } from '../../../engine/core/report/overlay.ts'
import { portsShown } from '../../document/card-ports.ts'
import { CARD_BODY, CARD_WIDTH, PORT_ROW } from '../../document/card-size.ts'
import type { Box } from '../../document/layout.ts'
import { nameOfStep } from '../../document/names.ts'
import { entryIdOf } from '../../document/node-ids.ts'
import { notesOf } from '../../document/notes.ts'
import { summaryBesideName } from '../../document/summary-beside-name.ts'
import { entryInWords } from '../../document/trigger-in-words.ts'
import { msInWords } from '../../i18n/in-words.ts'
import { people, share } from '../../i18n/numbers.ts'
import { useCanvasStore } from '../canvas/canvas-store.ts'
import { STUB } from '../canvas/drop-off-stub.tsx'
import { familyShape, iconOfStep, iconOfTrigger } from '../canvas/families.tsx'
import { portLabel } from '../canvas/step-node.tsx'
import { canvasText } from '../canvas/texts.ts'
import { linesOf, textWidth } from '../simulation/picture-text.ts'
import { pictureLayout, type PictureLine } from './picture-layout.ts'
import { reportText } from './texts.ts'
import styles from './journey-picture.module.css'

const TEXT = 14
const PAD = 12
const TILE = 36
const WORDS_AT = PAD + TILE + 10

function usePictureLayout(document: JourneyDocument, hasNumbers: boolean) {
  return useMemo(() => {
    const { nodes } = useCanvasStore.getState()
    return pictureLayout(document, hasNumbers, (id) => nodes.find((node) => node.id === id)?.position)
  }, [document, hasNumbers])
}

/** Canvas pixels across a page at which words can still be read. */
const STRIP = 1500
const OVERLAP = 120
const DRAWN = 'journey-drawn'

/** A wide journey once more for paper, in parts that can be read there, one below the other; nothing for one that can be read as it is. */
export function JourneyStrips({ document, hasNumbers }: { document: JourneyDocument; hasNumbers: boolean }) {
  const { box } = usePictureLayout(document, hasNumbers)
  const parts = Math.ceil(box.width / STRIP)
  if (parts < 2) return null
  const width = box.width / parts
  return (
    <div className={styles.strips}>
      {Array.from({ length: parts }, (_, part) => (
        <svg key={part} viewBox={`${box.x + part * width - (part === 0 ? 0 : OVERLAP / 2)} ${box.y} ${width + OVERLAP / 2} ${box.height}`} className={`${styles.picture} ${styles.strip}`} role="img" aria-label={reportText('partOf', { part: part + 1, parts })}>
          <use href={`#${DRAWN}`} />
        </svg>
      ))}
    </div>
  )
}

/** The whole canvas as one drawing: every card with its numbers, whether it is in view or not. `figures` null: as drawn, before a run. */
export function JourneyPicture({ document, figures, isAssumed }: { document: JourneyDocument; figures: Overlay | null; isAssumed: boolean }) {
  const { cards, lines, bands, box } = usePictureLayout(document, figures !== null)
  return (
    <svg viewBox={`${box.x} ${box.y} ${box.width} ${box.height}`} className={styles.picture} role="img" aria-label={reportText('pictureOf', { name: document.name ?? document.id })} data-chart="journey" data-testid="journey-picture">
      <g id={DRAWN}>
        <rect x={box.x} y={box.y} width={box.width} height={box.height} className={styles.ground} />
        {bands.map((band) => {
          const numbers = figures?.stages[band.stageId]
          return (
            <g key={band.stageId}>
              <rect x={band.x} y={band.y} width={band.width} height={band.height} rx={16} className={styles.band} />
              <text x={band.x + 20} y={band.y + 32} className={styles.bandName}>
                {linesOf(band.name, band.width - 40, { size: 17, weight: 600, most: 1 })[0]}
              </text>
              {numbers !== undefined && (
                <text x={band.x + 20} y={band.y + 54} className={styles.quiet}>
                  {canvasText('stagePeople', { people: people(numbers.people) })}
                  {numbers.shareToNext !== null && ` · ${canvasText('stageOn', { share: share(numbers.shareToNext) })}`}
                </text>
              )}
            </g>
          )
        })}
        {notesOf(document).map((note) => (
          <g key={note.id}>
            <rect x={note.x} y={note.y} width={note.width} height={note.height} rx={8} className={styles.note} data-colour={note.colour} />
            <Lines x={note.x + PAD} y={note.y + 24} className={styles.text} lines={linesOf(note.text.replace(/[#*_`>|]/g, ''), note.width - 2 * PAD, { size: TEXT, most: Math.max(1, Math.floor((note.height - 16) / 20)) })} height={20} />
          </g>
        ))}
        {lines.map((line) => (
          <Connection key={line.id} line={line} figures={figures} />
        ))}
        {[...cards].map(([id, place]) => (
          <PictureCard key={id} id={id} place={place} document={document} figures={figures} isAssumed={isAssumed} />
        ))}
      </g>
    </svg>
  )
}

function Connection({ line: { id, fromX, fromY, toX, toY }, figures }: { line: PictureLine; figures: Overlay | null }) {
  const numbers = figures?.edges[id]
  const ends = { sourceX: fromX, sourceY: fromY, sourcePosition: Position.Right, targetX: toX, targetY: toY, targetPosition: Position.Left }
  const [path] = toX < fromX + 24 ? getSmoothStepPath({ ...ends, borderRadius: 18, offset: 26 }) : getBezierPath({ ...ends, curvature: 0.3 })
  const width = numbers === undefined ? 1.5 : 1.5 + 10.5 * numbers.widthShare
  return (
    <g>
      <path d={path} className={styles.line} data-traffic={(numbers?.people ?? 0) > 0 || undefined} strokeWidth={width} strokeDasharray={numbers?.people === 0 ? '3 4' : undefined} />
      {numbers !== undefined && (
        <text x={fromX + 12} y={fromY - 7 - width / 2} className={styles.label}>
          <tspan className={styles.people}>{people(numbers.people)}</tspan>
          {(toX < fromX || toX - fromX > 128) && <tspan dx="6">{share(numbers.share)}</tspan>}
        </text>
      )}
    </g>
  )
}

interface CardProps { id: string; place: Box; document: JourneyDocument; figures: Overlay | null; isAssumed: boolean }

function PictureCard({ id, place: { x, y, width, height }, document, figures, isAssumed }: CardProps) {
  const entryId = entryIdOf(id)
  const entry = entryId === undefined ? undefined : document.entries.find((one) => one.id === entryId)
  const step = entry === undefined ? document.steps[id] : undefined
  const family: StepFamily = step === undefined ? 'entry' : kindOf(step).family
  const name = entry !== undefined ? canvasText('entry') : nameOfStep(step!)
  const summary = entry !== undefined ? entryInWords(entry, document.segments) : summaryBesideName(step!)
  const ports = step === undefined ? [] : portsShown(step)
  const numbers = figures?.steps[id]
  const left = figures?.dropOffs[id]
  const glyph = family === 'logic' ? 16 : 18
  return (
    <g transform={`translate(${x} ${y})`}>
      <rect width={width} height={height} rx={12} className={styles.card} />
      <g transform={`translate(${PAD} ${PAD})`} className={styles[family]}>
        <path d={familyShape(family)} className={styles.shape} />
        {createElement(entry !== undefined ? iconOfTrigger(entry.trigger) : iconOfStep(step!), { x: (TILE - glyph) / 2, y: (TILE - glyph) / 2, size: glyph, stroke: 1.8, className: styles.glyph! })}
      </g>
      <text x={WORDS_AT} y={27} className={styles.name}>
        {linesOf(name, CARD_WIDTH - WORDS_AT - PAD, { size: TEXT, weight: 600, most: 1 })[0]}
      </text>
      <Lines x={WORDS_AT} y={47} className={styles.quiet} lines={linesOf(summary, CARD_WIDTH - WORDS_AT - PAD, { size: TEXT, most: 2 })} height={18} />
      {ports.length > 1 && ports.map((port, index) => <PortRow key={port.id} label={portLabel(step!, port)} y={CARD_BODY + 1 + index * PORT_ROW} />)}
      {numbers !== undefined && <Strip numbers={numbers} y={height - 36} family={family} isAssumed={isAssumed} />}
      {left !== undefined && (
        <g transform={`translate(20 ${height})`}>
          <path d={STUB} className={styles.stub} />
          <text x={24} y={17} className={styles.quiet}>
            {canvasText('dropOff', { people: people(left) })}
          </text>
        </g>
      )}
    </g>
  )
}

function PortRow({ label, y }: { label: string; y: number }) {
  return (
    <g>
      <line x1={0} x2={CARD_WIDTH} y1={y - 0.5} y2={y - 0.5} className={styles.hairline} />
      <text x={CARD_WIDTH - 14} y={y + 19} textAnchor="end" className={styles.quiet}>
        {linesOf(label, CARD_WIDTH - 28, { size: TEXT, most: 1 })[0]}
      </text>
    </g>
  )
}

/** People, their share as a bar, and how long half of them stayed. */
function Strip({ numbers: { entered, shareOfEntrants, medianDwellMs }, y, family, isAssumed }: { numbers: StepNumbers; y: number; family: StepFamily; isAssumed: boolean }): ReactNode {
  const count = `${isAssumed ? '≈ ' : ''}${people(entered)}`
  const part = share(shareOfEntrants)
  const dwell = medianDwellMs === null || medianDwellMs === 0 ? '' : msInWords(medianDwellMs)
  const from = PAD + textWidth(count, TEXT, 600) + 8
  const dwellWidth = dwell === '' ? 0 : textWidth(dwell, TEXT) + 8
  const to = CARD_WIDTH - PAD - dwellWidth - textWidth(part, TEXT) - 8
  const bar = Math.max(0, to - from)
  return (
    <g className={styles[family]}>
      <line x1={0} x2={CARD_WIDTH} y1={y} y2={y} className={styles.hairline} />
      <text x={PAD} y={y + 23} className={styles.people}>
        {count}
      </text>
      <rect x={from} y={y + 16} width={bar} height={4} rx={2} className={styles.track} />
      <rect x={from} y={y + 16} width={bar * Math.min(1, shareOfEntrants)} height={4} rx={2} className={styles.fill} />
      <text x={to + 8} y={y + 23} className={styles.text}>
        {part}
      </text>
      {dwell !== '' && (
        <text x={CARD_WIDTH - PAD} y={y + 23} textAnchor="end" className={styles.quiet}>
          {dwell}
        </text>
      )}
    </g>
  )
}

function Lines({ x, y, lines, height, className }: { x: number; y: number; lines: readonly string[]; height: number; className: string | undefined }) {
  return lines.map((line, index) => (
    <text key={index} x={x} y={y + index * height} className={className}>
      {line}
    </text>
  ))
}
