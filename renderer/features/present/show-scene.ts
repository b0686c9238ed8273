import type { Scene } from '../../document/presentation.ts'
import { usePersonStore, type LitPath } from '../../stores/person-store.ts'
import { usePlaybackStore } from '../../stores/playback-store.ts'
import { useRunStore } from '../../stores/run-store.ts'
import { pause, play, seek, showWholeRun } from '../playback/player.ts'

let stopWatching: (() => void) | undefined

/** Shows what a scene shows of the run: the whole of it, an instant, or a stretch that plays and stands at its end; and lights its path. */
export async function showRunOf(scene: Scene): Promise<void> {
  stopWatching?.()
  usePersonStore.setState({ lit: scene.path === undefined ? null : { visits: scene.path.visits, edges: new Set(scene.path.edges) } })
  if (useRunStore.getState().latest === null) return
  const { at, until, seconds } = scene
  if (at === undefined) return showWholeRun()
  pause()
  usePlaybackStore.setState({ isLooping: false, stretch: null })
  await seek(at)
  if (until === undefined || usePlaybackStore.getState().at !== clamped(at)) return
  usePlaybackStore.setState({ speed: (until - at) / seconds })
  stopWatching = usePlaybackStore.subscribe((now) => {
    if (now.at === null || now.at < until) return
    stopWatching?.()
    pause()
    void seek(until)
  })
  await play()
}

function clamped(at: number): number {
  const { from, until } = useRunStore.getState().latest!.result
  return Math.min(until, Math.max(from, at))
}

interface Before { at: number | null; speed: number | null; isLooping: boolean; stretch: { from: number; until: number } | null; lit: LitPath | null }

/** Remembers what playback and canvas showed; answers how to show that again. */
export function rememberShown(): () => void {
  const { at, speed, isLooping, stretch } = usePlaybackStore.getState()
  const before: Before = { at, speed, isLooping, stretch, lit: usePersonStore.getState().lit }
  return () => {
    stopWatching?.()
    pause()
    const { lit, ...playback } = before
    usePersonStore.setState({ lit })
    if (playback.at === null) showWholeRun()
    else void seek(playback.at)
    usePlaybackStore.setState({ speed: playback.speed, isLooping: playback.isLooping, stretch: playback.stretch })
  }
}
