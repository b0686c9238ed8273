import { app, session } from 'electron'
import { enforceContentPolicy, refuseByDefault } from './security.ts'
import { registerAppScheme, serveWindowFiles } from './app-protocol.ts'
import { startEngine } from './engine-process.ts'
import { handleWindowRequests } from './requests.ts'
import { journeyFilesIn, offerFile } from './open-files.ts'
import { openMainWindow, revealWindow } from './main-window.ts'
import { keepSecrets } from './secrets.ts'
import { installMenu } from './menu.ts'

// Tests and people with several workspaces give each instance its own place.
const userData = app.commandLine.getSwitchValue('user-data-dir')
if (userData) app.setPath('userData', userData)

// macOS sends the file of a double click before the app is ready.
app.on('open-file', (event, path) => {
  event.preventDefault()
  offerFile(path)
  revealWindow()
})

if (!app.requestSingleInstanceLock()) app.quit()
else start()

function start() {
  registerAppScheme()
  app.on('second-instance', (_event, argv, workingDirectory) => {
    for (const path of journeyFilesIn(argv, workingDirectory)) offerFile(path)
    revealWindow()
  })
  app.on('web-contents-created', (_event, contents) => refuseByDefault(contents))
  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin') app.quit()
  })
  app.on('activate', () => revealWindow())

  for (const path of journeyFilesIn(process.argv, process.cwd())) offerFile(path)

  void app.whenReady().then(() => {
    enforceContentPolicy(session.defaultSession)
    serveWindowFiles(session.defaultSession)
    handleWindowRequests()
    keepSecrets()
    startEngine()
    installMenu()
    openMainWindow()
  })
}
