import type { DesktopShell } from '../../engine/api/desktop.ts'
import { documentStore } from '../document/document-store.ts'
import { useFindStore } from '../features/find/find-store.ts'
import { useDiagnosticsStore } from '../features/problems/diagnostics-store.ts'
import { useRunStore } from '../stores/run-store.ts'
import { useUiStore } from '../stores/ui-store.ts'
import { desktopMenu } from './desktop-menu.ts'

/** Keeps the native menu in step with what can be done; many changes at once are told once. */
export function watchMenu(shell: DesktopShell): () => void {
  let told = ''
  let isAsked = false
  const tell = () => {
    isAsked = false
    const menu = desktopMenu()
    const words = JSON.stringify(menu)
    if (words === told) return
    told = words
    shell.setMenu(menu)
  }
  const ask = () => {
    if (isAsked) return
    isAsked = true
    queueMicrotask(tell)
  }
  ask()
  const stops = [documentStore.subscribe(ask), useUiStore.subscribe(ask), useRunStore.subscribe(ask), useFindStore.subscribe(ask), useDiagnosticsStore.subscribe(ask)]
  return () => stops.forEach((stop) => stop())
}
