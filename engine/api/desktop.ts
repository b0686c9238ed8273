import type { CallError, EventName, EventPayload, MethodInput, MethodName, MethodOutput } from './contract.ts'

// What only the desktop app offers a window: `window.rehearsal` and `window.rehearsalDesktop`, put there by electron/preload. In the
// browser both are undefined and the window falls back (a file field for the dialogs, the WebSocket for the engine).

/** `window.rehearsal`: one function for each method of the contract; each rejects with a `CallError`, a plain object. */
export type DesktopEngine = { readonly [M in MethodName]: (input: MethodInput<M>) => Promise<MethodOutput<M>> } & {
  /** Returns the function that stops listening. */
  readonly on: <E extends EventName>(name: E, listener: (payload: EventPayload<E>) => void) => () => void
}

/** Codes of a `CallError` that the desktop bridge adds to those of the engine. */
export const desktopErrorCodes = {
  /** The engine host ended while it worked on the call; `host.restarted` follows and the call may be made again. */
  hostCrashed: 'HOST_CRASHED',
} as const satisfies Record<string, CallError['code']>

/**
 * The id of what a person chose from the menu: one of those the window gave with `setMenu`, or of the few that are there before it did.
 * The bridge has already dealt with text fields: the editing commands a field has itself arrive only when no text field has the focus. A
 * shortcut that the window handles itself must call preventDefault, else the menu sends its command as well.
 */
export type MenuCommand = string

/** One line of the native menu. `keys` as "mod+Shift+S", mod being Cmd on a Mac and Ctrl elsewhere; `checked` for a choice; `parted`: a line stands above it. */
export interface MenuEntry {
  readonly id: MenuCommand
  readonly label: string
  readonly enabled: boolean
  readonly keys?: string
  readonly checked?: boolean
  readonly parted?: boolean
}

/** One of the menus in the bar, left to right. Main adds what only it can do: recent files and Close to the first, full screen to View. */
export interface MenuPart {
  readonly id: string
  readonly label: string
  readonly entries: readonly MenuEntry[]
}

export type ThemeChoice = 'system' | 'light' | 'dark'

export interface DesktopFacts {
  readonly platform: 'darwin' | 'win32' | 'linux'
  readonly packaged: boolean
  readonly appVersion: string
  readonly electronVersion: string
  /** True for the old Electron used where the pinned one cannot be fetched: the window says so. */
  readonly fallbackElectron: boolean
  /** True if the app was started to show the sample (`--open-sample`) and no file was given with it. */
  readonly openSample: boolean
}

/** What the frame around the window shows of the open document; send it whenever one of these changes. */
export interface DocumentState {
  /** Shown in the title bar; null on the start screen. */
  readonly title: string | null
  /** The file behind the document; a new path also enters the recent files. */
  readonly path: string | null
  /** True while there are changes that closing the window would lose. */
  readonly edited: boolean
  /** The name of the edit that Undo takes back ("Move step"); null when there is none. */
  readonly undo: string | null
  readonly redo: string | null
  /** True while a rehearsal runs. */
  readonly running: boolean
}

/** What stands in the margins of each page of a PDF. */
export interface PageWords {
  /** At the top: what the document is. */
  readonly header: string
  /** At the bottom, around the numbers: "Page 2 of 7". */
  readonly page: string
  readonly of: string
}

export interface RecentFile {
  readonly path: string
  readonly name: string
  readonly openedAt: number
}

/**
 * Secrets of connections. What a person enters goes from a window of main's own to main and never through the page, which learns only where it is now:
 * `kept` by the system's keyring, or for this `session`.
 */
export interface DesktopSecrets {
  /**
   * Asks a person for the secret of a saved connection, in a window over this one; null when they cancel, when the connection is not there or needs none, and
   * while another one is asked for. Whose it is and where it is sent, main learns from the engine.
   */
  readonly ask: (connectionId: string) => Promise<'kept' | 'session' | null>
  /** Deletes it; what is under way with it ends as it would have. */
  readonly forget: (connectionId: string) => Promise<void>
}

/**
 * Where a newer version stands. `off`: nothing is asked of anybody; `current`: the last question found nothing newer; `ready`: it is on this machine, whole and as
 * its maker published it, and is installed when the person says so. `problem` says why the last question or download came to nothing.
 */
export interface UpdateState {
  /** False where this build has no place to ask, or somebody else (a package manager, an administrator) brings its updates: then there is nothing to choose. */
  readonly available: boolean
  /** What the person said; false until they say yes. Kept by main. */
  readonly allowed: boolean
  readonly phase: 'off' | 'idle' | 'checking' | 'current' | 'downloading' | 'ready' | 'failed'
  readonly currentVersion: string
  /** The newer version that was found. */
  readonly newVersion: string | null
  /** How much of it is here, 0 to 100, while it comes. */
  readonly percent: number | null
  /** The host that is asked, so that a person knows to whom they say yes; null without one. */
  readonly askedHost: string | null
  readonly checkedAtEpochMs: number | null
  /** `unreachable`: no answer; `damaged`: what came is not what was published, and was thrown away. `detail` for a problem report, in English. */
  readonly problem: { readonly kind: 'unreachable' | 'damaged' | 'other'; readonly detail: string } | null
}

/** Newer versions of the app. Without `allowed` no connection is made, by hand neither. */
export interface DesktopUpdates {
  readonly state: () => Promise<UpdateState>
  /** Yes looks at once, then daily; no also gives up what is under way. */
  readonly allow: (allowed: boolean) => Promise<UpdateState>
  readonly check: () => Promise<UpdateState>
  /** Asks about unsaved changes as closing does, then ends the app and starts the new one; nothing unless `phase` is `ready`. */
  readonly installNow: () => void
  readonly onState: (listener: (state: UpdateState) => void) => () => void
}

/** What a `rehearsal://` link asks for: a journey of the workspace by its key or its own id, or a look at a template. `refused`: it asks for nothing there is. */
export type DesktopLink =
  | { readonly kind: 'journey'; readonly key: string }
  | { readonly kind: 'template'; readonly templateId: string }
  | { readonly kind: 'refused'; readonly link: string }

/** `window.rehearsalDesktop`. A function that listens returns the function that stops listening. */
export interface DesktopShell {
  readonly facts: DesktopFacts
  readonly secrets: DesktopSecrets
  readonly updates: DesktopUpdates
  /** Resolves to null when the person cancels. */
  readonly chooseJourneyToOpen: () => Promise<string | null>
  /** `suggestedName` without a folder; ".journey.json" is added when it is missing. */
  readonly chooseJourneyToSave: (suggestedName: string) => Promise<string | null>
  /** Files of events: CSV, text, JSON, Parquet, plain, gzip or zstd; empty when the person cancels. */
  readonly chooseEventFiles: () => Promise<string[]>
  /** Where exported data go; the ending of `suggestedName`, without a folder, says of what kind. Null when the person cancels. */
  readonly chooseDataToSave: (suggestedName: string) => Promise<string | null>
  /** Asks where it goes and writes it, whole or not at all; answers the path, null when the person cancels. Rejects if it could not be written. */
  readonly saveFile: (suggestedName: string, content: Uint8Array) => Promise<string | null>
  /** The same with what the window shows, as its print style lays it out on pages of A4. */
  readonly savePdf: (suggestedName: string, words: PageWords) => Promise<string | null>
  /** A folder, made in the dialog if need be; null when the person cancels. */
  readonly chooseFolder: () => Promise<string | null>
  /** A file of a whole workspace (`*.rehearsal-workspace`); null when the person cancels. */
  readonly chooseWorkspaceFile: () => Promise<string | null>
  readonly chooseWorkspaceFileToSave: (suggestedName: string) => Promise<string | null>
  /** Starts the engine anew, on the workspace that is chosen now; resolves when it is being started. Load the window again afterwards. */
  readonly restartEngine: () => Promise<void>
  /** Size and place of the window as if it were opened for the first time. */
  readonly forgetWindowPlace: () => void
  /** The native question before a document is replaced by another. */
  readonly askAboutUnsavedChanges: (documentName: string) => Promise<'save' | 'discard' | 'cancel'>
  /** Newest first; files that are gone are left out. */
  readonly recentFiles: () => Promise<RecentFile[]>
  readonly clearRecentFiles: () => Promise<void>
  readonly setDocumentState: (state: DocumentState) => void
  /** What the native menu shows; send it whenever a word, a mark or what can be done changes. */
  readonly setMenu: (parts: readonly MenuPart[]) => void
  /** So that title bar, menus and dialogs follow the theme chosen in the window. */
  readonly setTheme: (theme: ThemeChoice) => void
  /** So that main's own menus and dialogs speak what the window speaks, at the next start from the beginning. */
  readonly setLanguage: (language: 'en' | 'tr') => void
  /** The path of a dropped DOM `File` (this room has no DOM types); empty when it is not a file on disk. */
  readonly pathOfFile: (file: object) => string
  readonly showInFolder: (path: string) => void
  /** The text on the clipboard, for pasting; the page itself has no permission to read it. Empty when there is none. */
  readonly readClipboardText: () => Promise<string>
  readonly onCommand: (listener: (command: MenuCommand) => void) => () => void
  /** A journey to open: double click, command line, Open Recent. Those that came before the first listener are kept for it. */
  readonly onOpenFile: (listener: (path: string) => void) => () => void
  /** A link that was followed, kept for the first listener as files are. Nothing is done but to show; what it names is looked up, never made. */
  readonly onOpenLink: (listener: (link: DesktopLink) => void) => () => void
  /** Asked when the person answers Save on closing; resolve to false when it could not be saved, and the window stays open. */
  readonly onSaveBeforeClose: (save: () => Promise<boolean>) => () => void
}
