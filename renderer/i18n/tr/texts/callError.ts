import type { text } from '../../../document/save.ts'
import type { Translation } from '../../define-texts.ts'

export const texts: Translation<typeof text> = {
  unknownHelp: 'Yeniden deneyin; sorun sürerse bu metinle birlikte bildirin.',
}
