import { contextBridge } from 'electron'
import { desktopShell } from './desktop-shell.ts'
import { engineBridge } from './engine-bridge.ts'
import { keepWindowSmall } from './window-memory.ts'

contextBridge.exposeInMainWorld('rehearsal', engineBridge())
contextBridge.exposeInMainWorld('rehearsalDesktop', desktopShell())
keepWindowSmall()
