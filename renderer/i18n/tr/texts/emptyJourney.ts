import type { text } from '../../../document/empty-journey.ts'
import type { Translation } from '../../define-texts.ts'

export const texts: Translation<typeof text> = {
  name: 'Yeni yolculuk',
}
