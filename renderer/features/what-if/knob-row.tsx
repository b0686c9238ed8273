import { ActionIcon, TextInput } from '@mantine/core'
import { IconArrowBackUp } from '@tabler/icons-react'
import { memo, useEffect, useRef, useState, type KeyboardEvent } from 'react'
import { positionIn, valueAtPosition } from '../../../engine/core/what-if/range.ts'
import type { Tunable } from '../../../engine/core/what-if/tunable.ts'
import { withinLimits } from '../../../engine/core/what-if/apply.ts'
import { Hint } from '../../components/hint.tsx'
import { BasisBadge } from '../assumptions/basis-badge.tsx'
import { whatIfText } from './texts.ts'
import { turn } from './try-runs.ts'
import { exampleOf, typedValue, valueAsTyped, valueInWords } from './value-text.ts'
import { useWhatIfStore } from './what-if-store.ts'
import styles from './what-if.module.css'

/** One number: whose it is, a slider over where it may sensibly go, and the value to be typed. */
export const KnobRow = memo(function KnobRow({ knob, showOwner }: { knob: Tunable; showOwner: boolean }) {
  const value = useWhatIfStore((state) => state.turns[knob.id]) ?? knob.value
  const isLast = useWhatIfStore((state) => state.last === knob.id)
  const wantedAt = useWhatIfStore(({ wanted }) => (wanted?.id === knob.id ? wanted.at : 0))
  const slider = useRef<HTMLInputElement>(null)
  useEffect(() => {
    if (wantedAt === 0) return
    // No further than it must: to the middle would push the drawer's own tabs out of sight where it is low.
    slider.current?.scrollIntoView({ block: 'nearest' })
    slider.current?.focus({ preventScroll: true })
    useWhatIfStore.setState({ last: knob.id, wanted: null })
  }, [wantedAt, knob.id])
  const isTurned = value !== knob.value
  const steps = knob.range.stops === null ? Math.round((knob.range.high - knob.range.low) / knob.range.step) : knob.range.stops.length - 1
  return (
    <li className={styles.knob} data-turned={isTurned || undefined} data-last={isLast || undefined} data-testid={`knob-${knob.id}`}>
      <span className={styles.knobName}>
        {showOwner && <span className={styles.owner}>{knob.owner}</span>}
        <span className={styles.label}>{knob.label}</span>
        {knob.basis !== null && <BasisBadge basis={knob.basis} isSmall />}
      </span>
      <span className={styles.slider}>
        <input
          ref={slider}
          type="range"
          className={styles.range}
          min={0}
          max={steps}
          step={1}
          value={Math.round(positionIn(knob.range, value) * steps)}
          aria-label={whatIfText('slider', { words: knob.words })}
          aria-valuetext={valueInWords(knob, value)}
          data-testid={`slider-${knob.id}`}
          onKeyDown={typeInstead}
          onChange={(event) => turn(knob.id, valueAtPosition(knob.range, Number(event.currentTarget.value) / steps))}
        />
        <span className={styles.home} style={{ left: `calc(8px + (100% - 16px) * ${positionIn(knob.range, knob.value)})` }} aria-hidden="true" />
      </span>
      <TypedValue knob={knob} value={value} />
      {isTurned ? (
        <Hint label={whatIfText('putOne', { value: valueInWords(knob, knob.value) })}>
          <ActionIcon variant="subtle" color="gray" size={28} aria-label={whatIfText('putOne', { value: valueInWords(knob, knob.value) })} data-testid={`put-back-${knob.id}`} onClick={() => turn(knob.id, knob.value)}>
            <IconArrowBackUp size={16} stroke={1.8} />
          </ActionIcon>
        </Hint>
      ) : (
        <span className={styles.noButton} />
      )}
    </li>
  )
})

/** A digit on the slider begins a value in the field beside it, which then gets it. */
function typeInstead({ key, currentTarget, ctrlKey, metaKey, altKey }: KeyboardEvent<HTMLInputElement>): void {
  if (ctrlKey || metaKey || altKey || !/^\d$/.test(key)) return
  currentTarget.closest('li')?.querySelector<HTMLInputElement>('input:not([type="range"])')?.focus()
}

/** The value as it may be typed; Enter or leaving the field takes it, Esc leaves it as it was. */
function TypedValue({ knob, value }: { knob: Tunable; value: number }) {
  const [draft, setDraft] = useState<string | null>(null)
  const typed = draft === null ? value : typedValue({ unit: knob.unit, value }, draft)
  const take = () => {
    if (typed !== undefined && draft !== null) {
      turn(knob.id, withinLimits(knob, typed))
      setDraft(null)
    }
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter') take()
    if (event.key === 'Escape' && draft !== null) {
      event.stopPropagation()
      setDraft(null)
    }
  }
  return (
    <Hint label={whatIfText('notUnderstood', { example: exampleOf(knob) })} disabled={typed !== undefined}>
      <TextInput
        size="xs"
        className={`${styles.value!} tabular`}
        value={draft ?? valueAsTyped(knob, value)}
        error={typed === undefined}
        aria-label={whatIfText('typed', { words: knob.words })}
        data-testid={`value-${knob.id}`}
        onFocus={(event) => event.currentTarget.select()}
        onChange={(event) => setDraft(event.currentTarget.value)}
        onBlur={() => (typed === undefined ? setDraft(null) : take())}
        onKeyDown={onKeyDown}
      />
    </Hint>
  )
}
