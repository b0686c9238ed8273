import { useState } from 'react'
import type { SegmentMovement, SegmentsOverTime } from '../../../engine/api/contract.ts'
import { daySpan } from '../../i18n/dates.ts'
import { full, people, share } from '../../i18n/numbers.ts'
import { ChoiceField } from '../inspector/fields/choice-field.tsx'
import { ByChoice } from './by-choice.tsx'
import { Besides, useAsked, useBesides } from './compared.tsx'
import { FiguresMenu, type Rows } from './figures-menu.tsx'
import { Matrix } from './matrix.tsx'
import { Measured, useMeasurement } from './measurement.tsx'
import { cameAndLeft, MovementChart } from './movement-chart.tsx'
import { NothingToMeasure } from './nothing-to-measure.tsx'
import { periodInWords } from './period-in-words.ts'
import { useSegmentPageStore, type PeriodBy, type SegmentContent } from './segment-page-store.ts'
import { segmentText } from './texts.ts'
import styles from './tabs.module.css'

/** Who comes into the segment and leaves it from one period to the next, and between which segments people move. */
export function MovementTab({ id, content }: { id: string; content: SegmentContent }) {
  const by = useSegmentPageStore((state) => state.by)
  const besides = useBesides(id)
  const asked = useAsked(content, besides)
  const alone = useMeasurement('segments.movement', asked && { datasetId: asked.datasetId, asked: asked.asked.slice(0, 1), by })
  const together = useMeasurement('segments.movement', asked && { ...asked, by })
  // How many people each row is about: who is in several segments at the end stands in several columns, so the cells do not tell.
  const sizes = useMeasurement('segments.overTime', asked && { ...asked, by, asked: [...asked.asked, { name: 'any of these', condition: { any: asked.asked.map(({ condition }) => condition) } }] })
  if (asked === undefined) return <NothingToMeasure content={content} />
  return (
    <>
      <div className={styles.tools}>
        <h2 className={styles.title}>{segmentText('cameAndLeft')}</h2>
        <ByChoice />
        {alone.value !== undefined && <FiguresMenu chart="segment-movement" rows={() => rowsOfSides(alone.value!)} />}
      </div>
      <Measured measurement={alone}>{(value) => (value.steps.length === 0 ? <p className={styles.explains}>{segmentText('onePeriod')}</p> : <MovementChart value={value} />)}</Measured>
      <div className={`${styles.tools} ${styles.second}`}>
        <h2 className={styles.title}>{segmentText('fromTo')}</h2>
        <Besides id={id} besides={besides} />
        {together.value !== undefined && <FiguresMenu rows={() => rowsOfMoves(together.value!)} />}
      </div>
      <Measured measurement={together}>{(value) => (value.steps.length === 0 ? null : <Moves value={value} sizes={sizes.value} />)}</Measured>
    </>
  )
}

const ALL = 'all'

function Moves({ value, sizes }: { value: SegmentMovement; sizes: SegmentsOverTime | undefined }) {
  const { names, steps, total, by } = value
  const [chosen, setChosen] = useState(ALL)
  const step = chosen === ALL ? undefined : steps[Number(chosen)]
  const matrix = step?.matrix ?? total
  const peopleOf = peopleByRow(value, sizes, step === undefined ? steps.map((_, index) => index) : [Number(chosen)])
  const columns = [...names, segmentText('inNone')]
  const rows = [...names, segmentText('inNone'), segmentText('notKnown')]
  return (
    <>
      <div className={styles.choice}>
        <ChoiceField
          label={segmentText('when')}
          showLabel={false}
          width={300}
          value={step === undefined ? ALL : chosen}
          options={[{ value: ALL, label: segmentText(`all_${by}`, { count: full(steps.length) }) }, ...steps.map(({ to }, index) => ({ value: String(index), label: endOf(by, to) })).reverse()]}
          testId="movement-when"
          onChange={(next) => {
            setChosen(next ?? ALL)
            return undefined
          }}
        />
      </div>
      <Matrix
        testId="movement"
        label={segmentText('movementTitle')}
        corner={segmentText('fromToCorner')}
        columns={columns}
        rows={rows.map((name, row) => {
          const cells = matrix[row]!
          const all = peopleOf?.[row]
          return {
            name,
            cells: cells.map((count, column) => {
              const part = all === undefined || all === 0 ? null : count / all
              return {
                figure: people(count),
                share: part === null ? '–' : share(part),
                shade: part,
                isOwn: row === column,
                says: segmentText(row === column ? 'staySays' : 'moveSays', { from: name, to: columns[column]!, count: full(count), share: part === null ? '–' : share(part) }),
              }
            }),
          }
        })}
      />
      <p className={styles.explains}>{segmentText(step === undefined ? 'movesTotal' : 'movesExplained')}</p>
    </>
  )
}

/**
 * People each row of the matrix is about, over the given steps: those in the segment at the beginning, in none, and not known by then. Undefined
 * while the sizes are of another question.
 */
function peopleByRow({ names, steps }: SegmentMovement, sizes: SegmentsOverTime | undefined, chosen: readonly number[]): number[] | undefined {
  if (sizes === undefined || sizes.points.length !== steps.length + 1 || sizes.names.slice(0, -1).join('\n') !== names.join('\n')) return undefined
  const sum = (of: (before: SegmentsOverTime['points'][number], after: SegmentsOverTime['points'][number]) => number) =>
    chosen.reduce((total, index) => total + of(sizes.points[index]!, sizes.points[index + 1]!), 0)
  return [
    ...names.map((_, row) => sum((before) => before.sizes[row]!)),
    sum((before) => before.known - before.sizes[names.length]!),
    sum((before, after) => after.known - before.known),
  ]
}

/** A step is named by the period it ends. */
function endOf(by: PeriodBy, to: number): string {
  return by === 'month' ? periodInWords('month', to) : segmentText('upTo', { day: daySpan(to, to) })
}

function rowsOfSides(value: SegmentMovement): Rows {
  return [['until', 'came', 'left', 'stayed'], ...value.steps.map((step) => {
    const { came, left, stayed } = cameAndLeft(step.matrix)
    return [new Date(step.to).toISOString(), came, left, stayed]
  })]
}

function rowsOfMoves({ names, steps }: SegmentMovement): Rows {
  const [columns, rows] = [[...names, 'none'], [...names, 'none', 'new']]
  return [['until', 'from', 'to', 'people'], ...steps.flatMap(({ to, matrix }) => rows.flatMap((from, row) => columns.map((target, column) => [new Date(to).toISOString(), from, target, matrix[row]![column]!])))]
}
