import type { DesktopShell } from '../../engine/api/desktop.ts'

declare global {
  interface Window {
    /** Only in the desktop app. */
    readonly rehearsalDesktop?: DesktopShell
  }
}

/** The desktop shell around this window; undefined in a browser. */
export function desktop(): DesktopShell | undefined {
  return globalThis.window?.rehearsalDesktop
}
