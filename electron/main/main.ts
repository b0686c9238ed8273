import { app, session } from 'electron'
import { enforceContentPolicy, refuseByDefault } from './security.ts'
import { registerAppScheme, serveWindowFiles } from './app-protocol.ts'
import { startEngine } from './engine-process.ts'
import { handleWindowRequests } from './requests.ts'
import { journeyFilesIn, offerFile } from './open-files.ts'
import { openMainWindow, revealWindow } from './main-window.ts'
import { keepSecrets } from './secrets.ts'
import { installMenu } from './menu.ts'
import { claimScheme, linksIn, offerLink } from './protocol-link.ts'
import { keepUpToDate } from './updates.ts'

// Tests and people with several workspaces give each instance its own place.
const userData = app.commandLine.getSwitchValue('user-data-dir')
if (userData) app.setPath('userData', userData)

// macOS sends the file of a double click before the app is ready.
app.on('open-file', (event, path) => {
  event.preventDefault()
  offerFile(path)
  revealWindow()
})

// … and the link that was followed.
app.on('open-url', (event, link) => {
  event.preventDefault()
  offerLink(link)
  revealWindow()
})

if (!app.requestSingleInstanceLock()) app.quit()
else start()

function start() {
  registerAppScheme()
  app.on('second-instance', (_event, argv, workingDirectory) => {
    for (const path of journeyFilesIn(argv, workingDirectory)) offerFile(path)
    for (const link of linksIn(argv)) offerLink(link)
    revealWindow()
  })
  app.on('web-contents-created', (_event, contents) => refuseByDefault(contents))
  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin') app.quit()
  })
  app.on('activate', () => revealWindow())

  for (const path of journeyFilesIn(process.argv, process.cwd())) offerFile(path)
  for (const link of linksIn(process.argv)) offerLink(link)

  void app.whenReady().then(() => {
    enforceContentPolicy(session.defaultSession)
    serveWindowFiles(session.defaultSession)
    handleWindowRequests()
    keepSecrets()
    startEngine()
    installMenu()
    openMainWindow()
    claimScheme()
    keepUpToDate()
  })
}
