import { IconBell, IconBolt, IconDoorExit, IconGitBranch, IconHourglass, type Icon } from '@tabler/icons-react'
import type { StepFamily } from '../../../engine/core/model/steps/step-kind.ts'
import { JourneyMap } from './journey-map.tsx'
import { TEMPLATE_MAPS } from './template-maps.ts'
import styles from './template-art.module.css'

const STAGES: readonly { x: number; people: number; family: StepFamily }[] = [
  { x: 52, people: 92, family: 'entry' },
  { x: 146, people: 62, family: 'time' },
  { x: 240, people: 40, family: 'logic' },
  { x: 334, people: 22, family: 'message' },
  { x: 428, people: 10, family: 'end' },
]
const MIDDLE = 88

/** A journey as the canvas shows it after a run, in small: stages, people flowing through and getting fewer. */
export function FunnelArt() {
  return (
    <svg viewBox="0 0 480 200" className={styles.art}>
      {STAGES.map(({ x }, index) => (
        <rect key={x} x={x - 45} y={8} width={90} height={184} rx={9} className={styles.band} data-odd={index % 2 === 1 || undefined} />
      ))}
      <path d={`M8 ${MIDDLE - 46}H52V${MIDDLE + 46}H8Z`} className={styles.flow} />
      <path d={`M428 ${MIDDLE - 5}H472V${MIDDLE + 5}H428Z`} className={styles.flow} />
      {STAGES.slice(0, -1).map(({ x, people }, index) => {
        const next = STAGES[index + 1]!
        const mid = (x + next.x) / 2
        const [a, b] = [people / 2, next.people / 2]
        const lost = (people - next.people) / 2
        const [left, right] = [x + 6, x + 6 + lost]
        const top = MIDDLE + a - 3
        return (
          <g key={x}>
            <path d={`M${left} ${top}H${right}C${right} ${top + 26} ${left + lost * 0.62} ${top + 34} ${left + lost / 2} ${top + 58}C${left + lost * 0.38} ${top + 34} ${left} ${top + 26} ${left} ${top}Z`} className={styles.loss} />
            <path
              d={`M${x} ${MIDDLE - a}C${mid} ${MIDDLE - a} ${mid} ${MIDDLE - b} ${next.x} ${MIDDLE - b}V${MIDDLE + b}C${mid} ${MIDDLE + b} ${mid} ${MIDDLE + a} ${x} ${MIDDLE + a}Z`}
              className={styles.flow}
            />
          </g>
        )
      })}
      {STAGES.map(({ x, family }) => (
        <Tile key={x} x={x} y={MIDDLE} family={family} />
      ))}
    </svg>
  )
}

/** The picture of a template: its own journey in small. */
export function TemplateArt({ templateId }: { templateId: string }) {
  const steps = TEMPLATE_MAPS[templateId]
  return steps === undefined ? <ForkArt /> : <JourneyMap steps={steps} />
}

/** A journey that forks: one way for those who act, a reminder in two texts for the others. For a template without a map. */
function ForkArt() {
  return (
    <svg viewBox="0 0 480 200" className={styles.art}>
      <path d="M60 100H160" className={styles.line} style={{ strokeWidth: 30 }} />
      <path d="M160 94C214 94 206 50 264 50H420" className={styles.line} style={{ strokeWidth: 9 }} />
      <path d="M160 104C214 104 206 134 264 134" className={styles.line} style={{ strokeWidth: 20 }} />
      <path d="M264 130C310 130 310 108 356 108" className={styles.line} style={{ strokeWidth: 10 }} />
      <path d="M264 140C310 140 310 166 356 166" className={styles.line} style={{ strokeWidth: 9 }} />
      <path d="M356 106C398 106 388 58 420 54" className={styles.line} style={{ strokeWidth: 4 }} />
      <Tile x={60} y={100} family="entry" />
      <Tile x={160} y={100} family="time" />
      <Tile x={264} y={136} family="logic" />
      <Tile x={356} y={108} family="message" />
      <Tile x={356} y={166} family="message" />
      <Tile x={424} y={50} family="end" />
    </svg>
  )
}

/** A canvas with nothing but a place to begin. */
export function BlankArt() {
  return (
    <svg viewBox="0 0 480 200" className={styles.art}>
      {Array.from({ length: 8 * 17 }, (_, index) => (
        <circle key={index} cx={32 + (index % 17) * 26} cy={12 + Math.floor(index / 17) * 26} r={1.6} className={styles.dot} />
      ))}
      <path d="M176 100H304" className={styles.dashed} />
      <Tile x={160} y={100} family="entry" />
      <path d="M306 86h28a4 4 0 0 1 4 4v20a4 4 0 0 1 -4 4h-28a4 4 0 0 1 -4 -4v-20a4 4 0 0 1 4 -4Z" className={styles.ghost} />
    </svg>
  )
}

const OUTLINES: Record<StepFamily, string> = {
  entry: 'M0 -17a17 17 0 1 0 0 34a17 17 0 1 0 0 -34Z',
  time: 'M-9 -16h18l9 16l-9 16h-18l-9 -16Z',
  logic: 'M-2 -19a3 3 0 0 1 4 0l17 17a3 3 0 0 1 0 4l-17 17a3 3 0 0 1 -4 0l-17 -17a3 3 0 0 1 0 -4Z',
  message: 'M-10 -16h20a6 6 0 0 1 6 6v20a6 6 0 0 1 -6 6h-20a6 6 0 0 1 -6 -6v-20a6 6 0 0 1 6 -6Z',
  end: 'M-7 -17h14l10 10v14l-10 10h-14l-10 -10v-14Z',
}

const GLYPHS: Record<StepFamily, Icon> = { entry: IconBolt, time: IconHourglass, logic: IconGitBranch, message: IconBell, end: IconDoorExit }

function Tile({ x, y, family }: { x: number; y: number; family: StepFamily }) {
  const Glyph = GLYPHS[family]
  return (
    <g transform={`translate(${x} ${y})`} className={styles.tile} data-family={family}>
      <path d={OUTLINES[family]} className={styles.shape} />
      <Glyph x={-9} y={-9} size={18} stroke={1.8} className={styles.glyph} />
    </g>
  )
}
