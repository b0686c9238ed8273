import type { PeopleOf } from '../../../engine/api/log-methods.ts'
import { focusSoon } from '../../components/focus-soon.ts'
import { useUiStore } from '../../stores/ui-store.ts'
import { askPerson } from '../explain/ask-person.ts'
import { loadMore, showPeople, usePeopleStore } from './people-store.ts'

/** Tells what happened to the person at that place of the list. */
export async function openPerson(at: number): Promise<void> {
  if (at >= usePeopleStore.getState().list.length) await loadMore()
  const person = usePeopleStore.getState().list[at]
  if (person === undefined) return
  usePeopleStore.setState({ at, isWalking: true })
  useUiStore.setState({ resultsOpen: true, resultsTab: 'person' })
  await askPerson(person.profileId)
}

/** The next or the previous person of the list; stays where there is none. */
export async function walkPeople(by: 1 | -1): Promise<void> {
  const { at, found, list, isWalking } = usePeopleStore.getState()
  if (list.length === 0) return
  // The first time the one that is marked is shown.
  const next = isWalking ? at + by : at
  if (next >= 0 && next < found) await openPerson(next)
}

/** One of the people behind a number, told at once. */
export async function showOneOf(of: PeopleOf): Promise<void> {
  await showPeople(of)
  await openPerson(0)
}

/** From a story to the list it was chosen from. */
export function backToList(): void {
  usePeopleStore.setState({ isWalking: false })
  useUiStore.setState({ resultsOpen: true, resultsTab: 'people' })
}

/** From the list to where the number was pressed. */
export function backToNumber(): void {
  const { tab, isOpen, focus } = usePeopleStore.getState().from
  usePeopleStore.setState({ isWalking: false })
  useUiStore.setState({ resultsTab: tab === 'people' ? 'funnel' : tab, resultsOpen: isOpen })
  // A tab that is drawn again has another button for the same number.
  const testId = focus?.getAttribute('data-testid')
  requestAnimationFrame(() => {
    const again = focus?.isConnected === true ? focus : testId === null || testId === undefined ? null : globalThis.document.querySelector(`[data-testid="${CSS.escape(testId)}"]`)
    if (again instanceof HTMLElement || again instanceof SVGElement) again.focus({ preventScroll: true })
  })
}

/** Opens the people of the number that was asked for last, or the place to choose one. */
export function openPeople(): void {
  const isAsked = usePeopleStore.getState().asked !== null
  backToList()
  focusSoon(`[data-testid="${isAsked ? 'people-list' : 'people-whom'}"]`)
}
