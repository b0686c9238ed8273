import { notify } from '../../components/notify.ts'
import { documentStore } from '../../document/document-store.ts'
import { entryIdOf } from '../../document/node-ids.ts'
import { flowOrder, neighbourOf, type Direction } from '../../document/walk.ts'
import { useUiStore } from '../../stores/ui-store.ts'
import { besideCard, focusCard, meantNodes } from './focus-card.ts'
import { gestureText } from './gesture-texts.ts'
import { askForStep } from './quick-add-store.ts'

/** Goes from the card that is meant to its neighbour and selects it; to the first card of the journey if none is. */
export function walk(direction: Direction): void {
  const { document } = documentStore.getState()
  const from = meantNodes().at(-1)
  const to = from === undefined ? flowOrder(document)[0] : neighbourOf(document, from, direction)
  if (to === undefined) return
  useUiStore.getState().select([to])
  focusCard(to)
}

/** Asks what should stand in the place of the one step that is meant. */
export function askForReplacement(): void {
  const { document } = documentStore.getState()
  const [only, ...others] = meantNodes()
  if (only === undefined || others.length > 0) return notify(gestureText('replaceWhat'))
  if (entryIdOf(only) !== undefined) return notify(gestureText('entryNoReplace'))
  if (Object.hasOwn(document.steps, only)) askForStep({ kind: 'replace', nodeId: only }, besideCard(only))
}

/** Nothing is selected any more; the focus stays where it is. */
export function selectNone(): void {
  useUiStore.getState().select([])
}
