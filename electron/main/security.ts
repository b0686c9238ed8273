import { shell, type IpcMainEvent, type IpcMainInvokeEvent, type Session, type WebContents } from 'electron'

/**
 * Scripts, fonts and connections come from the app only. Styles may be inline because the component library sets CSS variables
 * through style elements.
 */
export const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "font-src 'self'",
  "connect-src 'self'",
  "worker-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ')

const ownPage = 'app://rehearsal/'

/** What a page needs from the platform is asked of main over our own channels; of Chromium's permissions it gets two: to copy, and to fill the screen with a presentation. */
const grantedPermissions: readonly string[] = ['clipboard-sanitized-write', 'fullscreen']

export function enforceContentPolicy(session: Session) {
  session.setPermissionRequestHandler((contents, permission, answer) => {
    answer(grantedPermissions.includes(permission) && contents.getURL().startsWith(ownPage))
  })
  session.setPermissionCheckHandler((_contents, permission, origin) => {
    return grantedPermissions.includes(permission) && `${origin}/`.startsWith(ownPage)
  })
  session.setDevicePermissionHandler(() => false)
  // What the window made itself (an export, a picture of a chart) is saved where the person says; nothing else is downloaded.
  session.on('will-download', (event, item) => {
    if (!item.getURL().startsWith(`blob:${ownPage}`)) event.preventDefault()
  })
}

/** A window shows the app and nothing else: no navigation, no new windows, no web views. */
export function refuseByDefault(contents: WebContents) {
  contents.on('will-navigate', (event) => {
    if (!isReload(contents, event.url)) event.preventDefault()
  })
  contents.on('will-frame-navigate', (event) => {
    if (!event.isMainFrame) event.preventDefault()
  })
  contents.on('will-redirect', (event) => event.preventDefault())
  contents.on('will-attach-webview', (event) => event.preventDefault())
  // A link that leads outside is the person's browser's or mail program's business; a new window of the app it never becomes.
  contents.setWindowOpenHandler(({ url }) => {
    if (isOutsideLink(url)) void shell.openExternal(url)
    return { action: 'deny' }
  })
}

/** True for an address that another program may be asked to open: a page of the web or a mail, no file and no command of the system. */
function isOutsideLink(url: string): boolean {
  try {
    return ['https:', 'http:', 'mailto:'].includes(new URL(url).protocol)
  } catch {
    return false
  }
}

// Loading the same page anew leads nowhere: the window does so to speak another language or to look at another workspace, a developer with the keyboard.
function isReload(contents: WebContents, url: string) {
  return url === contents.getURL() && url.startsWith(ownPage)
}

type Sender = Pick<IpcMainEvent | IpcMainInvokeEvent, 'senderFrame' | 'sender'>

/** True when a message comes from the top frame of a window that shows our own page. */
export function isOwnWindow(event: Sender): boolean {
  const frame = event.senderFrame
  return frame !== null && frame === event.sender.mainFrame && frame.url.startsWith(ownPage)
}
