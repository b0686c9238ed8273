import type { TargetProblem } from '../../../engine/core/publish/problem.ts'

/** One thing a platform cannot take, and every place where the journey asks for it. */
export interface ProblemGroup { problem: TargetProblem; places: readonly TargetProblem[] }

/** What is said of several steps alike is said once, in the order it first comes. */
export function problemGroups(problems: readonly TargetProblem[]): readonly ProblemGroup[] {
  const groups = new Map<string, { problem: TargetProblem; places: TargetProblem[] }>()
  for (const problem of problems) {
    const key = JSON.stringify([problem.severity, problem.code, problem.message, problem.help])
    const group = groups.get(key)
    if (group === undefined) groups.set(key, { problem, places: [problem] })
    else group.places.push(problem)
  }
  return [...groups.values()]
}

/** How many different things, by how grave they are. */
export function countProblems(problems: readonly TargetProblem[]): Readonly<Record<TargetProblem['severity'], number>> {
  const counts = { error: 0, loss: 0, note: 0 }
  for (const { problem } of problemGroups(problems)) counts[problem.severity]++
  return counts
}
