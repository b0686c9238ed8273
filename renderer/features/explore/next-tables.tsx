import type { TimeToNextAnswer } from '../../../engine/api/contract.ts'
import { full, people } from '../../i18n/numbers.ts'
import { Helped } from './helped.tsx'
import { exploreText } from './texts.ts'
import { thinned } from './timeout-curve.ts'
import { gapInWords, groupNames, shareOrNone, spanInWords } from './words.ts'
import styles from './explore.module.css'

type Curve = TimeToNextAnswer['curve']

/** What each timeout would catch, one a row; the one that is asked about is marked. */
export function TimeoutTable({ curve, markedMs }: { curve: Curve; markedMs: number | null }) {
  return (
    <table className={`${styles.table} tabular`} data-testid="timeouts">
      <caption>{exploreText('timeouts')}</caption>
      <thead>
        <tr>
          <th scope="col">{exploreText('colTimeout')}</th>
          <th scope="col">{exploreText('colCaught')}</th>
          <th scope="col">
            <Helped words={exploreText('colWatched')} help={exploreText('watchedHint')} />
          </th>
          <th scope="col">{exploreText('colShare')}</th>
          <th scope="col">
            <Helped words={exploreText('colEstimated')} help={exploreText('estimatedHint')} />
          </th>
        </tr>
      </thead>
      <tbody>
        {curve.map(({ timeoutMs, caught, watched, share, estimated }) => (
          <tr key={timeoutMs} data-marked={timeoutMs === markedMs || undefined}>
            <th scope="row">{spanInWords(timeoutMs)}</th>
            <td>{full(caught)}</td>
            <td>{full(watched)}</td>
            <td>{shareOrNone(share)}</td>
            <td>{shareOrNone(estimated)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

const RANKS = [['p10', 'within10'], ['p25', 'within25'], ['p50', 'within50'], ['p75', 'within75'], ['p90', 'within90'], ['p95', 'within95']] as const

/** How long it takes: of those followed, and of all. */
export function GapTable({ answer: { gapMs, ofAllMs } }: { answer: Pick<TimeToNextAnswer, 'gapMs' | 'ofAllMs'> }) {
  return (
    <table className={`${styles.table} tabular`} data-testid="gaps">
      <caption>{exploreText('quantiles')}</caption>
      <thead>
        <tr>
          <th scope="col">{exploreText('soMany')}</th>
          <th scope="col">{exploreText('ofFollowed')}</th>
          <th scope="col">
            <Helped words={exploreText('ofAll')} help={exploreText('ofAllHint')} />
          </th>
        </tr>
      </thead>
      <tbody>
        {RANKS.map(([rank, words]) => (
          <tr key={rank}>
            <th scope="row">{exploreText(words)}</th>
            <td>{gapInWords(gapMs[rank])}</td>
            <td>{ofAllMs[rank] === null ? '' : gapInWords(ofAllMs[rank])}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

const MOST_TIMEOUTS = 6

/** Each group in a row: how many were followed, how soon, and within some of the timeouts that are shown. */
export function GroupTimes({ answer: { curve, groups }, shown }: { answer: TimeToNextAnswer; shown: Curve }) {
  const nameOf = groupNames(groups)
  // The first that is shown catches next to nothing.
  const told = thinned(shown.slice(1), MOST_TIMEOUTS).map(({ timeoutMs }) => curve.findIndex((one) => one.timeoutMs === timeoutMs))
  return (
    <div className={styles.scroll}>
      <table className={`${styles.table} tabular`} data-testid="next-groups">
        <thead>
          <tr>
            <th scope="col">{exploreText('colStarted')}</th>
            <th scope="col">{exploreText('colStarts')}</th>
            <th scope="col">{exploreText('colFollowed')}</th>
            <th scope="col">{exploreText('colHalf')}</th>
            {told.map((index) => (
              <th key={index} scope="col">
                {exploreText('inSpan', { span: spanInWords(curve[index]!.timeoutMs) })}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {groups.map((group) => (
            <tr key={group.value}>
              <th scope="row">{nameOf(group.value)}</th>
              <td>{people(group.starts)}</td>
              <td>{people(group.answered)}</td>
              <td>{gapInWords(group.gapMs.p50)}</td>
              {told.map((index) => (
                <td key={index}>{shareOrNone(group.curve[index]!.estimated)}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
