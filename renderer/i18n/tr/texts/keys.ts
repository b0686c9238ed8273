import type { text } from '../../../components/keys.ts'
import type { Translation } from '../../define-texts.ts'

export const texts: Translation<typeof text> = {
  click: 'tıklama',
  drag: 'sürükleme',
  wheel: 'tekerlek',
  Space: 'Boşluk',
}
