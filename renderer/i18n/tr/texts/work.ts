import type { text } from '../../work-in-words.ts'
import type { Translation } from '../../define-texts.ts'

export const texts: Translation<typeof text> = {
  starting: 'Başlatılıyor …',
  of: '{{what}}: {{done}} / {{total}}',
  soFar: '{{what}}: {{done}}',
  checking: 'Dosya denetleniyor',
  reading: 'Okunuyor',
  sorting: 'Olaylar sıralanıyor',
  writing: 'Olaylar saklanıyor',
  generating: 'Kişiler kurgulanıyor',
  profiles: 'Kişiler',
  copying: 'Kopyalanıyor',
  packing: 'Paketleniyor',
  unpacking: 'Açılıyor',
}
