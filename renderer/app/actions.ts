import { copySelection, cutSelection, deleteSelection, duplicateSelection, pasteFromClipboard, selectAll } from '../features/canvas/canvas-actions.ts'
import { arrangeCanvas } from '../features/canvas/arrange-canvas.ts'
import { currentFlow, fitCanvas, motionMs } from '../features/canvas/flow-handle.ts'
import { openChecks } from '../features/problems/checks-store.ts'
import { openAssumptions } from '../features/assumptions/panel-store.ts'
import { openOnePerson } from '../features/explain/ask-person.ts'
import { documentStore } from '../document/document-store.ts'
import { useUiStore } from '../stores/ui-store.ts'
import { openCommandPalette } from './command-palette-store.ts'
import { newJourney } from './open-journey.ts'
import { cancelRun, run as startRun } from '../features/simulation/run.ts'
import { saveAsFile, saveWithNotice } from './save-journey.ts'
import { appText } from './texts.ts'

export type ActionGroup = 'groupJourney' | 'groupEdit' | 'groupView' | 'groupRun' | 'groupHelp'

export interface Action {
  id: string
  group: ActionGroup
  label: Parameters<typeof appText>[0]
  /** As `keysOf` takes it; the first is shown in menus. */
  keys: readonly string[]
  /** Only while the editor is on the screen. */
  inEditor: boolean
  run(): unknown
}

const ui = () => useUiStore.getState()
const duration = () => ({ duration: motionMs() })

/** Everything that has a shortcut or a place in the command palette; menus, keys and palette all run these. */
export const ACTIONS: readonly Action[] = [
  { id: 'file.new', group: 'groupJourney', label: 'newJourney', keys: ['mod+Alt+N'], inEditor: false, run: newJourney },
  { id: 'file.save', group: 'groupJourney', label: 'save', keys: ['mod+S'], inEditor: true, run: () => saveWithNotice() },
  { id: 'file.saveAs', group: 'groupJourney', label: 'saveFile', keys: ['mod+Shift+S'], inEditor: true, run: saveAsFile },
  { id: 'edit.undo', group: 'groupEdit', label: 'undo', keys: ['mod+Z'], inEditor: true, run: () => documentStore.getState().undo() },
  { id: 'edit.redo', group: 'groupEdit', label: 'redo', keys: ['mod+Shift+Z', 'mod+Y'], inEditor: true, run: () => documentStore.getState().redo() },
  { id: 'edit.cut', group: 'groupEdit', label: 'cut', keys: ['mod+X'], inEditor: true, run: cutSelection },
  { id: 'edit.copy', group: 'groupEdit', label: 'copy', keys: ['mod+C'], inEditor: true, run: copySelection },
  { id: 'edit.paste', group: 'groupEdit', label: 'paste', keys: ['mod+V'], inEditor: true, run: pasteFromClipboard },
  { id: 'edit.duplicate', group: 'groupEdit', label: 'duplicate', keys: ['mod+D'], inEditor: true, run: duplicateSelection },
  { id: 'edit.delete', group: 'groupEdit', label: 'delete', keys: ['Delete', 'Backspace'], inEditor: true, run: deleteSelection },
  { id: 'edit.selectAll', group: 'groupEdit', label: 'selectAll', keys: ['mod+A'], inEditor: true, run: selectAll },
  { id: 'edit.arrange', group: 'groupEdit', label: 'arrange', keys: ['mod+Shift+L'], inEditor: true, run: arrangeCanvas },
  { id: 'view.zoomIn', group: 'groupView', label: 'zoomIn', keys: ['+', '='], inEditor: true, run: () => currentFlow()?.zoomIn(duration()) },
  { id: 'view.zoomOut', group: 'groupView', label: 'zoomOut', keys: ['-'], inEditor: true, run: () => currentFlow()?.zoomOut(duration()) },
  { id: 'view.zoomReset', group: 'groupView', label: 'zoomReset', keys: ['0'], inEditor: true, run: () => currentFlow()?.zoomTo(1, duration()) },
  { id: 'view.fit', group: 'groupView', label: 'fit', keys: ['1'], inEditor: true, run: fitCanvas },
  { id: 'view.left', group: 'groupView', label: 'toggleLeft', keys: ['mod+B'], inEditor: true, run: () => useUiStore.setState({ leftOpen: !ui().leftOpen }) },
  { id: 'view.inspector', group: 'groupView', label: 'toggleInspector', keys: ['mod+I'], inEditor: true, run: () => useUiStore.setState({ inspectorOpen: !ui().inspectorOpen }) },
  { id: 'view.results', group: 'groupView', label: 'toggleResults', keys: ['mod+J'], inEditor: true, run: () => useUiStore.setState({ resultsOpen: !ui().resultsOpen }) },
  { id: 'view.themeSystem', group: 'groupView', label: 'themeSystem', keys: [], inEditor: false, run: () => ui().setTheme('system') },
  { id: 'view.themeLight', group: 'groupView', label: 'themeLight', keys: [], inEditor: false, run: () => ui().setTheme('light') },
  { id: 'view.themeDark', group: 'groupView', label: 'themeDark', keys: [], inEditor: false, run: () => ui().setTheme('dark') },
  { id: 'view.segments', group: 'groupView', label: 'showSegments', keys: [], inEditor: false, run: () => ui().showPage('segments') },
  { id: 'run.start', group: 'groupRun', label: 'run', keys: ['mod+Enter'], inEditor: true, run: startRun },
  { id: 'run.cancel', group: 'groupRun', label: 'cancelRun', keys: ['mod+.'], inEditor: true, run: cancelRun },
  { id: 'run.assumptions', group: 'groupRun', label: 'assumptions', keys: ['mod+Shift+Enter'], inEditor: true, run: openAssumptions },
  { id: 'run.person', group: 'groupRun', label: 'onePerson', keys: ['mod+Shift+E'], inEditor: true, run: openOnePerson },
  { id: 'help.commands', group: 'groupHelp', label: 'commands', keys: ['mod+K'], inEditor: false, run: openCommandPalette },
  { id: 'help.shortcuts', group: 'groupHelp', label: 'shortcuts', keys: ['?'], inEditor: false, run: () => ui().openDialog('shortcuts') },
  { id: 'help.checks', group: 'groupHelp', label: 'checks', keys: [], inEditor: false, run: () => openChecks() },
]

/** Runs the action with that id if it makes sense now; false if there is none. */
export function runAction(id: string): boolean {
  const action = ACTIONS.find((one) => one.id === id)
  if (!action || (action.inEditor && ui().page !== 'editor')) return false
  action.run()
  return true
}
