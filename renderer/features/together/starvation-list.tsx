import { Button } from '@mantine/core'
import { IconArrowsExchange } from '@tabler/icons-react'
import { CHANNELS, type Channel } from '../../../engine/core/model/steps/message.ts'
import type { TogetherView } from '../../../engine/core/together/together-view.ts'
import { Hint } from '../../components/hint.tsx'
import { instantInWords } from '../../i18n/dates.ts'
import { channelInWords, durationInWords } from '../../i18n/in-words.ts'
import { full, share } from '../../i18n/numbers.ts'
import type { FinishedRun } from '../../stores/run-store.ts'
import { tryBefore } from './ask-together.ts'
import { PersonButton } from './person-button.tsx'
import { togetherText } from './texts.ts'
import styles from './together.module.css'

/** For each cap that held something back: how much, whose messages had filled it, and what it would be the other way round. */
export function StarvationList({ run, view }: { run: FinishedRun; view: TogetherView }) {
  if (view.starved.length === 0) return <p className={styles.quiet}>{togetherText('nobodyStarved')}</p>
  return (
    <ul className={styles.starved} data-testid="starvation">
      {view.starved.map((one) => (
        <StarvedItem key={`${one.journey} ${one.cap}`} one={one} run={run} view={view} />
      ))}
    </ul>
  )
}

function StarvedItem({ one: { journey, cap, limit, lost, held, because }, run, view }: { one: TogetherView['starved'][number]; run: FinishedRun; view: TogetherView }) {
  const nameOf = (id: string) => view.journeys.find((known) => known.id === id)?.name ?? id
  const name = nameOf(journey)
  const words = capInWords(limit)
  const values = { name, cap: words, lost: full(lost), held: full(held) }
  const all = lost + held
  return (
    <li data-testid={`starved-${journey}-${cap}`}>
      <p className={styles.starvedTitle}>
        {lost > 0 && held > 0 ? togetherText('lostHeld', values) : lost > 0 ? togetherText('lost', { ...values, count: lost, messages: full(lost) }) : togetherText('held', { ...values, count: held, messages: full(held) })}
      </p>
      <ul className={styles.because}>
        {because.map((by) => {
          const part = (by.lost + by.held) / all
          const who = by.journey === null ? togetherText('data') : by.journey === journey ? togetherText('itself') : nameOf(by.journey)
          const other = by.journey !== null && by.journey !== journey ? by.journey : null
          return (
            <li key={by.journey ?? ''} data-testid={`because-${by.journey ?? 'data'}`}>
              <span className={styles.shareBar} aria-hidden="true"><span style={{ width: `${part * 100}%` }} /></span>
              <span className={styles.becauseWords}>{togetherText('because', { share: share(part), who })}</span>
              {by.example !== null && <PersonButton id={by.example.profileId} label={togetherText('example', { id: by.example.profileId })} hint={togetherText('exampleHint', { id: by.example.profileId, when: instantInWords(by.example.at) })} />}
              {other !== null && (
                <Hint label={togetherText('swapHint')}>
                  <Button size="compact-xs" variant="subtle" leftSection={<IconArrowsExchange size={15} />} onClick={() => void tryBefore(run, view, journey, other)} data-testid={`swap-${journey}-${other}`}>
                    {togetherText('swap', { who: nameOf(other) })}
                  </Button>
                </Hint>
              )}
            </li>
          )
        })}
      </ul>
    </li>
  )
}

/** "2 in 1 day (Push)". */
function capInWords({ channel, count, within }: TogetherView['starved'][number]['limit']): string {
  const by = (CHANNELS as readonly string[]).includes(channel) ? channelInWords(channel as Channel) : togetherText('anyChannel') // as: just looked up
  return togetherText('capWords', { count, channel: by, span: durationInWords(within) })
}
