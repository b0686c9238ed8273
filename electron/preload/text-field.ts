import type { MenuCommand } from '../../engine/api/desktop.ts'

const textActions: readonly MenuCommand[] = ['edit.undo', 'edit.redo', 'edit.cut', 'edit.copy', 'edit.paste', 'edit.delete', 'edit.selectAll']
const typedInto = ['text', 'search', 'url', 'tel', 'email', 'password', 'number', 'date', 'time', 'datetime-local', 'month', 'week']

/** True when an Edit command means the text a person is in, not the journey. */
export function isForTextField(command: MenuCommand): boolean {
  if (!textActions.includes(command)) return false
  if (isEditable(document.activeElement)) return true
  // Text selected outside of a field (an error message, a number) can be copied.
  return command === 'edit.copy' && document.getSelection()?.isCollapsed === false
}

function isEditable(element: Element | null): boolean {
  if (element instanceof HTMLInputElement) return typedInto.includes(element.type) && !element.readOnly
  if (element instanceof HTMLTextAreaElement) return !element.readOnly
  return element instanceof HTMLElement && element.isContentEditable
}
