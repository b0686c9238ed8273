import { jsonPath } from '../../json.ts'
import type { JourneyDocument } from '../../model/journey.ts'
import { nearest } from '../nearest.ts'
import { conditionsOf } from '../conditions-of.ts'
import type { Diagnostic, DiagnosticCode } from '../diagnostics.ts'
import { fixWith } from '../fix.ts'
import { nameOf, stepsOf } from '../flow.ts'
import { targetsOf } from '../targets-of.ts'

/** Every name a document mentions must exist in it: steps, segments, stages, goals. */
export function danglingReferences(document: JourneyDocument): Diagnostic[] {
  const found: Diagnostic[] = []
  const check = (code: DiagnosticCode, what: string, known: ReadonlySet<string>, name: string, path: (string | number)[], stepId?: string) => {
    if (known.has(name)) return
    const near = nearest(name, [...known])
    found.push({
      code,
      severity: 'error',
      message: `${stepId === undefined ? '' : `step "${nameOf(document, stepId)}": `}there is no ${what} "${name}"`,
      help: near === undefined ? `add a ${what} with this id, or remove the reference` : `did you mean "${near}"? Otherwise add a ${what} with this id`,
      path: jsonPath(path),
      ...(stepId === undefined ? {} : { stepId }),
      ...(near === undefined ? {} : fixWith(document, `Use "${near}"`, { path, value: near })),
    })
  }
  const steps = new Set(Object.keys(document.steps))
  const segments = new Set(Object.keys(document.segments ?? {}))
  const stages = new Set(document.stages?.map(({ id }) => id))
  const goals = new Set(document.goals?.map(({ id }) => id))

  document.entries.forEach((entry, index) => {
    check('J010', 'step', steps, entry.next, ['entries', index, 'next'])
    if (entry.trigger.kind === 'segment') check('J011', 'segment', segments, entry.trigger.segment, ['entries', index, 'trigger', 'segment'])
  })
  for (const [id, step] of stepsOf(document)) {
    for (const { target, path } of targetsOf(id, step)) check('J010', 'step', steps, target, path, id)
    if (step.stage !== undefined) check('J012', 'stage', stages, step.stage, ['steps', id, 'stage'], id)
    if (step.kind === 'split' && step.goal !== undefined) check('J017', 'goal', goals, step.goal, ['steps', id, 'goal'], id)
    if (step.kind === 'split' && step.autoWinner !== undefined) check('J017', 'goal', goals, step.autoWinner.metric, ['steps', id, 'autoWinner', 'metric'], id)
    if (step.kind === 'waitFor') {
      step.branches.forEach((branch, index) => {
        if ('segment' in branch) check('J011', 'segment', segments, branch.segment, ['steps', id, 'branches', index, 'segment'], id)
      })
    }
  }
  ;(document.exits ?? []).forEach((exit, index) => {
    if ('segment' in exit) check('J011', 'segment', segments, exit.segment, ['exits', index, 'segment'])
  })
  for (const { condition, path, stepId } of conditionsOf(document)) {
    if ('segment' in condition) check('J011', 'segment', segments, condition.segment, [...path, 'segment'], stepId)
  }
  return found
}
