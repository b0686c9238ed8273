import { create } from 'zustand'
import { portsOf } from '../../../engine/core/model/steps/registry.ts'
import { notify } from '../../components/notify.ts'
import { documentStore } from '../../document/document-store.ts'
import { nameOfNode } from '../../document/names.ts'
import { entryIdOf } from '../../document/node-ids.ts'
import { flowOrder } from '../../document/walk.ts'
import { besideCard, meantNodes } from './focus-card.ts'
import { gestureText } from './gesture-texts.ts'
import type { ScreenPoint } from './quick-add-store.ts'

interface Connecting {
  from: string
  /** Null while it is asked which way out is meant. */
  portId: string | null
  at: ScreenPoint
}

/** The card a connection is drawn from by name; null while none is. */
export const useConnecting = create<{ open: Connecting | null }>()(() => ({ open: null }))

/** Asks where the card that is meant should lead; of several ways out, which one. */
export function askWhereTo(): void {
  const { document } = documentStore.getState()
  const nodes = meantNodes()
  const from = flowOrder(document).findLast((id) => nodes.includes(id))
  if (from === undefined) return notify(gestureText('nothingSelected'))
  if (Object.keys(document.steps).every((id) => id === from)) return notify(gestureText('nothingToConnect'))
  const ports = entryIdOf(from) === undefined ? portsOf(document.steps[from]!).map(({ id }) => id) : ['next']
  if (ports.length === 0) return notify(gestureText('noWays', { name: nameOfNode(document, from) }))
  useConnecting.setState({ open: { from, portId: ports.length === 1 ? ports[0]! : null, at: besideCard(from) } })
}

export function chooseWay(portId: string): void {
  const { open } = useConnecting.getState()
  if (open) useConnecting.setState({ open: { ...open, portId } })
}

export function closeConnecting(): void {
  useConnecting.setState({ open: null })
}
