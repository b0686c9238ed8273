import { heatInWords, useHeat, useHeatStore } from './heat-store.ts'
import { heatText } from './heat-texts.ts'
import styles from './heat.module.css'

/** On a card: how much of the metric it has, as a gauge that fills from below and a tint as strong. */
export function HeatGauge({ nodeId }: { nodeId: string }) {
  const heat = useHeat(nodeId)
  const metric = useHeatStore((state) => state.metric)
  if (heat === undefined || metric === null) return null
  const words = heatText('level', { metric: heatText(metric), value: heatInWords(metric, heat.value) })
  return (
    <>
      <span className={styles.tint} style={{ opacity: heat.level * 0.34 }} aria-hidden="true" />
      <span className={styles.gauge} role="img" aria-label={words} title={words} data-testid={`heat-${nodeId}`} data-level={heat.level.toFixed(2)}>
        <span className={styles.filled} style={{ height: `${heat.level * 100}%` }} />
      </span>
    </>
  )
}
