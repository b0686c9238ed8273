import { ActionIcon } from '@mantine/core'
import { ReactFlowProvider } from '@xyflow/react'
import { IconArrowLeft, IconArrowRight, IconMaximize, IconPlayerPauseFilled, IconPlayerPlayFilled, IconPlayerSkipForward, IconPlayerStop, IconX, type Icon } from '@tabler/icons-react'
import { useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react'
import { Hint } from '../../components/hint.tsx'
import { useDocumentStore } from '../../document/document-store.ts'
import type { Scene } from '../../document/presentation.ts'
import { cut } from '../../i18n/cut.ts'
import { usePlaybackStore } from '../../stores/playback-store.ts'
import { useIsWhatIf, useRunStore } from '../../stores/run-store.ts'
import { ApproximatelyIcon } from '../assumptions/basis-badge.tsx'
import { NoteText } from '../canvas/note-text.tsx'
import { instantInWords } from '../playback/instant-text.ts'
import { togglePlay, zoneOf } from '../playback/player.ts'
import { Timeline } from '../playback/timeline.tsx'
import { glideMs, showBox } from './camera.ts'
import { scenesToShow } from './own-scenes.ts'
import { endPresentation, enterFullScreen, goOn, goToScene, onFullScreenChange, toggleFullScreen } from './present.ts'
import { usePresentStore } from './present-store.ts'
import { onPresenterKey } from './presenter-keys.ts'
import { rememberShown, showRunOf } from './show-scene.ts'
import { StageCanvas, type StageFlow } from './stage-canvas.tsx'
import { presentText } from './texts.ts'
import styles from './presenter.module.css'

/** The scenes, one after the other, over everything else and full screen where that is possible. */
export function Presenter() {
  const document = useDocumentStore((state) => state.document)
  const run = useRunStore((state) => state.latest)
  const scenes = useMemo(() => scenesToShow(document, run), [document, run])
  const index = usePresentStore((state) => Math.min(state.index, scenes.length - 1))
  const isBlack = usePresentStore((state) => state.isBlack)
  const layer = useRef<HTMLDivElement>(null)
  const scene = scenes[index]
  useOverEverything(layer)
  useEffect(() => rememberShown(), [])
  useRolling(scene, index, scenes.length)
  if (scene === undefined) return null
  return (
    <div ref={layer} className={styles.layer} role="dialog" aria-modal="true" aria-label={presentText('presentation', { name: cut(document.name ?? document.id) })} tabIndex={-1} data-testid="presenter">
      <ReactFlowProvider>
        <Picture scene={scene} />
      </ReactFlowProvider>
      <Controls scenes={scenes} index={index} />
      {isBlack && <button type="button" className={styles.black} aria-label={presentText('blackOn')} data-testid="presenter-black" onClick={() => usePresentStore.setState({ isBlack: false })} />}
    </div>
  )
}

/** Takes keys, focus and the screen, and gives them back. */
function useOverEverything(layer: React.RefObject<HTMLDivElement | null>): void {
  useEffect(() => {
    const before = globalThis.document.activeElement
    const others = [...(layer.current?.parentElement?.children ?? [])].filter((element) => element !== layer.current && !element.hasAttribute('inert'))
    for (const element of others) element.setAttribute('inert', '')
    layer.current?.focus()
    enterFullScreen()
    // From a menu of the system there was no key or press in the page; the first one is as good.
    const once = { once: true, capture: true }
    const enter = (event: Event) => {
      if (globalThis.document.fullscreenElement === null && !(event instanceof KeyboardEvent && (event.key === 'Escape' || event.key === 'f'))) enterFullScreen()
    }
    globalThis.addEventListener('keydown', enter, once)
    globalThis.document.addEventListener('fullscreenchange', onFullScreenChange)
    globalThis.addEventListener('keydown', onPresenterKey, { capture: true })
    return () => {
      globalThis.removeEventListener('keydown', enter, once)
      globalThis.document.removeEventListener('fullscreenchange', onFullScreenChange)
      globalThis.removeEventListener('keydown', onPresenterKey, { capture: true })
      if (globalThis.document.fullscreenElement !== null) void globalThis.document.exitFullscreen()
      for (const element of others) element.removeAttribute('inert')
      if (before instanceof HTMLElement) before.focus()
    }
  }, [layer])
}

/** Goes on by itself, each scene as long as it lasts; stops at the last one. */
function useRolling(scene: Scene | undefined, index: number, count: number): void {
  const isRolling = usePresentStore((state) => state.isRolling)
  useEffect(() => {
    if (!isRolling || scene === undefined) return undefined
    const timer = setTimeout(() => (index < count - 1 ? goOn(1) : usePresentStore.setState({ isRolling: false })), scene.seconds * 1000 + (scene.until === undefined ? 0 : 1000))
    return () => clearTimeout(timer)
  }, [isRolling, scene, index, count])
}

function Picture({ scene }: { scene: Scene }) {
  const [flow, setFlow] = useState<StageFlow | null>(null)
  const stage = useRef<HTMLDivElement>(null)
  const words = useRef<HTMLDivElement>(null)
  const isFirst = useRef(true)
  const hasWords = scene.caption !== '' || scene.name !== ''
  const shoot = useCallback((duration: number) => {
    const size = stage.current?.getBoundingClientRect()
    if (flow && size) showBox(flow, scene.box, size, duration, words.current?.getBoundingClientRect().height ?? 0)
  }, [flow, scene.box])
  useLayoutEffect(() => {
    shoot(isFirst.current ? 0 : glideMs())
    if (flow) isFirst.current = false
  }, [shoot, flow])
  useEffect(() => {
    void showRunOf(scene)
  }, [scene])
  useEffect(() => {
    // Full screen comes a moment later; the picture grows with it.
    const observer = new ResizeObserver(() => shoot(0))
    if (stage.current) observer.observe(stage.current)
    return () => observer.disconnect()
  }, [shoot])
  return (
    <div ref={stage} className={styles.stage}>
      <StageCanvas numbers={scene.numbers} inPage={false} onReady={setFlow} onClick={() => goOn(1)} />
      {hasWords && (
        <div ref={words} className={styles.words}>
          <div className={styles.caption} data-testid="caption" aria-live="polite">
            {scene.name !== '' && <h2 className={styles.name}>{cut(scene.name)}</h2>}
            {scene.caption !== '' && <NoteText text={scene.caption} />}
            {scene.numbers && <Basis />}
          </div>
        </div>
      )}
    </div>
  )
}

function Basis() {
  const isWhatIf = useIsWhatIf()
  if (!isWhatIf) return null
  return (
    <p className={styles.basis}>
      <ApproximatelyIcon size={18} />
      {presentText('assumed')}
    </p>
  )
}

function Controls({ scenes, index }: { scenes: readonly Scene[]; index: number }) {
  const run = useRunStore((state) => state.latest)
  const isRolling = usePresentStore((state) => state.isRolling)
  return (
    <div className={styles.controls} role="toolbar" aria-label={presentText('title')}>
      <Button label={presentText('previous')} keys="←" icon={IconArrowLeft} testId="present-previous" isOff={index === 0} onClick={() => goOn(-1)} />
      <div className={styles.dots} role="group" aria-label={presentText('strip')}>
        {scenes.map(({ id, name }, place) => (
          <button key={id} type="button" className={styles.dot} tabIndex={-1} aria-current={place === index || undefined} title={cut(name)} aria-label={presentText('sceneOf', { number: place + 1, count: scenes.length, name: cut(name) })} data-testid={`present-dot-${place + 1}`} onClick={() => goToScene(place)} />
        ))}
      </div>
      <span className={`${styles.place} tabular`} data-testid="present-place">{`${index + 1} / ${scenes.length}`}</span>
      <Button label={presentText('next')} keys="→" icon={IconArrowRight} testId="present-next" isOff={index === scenes.length - 1} onClick={() => goOn(1)} />
      <Button label={presentText(isRolling ? 'stopRolling' : 'roll')} keys="A" icon={isRolling ? IconPlayerStop : IconPlayerSkipForward} testId="present-roll" onClick={() => usePresentStore.setState({ isRolling: !isRolling })} />
      {run === null ? <span className={styles.room} /> : (
        <>
          <PlayButton />
          <div className={styles.timeline}>
            <Timeline run={run} />
          </div>
          <Moment />
        </>
      )}
      <Button label={presentText('fullScreen')} keys="F" icon={IconMaximize} testId="present-full" onClick={toggleFullScreen} />
      <Button label={presentText('end')} keys="Esc" icon={IconX} testId="present-end" onClick={endPresentation} />
    </div>
  )
}

function PlayButton() {
  const isPlaying = usePlaybackStore((state) => state.isPlaying)
  return <Button label={presentText(isPlaying ? 'pause' : 'play')} keys="P" icon={isPlaying ? IconPlayerPauseFilled : IconPlayerPlayFilled} testId="present-play" onClick={togglePlay} />
}

/** The instant that is shown, in words. */
function Moment() {
  const run = useRunStore((state) => state.latest)
  const at = useRunStore((state) => state.moment?.at)
  if (run === null) return null
  return (
    <span className={`${styles.moment} tabular`} data-testid="present-moment">
      {at === undefined ? presentText('wholeRun') : instantInWords(zoneOf(run), Math.max(run.result.from, Math.min(run.result.until, at)))}
    </span>
  )
}

function Button({ label, keys, icon: Glyph, testId, isOff = false, onClick }: { label: string; keys: string; icon: Icon; testId: string; isOff?: boolean; onClick(): void }) {
  return (
    <Hint label={label} keys={keys} position="top">
      <ActionIcon variant="subtle" color="gray" size={34} aria-label={label} aria-disabled={isOff || undefined} data-testid={testId} onClick={() => !isOff && onClick()}>
        <Glyph size={18} stroke={1.8} />
      </ActionIcon>
    </Hint>
  )
}
