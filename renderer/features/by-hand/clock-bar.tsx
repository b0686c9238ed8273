import { ActionIcon, Button, TextInput } from '@mantine/core'
import { IconClock, IconPlayerSkipForward, IconPlayerTrackNext } from '@tabler/icons-react'
import { useState } from 'react'
import { knownZone } from '../../../engine/core/model/calendar.ts'
import { Hint } from '../../components/hint.tsx'
import { momentInWords, msInWords } from '../../i18n/in-words.ts'
import { instantOfText, textOfInstant } from './instant-text.ts'
import { changeScratch, useScratchStore } from './scratch-store.ts'
import { handText } from './texts.ts'
import { whatIsNext, type Coming } from './what-is-next.ts'
import styles from './scratch.module.css'

const HALF_HOUR = 30 * 60_000
const DAY = 24 * 60 * 60_000

/** How late it is for the person, and ways to let time pass, or to go back. */
export function ClockBar() {
  const now = useScratchStore((state) => state.now)
  const explanation = useScratchStore((state) => state.explanation)
  if (now === null) return null
  const { clock } = now
  const standing = explanation?.standing?.at === clock ? explanation.standing : undefined
  const zone = explanation?.profile.timeZone ?? 'UTC'
  const next = whatIsNext(now, standing)
  const nextWords = next === undefined ? handText('nextNothing') : handText('next', { what: `${comingInWords(next)}, ${msInWords(next.at - clock)}` })
  return (
    <div className={`${styles.clockBar} tabular`} role="group" aria-label={handText('clock')}>
      <ClockField key={`${clock} ${zone}`} clock={clock} zone={zone} />
      <Jump label={handText('plusHalfHour')} by={HALF_HOUR} testId="clock-half-hour" />
      <Jump label={handText('plusDay')} by={DAY} testId="clock-day" />
      <Hint label={next === undefined ? handText('nextNothing') : `${handText('nextHint')}: ${momentInWords(knownZone(zone), next.at)}`}>
        <Button className={styles.next!} size="compact-sm" variant="default" leftSection={<IconPlayerTrackNext size={14} stroke={1.9} />} {...off(next === undefined)} onClick={() => next && setClock(next.at)} data-testid="clock-next">
          {nextWords}
        </Button>
      </Hint>
      <ToEnd isOff={next === undefined} />
    </div>
  )
}

/** Looks and says that it does nothing, and keeps the focus all the same: pressing it again and again must not end on the page. */
function off(isOff: boolean) {
  return { 'aria-disabled': isOff, ...(isOff ? { 'data-disabled': true } : {}) }
}

/** Timers set off timers: the engine is asked where the last of them leads. */
function ToEnd({ isOff }: { isOff: boolean }) {
  const [busy, setBusy] = useState(false)
  return (
    <Hint label={`${handText('toEnd')}: ${handText('toEndHint')}`}>
      <ActionIcon variant="default" size={26} {...off(isOff || busy)} aria-label={handText('toEnd')} data-testid="clock-end"
        onClick={() => {
          if (isOff || busy) return
          setBusy(true)
          void import('./to-end.ts').then(({ runToEnd }) => runToEnd()).finally(() => setBusy(false))
        }}
      >
        <IconPlayerSkipForward size={15} stroke={1.9} />
      </ActionIcon>
    </Hint>
  )
}

function ClockField({ clock, zone }: { clock: number; zone: string }) {
  // Milliseconds are kept, and not shown.
  const written = textOfInstant(clock - (clock % 1000), zone)
  const [text, setText] = useState(written)
  const [isWrong, setWrong] = useState(false)
  const take = () => {
    const at = instantOfText(text, clock, zone)
    setWrong(at === undefined)
    if (at !== undefined && text !== written) setClock(at)
  }
  return (
    <Hint label={isWrong ? handText('clockWrong') : handText('clockHint')}>
      <TextInput
        size="xs"
        className={styles.clockField!}
        leftSection={<IconClock size={15} stroke={1.9} />}
        aria-label={handText('clock')}
        value={text}
        error={isWrong}
        spellCheck={false}
        onChange={(event) => setText(event.currentTarget.value)}
        onBlur={take}
        onKeyDown={(event) => event.key === 'Enter' && take()}
        data-testid="scratch-clock"
      />
    </Hint>
  )
}

function Jump({ label, by, testId }: { label: string; by: number; testId: string }) {
  return (
    <Button className={styles.jump!} size="compact-sm" variant="default" onClick={() => changeScratch(handText('didClock'), (scratch) => ({ ...scratch, clock: scratch.clock + by }))} data-testid={testId}>
      {label}
    </Button>
  )
}

/** Sets the clock, as one step that can be taken back. */
export function setClock(at: number): void {
  changeScratch(handText('didClock'), (scratch) => (scratch.clock === at ? scratch : { ...scratch, clock: at }))
}

function comingInWords(next: Coming): string {
  switch (next.what) {
    case 'event': return next.name
    case 'timeout': return handText('nextTimeout', { step: next.step })
    case 'over': return handText('nextOver', { step: next.step })
    case 'decide': return handText('nextDecide', { step: next.step })
    case 'schedule': return handText('nextSchedule')
  }
}
