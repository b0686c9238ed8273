import { ipcRenderer, webUtils } from 'electron'
import type { DesktopFacts, DesktopShell, MenuCommand } from '../../engine/api/desktop.ts'
import { isForTextField } from './text-field.ts'

export function desktopShell(): DesktopShell {
  let save: (() => Promise<boolean>) | undefined

  ipcRenderer.on('shell:save', async () => {
    // Without anyone to save, closing must not lose the work.
    const saved = save ? await save().catch(() => false) : false
    ipcRenderer.send('shell:saved', saved)
  })

  return {
    facts: ipcRenderer.sendSync('shell:facts') as DesktopFacts,
    secrets: {
      ask: (connectionId) => ipcRenderer.invoke('secrets:ask', connectionId),
      forget: (connectionId) => ipcRenderer.invoke('secrets:forget', connectionId),
    },
    updates: {
      state: () => ipcRenderer.invoke('updates:state'),
      allow: (allowed) => ipcRenderer.invoke('updates:allow', allowed),
      check: () => ipcRenderer.invoke('updates:check'),
      installNow: () => ipcRenderer.send('updates:install'),
      onState: (listener) => listen('updates:state', listener),
    },
    chooseJourneyToOpen: () => ipcRenderer.invoke('shell:chooseJourneyToOpen'),
    chooseJourneyToSave: (suggestedName) => ipcRenderer.invoke('shell:chooseJourneyToSave', suggestedName),
    chooseEventFiles: () => ipcRenderer.invoke('shell:chooseEventFiles'),
    chooseDataToSave: (suggestedName) => ipcRenderer.invoke('shell:chooseDataToSave', suggestedName),
    saveFile: (suggestedName, content) => ipcRenderer.invoke('shell:saveFile', { suggestedName, content }),
    savePdf: (suggestedName, words) => ipcRenderer.invoke('shell:savePdf', { suggestedName, words }),
    chooseFolder: () => ipcRenderer.invoke('shell:chooseFolder'),
    chooseWorkspaceFile: () => ipcRenderer.invoke('shell:chooseWorkspaceFile'),
    chooseWorkspaceFileToSave: (suggestedName) => ipcRenderer.invoke('shell:chooseWorkspaceFileToSave', suggestedName),
    restartEngine: () => ipcRenderer.invoke('engine:restart'),
    forgetWindowPlace: () => ipcRenderer.send('shell:forgetWindowPlace'),
    askAboutUnsavedChanges: (documentName) => ipcRenderer.invoke('shell:askAboutUnsavedChanges', documentName),
    recentFiles: () => ipcRenderer.invoke('shell:recentFiles'),
    clearRecentFiles: () => ipcRenderer.invoke('shell:clearRecentFiles'),
    setDocumentState: (state) => ipcRenderer.send('shell:documentState', state),
    setMenu: (parts) => ipcRenderer.send('shell:menu', parts),
    setTheme: (theme) => ipcRenderer.send('shell:theme', theme),
    setLanguage: (language) => ipcRenderer.send('shell:language', language),
    pathOfFile: (file) => (file instanceof File ? webUtils.getPathForFile(file) : ''),
    readClipboardText: () => ipcRenderer.invoke('shell:readClipboardText'),
    showInFolder: (path) => ipcRenderer.send('shell:showInFolder', path),
    onCommand: (listener) =>
      listen('shell:command', (command: MenuCommand) => {
        if (isForTextField(command)) ipcRenderer.send('shell:nativeEdit', command)
        else listener(command)
      }),
    onOpenFile: (listener) => {
      const stop = listen('shell:openFile', listener)
      ipcRenderer.send('shell:listensForFiles')
      return stop
    },
    onOpenLink: (listener) => {
      const stop = listen('shell:openLink', listener)
      ipcRenderer.send('shell:listensForLinks')
      return stop
    },
    onSaveBeforeClose: (listener) => {
      save = listener
      return () => {
        if (save === listener) save = undefined
      }
    },
  }
}

function listen<T>(channel: string, listener: (value: T) => void): () => void {
  const handler = (_event: unknown, value: T) => listener(value)
  ipcRenderer.on(channel, handler)
  return () => void ipcRenderer.off(channel, handler)
}
