import type { text } from '../../../document/suggested-name.ts'
import type { Translation } from '../../define-texts.ts'

export const texts: Translation<typeof text> = {
  waitFor: '{{what}} bekleniyor',
  delayFor: '{{span}} bekle',
  delayUntil: 'Bekle: {{time}}',
  delayBest: 'En uygun zamanı bekle',
  question: '{{what}}?',
  setTo: 'Ata: {{what}}',
  call: 'Çağır: {{host}}',
}
