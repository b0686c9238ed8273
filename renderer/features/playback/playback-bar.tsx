import { ActionIcon, Button, Select } from '@mantine/core'
import { IconChevronLeft, IconChevronRight, IconPlayerPauseFilled, IconPlayerPlayFilled, IconPlayerSkipBackFilled, IconPlayerSkipForwardFilled, IconRepeat, IconX, type Icon } from '@tabler/icons-react'
import { useEffect, type KeyboardEvent, type MouseEvent } from 'react'
import { Hint } from '../../components/hint.tsx'
import { keysOf } from '../../components/keys.ts'
import { ProblemNote } from '../../components/problem-note.tsx'
import { ProgressLine } from '../../components/progress-line.tsx'
import { full, people } from '../../i18n/numbers.ts'
import { workInWords } from '../../i18n/work-in-words.ts'
import { useJobProgress } from '../../stores/job-store.ts'
import { afterOpening } from '../../stores/opening-store.ts'
import { usePlaybackStore } from '../../stores/playback-store.ts'
import { useRunStore, type FinishedRun } from '../../stores/run-store.ts'
import { useUiStore } from '../../stores/ui-store.ts'
import { Happening } from './happening-line.tsx'
import { InstantField } from './instant-field.tsx'
import { instantInWords } from './instant-text.ts'
import { loopStretch, seekEnd, seekStart, speedNow, step, stepDay, togglePlay, zoneOf } from './player.ts'
import { readLog, stopReading } from './read-log.ts'
import { SPEEDS } from './speeds.ts'
import { playbackText } from './texts.ts'
import { Timeline } from './timeline.tsx'
import styles from './playback-bar.module.css'

/** Above the results, whenever there is a run: plays what happened in it, and says at which instant the numbers stand. */
export function PlaybackBar() {
  const run = useRunStore((state) => state.latest)
  return run === null ? null : <Bar run={run} />
}

function Bar({ run }: { run: FinishedRun }) {
  const isShowingMoment = usePlaybackStore((state) => state.at !== null)
  // Over the open results it is slim, so that the canvas keeps half of the window.
  const isSlim = useUiStore((state) => state.resultsOpen)
  useEffect(() => afterOpening(() => void readLog(true)), [run])
  return (
    <section className={styles.bar} aria-label={playbackText('title')} data-testid="playback" data-part="playback" data-moment={isShowingMoment || undefined} data-slim={isSlim || undefined}>
      <div className={styles.rows}>
        <div className={styles.controls}>
          <Buttons />
          <Speed run={run} />
          <Loop run={run} />
          <InstantField run={run} />
          <Reading />
          <ADot />
          <Happening run={run} />
        </div>
        <Timeline run={run} />
      </div>
      <Problem />
    </section>
  )
}

function Buttons() {
  const isPlaying = usePlaybackStore((state) => state.isPlaying)
  return (
    <div className={styles.buttons}>
      <Control label={playbackText('toStart')} keys="Shift+Home" icon={IconPlayerSkipBackFilled} testId="playback-start" onClick={() => void seekStart()} />
      <Control label={`${playbackText('stepBack')}\n${playbackText('dayBackHint')}`} keys="J" icon={IconChevronLeft} testId="playback-back" onClick={({ shiftKey }) => void (shiftKey ? stepDay(-1) : step(-1))} />
      <Hint label={playbackText(isPlaying ? 'pause' : 'play')} keys={keysOf('P')} position="top">
        <ActionIcon className={styles.play!} variant="filled" size={32} radius="xl" aria-label={playbackText(isPlaying ? 'pause' : 'play')} data-testid="playback-play" onClick={togglePlay}>
          {isPlaying ? <IconPlayerPauseFilled size={16} /> : <IconPlayerPlayFilled size={16} />}
        </ActionIcon>
      </Hint>
      <Control label={`${playbackText('stepForward')}\n${playbackText('dayHint')}`} keys="L" icon={IconChevronRight} testId="playback-forward" onClick={({ shiftKey }) => void (shiftKey ? stepDay(1) : step(1))} />
      <Control label={playbackText('toEnd')} keys="Shift+End" icon={IconPlayerSkipForwardFilled} testId="playback-end" onClick={() => void seekEnd()} />
    </div>
  )
}

function Control({ label, keys, icon: Glyph, testId, onClick }: { label: string; keys: string; icon: Icon; testId: string; onClick(event: MouseEvent): void }) {
  return (
    <Hint label={label} keys={keysOf(keys)} position="top">
      <ActionIcon variant="subtle" color="gray" size={30} aria-label={label.split('\n')[0]} data-testid={testId} onClick={onClick}>
        <Glyph size={16} />
      </ActionIcon>
    </Hint>
  )
}

function Speed({ run }: { run: FinishedRun }) {
  const chosen = usePlaybackStore((state) => state.speed)
  return (
    <Select
      className={styles.speed!}
      size="xs"
      aria-label={playbackText('speed')}
      data-testid="playback-speed"
      allowDeselect={false}
      checkIconPosition="right"
      comboboxProps={{ position: 'top-start', width: 140 }}
      data={SPEEDS.map(({ ms, name }) => ({ value: String(ms), label: playbackText('perSecond', { span: playbackText(name) }) }))}
      value={String(chosen ?? speedNow(run))}
      onKeyDown={onSpeedKey}
      onChange={(value) => value !== null && usePlaybackStore.setState({ speed: Number(value) })}
    />
  )
}

/** A list is a field, in which letters are no shortcuts; in this one they mean what they mean beside it. */
function onSpeedKey({ key, ctrlKey, metaKey, altKey }: KeyboardEvent): void {
  if (ctrlKey || metaKey || altKey) return
  if (key === 'p' || key === 'k') togglePlay()
  else if (key === 'l') void step(1)
  else if (key === 'j') void step(-1)
}

function Loop({ run }: { run: FinishedRun }) {
  const isLooping = usePlaybackStore((state) => state.isLooping)
  const stretch = usePlaybackStore((state) => state.stretch)
  const label = playbackText(stretch === null ? 'loop' : 'loopStretch')
  const zone = zoneOf(run)
  return (
    <div className={styles.loop}>
      <Hint label={`${label}\n${playbackText('loopHint')}`} position="top">
        <ActionIcon variant={isLooping ? 'light' : 'subtle'} color={isLooping ? undefined! : 'gray'} size={30} aria-label={label} aria-pressed={isLooping} data-testid="playback-loop" onClick={() => usePlaybackStore.setState({ isLooping: !isLooping })}>
          <IconRepeat size={16} stroke={2} />
        </ActionIcon>
      </Hint>
      {stretch !== null && (
        <Hint label={playbackText('clearStretch', { from: instantInWords(zone, stretch.from), until: instantInWords(zone, stretch.until) })} position="top">
          <ActionIcon variant="subtle" color="gray" size={30} aria-label={playbackText('clearStretch', { from: instantInWords(zone, stretch.from), until: instantInWords(zone, stretch.until) })} data-testid="playback-clear-stretch" onClick={() => loopStretch(null)}>
            <IconX size={15} stroke={2} />
          </ActionIcon>
        </Hint>
      )}
    </div>
  )
}

function Reading() {
  const reading = usePlaybackStore((state) => state.reading)
  const progress = useJobProgress(reading?.jobId)
  if (reading === null) return null
  return (
    <div className={styles.reading} role="status" data-testid="playback-reading">
      <span className={styles.readingWords}>{progress === undefined ? `${playbackText('reading')} …` : workInWords(progress)}</span>
      <ProgressLine label={playbackText('reading')} done={progress?.done ?? 0} total={progress?.total ?? 0} />
      <ActionIcon variant="subtle" color="gray" size={26} aria-label={playbackText('stopReading')} onClick={() => void stopReading()}>
        <IconX size={15} stroke={2} />
      </ActionIcon>
    </div>
  )
}

function ADot() {
  const count = usePlaybackStore((state) => (state.at === null ? 1 : state.peopleADot))
  if (count <= 1) return null
  return (
    <Hint label={playbackText('aDotHint')} position="top">
      <span className={`${styles.aDot} tabular`} data-testid="playback-dot" title={full(count)}>
        <span className={styles.dot} aria-hidden="true" />
        <span className={styles.aDotWords}>{playbackText('aDot', { count: people(count) })}</span>
        <span className={styles.aDotShort} aria-hidden="true">{playbackText('aDotShort', { count: people(count) })}</span>
      </span>
    </Hint>
  )
}

function Problem() {
  const problem = usePlaybackStore((state) => state.problem)
  if (problem === null) return null
  return (
    <div className={styles.problem}>
      <ProblemNote error={problem} title={playbackText('readFailed')} testId="playback-problem">
        <Button size="compact-sm" variant="default" onClick={() => useUiStore.getState().showPage('data')}>
          {playbackText('toData')}
        </Button>
        <Button size="compact-sm" variant="default" onClick={() => usePlaybackStore.setState({ problem: null })}>
          {playbackText('dismiss')}
        </Button>
      </ProblemNote>
    </div>
  )
}
