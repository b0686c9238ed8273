export function ResultsPanel() {
  return null
}
