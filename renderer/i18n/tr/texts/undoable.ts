import type { text } from '../../../components/notify-undoable.tsx'
import type { Translation } from '../../define-texts.ts'

export const texts: Translation<typeof text> = {
  undo: 'Geri al',
}
