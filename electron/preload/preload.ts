import { contextBridge } from 'electron'
import { desktopShell } from './desktop-shell.ts'
import { engineBridge } from './engine-bridge.ts'

contextBridge.exposeInMainWorld('rehearsal', engineBridge())
contextBridge.exposeInMainWorld('rehearsalDesktop', desktopShell())
