import type { text } from '../../../components/notify.ts'
import type { Translation } from '../../define-texts.ts'

export const texts: Translation<typeof text> = {
  close: 'Bu bildirimi kapat',
}
