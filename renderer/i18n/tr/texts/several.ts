import type { severalText } from '../../../features/inspector/several/texts.ts'
import type { Translation } from '../../define-texts.ts'

export const texts: Translation<typeof severalText> = {
  mixed: 'Farklı',
  help: 'Buradaki bir değişiklik hepsine yapılır ve tek adımda geri alınır.',
  nothingShared: 'Birlikte taşıyın, kopyalayın ya da silin. Değiştirmek için birini seçin.',
  kind_message_one: '{{count}} mesaj', kind_message_other: '{{count}} mesaj', kind_delay_one: '{{count}} bekleme', kind_delay_other: '{{count}} bekleme', kind_waitFor_one: '{{count}} olay bekleme', kind_waitFor_other: '{{count}} olay bekleme',
  kind_branch_one: '{{count}} dallanma', kind_branch_other: '{{count}} dallanma', kind_split_one: '{{count}} A/B bölme', kind_split_other: '{{count}} A/B bölme', kind_update_one: '{{count}} profil güncelleme', kind_update_other: '{{count}} profil güncelleme',
  kind_webhook_one: '{{count}} webhook', kind_webhook_other: '{{count}} webhook', kind_journey_one: '{{count}} yolculuk', kind_journey_other: '{{count}} yolculuk', kind_exit_one: '{{count}} çıkış', kind_exit_other: '{{count}} çıkış',
  otherDelays_one: '{{count}} tanesi başka bir şey bekliyor; süre yazarsanız o kadar bekler.',
  otherDelays_other: '{{count}} tanesi başka bir şey bekliyor; süre yazarsanız o kadar bekler.',
  variants_one: '{{count}} tanesi birden çok metin deniyor; bunlar mesaj mesaj değiştirilir.',
  variants_other: '{{count}} tanesi birden çok metin deniyor; bunlar mesaj mesaj değiştirilir.',
}
