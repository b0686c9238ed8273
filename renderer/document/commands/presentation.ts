import type { JourneyDocument } from '../../../engine/core/model/journey.ts'
import type { Command } from '../command.ts'
import { SESSION } from '../history.ts'
import { asScene, itemOf, sceneItems, withSceneItems, type Scene } from '../presentation.ts'
import { editText } from '../edit-texts.ts'

/** Puts a scene after another one; without one, at the end. */
export function addScene(scene: Scene, afterId?: string): Command {
  return {
    name: editText('addScene'),
    run: (document) => {
      const items = sceneItems(document)
      const after = afterId === undefined ? -1 : placeOf(items, afterId)
      return withSceneItems(document, items.toSpliced(after < 0 ? items.length : after + 1, 0, itemOf(scene)))
    },
  }
}

/** Takes over several scenes at once, where there are none yet: those that were shown without having been written. */
export function addScenes(scenes: readonly Scene[]): Command {
  return { name: editText('addScenes', { count: scenes.length }), run: (document) => (sceneItems(document).length > 0 ? document : withSceneItems(document, scenes.map(itemOf))) }
}

/** Moves a scene to the place of another one; those between make room. */
export function moveScene(id: string, toId: string): Command {
  return {
    name: editText('moveScene'),
    run: (document) => {
      const items = sceneItems(document)
      const [from, to] = [placeOf(items, id), placeOf(items, toId)]
      if (from < 0 || to < 0 || from === to) return document
      return withSceneItems(document, items.toSpliced(from, 1).toSpliced(to, 0, items[from]))
    },
  }
}

export function deleteScene(id: string): Command {
  return {
    name: editText('deleteScene'),
    run: (document) => {
      const items = sceneItems(document)
      const at = placeOf(items, id)
      return at < 0 ? document : withSceneItems(document, items.toSpliced(at, 1))
    },
  }
}

/** Names a scene; typing is one step. */
export function nameScene(id: string, name: string): Command {
  return { ...changed(id, editText('renameScene'), { name }), coalesce: `${SESSION}scene-name:${id}` }
}

export function writeCaption(id: string, caption: string): Command {
  return { ...changed(id, editText('writeCaption'), { caption }), coalesce: `${SESSION}scene-caption:${id}` }
}

/** What the scene shows of canvas and run. */
export function showInScene(id: string, shown: Pick<Scene, 'box' | 'at' | 'until' | 'path'>): Command {
  return changed(id, editText('viewOfScene'), shown)
}

/** At which instant it stands, or from which to which it plays; undefined: the whole run. */
export function timeScene(id: string, time: Pick<Scene, 'at' | 'until'>): Command {
  return changed(id, editText('timeOfScene'), time)
}

export function setSceneSeconds(id: string, seconds: number): Command {
  return { ...changed(id, editText('secondsOfScene'), { seconds }), coalesce: `scene-seconds:${id}` }
}

export function showNumbers(id: string, numbers: boolean): Command {
  return changed(id, editText(numbers ? 'showNumbers' : 'hideNumbers'), { numbers })
}

/** Changes members of one scene; those of the item that are not known stay. */
function changed(id: string, name: string, members: Partial<Scene>): Command {
  return {
    name,
    run: (document: JourneyDocument) => {
      const items = sceneItems(document)
      const at = placeOf(items, id)
      const scene = asScene(items[at])
      if (!scene) return document
      const known = itemOf(scene)
      const after = itemOf({ ...scene, ...members })
      if (JSON.stringify(known) === JSON.stringify(after)) return document
      const others = Object.fromEntries(Object.entries(items[at] as object).filter(([key]) => !(key in scene))) // as: what can be read as a scene is an object
      return withSceneItems(document, items.with(at, { ...after, ...others }))
    },
  }
}

function placeOf(items: readonly unknown[], id: string): number {
  return items.findIndex((item) => asScene(item)?.id === id)
}
