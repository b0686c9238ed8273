import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { App, readEditor } from './app/app.tsx'
import { readAhead } from './bridge/read-ahead.ts'

/** Draws the window. Loaded after the language is settled: many texts are looked up as modules load. */
export function startApp(root: HTMLElement): void {
  createRoot(root).render(
    <StrictMode>
      <App />
    </StrictMode>,
  )
  // Letters that English has none of have a file of their own: with the first name that needs one, everything would be laid out a second time.
  void globalThis.document.fonts.load('16px "Inter Variable"', 'ş')
  requestIdleCallback(readEditor, { timeout: 500 })
  readAhead()
}
