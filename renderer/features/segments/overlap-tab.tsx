import type { SegmentOverlap } from '../../../engine/api/contract.ts'
import { daySpan } from '../../i18n/dates.ts'
import { full, people, share } from '../../i18n/numbers.ts'
import { Besides, useAsked, useBesides } from './compared.tsx'
import { FiguresMenu, type Rows } from './figures-menu.tsx'
import { Matrix, type MatrixCell } from './matrix.tsx'
import { Measured, useMeasurement } from './measurement.tsx'
import { NothingToMeasure } from './nothing-to-measure.tsx'
import type { SegmentContent } from './segment-page-store.ts'
import { segmentText } from './texts.ts'
import styles from './tabs.module.css'

/** Unless it was chosen otherwise, it is told of so many others. */
const OTHERS = 5

/** Who is in several segments at once, at the end of the data. */
export function OverlapTab({ id, content }: { id: string; content: SegmentContent }) {
  const besides = useBesides(id, OTHERS)
  const asked = useAsked(content, besides)
  const measurement = useMeasurement('segments.overlap', asked)
  if (asked === undefined) return <NothingToMeasure content={content} />
  return (
    <>
      <div className={styles.tools}>
        <Besides id={id} besides={besides} />
        {measurement.value !== undefined && <FiguresMenu rows={() => rowsOf(measurement.value!)} />}
      </div>
      <Measured measurement={measurement}>{(value) => <Overlap value={value} />}</Measured>
    </>
  )
}

function Overlap({ value }: { value: SegmentOverlap }) {
  const { names, counts, only, none, known, at } = value
  const when = daySpan(at, at)
  return (
    <>
      <Matrix
        testId="overlap"
        label={segmentText('overlapTitle', { when })}
        corner={segmentText('inBoth')}
        columns={[...names, segmentText('inNoOther')]}
        rows={names.map((name, row) => ({ name, cells: [...names.map((_, column) => cellOf(value, row, column)), onlyCell(value, row)] }))}
      />
      <p className={styles.explains}>
        {segmentText('overlapExplained', { own: names[0]!, size: full(counts[0]![0]!), only: full(only[0]!), none: full(none), known: full(known), when })}
      </p>
    </>
  )
}

function cellOf({ names, counts, jaccard, known }: SegmentOverlap, row: number, column: number): MatrixCell {
  const [count, size] = [counts[row]![column]!, counts[row]![row]!]
  if (row === column) {
    const part = known === 0 ? '–' : share(count / known)
    return { figure: people(count), share: part, shade: null, isOwn: true, says: segmentText('sizeSays', { name: names[row]!, count: full(count), share: part }) }
  }
  const alike = jaccard[row]![column]!
  return {
    figure: people(count),
    share: alike === null ? '–' : share(alike),
    shade: alike,
    says: segmentText('bothSays', {
      a: names[row]!, b: names[column]!, count: full(count), alike: alike === null ? '–' : share(alike), part: size === 0 ? '–' : share(count / size),
    }),
  }
}

function onlyCell({ names, counts, only }: SegmentOverlap, row: number): MatrixCell {
  const part = counts[row]![row] === 0 ? '–' : share(only[row]! / counts[row]![row]!)
  return { figure: people(only[row]!), share: part, shade: null, says: segmentText('onlySays', { name: names[row]!, count: full(only[row]!), share: part }) }
}

function rowsOf({ names, counts, jaccard, only }: SegmentOverlap): Rows {
  return [
    ['segment', 'other', 'in both', 'jaccard', 'in no other'],
    ...names.flatMap((name, row) => names.map((other, column) => [name, other, counts[row]![column]!, jaccard[row]![column] ?? '', row === column ? only[row]! : ''])),
  ]
}
