import { memo, useMemo } from 'react'
import type { Activity } from '../../../engine/core/playback/activity.ts'
import type { FinishedRun } from '../../stores/run-store.ts'
import { zoneOf } from './player.ts'
import { quietStretches } from './ticks.ts'
import styles from './timeline.module.css'

const HEIGHT = 30
/** Messages (of a journey without any: people coming in) stand on this line, goals hang from it. */
const MIDDLE = 20

/** What happened when, as two quiet areas: messages upwards, goals downwards, each as high as it gets; quiet hours shaded. */
export const ActivityChart = memo(function ActivityChart({ run, activity, width }: { run: FinishedRun; activity: Activity | undefined; width: number }) {
  const { from, until } = run.result
  const { quietHours } = run.document.policies ?? {}
  const zone = zoneOf(run)
  const scale = until <= from ? 0 : width / (until - from)
  const quiet = useMemo(() => {
    // Nights that would be a hairline each are no shading but noise.
    if (quietHours === undefined || 3_600_000 * 3 * scale < 1) return []
    return quietStretches({ from, until }, zone, quietHours)
  }, [quietHours, from, until, zone, scale])
  const upwards = activity && (activity.messages.some((count) => count > 0) ? activity.messages : activity.entries)
  return (
    <svg className={styles.chart} width={width} height={HEIGHT} viewBox={`0 0 ${width} ${HEIGHT}`} preserveAspectRatio="none" aria-hidden="true" data-testid="playback-activity">
      {quiet.map((one) => (
        <rect key={one.from} className={styles.quiet} x={(one.from - from) * scale} width={Math.max(1, (one.until - one.from) * scale)} y={0} height={HEIGHT} />
      ))}
      {activity && upwards && (
        <>
          <path className={styles.up} d={area(upwards, activity, from, scale, width, MIDDLE, -(MIDDLE - 1))} />
          <path className={styles.down} d={area(activity.goals, activity, from, scale, width, MIDDLE, HEIGHT - MIDDLE - 1)} />
        </>
      )}
      <line className={styles.middle} x1={0} x2={width} y1={MIDDLE} y2={MIDDLE} />
    </svg>
  )
})

/** Steps, not slopes: a stretch has one count. */
function area(counts: Uint32Array, { from: first, stretchMs }: Activity, from: number, scale: number, width: number, base: number, height: number): string {
  const most = counts.reduce((highest, count) => Math.max(highest, count), 0)
  if (most === 0) return ''
  let path = `M0 ${base}`
  counts.forEach((count, index) => {
    const left = Math.max(0, (first + index * stretchMs - from) * scale)
    const right = Math.min(width, (first + (index + 1) * stretchMs - from) * scale)
    const y = base + (count / most) * height
    path += `L${left.toFixed(1)} ${y.toFixed(1)}L${right.toFixed(1)} ${y.toFixed(1)}`
  })
  return `${path}L${width} ${base}Z`
}
