import type { text } from '../../../document/trigger-in-words.ts'
import type { Translation } from '../../define-texts.ts'

export const texts: Translation<typeof text> = {
  event: '{{event}} olunca',
  enter: '“{{segment}}” segmentine girince',
  leave: '“{{segment}}” segmentinden çıkınca',
  api: '{{name}} çağrılınca',
  place: '{{latitude}}, {{longitude}} noktasına en çok {{metres}} m uzakta {{event}} olunca',
  where: '{{trigger}} ve {{condition}}',
  at: '{{when}} anında',
  rule: 'Yinelenir: {{rule}}',
  from: '{{repetition}}, başlangıç {{day}}',
}
