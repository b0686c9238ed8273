import { connection as engine } from '../../bridge/connection.ts'
import { documentStore } from '../../document/document-store.ts'
import { readConnections } from './connections-store.ts'
import { notifyWay } from './notify-way.tsx'
import { liveText } from './live-texts.ts'
import { dropPlan } from './plan-store.ts'
import { openPublish, usePublishStore } from './publish-store.ts'
import { readWaiting, refreshWatched } from './refresh-watched.ts'
import { useWatchedStore } from './watched-store.ts'

/** How often it is looked whether an agent, which runs in a program of its own, proposed something. */
const LOOK_MS = 30_000

/** Keeps what waits for a person in step with the workspace for as long as the window lives, and says at the start what was left in the middle. */
export function watchPublishing(): void {
  engine.on('workspace.changed', ({ what }) => {
    if (what === 'publications' || what === 'proposals') void refreshWatched()
    if (what === 'connections') void readConnections()
  })
  const look = () => globalThis.document.visibilityState === 'visible' && void readWaiting()
  globalThis.addEventListener('focus', look)
  setInterval(look, LOOK_MS)
  void refreshWatched().then(offerToGoOn)
  documentStore.subscribe(({ generation, document }, before) => {
    if (generation === before.generation) return
    if (document.id !== before.document.id) beginAnew()
    void import('./drift.ts').then(({ checkOnOpening }) => checkOnOpening(document.id))
  })
}

/** A plan and the place one was at belong to the journey that was open. */
function beginAnew(): void {
  usePublishStore.setState({ place: 'where' })
  dropPlan()
}

function offerToGoOn(): void {
  const [first, ...others] = useWatchedStore.getState().interrupted
  if (first === undefined) return
  const message = others.length === 0 ? liveText('leftOne', { journey: first.journeyName, connection: first.connectionName }) : liveText('leftSeveral', { count: others.length + 1 })
  notifyWay({ message, way: liveText('lookAtIt'), go: () => openPublish('history'), testId: 'interrupted-notice' })
}
