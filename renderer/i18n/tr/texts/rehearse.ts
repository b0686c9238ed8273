import type { rehearseText } from '../../../features/datasets/rehearse-texts.ts'
import type { Translation } from '../../define-texts.ts'

export const texts: Translation<typeof rehearseText> = {
  title: 'Üzerinde prova et',
  button: 'Üzerinde prova et …',
  dialogTitle: 'Prova: {{name}}',
  question: 'İlk soru: bir olayı yaşayanlardan kimler, ne kadar sürede bir başkasına geliyor? Devam edebileceğiniz küçük bir yolculuk olarak açılır.',
  after: 'Önce',
  wanted: 'beklenen',
  days: 'en çok (gün)',
  ask: 'Prova et',
  open: 'Açık yolculuğu prova et',
  empty: 'Boş yolculuk',
  reading: 'Olaylar okunuyor …',
  journeyName: 'Önce {{after}}, sonra {{wanted}}?',
  waitName: '{{wanted}} geliyor mu?',
  followedName: '{{wanted}} geldi',
  silentName_one: '{{count}} gün ses yok',
  silentName_other: '{{count}} gün ses yok',
}
