import type { text } from '../../../document/summary-beside-name.ts'
import type { Translation } from '../../define-texts.ts'

export const texts: Translation<typeof text> = {
  atMost: 'En çok {{span}}',
  noLimit: 'Süre sınırı yok',
  inTexts: '{{channel}}, {{count}} metinle',
  begins: '{{kind}}: {{line}}',
}
