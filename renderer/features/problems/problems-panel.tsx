export function ProblemsPanel() {
  return null
}
