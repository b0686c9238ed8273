import { ActionIcon, TextInput } from '@mantine/core'
import { IconArrowBackUp, IconClock } from '@tabler/icons-react'
import { useState, type KeyboardEvent } from 'react'
import { Hint } from '../../components/hint.tsx'
import { usePlaybackStore } from '../../stores/playback-store.ts'
import { useRunStore, type FinishedRun } from '../../stores/run-store.ts'
import { instantInShort, instantInWords, instantOf } from './instant-text.ts'
import { pause, seek, showWholeRun, zoneOf } from './player.ts'
import { playbackText } from './texts.ts'
import styles from './playback-bar.module.css'

/** At which instant the numbers stand; typed into, it goes there. */
export function InstantField({ run }: { run: FinishedRun }) {
  const [typed, setTyped] = useState<string | null>(null)
  const [error, setError] = useState<string | null>(null)
  // Of a moving playhead the figures' instant, which changes when they do.
  const at = useRunStore((state) => state.moment?.at ?? null)
  const isPlaying = usePlaybackStore((state) => state.isPlaying)
  const zone = zoneOf(run)
  const { from, until } = run.result
  const shown = at === null ? '' : instantInShort(zone, Math.min(until, Math.max(from, at)), run.result, !isPlaying)
  const leave = () => {
    setTyped(null)
    setError(null)
  }
  const go = () => {
    if (typed === null || typed.trim() === '' || typed === shown) return leave()
    const wanted = instantOf(typed, zone, from, at ?? from)
    if (wanted === undefined) return setError(playbackText('instantBad'))
    if (wanted < from || wanted > until) return setError(playbackText('instantOutside', { from: instantInWords(zone, from), until: instantInWords(zone, until) }))
    leave()
    pause()
    void seek(wanted)
  }
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.key === 'Enter') go()
    else if (event.key !== 'Escape') return
    else leave()
    event.preventDefault()
    event.stopPropagation()
  }
  return (
    <div className={styles.instantRoom}>
      <Hint label={playbackText('instantHint', { zone: zone.name })} position="top" disabled={error !== null}>
        <TextInput
          className={`${styles.instant} tabular`}
          size="xs"
          aria-label={playbackText('instant')}
          data-testid="playback-instant"
          leftSection={<IconClock size={15} stroke={1.8} />}
          rightSection={at !== null && <BackToWhole />}
          rightSectionPointerEvents="all"
          placeholder={playbackText('wholeRun')}
          value={typed ?? shown}
          error={error !== null}
          aria-describedby={error === null ? undefined : 'playback-instant-error'}
          onFocus={({ currentTarget }) => {
            pause()
            setTyped(shown)
            requestAnimationFrame(() => currentTarget.select())
          }}
          onChange={({ currentTarget }) => {
            setTyped(currentTarget.value)
            setError(null)
          }}
          onBlur={leave}
          onKeyDown={onKeyDown}
        />
      </Hint>
      {error !== null && (
        <p className={styles.instantError} id="playback-instant-error" role="alert" data-testid="playback-instant-error">
          {error}
        </p>
      )}
    </div>
  )
}

/** Every number is as it stood at the instant beside this; this shows those of the whole run again. */
function BackToWhole() {
  return (
    <Hint label={`${playbackText('backToWhole')}\n${playbackText('backHint')}`} position="top">
      <ActionIcon variant="subtle" size={24} aria-label={playbackText('backToWhole')} data-testid="playback-whole" onClick={showWholeRun}>
        <IconArrowBackUp size={16} stroke={2} />
      </ActionIcon>
    </Hint>
  )
}
