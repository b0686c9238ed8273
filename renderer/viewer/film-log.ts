import { activityOf, landmarksOf, type Activity, type Landmark } from '../../engine/core/playback/activity.ts'
import type { PlayedLog } from '../../engine/core/playback/playhead.ts'
import { filmFrom } from '../../engine/core/viewer/film-bytes.ts'
import { playedLog } from '../../engine/core/viewer/played.ts'
import { usePlaybackStore } from '../stores/playback-store.ts'
import { useRunStore, type FinishedRun } from '../stores/run-store.ts'
import { contentOfPage } from './content.ts'
import { viewerText } from './texts.ts'

// Stands in the page where features/playback/read-log.ts stands in the window: the log is in the page, nobody has to be asked.

export interface ReadLog { log: PlayedLog; activity: Activity; landmarks: readonly Landmark[] }

let read: ReadLog | undefined
let reading: Promise<ReadLog | undefined> | undefined

export function logOf(run: FinishedRun | null): ReadLog | undefined {
  return run === null ? undefined : read
}

/** Unpacks the film, once; undefined if it cannot be read, which the playback bar tells. */
export function readLog(): Promise<ReadLog | undefined> {
  return (reading ??= unpack())
}

async function unpack(): Promise<ReadLog | undefined> {
  const run = useRunStore.getState().latest
  try {
    const { film, result } = contentOfPage()
    const log = playedLog(filmFrom(film, await inflated(document.getElementById('film')?.textContent ?? '')))
    const activity = activityOf(log, result.from, result.until)
    read = { log, activity, landmarks: landmarksOf(log, activity) }
    usePlaybackStore.setState({ run, problem: null })
    return read
  } catch (cause) {
    usePlaybackStore.setState({ problem: { code: 'E_FILM', message: viewerText('filmBroken'), help: cause instanceof Error ? viewerText('filmBrokenBy', { why: cause.message }) : viewerText('filmHelp') } })
    return undefined
  }
}

export function stopReading(): Promise<void> {
  return Promise.resolve()
}

async function inflated(base64: string): Promise<Uint8Array> {
  const packed = Uint8Array.from(atob(base64.trim()), (sign) => sign.charCodeAt(0))
  const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream('deflate-raw'))
  return new Uint8Array(await new Response(stream).arrayBuffer())
}
