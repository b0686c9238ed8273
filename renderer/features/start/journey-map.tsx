import type { StepFamily } from '../../../engine/core/model/steps/step-kind.ts'
import type { MapStep } from './template-maps.ts'
import styles from './template-art.module.css'

const WIDTH = 480
const HEIGHT = 186
const ROOM = { x: 22, y: 22 }

/** A journey's own shape in small: each step where it lies on the canvas, in the shape and colour of its family. */
export function JourneyMap({ steps }: { steps: readonly MapStep[] }) {
  const right = Math.max(1, ...steps.map(([x]) => x))
  const bottom = Math.max(1, ...steps.map(([, y]) => y))
  const places = steps.map(([x, y]) => ({ x: ROOM.x + (x / right) * (WIDTH - 2 * ROOM.x), y: ROOM.y + (y / bottom) * (HEIGHT - 2 * ROOM.y) }))
  return (
    <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} className={styles.art}>
      {steps.flatMap(([, , , next], from) => next.map((to) => <path key={`${from}-${to}`} d={wayBetween(places[from]!, places[to]!)} className={styles.way} />))}
      {steps.map(([, , family], index) => (
        <g key={index} transform={`translate(${places[index]!.x.toFixed(1)} ${places[index]!.y.toFixed(1)})`} className={styles.tile} data-family={family} data-step="">
          <path d={SMALL[family]} className={styles.mark} />
        </g>
      ))}
    </svg>
  )
}

interface Place { x: number; y: number }

/** As the canvas draws them: out to the right and in from the left, or straight down within a column. */
function wayBetween(from: Place, to: Place): string {
  const across = to.x - from.x
  if (Math.abs(across) < 12) return `M${point(from)}L${point(to)}`
  const bend = across > 0 ? across / 2 : 24
  return `M${point(from)}C${point({ x: from.x + bend, y: from.y })} ${point({ x: to.x - bend, y: to.y })} ${point(to)}`
}

function point({ x, y }: Place): string {
  return `${x.toFixed(1)} ${y.toFixed(1)}`
}

const SMALL: Record<StepFamily, string> = {
  entry: 'M0 -9a9 9 0 1 0 0 18a9 9 0 1 0 0 -18Z',
  time: 'M-5 -8.5h10l5 8.5l-5 8.5h-10l-5 -8.5Z',
  logic: 'M0 -10.5l10.5 10.5l-10.5 10.5l-10.5 -10.5Z',
  message: 'M-8 -8.5h16a3 3 0 0 1 3 3v11a3 3 0 0 1 -3 3h-16a3 3 0 0 1 -3 -3v-11a3 3 0 0 1 3 -3Z',
  end: 'M-3.6 -8.5h7.2l5 5v7.2l-5 5h-7.2l-5 -5v-7.2Z',
}
