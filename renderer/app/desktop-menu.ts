import type { MenuEntry, MenuPart } from '../../engine/api/desktop.ts'
import { canRun, isChecked, keysHere } from './action-facts.ts'
import { ACTIONS, type Action, type ActionGroup } from './actions.ts'
import { appText } from './texts.ts'

export const GROUPS: readonly ActionGroup[] = ['groupJourney', 'groupEdit', 'groupView', 'groupRun', 'groupHelp']

/** Where a line parts the menu, before the action with that id. */
const PARTED = new Set(['file.save', 'file.versions', 'file.importEvents', 'file.settings', 'edit.cut', 'edit.find', 'edit.addStep', 'edit.addNote', 'edit.alignLeft', 'edit.arrange', 'edit.fixSafe', 'view.outline', 'view.left', 'view.themeSystem', 'view.segments', 'run.assumptions', 'help.commands', 'help.checks', 'help.about'])

/** The native menu of the desktop app: every action that has a place in one, from the same list as keys and palette. */
export function desktopMenu(actions: readonly Action[] = ACTIONS): MenuPart[] {
  return GROUPS.map((group) => ({
    id: group,
    label: appText(group === 'groupJourney' ? 'menuFile' : group),
    entries: actions.filter((action) => action.group === group).map(entryOf),
  }))
}

function entryOf(action: Action): MenuEntry {
  const [keys] = keysHere(action, true)
  const checked = isChecked(action)
  return {
    id: action.id,
    label: appText(action.label),
    enabled: canRun(action),
    ...(keys === undefined ? {} : { keys }),
    ...(checked === undefined ? {} : { checked }),
    ...(PARTED.has(action.id) ? { parted: true } : {}),
  }
}
