import type { laneText } from '../../../features/explain/lane-texts.ts'
import type { Translation } from '../../define-texts.ts'

export const texts: Translation<typeof laneText> = {
  title: 'Zaman boyunca',
  events: 'Olaylar',
  steps: 'Adımlar',
  messages: 'Mesajlar',
  goals: 'Hedefler',
  zoomIn: 'Yakınlaştır (Ctrl ve tekerlek)',
  zoomOut: 'Uzaklaştır',
  fit: 'Tamamı',
  stay: '{{name}}: {{from}} – {{to}}',
  still: 'şimdi',
  moment: '{{name}}: {{at}}',
  event: '{{name}}, {{at}}',
  eventMovable: '{{name}}, {{at}}. Sürükleyin veya ok tuşlarıyla taşıyın: bir dakika; Shift ile bir saat, Ctrl ile bir gün. Enter açar, Delete siler',
  several: '{{count}} olay: {{names}}. Yakınlaştırmak için basın',
  to: '→ {{at}}',
  changed: 'değişti',
  isNew: 'yeni',
  toCome: 'henüz değil',
  sent: 'gönderildi', parked: 'bekletildi', suppressed: 'gönderilmedi',
}
