import { useElementSize } from '@mantine/hooks'
import { useId, useState, type KeyboardEvent, type PointerEvent, type ReactNode } from 'react'
import { people } from '../../i18n/numbers.ts'
import { axisLabels } from './period-in-words.ts'
import type { PeriodBy } from './segment-page-store.ts'
import styles from './period-chart.module.css'

const HEIGHT = 262
const TOP = 10
const AXIS = 42
const LEFT = 46
const LABEL_ROOM = 64

export interface Frame {
  /** Pixels across of a period by its place in the list, and the width of one. */
  x(index: number): number
  step: number
  /** Pixels down of a number of people. */
  y(count: number): number
  right: number
}

interface PeriodChartProps {
  /** The name under which its picture is saved. */
  name: string
  by: PeriodBy
  /** First instants of the periods, epoch ms. */
  starts: readonly number[]
  /** Numbers of people on the axis, ascending; the chart spans them. */
  steps: readonly number[]
  /** Room at the right for names of lines. */
  rightRoom?: number
  /** The whole chart in words, and one period of it. */
  inWords: string
  readout(index: number): ReactNode
  readoutText(index: number): string
  children(frame: Frame, at: number): ReactNode
}

/** A chart over days, weeks or months: a pointer or the arrow keys go along it, and what stands at that place is written above. */
export function PeriodChart({ name, by, starts, steps, rightRoom = 12, inWords, readout, readoutText, children }: PeriodChartProps) {
  const { ref, width } = useElementSize<HTMLDivElement>()
  const [chosen, setChosen] = useState<number>()
  const readoutId = useId()
  const last = starts.length - 1
  const at = Math.min(chosen ?? last, last)
  const right = Math.max(LEFT + 60, width - rightRoom)
  const step = (right - LEFT) / Math.max(1, starts.length)
  const [least, most] = [steps[0] ?? 0, steps.at(-1) ?? 1]
  const bottom = HEIGHT - AXIS
  const frame: Frame = {
    x: (index) => LEFT + (index + 0.5) * step,
    step,
    y: (count) => bottom - ((count - least) / (most - least)) * (bottom - TOP),
    right,
  }
  const every = Math.max(1, Math.ceil(LABEL_ROOM / step))
  const marked = starts.map((_, index) => index).filter((index) => index % every === 0 && frame.x(index) < right - LABEL_ROOM / 3)
  const labels = axisLabels(by, marked.map((index) => starts[index]!))
  const toPointer = (event: PointerEvent<SVGSVGElement>) => {
    const across = event.clientX - event.currentTarget.getBoundingClientRect().left
    setChosen(Math.max(0, Math.min(last, Math.floor((across - LEFT) / step))))
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const to = { ArrowLeft: at - 1, ArrowRight: at + 1, Home: 0, End: last, PageUp: at - 4, PageDown: at + 4 }[event.key]
    if (to === undefined) return
    event.preventDefault()
    setChosen(Math.max(0, Math.min(last, to)))
  }
  return (
    <div className={styles.frame}>
      <div id={readoutId} className={`${styles.readout} tabular`} data-testid={`${name}-readout`}>
        {readout(at)}
      </div>
      <div
        ref={ref}
        className={styles.chart}
        role="slider"
        tabIndex={0}
        aria-label={inWords}
        aria-valuemin={0}
        aria-valuemax={last}
        aria-valuenow={at}
        aria-valuetext={readoutText(at)}
        onKeyDown={onKeyDown}
        data-testid={name}
      >
        {width > 0 && (
          <svg width={width} height={HEIGHT} viewBox={`0 0 ${width} ${HEIGHT}`} aria-hidden="true" data-chart={name} onPointerMove={toPointer} onPointerLeave={() => setChosen(undefined)}>
            {steps.map((count) => (
              <g key={count}>
                <line x1={LEFT} x2={right} y1={frame.y(count)} y2={frame.y(count)} className={count === 0 ? styles.zero : styles.grid} />
                <text x={LEFT - 8} y={frame.y(count)} textAnchor="end" className={styles.axis}>
                  {people(Math.abs(count))}
                </text>
              </g>
            ))}
            {marked.map((index, place) => (
              <g key={index}>
                <text x={frame.x(index)} y={HEIGHT - 26} textAnchor="middle" className={styles.axis}>
                  {labels[place]!.label}
                </text>
                <text x={frame.x(index)} y={HEIGHT - 9} textAnchor="middle" className={styles.year}>
                  {labels[place]!.year}
                </text>
              </g>
            ))}
            {chosen !== undefined && <line x1={frame.x(at)} x2={frame.x(at)} y1={TOP} y2={bottom} className={styles.cursor} />}
            {children(frame, at)}
          </svg>
        )}
      </div>
    </div>
  )
}
