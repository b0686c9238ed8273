import { contextBridge, ipcRenderer } from 'electron'

/** What the window shows of the secret it asks for. `sentTo`: the only origins it will ever be sent to. `canKeep`: there is a keyring that is safe. */
export interface ShownQuestion {
  readonly name: string
  readonly platform: string
  readonly label: string
  readonly help: string
  readonly scopes: readonly string[]
  readonly sentTo: readonly string[]
  readonly canKeep: boolean
  readonly language: 'en' | 'tr'
  readonly words: SecretPageWords
}

/** What the page says around it. */
export type SecretPageWords = Readonly<Record<'show' | 'hide' | 'sentTo' | 'needs' | 'kept' | 'byKeyring' | 'forSession' | 'cancel' | 'save' | 'empty' | 'unusable' | 'refused', string>>

export interface SecretGiven { readonly problem: 'empty' | 'unusable' | 'refused' | null }

/** `window.secretWindow`, for the page of that window only. */
export interface SecretWindowBridge {
  readonly question: () => Promise<ShownQuestion | null>
  /** Without a problem the window is closed by then. */
  readonly give: (secret: string) => Promise<SecretGiven>
  readonly cancel: () => void
  /** It is drawn, and that high, in pixels of its own: the window is fitted to it and shown. */
  readonly drawn: (height: number) => void
}

const bridge: SecretWindowBridge = {
  question: () => ipcRenderer.invoke('secret:question'),
  give: (secret) => ipcRenderer.invoke('secret:give', secret),
  cancel: () => ipcRenderer.send('secret:cancel'),
  drawn: (height) => ipcRenderer.send('secret:drawn', height),
}

contextBridge.exposeInMainWorld('secretWindow', bridge)
