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
  requestIdleCallback(readEditor, { timeout: 500 })
  readAhead()
}
