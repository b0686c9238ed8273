import type { text } from '../../../features/message/device-limits.ts'
import type { Translation } from '../../define-texts.ts'

export const texts: Translation<typeof text> = {
  pushTitle: 'Başlık {{count}} karakter; telefonlar tek satırda yaklaşık {{most}} karakter gösterir.',
  pushBody: 'Metin {{count}} karakter; iOS benzeri kilit ekranı yaklaşık {{most}} karakter gösterir.',
  pushFirst: 'Kapalıyken Android benzeri bir bildirim tek satır, yaklaşık {{most}} karakter gösterir: önemli olanı başa yazın.',
  webTitle: 'Başlık {{count}} karakter; tarayıcılar yaklaşık {{most}} karakterden sonra keser.',
  webBody: 'Metin {{count}} karakter; tarayıcılar yaklaşık {{most}} karakterden sonra keser.',
  subject: 'Konu {{count}} karakter; telefonlar yaklaşık {{most}} karakter gösterir.',
  preheader: 'Önizleme metni {{count}} karakter; gelen kutuları en çok yaklaşık {{most}} karakter gösterir.',
  clipped: 'Gövde {{count}} kB; bazı posta kutuları e-postaları {{most}} kB’de keser.',
  sms: '{{count}} SMS olarak gönderilir ve ücretlendirilir.',
  smsForeign: '{{characters}} SMS alfabesinde (GSM-7) yok; bu yüzden her SMS 160 yerine 70 karakter alır.',
  smsEmpty: 'Gönderilecek metin yok.',
  waTitle: 'Başlık {{count}} karakter; WhatsApp en çok {{most}} karakter kabul eder.',
  waBody: 'Metin {{count}} karakter; WhatsApp en çok {{most}} karakter kabul eder.',
  waFooter: 'Alt bilgi {{count}} karakter; WhatsApp en çok {{most}} karakter kabul eder.',
  button: '“{{label}}” düğmesi {{count}} karakter; en çok yaklaşık {{most}} karakter sığar.',
}
