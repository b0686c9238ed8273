import { useElementSize } from '@mantine/hooks'
import { full } from '../../i18n/numbers.ts'
import { Helped } from './helped.tsx'
import { niceTop } from './scale.ts'
import { exploreText } from './texts.ts'
import { liftInWords, shareOrNone } from './words.ts'
import chartStyles from './chart.module.css'
import styles from './explore.module.css'

interface AfterEvent {
  event: string
  count: number
  share: number | null
  usual: number | null
  lift: number | null
}

const HEIGHT = 18
const BAR = 10

/** An event a row: a bar of the share that did it after, with a tick where the usual share lies, and both in numbers. */
export function AfterBars({ events, after }: { events: readonly AfterEvent[]; after: string }) {
  const most = niceTop(Math.max(0, ...events.map(({ share, usual }) => Math.max(share ?? 0, usual ?? 0))))
  return (
    <>
      <ul className={styles.legend} aria-hidden="true">
        <li>
          <svg width={22} height={HEIGHT}>
            <rect x={0} y={(HEIGHT - BAR) / 2} width={22} height={BAR} rx={3} className={chartStyles.bar} />
          </svg>
          {exploreText('legendDid', { event: after })}
        </li>
        <li>
          <svg width={6} height={HEIGHT}>
            <line x1={3} x2={3} y1={1} y2={HEIGHT - 1} className={chartStyles.usual} />
          </svg>
          {exploreText('legendUsual')}
        </li>
      </ul>
      <table className={`${styles.table} tabular`} data-testid="after-table">
        <thead>
          <tr>
            <th scope="col">{exploreText('colEvent')}</th>
            <th scope="col" className={styles.barColumn} aria-hidden="true" />
            <th scope="col">{exploreText('colDid')}</th>
            <th scope="col">
              <Helped words={exploreText('colUsual')} help={exploreText('usualHint')} />
            </th>
            <th scope="col">{exploreText('colLift')}</th>
            <th scope="col">{exploreText('colCount')}</th>
          </tr>
        </thead>
        <tbody>
          {events.map((event) => (
            <tr key={event.event}>
              <th scope="row">{event.event}</th>
              <td className={styles.barColumn} aria-hidden="true">
                <Bullet event={event} most={most} />
              </td>
              <td>{shareOrNone(event.share)}</td>
              <td className={styles.muted}>{shareOrNone(event.usual)}</td>
              <td className={styles.strong}>{liftInWords(event.lift)}</td>
              <td className={styles.muted}>{full(event.count)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  )
}

function Bullet({ event: { share, usual }, most }: { event: AfterEvent; most: number }) {
  const { ref, width } = useElementSize<HTMLSpanElement>()
  const x = (value: number) => (value / most) * width
  return (
    <span ref={ref} className={styles.bullet}>
      {width > 0 && (
        <svg width={width} height={HEIGHT}>
          <rect x={0} y={(HEIGHT - BAR) / 2} width={width} height={BAR} rx={3} className={chartStyles.track} />
          {share !== null && share > 0 && <rect x={0} y={(HEIGHT - BAR) / 2} width={Math.max(2, x(share))} height={BAR} rx={3} className={chartStyles.bar} />}
          {usual !== null && <line x1={Math.max(1, x(usual))} x2={Math.max(1, x(usual))} y1={1} y2={HEIGHT - 1} className={chartStyles.usual} />}
        </svg>
      )}
    </span>
  )
}
