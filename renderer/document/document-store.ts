import { useStore } from 'zustand'
import { createStore } from 'zustand/vanilla'
import type { JourneySummary } from '../../engine/api/contract.ts'
import type { JourneyDocument } from '../../engine/core/model/journey.ts'
import type { Command } from './command.ts'
import { withBandsKept } from './keep-bands.ts'
import { emptyHistory, pushed, redone, sealed, undone, type Aside, type History } from './history.ts'
import { emptyJourney } from './empty-journey.ts'

/** A journey as the engine hands it over; `journey` null for one that was never saved in this workspace. */
export interface OpenedJourney {
  journey: JourneySummary | null
  document: JourneyDocument
}

export interface DocumentState {
  document: JourneyDocument
  /** Its place in the workspace: id, version, path. Null until the first save. */
  summary: JourneySummary | null
  /** Grows with every change, also by undo and redo; a load starts at 0. */
  revision: number
  /** Grows with every load, so that the canvas can tell another journey from an edit. */
  generation: number
  dirty: boolean
  undoName: string | null
  redoName: string | null
  /** Grows with every edit, undo and redo, also of what lies beside the document: the list of steps is another one. */
  historyRevision: number
  load(opened: OpenedJourney): void
  apply(command: Command): void
  /** Notes an edit of something beside the document, so that Undo takes it back in its turn. */
  applyBeside(edit: { name: string; coalesce?: string; aside: Aside }): void
  /** Completes the document with what is no edit (places of cards it came without): no undo step, not unsaved. */
  amend(change: (document: JourneyDocument) => JourneyDocument): void
  /** Ends a run of coalescing edits: the next one is an undo step of its own. */
  seal(): void
  undo(): void
  redo(): void
  /** Undoes (negative) or redoes so many steps at once. */
  go(steps: number): void
  /** The names of what can be undone and redone, the nearest first. */
  steps(): { past: string[]; future: string[] }
  /** What was done since the document was saved, the first first; empty where that is not known any more. */
  editsSinceSaved(): string[]
  /** Takes `saved` (the document that was sent) as the saved state; edits made meanwhile stay unsaved. */
  markSaved(summary: JourneySummary, saved?: JourneyDocument): void
}

/** A document store of its own; the window has one, tests make theirs. `now` is in ms and only decides when typing pauses. */
export function createDocumentStore(now: () => number = Date.now) {
  let history: History = emptyHistory()
  let savedDocument: JourneyDocument | null = null
  // A document that was only completed says the same as the one it came from, also if that one is being saved meanwhile.
  const completedFrom = new WeakMap<JourneyDocument, JourneyDocument>()
  const isSaved = (document: JourneyDocument): boolean => {
    for (let at: JourneyDocument | undefined = document; at; at = completedFrom.get(at)) if (at === savedDocument) return true
    return false
  }
  const names = () => ({ undoName: history.past.at(-1)?.name ?? null, redoName: history.future.at(-1)?.name ?? null, historyRevision: store.getState().historyRevision + 1 })

  const store = createStore<DocumentState>()((set, get) => ({
    document: emptyJourney(),
    summary: null,
    revision: 0,
    generation: 0,
    dirty: false,
    undoName: null,
    redoName: null,
    historyRevision: 0,
    load: ({ journey, document }) => {
      history = emptyHistory()
      savedDocument = journey === null ? null : document
      set({ document, summary: journey, revision: 0, generation: get().generation + 1, dirty: journey === null, ...names() })
    },
    apply: (command) => {
      const before = get().document
      const changed = command.run(before)
      const document = changed === before || command.exact === true ? changed : withBandsKept(before, changed)
      if (document === before) return
      history = pushed(history, { name: command.name, coalesce: command.coalesce, before, at: now() })
      set({ document, revision: get().revision + 1, dirty: !isSaved(document), ...names() })
    },
    applyBeside: ({ name, coalesce, aside }) => {
      history = pushed(history, { name, coalesce, aside, before: get().document, at: now() })
      set(names())
    },
    amend: (change) => {
      const before = get().document
      const document = change(before)
      if (document === before) return
      completedFrom.set(document, before)
      set({ document })
    },
    seal: () => {
      history = sealed(history)
    },
    undo: () => step(undone),
    redo: () => step(redone),
    go: (steps) => {
      for (let left = Math.abs(steps); left > 0; left--) step(steps < 0 ? undone : redone)
    },
    steps: () => ({ past: history.past.map(({ name }) => name).reverse(), future: history.future.map(({ name }) => name).reverse() }),
    editsSinceSaved: () => {
      const from = history.past.findLastIndex(({ before }) => isSaved(before))
      // A saved state that was undone past, or never was: everything there is was done since.
      return isSaved(get().document) ? [] : history.past.slice(Math.max(0, from)).map(({ name }) => name)
    },
    markSaved: (summary, saved) => {
      savedDocument = saved ?? get().document
      history = sealed(history)
      set({ summary, dirty: !isSaved(get().document) })
    },
  }))
  return store

  function step(move: typeof undone): void {
    const { document: current, revision } = store.getState()
    const moved = move(history, current)
    if (!moved) return
    history = moved.history
    store.setState({ document: moved.document, revision: moved.document === current ? revision : revision + 1, dirty: !isSaved(moved.document), ...names() })
  }
}

export const documentStore = createDocumentStore()

/** The open journey: select the smallest slice by id. */
export function useDocumentStore<T>(selector: (state: DocumentState) => T): T {
  return useStore(documentStore, selector)
}
