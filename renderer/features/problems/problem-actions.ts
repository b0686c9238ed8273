import { focusSoon } from '../../components/focus-soon.ts'
import { notify } from '../../components/notify.ts'
import { notifyUndoable } from '../../components/notify-undoable.tsx'
import type { Diagnostic } from '../../../engine/core/lint/diagnostics.ts'
import { fixAll, isSafeFix } from '../../document/commands/fix-all.ts'
import { documentStore } from '../../document/document-store.ts'
import { takeBackLast } from '../../document/take-back.ts'
import { defineTexts } from '../../i18n/define-texts.ts'
import { useUiStore } from '../../stores/ui-store.ts'
import { lintNow, readChecks, useDiagnosticsStore } from './diagnostics-store.ts'

export const text = defineTexts('problemActions', { nothing: 'Nothing there is safe to fix without asking.', left_one: '{{count}} problem left', left_other: '{{count}} problems left', none: 'Nothing left to fix', done: '{{what}}. {{left}}.' })

/** Makes the fixes of all wanted findings as one undo step, and says what is left. */
export function fixWanted(wanted: (diagnostic: Diagnostic) => boolean): void {
  const { document, apply } = documentStore.getState()
  const command = fixAll(document, lintNow, wanted)
  if (!command) return notify(text('nothing'))
  apply(command)
  const left = useDiagnosticsStore.getState().all.length
  notifyUndoable({
    message: text('done', { what: command.name, left: left === 0 ? text('none') : text('left', { count: left }) }),
    undo: takeBackLast(),
  })
}

export function fixSafe(): void {
  fixWanted(isSafeFix)
}

/** Shows the problems and puts the keyboard on the first. */
export function showProblems(): void {
  useUiStore.setState({ leftOpen: true, leftTab: 'problems' })
  void readChecks().then(() => focusSoon('[data-testid="problem"], [data-testid="no-problems"], [data-testid="not-checked"]'))
}
