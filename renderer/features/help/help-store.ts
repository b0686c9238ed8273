import { create } from 'zustand'
import { isArticleId, type ArticleId } from './article-ids.ts'
import { articleHere } from './article-here.ts'

/** What is read: an article, a check by its code, or the contents. */
export type HelpPlace = { kind: 'contents' } | { kind: 'article'; id: ArticleId } | { kind: 'check'; code: string }

interface HelpState {
  isOpen: boolean
  place: HelpPlace
  /** Where one was before, the last last. */
  before: readonly HelpPlace[]
  query: string
  /** Over a dialog it holds the keyboard; beside the work it does not. */
  isOverDialog: boolean
}

const CONTENTS: HelpPlace = { kind: 'contents' }

/** What of the help is on the screen. */
export const useHelpStore = create<HelpState>()(() => ({ isOpen: false, place: CONTENTS, before: [], query: '', isOverDialog: false }))

/** What had the focus when help was opened. */
let cameFrom: HTMLElement | null = null

/** Opens an article beside what is on the screen; without one the contents. */
export function openHelp(id?: ArticleId): void {
  open(id === undefined ? CONTENTS : { kind: 'article', id })
}

/** F1: the article about where the keyboard is; pressed in the help itself, the contents. */
export function openHelpHere(): void {
  if (inHelp(globalThis.document.activeElement)) return goTo(CONTENTS)
  open({ kind: 'article', id: articleHere(globalThis.document.activeElement) })
}

/** Opens what there is to know about a check. */
export function openHelpOnCheck(code: string): void {
  open({ kind: 'check', code })
}

function open(place: HelpPlace): void {
  const { isOpen, place: current, before } = useHelpStore.getState()
  const active = globalThis.document.activeElement
  if (!inHelp(active)) cameFrom = active instanceof HTMLElement ? active : null
  const isOverDialog = globalThis.document.querySelector('[role="dialog"][aria-modal="true"]') !== null
  useHelpStore.setState({ isOpen: true, place, before: isOpen && !isSame(place, current) ? [...before, current] : isOpen ? before : [], query: '', isOverDialog })
}

/** Goes on to another place of the help, with a way back. */
export function goTo(place: HelpPlace): void {
  const { place: current, before } = useHelpStore.getState()
  useHelpStore.setState({ place, before: isSame(place, current) ? before : [...before, current], query: '' })
}

export function goBack(): void {
  const { before } = useHelpStore.getState()
  useHelpStore.setState({ place: before.at(-1) ?? CONTENTS, before: before.slice(0, -1), query: '' })
}

/** Closes it and gives the keyboard back to where it came from. */
export function closeHelp(): void {
  useHelpStore.setState({ isOpen: false, query: '' })
  if (cameFrom?.isConnected === true) cameFrom.focus({ preventScroll: true })
}

/** Follows a link of an article: the file beside it that is named. */
export function followLink(address: string): void {
  const id = /^(?:\.\/)?([a-z-]+)\.md$/.exec(address)?.[1] ?? ''
  if (isArticleId(id)) goTo({ kind: 'article', id })
}

function inHelp(element: Element | null): boolean {
  return element !== null && element.closest('[data-help-drawer]') !== null
}

function isSame(a: HelpPlace, b: HelpPlace): boolean {
  return JSON.stringify(a) === JSON.stringify(b)
}
