import { notify } from '../../components/notify.ts'
import { addScene, addScenes, deleteScene, moveScene, showInScene, timeScene } from '../../document/commands/presentation.ts'
import { documentStore } from '../../document/document-store.ts'
import { scenesOf, SECONDS, type Scene } from '../../document/presentation.ts'
import { usePersonStore } from '../../stores/person-store.ts'
import { usePlaybackStore } from '../../stores/playback-store.ts'
import { useRunStore } from '../../stores/run-store.ts'
import { currentFlow, motionMs } from '../canvas/flow-handle.ts'
import { boxInView, showBox } from './camera.ts'
import { ownScenes } from './own-scenes.ts'
import { usePresentStore } from './present-store.ts'
import { showRunOf } from './show-scene.ts'
import { presentText } from './texts.ts'

const documentNow = () => documentStore.getState().document

/** A scene of what is shown now, after the one that is chosen. */
export function addSceneOfNow(): void {
  const scenes = scenesOf(documentNow())
  const { index } = usePresentStore.getState()
  const after = scenes[Math.min(index, scenes.length - 1)]
  const place = after === undefined ? 0 : scenes.indexOf(after) + 1
  const scene: Scene = {
    id: crypto.randomUUID().slice(0, 8), name: presentText('unnamed', { number: scenes.length + 1 }), caption: '', seconds: SECONDS.usual, numbers: true, ...shownNow(),
  }
  documentStore.getState().seal()
  documentStore.getState().apply(addScene(scene, after?.id))
  usePresentStore.setState({ isStripOpen: true, index: place })
}

/** Takes over the scenes a journey has by itself, to be worked on. */
export function takeOwnScenes(): void {
  documentStore.getState().apply(addScenes(ownScenes(documentNow(), useRunStore.getState().latest).map((scene) => ({ ...scene, id: crypto.randomUUID().slice(0, 8) }))))
  usePresentStore.setState({ index: 0 })
}

export function updateScene(id: string): void {
  documentStore.getState().apply(showInScene(id, shownNow()))
}

/** Canvas, instant and lit path as they are. */
function shownNow(): Pick<Scene, 'box' | 'at' | 'until' | 'path'> {
  const flow = currentFlow()
  const size = paneSize()
  const { lit } = usePersonStore.getState()
  const { at } = usePlaybackStore.getState()
  return {
    box: flow && size ? boxInView(flow.getViewport(), size) : undefined,
    at: at ?? undefined,
    until: undefined,
    path: lit === null ? undefined : { visits: lit.visits, edges: [...lit.edges] },
  }
}

function paneSize(): { width: number; height: number } | undefined {
  return globalThis.document.querySelector('[data-part="canvas"] .react-flow')?.getBoundingClientRect()
}

/** Chooses a scene and shows on the editor's canvas what it shows. */
export function chooseScene(index: number): void {
  const scene = scenesOf(documentNow())[index]
  usePresentStore.setState({ index })
  const flow = currentFlow()
  const size = paneSize()
  if (scene && flow && size) showBox(flow, scene.box, size, motionMs())
  if (scene) void showRunOf(scene.until === undefined ? scene : { ...scene, until: undefined })
}

export function shiftScene(index: number, by: 1 | -1): void {
  placeScene(index, index + by)
}

/** Moves a scene to another place in the row. */
export function placeScene(from: number, to: number): void {
  const scenes = scenesOf(documentNow())
  const [moved, target] = [scenes[from], scenes[to]]
  if (!moved || !target || from === to) return
  documentStore.getState().apply(moveScene(moved.id, target.id))
  usePresentStore.setState({ index: to })
}

export function removeScene(index: number): void {
  const scenes = scenesOf(documentNow())
  const scene = scenes[index]
  if (!scene) return
  documentStore.getState().apply(deleteScene(scene.id))
  usePresentStore.setState({ index: Math.max(0, Math.min(index, scenes.length - 2)) })
}

/** The time of a scene as the form offers it. */
export type TimeChoice = 'whole' | 'instant' | 'plays'

export function timeOf({ at, until }: Pick<Scene, 'at' | 'until'>): TimeChoice {
  return at === undefined ? 'whole' : until === undefined ? 'instant' : 'plays'
}

/** Gives a scene the time that is chosen: from the instant it has or the timeline shows, to the end of the run. */
export function chooseTime(scene: Scene, choice: TimeChoice): void {
  const run = useRunStore.getState().latest
  if (run === null && choice !== 'whole') return notify(presentText('noRun'), 'error')
  const here = scene.at ?? usePlaybackStore.getState().at ?? run?.result.from
  const time = choice === 'whole' ? { at: undefined, until: undefined } : choice === 'instant' ? { at: here, until: undefined } : { at: here !== undefined && run !== null && here < run.result.until ? here : run?.result.from, until: run?.result.until }
  documentStore.getState().apply(timeScene(scene.id, time))
}
