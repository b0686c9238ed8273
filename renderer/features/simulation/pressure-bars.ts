import type { PressureFigures } from '../../../engine/core/simulate/pressure.ts'
import { share } from '../../i18n/numbers.ts'
import { simulationText } from './texts.ts'

/** Days of a person with so many messages; the last bar stands for all from its number on. */
export interface PressureBar {
  label: string
  days: number
  /** More than the cap allows. */
  isOver: boolean
}

const FEWEST_BARS = 8
const MOST_BARS = 12

/** A bar for each number of messages from 1 on, those nobody had included; large numbers are one bar, over the cap if there is room. */
export function pressureBars({ distribution, cap }: PressureFigures): PressureBar[] {
  const largest = distribution.at(-1)?.[0] ?? 0
  const daysWith = new Map(distribution)
  const last = Math.min(MOST_BARS, Math.max(FEWEST_BARS, (cap ?? 0) + 1))
  const bars: PressureBar[] = []
  for (let messages = 1; messages <= Math.min(largest, last); messages++) {
    const isRest = messages === last && largest > last
    const days = isRest ? distribution.reduce((sum, [number, count]) => (number >= last ? sum + count : sum), 0) : (daysWith.get(messages) ?? 0)
    bars.push({ label: isRest ? simulationText('pressureBarMore', { from: messages }) : simulationText('pressureBar', { count: messages }), days, isOver: cap !== null && messages > cap })
  }
  return bars
}

/** The same in two sentences, the cap included where there is one. */
export function pressureInWords({ messagesPerDay: { p50, p90, max }, cap, shareOverCap }: PressureFigures): string {
  if (p50 === null || p90 === null || max === null) return simulationText('pressureNone')
  const words = simulationText('pressureWords', { p50, p90, max })
  if (cap === null || shareOverCap === null) return words
  return `${words} ${shareOverCap === 0 ? simulationText('pressureWithin', { cap }) : simulationText('pressureOver', { share: share(shareOverCap), cap })}`
}
