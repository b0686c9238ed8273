// What stands around the canvas: most of the editor's code, read beside it and run after it.

export { Inspector } from '../features/inspector/inspector.tsx'
export { ResultsPanel } from '../features/simulation/ResultsPanel.tsx'
export { LeftPanel } from './left-panel.tsx'
