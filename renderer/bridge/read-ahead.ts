import { desktop } from '../app/desktop.ts'
import { whenIdle } from '../components/when-idle.ts'

/**
 * Reads what is drawn later as soon as the window has nothing better to do. A served window gets it from the engine's own server, and a page that misses a file once
 * does not ask for it a second time: without this, opening a message while the engine is away would cost the person the whole window. In the desktop app the files lie beside it.
 */
export function readAhead(): void {
  if (desktop() !== undefined) return
  whenIdle(() => {
    for (const link of globalThis.document.querySelectorAll<HTMLLinkElement>('link[rel="later"]')) link.rel = link.href.endsWith('.css') ? 'stylesheet' : 'modulepreload'
  })
}
