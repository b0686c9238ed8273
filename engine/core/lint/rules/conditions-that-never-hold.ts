import { jsonPath } from '../../json.ts'
import type { Condition } from '../../model/condition.ts'
import type { JourneyDocument } from '../../model/journey.ts'
import { Reasoning } from '../can-hold.ts'
import { atHand, conditionRoots, type ConditionRoot } from '../conditions-of.ts'
import type { Diagnostic, Fix } from '../diagnostics.ts'
import { fixWith } from '../fix.ts'
import { named } from '../flow.ts'

/** Filters of entries, goals and exits, audiences and segments that contradict themselves. (Branches: `branches-nobody-takes.ts`.) */
export function conditionsThatNeverHold(document: JourneyDocument): Diagnostic[] {
  const reasoning = new Reasoning(document)
  return [...conditionRoots(document)].flatMap((root): Diagnostic[] => {
    if (root.stepId !== undefined || reasoning.canHold([...root.known, root.condition])) return []
    const alone = reasoning.canHold([root.condition])
    return [
      {
        code: 'J031',
        severity: 'warning',
        message: `${whose(root)} can never hold, so ${outcome(root)}: ${alone ? reason(root) : 'it contradicts itself'}`,
        help: 'correct the condition: one value cannot be two things at once, and an event counts as done as soon as it arrives',
        path: jsonPath(root.path),
        ...firstTime(document, root),
      },
    ]
  })

  function reason({ event, path }: ConditionRoot): string {
    if (event !== undefined) return `whoever gets here has just done "${event}"`
    const trigger = document.entries[Number(path[1])]?.trigger
    if (trigger?.kind === 'segment') return `it contradicts the segment ${named([trigger.segment])} of its trigger`
    return 'it contradicts the audience of its schedule'
  }

  function whose({ path: [list, key], place }: ConditionRoot): string {
    if (list === 'segments') return `the segment ${named([document.segments?.[String(key)]?.name ?? String(key)])}`
    const id = list === 'entries' ? document.entries[Number(key)]?.id : list === 'goals' ? document.goals?.[Number(key)]?.id : document.exits?.[Number(key)]?.id
    return `the ${place === 'audience' ? 'audience' : 'filter'} of the ${list === 'entries' ? 'entry' : list === 'goals' ? 'goal' : 'exit'} ${named([id ?? ''])}`
  }
}

/** "Has not done it yet" of the very event mostly means the first time: then the event at hand is the only one. */
function firstTime(document: JourneyDocument, { condition, event, path }: ConditionRoot): { fix: Fix } | object {
  if (event === undefined) return {}
  const asFirst = (part: Condition): Condition => {
    const did = 'not' in part && 'did' in part.not && part.not.count === undefined ? part.not : 'did' in part && part.count?.op === 'eq' && part.count.value === 0 ? part : undefined
    return did?.did === event && did.per === undefined && did.notFollowedBy === undefined && did.endingAgo === undefined ? { ...did, count: { op: 'eq', value: 1 } } : part
  }
  const value = 'all' in condition ? { all: condition.all.map(asFirst) } : asFirst(condition)
  return new Reasoning(document).canHold([...atHand(event).known, value]) ? fixWith(document, 'Ask for the first time instead', { path, value }) : {}
}

function outcome({ path: [list] }: ConditionRoot): string {
  if (list === 'segments') return 'nobody is ever in it'
  return list === 'entries' ? 'nobody starts' : list === 'goals' ? 'nobody reaches it' : 'nobody leaves by it'
}
