import { app } from 'electron'
import type { DesktopLink } from '../../engine/api/desktop.ts'
import { linkIn } from './link-of-text.ts'

// `rehearsal://open?journey=<key>` and `rehearsal://template/<id>`, followed in a mail, a page or a ticket. Kept until the window listens.

const scheme = 'rehearsal'

let waiting: DesktopLink[] = []
let deliver: ((link: DesktopLink) => void) | undefined

export function offerLink(text: string) {
  const link = linkIn(text)
  if (deliver) deliver(link)
  // Whoever sends hundreds of them means no good; what a person follows is one.
  else waiting = [...waiting, link].slice(-3)
}

/** Sends what waited and everything that comes later to `listener`; undefined makes links wait again. */
export function deliverLinksTo(listener: ((link: DesktopLink) => void) | undefined) {
  deliver = listener
  if (!listener) return
  const links = waiting
  waiting = []
  for (const link of links) listener(link)
}

export function linksIn(argv: readonly string[]): string[] {
  return argv.slice(1).filter((argument) => argument.toLowerCase().startsWith(`${scheme}:`))
}

/** Windows has no installer step for it; elsewhere the package says it to the system. What follows "--" is no switch of Chromium, whatever a link holds. */
export function claimScheme() {
  if (app.isPackaged && process.platform === 'win32') app.setAsDefaultProtocolClient(scheme, process.execPath, ['--'])
}
