import { askHere } from '../features/canvas/add-step.ts'
import { alignSelection, distributeSelection } from '../features/canvas/align-cards.ts'
import { copySelection, cutSelection, deleteSelection, duplicateSelection, pasteFromClipboard, selectAll, takeOutSelection } from '../features/canvas/canvas-actions.ts'
import { arrangeCanvas, arrangeSelection } from '../features/canvas/arrange-canvas.ts'
import { askWhereTo } from '../features/canvas/connect-store.ts'
import { askForReplacement, selectNone, walk } from '../features/canvas/walk-cards.ts'
import { currentFlow, fitCanvas, motionMs } from '../features/canvas/flow-handle.ts'
import { addNoteAt, addStageHere } from '../features/canvas/note-actions.ts'
import { startComment } from '../features/comments/comment-store.ts'
import { goToFound, openFind } from '../features/find/find-store.ts'
import { openHelp, openHelpHere } from '../features/help/help-store.ts'
import { openForm } from '../features/inspector/open-form.ts'
import { chooseJourneyFile } from '../features/journeys/open-journey-file.ts'
import { focusOutline } from '../features/outline/outline-store.ts'
import { openImport } from '../features/datasets/import-store.ts'
import { fixSafe, showProblems } from '../features/problems/problem-actions.ts'
import { openChecks } from '../features/problems/checks-store.ts'
import { openPreview, PREVIEW_KEYS } from '../features/message/preview-dialog-store.ts'
import { openAssumptions } from '../features/assumptions/panel-store.ts'
import { startOrResumeTour } from '../features/tour/start-tour.ts'
import { compareOpenJourney } from '../features/versions/compare-store.ts'
import { redoAndReveal, undoAndReveal } from '../features/versions/reveal-changed.ts'
import { nameVersion, showVersionsOfOpen } from '../features/versions/versions-store.ts'
import { copyJourney } from '../features/versions/copy-journey.ts'
import { exportPicture, openReport, printOpenReport } from '../features/report/open-report.ts'
import { openOnePerson } from '../features/explain/ask-person.ts'
import { openWhatIf } from '../features/what-if/open-what-if.ts'
import { openImpact } from '../features/flight/ask-impact.ts'
import { openDialects } from '../features/dialects/dialects.ts'
import { openCompare } from '../features/compare-runs/compare-runs.ts'
import { openHtmlDialog } from '../features/html-file/make-page.ts'
import { present, toggleStrip } from '../features/present/present.ts'
import { addSceneOfNow } from '../features/present/scene-actions.ts'
import { showSomebodyLost } from '../features/explain/lost.ts'
import { buildByHand } from '../features/by-hand/begin.ts'
import { openCases } from '../features/cases/case-store.ts'
import { openCoverage } from '../features/coverage/ask-coverage.ts'
import { openDoubt } from '../features/doubt/run-doubt.ts'
import { seekEnd, seekStart, showWholeRun, step, stepDay, togglePlay } from '../features/playback/player.ts'
import { HEAT_KEYS } from '../features/heat/heat-keys.ts'
import { openSettings } from '../features/settings/settings-store.ts'
import { toggleHeat } from '../features/heat/heat-store.ts'
import { openPeople, walkPeople } from '../features/people/walk-people.ts'
import { openPublish } from '../features/publish/publish-store.ts'
import { useUiStore } from '../stores/ui-store.ts'
import { openCommandPalette } from './command-palette-store.ts'
import { newJourney } from './open-journey.ts'
import { cancelRun, run as startRun } from '../features/simulation/run.ts'
import { saveAsFile, saveWithNotice } from './save-journey.ts'
import { appText } from './texts.ts'
import { walkParts } from './walk-parts.ts'

export type ActionGroup = 'groupJourney' | 'groupEdit' | 'groupView' | 'groupRun' | 'groupHelp'

export interface Action {
  id: string
  group: ActionGroup
  label: Parameters<typeof appText>[0]
  /** As `keysOf` takes it; the first is shown in menus. */
  keys: readonly string[]
  /** Only while the editor is on the screen. */
  inEditor: boolean
  /** `at`: where on the window it was asked for, if anywhere, in pixels. */
  run(at?: { x: number; y: number }): unknown
}

const ui = () => useUiStore.getState()
const duration = () => ({ duration: motionMs() })

/** Everything that has a shortcut or a place in the command palette; menus, keys and palette all run these. */
export const ACTIONS: readonly Action[] = [
  { id: 'file.new', group: 'groupJourney', label: 'newJourney', keys: ['mod+Alt+N'], inEditor: false, run: newJourney },
  { id: 'file.open', group: 'groupJourney', label: 'openFile', keys: ['mod+O'], inEditor: false, run: chooseJourneyFile },
  { id: 'file.save', group: 'groupJourney', label: 'save', keys: ['mod+S'], inEditor: true, run: () => saveWithNotice() },
  { id: 'file.saveAs', group: 'groupJourney', label: 'saveFile', keys: ['mod+Shift+S'], inEditor: true, run: saveAsFile },
  { id: 'file.importEvents', group: 'groupJourney', label: 'importEvents', keys: ['mod+Shift+D'], inEditor: false, run: openImport },
  { id: 'file.nameVersion', group: 'groupJourney', label: 'nameVersion', keys: ['mod+Alt+S'], inEditor: true, run: nameVersion },
  { id: 'file.versions', group: 'groupJourney', label: 'versions', keys: ['mod+Alt+V'], inEditor: true, run: showVersionsOfOpen },
  { id: 'file.compare', group: 'groupJourney', label: 'compare', keys: ['mod+Alt+D'], inEditor: true, run: compareOpenJourney },
  { id: 'file.copyJson', group: 'groupJourney', label: 'copyJson', keys: ['mod+Alt+C'], inEditor: true, run: copyJourney },
  { id: 'file.exportPicture', group: 'groupJourney', label: 'exportPicture', keys: ['mod+Alt+P'], inEditor: true, run: () => exportPicture('png') },
  { id: 'file.exportDrawing', group: 'groupJourney', label: 'exportDrawing', keys: [], inEditor: true, run: () => exportPicture('svg') },
  { id: 'file.printReport', group: 'groupJourney', label: 'printReport', keys: [], inEditor: false, run: printOpenReport },
  { id: 'file.exportHtml', group: 'groupJourney', label: 'exportHtml', keys: ['mod+Alt+E'], inEditor: true, run: () => openHtmlDialog() },
  { id: 'publish.open', group: 'groupJourney', label: 'publishJourney', keys: ['mod+Alt+O'], inEditor: true, run: () => openPublish() },
  { id: 'publish.connections', group: 'groupJourney', label: 'showConnections', keys: [], inEditor: false, run: () => openPublish('connections') },
  { id: 'publish.live', group: 'groupJourney', label: 'showLive', keys: [], inEditor: false, run: () => openPublish('live') },
  { id: 'publish.forecast', group: 'groupJourney', label: 'showForecast', keys: [], inEditor: false, run: () => openPublish('forecast') },
  { id: 'publish.history', group: 'groupJourney', label: 'publishHistory', keys: [], inEditor: false, run: () => openPublish('history') },
  { id: 'publish.inbox', group: 'groupJourney', label: 'showInbox', keys: [], inEditor: false, run: () => openPublish('inbox') },
  { id: 'publish.handOver', group: 'groupJourney', label: 'handOver', keys: [], inEditor: true, run: () => openPublish('handOver') },
  { id: 'file.settings', group: 'groupJourney', label: 'showSettings', keys: ['mod+,'], inEditor: false, run: () => openSettings() },
  { id: 'edit.undo', group: 'groupEdit', label: 'undo', keys: ['mod+Z'], inEditor: true, run: undoAndReveal },
  { id: 'edit.redo', group: 'groupEdit', label: 'redo', keys: ['mod+Shift+Z', 'mod+Y'], inEditor: true, run: redoAndReveal },
  { id: 'edit.cut', group: 'groupEdit', label: 'cut', keys: ['mod+X'], inEditor: true, run: cutSelection },
  { id: 'edit.copy', group: 'groupEdit', label: 'copy', keys: ['mod+C'], inEditor: true, run: copySelection },
  { id: 'edit.paste', group: 'groupEdit', label: 'paste', keys: ['mod+V'], inEditor: true, run: pasteFromClipboard },
  { id: 'edit.duplicate', group: 'groupEdit', label: 'duplicate', keys: ['mod+D'], inEditor: true, run: duplicateSelection },
  { id: 'edit.delete', group: 'groupEdit', label: 'delete', keys: ['Delete', 'Backspace'], inEditor: true, run: deleteSelection },
  { id: 'edit.selectAll', group: 'groupEdit', label: 'selectAll', keys: ['mod+A'], inEditor: true, run: selectAll },
  { id: 'edit.rename', group: 'groupEdit', label: 'rename', keys: ['F2'], inEditor: true, run: renameSelected },
  { id: 'edit.find', group: 'groupEdit', label: 'find', keys: ['mod+F'], inEditor: true, run: openFind },
  { id: 'edit.findNext', group: 'groupEdit', label: 'findNext', keys: ['F3'], inEditor: true, run: () => goToFound(1) },
  { id: 'edit.findPrevious', group: 'groupEdit', label: 'findPrevious', keys: ['Shift+F3'], inEditor: true, run: () => goToFound(-1) },
  { id: 'edit.addNote', group: 'groupEdit', label: 'addNote', keys: ['N'], inEditor: true, run: (at) => addNoteAt(at && currentFlow()?.screenToFlowPosition(at)) },
  { id: 'edit.addStage', group: 'groupEdit', label: 'addStage', keys: ['mod+G'], inEditor: true, run: (at) => addStageHere(at && currentFlow()?.screenToFlowPosition(at)) },
  { id: 'edit.comment', group: 'groupEdit', label: 'comment', keys: ['mod+Alt+M'], inEditor: true, run: () => startComment() },
  { id: 'edit.selectNone', group: 'groupEdit', label: 'selectNone', keys: ['Escape'], inEditor: true, run: selectNone },
  { id: 'edit.addStep', group: 'groupEdit', label: 'addStep', keys: ['/'], inEditor: true, run: askHere },
  { id: 'edit.replace', group: 'groupEdit', label: 'replace', keys: ['R'], inEditor: true, run: askForReplacement },
  { id: 'edit.takeOut', group: 'groupEdit', label: 'takeOut', keys: ['X'], inEditor: true, run: takeOutSelection },
  { id: 'edit.connect', group: 'groupEdit', label: 'connect', keys: ['C'], inEditor: true, run: askWhereTo },
  { id: 'edit.alignLeft', group: 'groupEdit', label: 'alignLeft', keys: ['Alt+A'], inEditor: true, run: () => alignSelection('left') },
  { id: 'edit.alignCentre', group: 'groupEdit', label: 'alignCentre', keys: ['Alt+H'], inEditor: true, run: () => alignSelection('centre') },
  { id: 'edit.alignRight', group: 'groupEdit', label: 'alignRight', keys: ['Alt+D'], inEditor: true, run: () => alignSelection('right') },
  { id: 'edit.alignTop', group: 'groupEdit', label: 'alignTop', keys: ['Alt+W'], inEditor: true, run: () => alignSelection('top') },
  { id: 'edit.alignMiddle', group: 'groupEdit', label: 'alignMiddle', keys: ['Alt+V'], inEditor: true, run: () => alignSelection('middle') },
  { id: 'edit.alignBottom', group: 'groupEdit', label: 'alignBottom', keys: ['Alt+S'], inEditor: true, run: () => alignSelection('bottom') },
  { id: 'edit.distributeHorizontally', group: 'groupEdit', label: 'distributeHorizontally', keys: ['Alt+Shift+H'], inEditor: true, run: () => distributeSelection('horizontally') },
  { id: 'edit.distributeVertically', group: 'groupEdit', label: 'distributeVertically', keys: ['Alt+Shift+V'], inEditor: true, run: () => distributeSelection('vertically') },
  { id: 'edit.arrangeSelection', group: 'groupEdit', label: 'arrangeSelection', keys: ['Alt+L'], inEditor: true, run: arrangeSelection },
  { id: 'edit.arrange', group: 'groupEdit', label: 'arrange', keys: ['mod+Shift+L'], inEditor: true, run: arrangeCanvas },
  { id: 'view.nextCard', group: 'groupView', label: 'nextCard', keys: ['Alt+ArrowRight'], inEditor: true, run: () => walk('next') },
  { id: 'view.previousCard', group: 'groupView', label: 'previousCard', keys: ['Alt+ArrowLeft'], inEditor: true, run: () => walk('previous') },
  { id: 'view.cardAbove', group: 'groupView', label: 'cardAbove', keys: ['Alt+ArrowUp'], inEditor: true, run: () => walk('above') },
  { id: 'view.cardBelow', group: 'groupView', label: 'cardBelow', keys: ['Alt+ArrowDown'], inEditor: true, run: () => walk('below') },
  { id: 'edit.fixSafe', group: 'groupEdit', label: 'fixSafe', keys: [], inEditor: true, run: fixSafe },
  { id: 'view.zoomIn', group: 'groupView', label: 'zoomIn', keys: ['+', '='], inEditor: true, run: () => currentFlow()?.zoomIn(duration()) },
  { id: 'view.zoomOut', group: 'groupView', label: 'zoomOut', keys: ['-'], inEditor: true, run: () => currentFlow()?.zoomOut(duration()) },
  { id: 'view.zoomReset', group: 'groupView', label: 'zoomReset', keys: ['0'], inEditor: true, run: () => currentFlow()?.zoomTo(1, duration()) },
  { id: 'view.fit', group: 'groupView', label: 'fit', keys: ['1'], inEditor: true, run: fitCanvas },
  { id: 'view.nextPart', group: 'groupView', label: 'nextPart', keys: ['F6'], inEditor: true, run: () => walkParts(1) },
  { id: 'view.previousPart', group: 'groupView', label: 'previousPart', keys: ['Shift+F6'], inEditor: true, run: () => walkParts(-1) },
  { id: 'view.outline', group: 'groupView', label: 'showOutline', keys: ['mod+Shift+O'], inEditor: true, run: focusOutline },
  { id: 'view.problems', group: 'groupView', label: 'showProblems', keys: ['F8'], inEditor: true, run: showProblems },
  { id: 'view.left', group: 'groupView', label: 'toggleLeft', keys: ['mod+B'], inEditor: true, run: () => useUiStore.setState({ leftOpen: !ui().leftOpen }) },
  { id: 'view.inspector', group: 'groupView', label: 'toggleInspector', keys: ['mod+I'], inEditor: true, run: () => useUiStore.setState({ inspectorOpen: !ui().inspectorOpen }) },
  { id: 'view.results', group: 'groupView', label: 'toggleResults', keys: ['mod+J'], inEditor: true, run: () => useUiStore.setState({ resultsOpen: !ui().resultsOpen }) },
  { id: 'view.themeSystem', group: 'groupView', label: 'themeSystem', keys: [], inEditor: false, run: () => ui().setTheme('system') },
  { id: 'view.themeLight', group: 'groupView', label: 'themeLight', keys: [], inEditor: false, run: () => ui().setTheme('light') },
  { id: 'view.themeDark', group: 'groupView', label: 'themeDark', keys: [], inEditor: false, run: () => ui().setTheme('dark') },
  { id: 'view.contrast', group: 'groupView', label: 'highContrast', keys: [], inEditor: false, run: () => useUiStore.setState({ highContrast: !ui().highContrast }) },
  { id: 'view.segments', group: 'groupView', label: 'showSegments', keys: [], inEditor: false, run: () => ui().showPage('segments') },
  { id: 'view.report', group: 'groupView', label: 'showReport', keys: ['mod+Alt+R'], inEditor: false, run: openReport },
  { id: 'view.previewMessages', group: 'groupView', label: 'previewMessages', keys: [PREVIEW_KEYS], inEditor: true, run: () => openPreview() },
  { id: 'view.present', group: 'groupView', label: 'present', keys: ['mod+Alt+F'], inEditor: true, run: present },
  { id: 'view.scenes', group: 'groupView', label: 'scenes', keys: ['mod+Alt+G'], inEditor: true, run: toggleStrip },
  { id: 'view.addScene', group: 'groupView', label: 'addScene', keys: ['mod+Alt+A'], inEditor: true, run: addSceneOfNow },
  { id: 'run.start', group: 'groupRun', label: 'run', keys: ['mod+Enter'], inEditor: true, run: startRun },
  { id: 'run.cancel', group: 'groupRun', label: 'cancelRun', keys: ['mod+.'], inEditor: true, run: cancelRun },
  { id: 'run.assumptions', group: 'groupRun', label: 'assumptions', keys: ['mod+Shift+Enter'], inEditor: true, run: openAssumptions },
  { id: 'run.play', group: 'groupRun', label: 'play', keys: ['P', 'K'], inEditor: true, run: togglePlay },
  { id: 'run.stepForward', group: 'groupRun', label: 'stepForward', keys: ['L'], inEditor: true, run: () => step(1) },
  { id: 'run.stepBack', group: 'groupRun', label: 'stepBack', keys: ['J'], inEditor: true, run: () => step(-1) },
  { id: 'run.dayForward', group: 'groupRun', label: 'dayForward', keys: ['Shift+L'], inEditor: true, run: () => stepDay(1) },
  { id: 'run.dayBack', group: 'groupRun', label: 'dayBack', keys: ['Shift+J'], inEditor: true, run: () => stepDay(-1) },
  { id: 'run.toStart', group: 'groupRun', label: 'toStart', keys: ['Shift+Home'], inEditor: true, run: seekStart },
  { id: 'run.toEnd', group: 'groupRun', label: 'toEnd', keys: ['Shift+End'], inEditor: true, run: seekEnd },
  { id: 'run.whole', group: 'groupRun', label: 'wholeRun', keys: [], inEditor: true, run: showWholeRun },
  { id: 'run.people', group: 'groupRun', label: 'behindNumber', keys: ['mod+Alt+I'], inEditor: true, run: openPeople },
  { id: 'run.nextPerson', group: 'groupRun', label: 'nextPerson', keys: ['.'], inEditor: true, run: () => walkPeople(1) },
  { id: 'run.previousPerson', group: 'groupRun', label: 'previousPerson', keys: [','], inEditor: true, run: () => walkPeople(-1) },
  { id: 'run.heat', group: 'groupRun', label: 'heat', keys: [HEAT_KEYS], inEditor: true, run: toggleHeat },
  { id: 'run.person', group: 'groupRun', label: 'onePerson', keys: ['mod+Shift+E'], inEditor: true, run: openOnePerson },
  { id: 'run.lost', group: 'groupRun', label: 'somebodyLost', keys: ['mod+Alt+U'], inEditor: true, run: showSomebodyLost },
  { id: 'run.byHand', group: 'groupRun', label: 'byHand', keys: ['mod+Alt+B'], inEditor: true, run: buildByHand },
  { id: 'run.cases', group: 'groupRun', label: 'cases', keys: ['mod+Alt+K'], inEditor: true, run: openCases },
  { id: 'run.coverage', group: 'groupRun', label: 'coverage', keys: ['mod+Alt+L'], inEditor: true, run: openCoverage },
  { id: 'run.doubt', group: 'groupRun', label: 'doubt', keys: ['mod+Alt+Y'], inEditor: true, run: openDoubt },
  { id: 'run.whatIf', group: 'groupRun', label: 'whatIf', keys: ['W'], inEditor: true, run: () => openWhatIf() },
  { id: 'run.compare', group: 'groupRun', label: 'compareRuns', keys: ['mod+Alt+W'], inEditor: true, run: () => openCompare() },
  { id: 'run.dialects', group: 'groupRun', label: 'dialects', keys: ['mod+Alt+X'], inEditor: true, run: () => openDialects() },
  { id: 'run.impact', group: 'groupRun', label: 'impact', keys: ['mod+Alt+J'], inEditor: true, run: () => openImpact() },
  { id: 'help.here', group: 'groupHelp', label: 'helpHere', keys: ['F1'], inEditor: false, run: openHelpHere },
  { id: 'help.contents', group: 'groupHelp', label: 'helpContents', keys: [], inEditor: false, run: () => openHelp() },
  { id: 'help.tour', group: 'groupHelp', label: 'takeTour', keys: [], inEditor: false, run: startOrResumeTour },
  { id: 'help.commands', group: 'groupHelp', label: 'commands', keys: ['mod+K'], inEditor: false, run: openCommandPalette },
  { id: 'help.shortcuts', group: 'groupHelp', label: 'shortcuts', keys: ['?'], inEditor: false, run: () => ui().openDialog('shortcuts') },
  { id: 'help.checks', group: 'groupHelp', label: 'checks', keys: [], inEditor: false, run: () => openChecks() },
  { id: 'help.publishing', group: 'groupHelp', label: 'howPublishing', keys: [], inEditor: false, run: () => ui().openDialog('publishing') },
  { id: 'help.about', group: 'groupHelp', label: 'about', keys: [], inEditor: false, run: () => ui().openDialog('about') },
]

function renameSelected(): void {
  const [nodeId] = ui().selection.nodeIds
  if (nodeId !== undefined) openForm(nodeId, 'step-name')
}

/** Runs the action with that id if it makes sense now; false if there is none. */
export function runAction(id: string): boolean {
  const action = ACTIONS.find((one) => one.id === id)
  if (!action || (action.inEditor && ui().page !== 'editor')) return false
  action.run()
  return true
}
