import type { text } from '../../../document/edited-part.ts'
import type { Translation } from '../../define-texts.ts'

export const texts: Translation<typeof text> = {
  // Ad tamlaması olarak: “süre sınırı”, “koşul 2”.
  name: 'ad', description: 'açıklama', note: 'not', stage: 'aşama', connection: 'bağlantı', condition: 'koşul', field: 'alan', numbered: '{{part}} {{number}}', partOf: '{{whole}}: {{part}}',

  trigger: 'tetikleyici', event: 'olay', place: 'yer', segment: 'segment', call: 'çağrı', schedule: 'zamanlama', startOfSchedule: 'zamanlama başlangıcı', repetition: 'yineleme', audience: 'hedef kitle',

  channel: 'kanal', title: 'başlık', body: 'metin', link: 'bağlantı adresi', text: 'metin', textNamed: '{{name}} metni', variants: 'varyantlar', variant: 'varyant', shares: 'paylar', exemptions: 'muafiyetler', wayWhenNotSent: 'gönderilmeyince izlenecek yol', delay: 'bekleme',
  span: 'süre', time: 'zaman', ways: 'yollar', orderOfWays: 'yolların sırası', nameOfWay: 'yol adı', nameOfAWay: 'yol adı', timeLimit: 'süre sınırı', whatCounts: 'neyin sayılacağı', goal: 'hedef', automaticWinner: 'otomatik kazanan', hashKey: 'dağıtım anahtarı',
  attributes: 'nitelikler', attribute: 'nitelik', value: 'değer', method: 'yöntem', address: 'adres', journey: 'yolculuk', waiting: 'bekleme', outcome: 'sonuç',

  timeZone: 'saat dilimi', currency: 'para birimi', openingDate: 'açılış tarihi', closingDate: 'kapanış tarihi', orderOfEntries: 'girişlerin sırası', reentry: 'yeniden giriş', cooldown: 'bekleme aralığı', reentryKey: 'yeniden giriş anahtarı', reentryLimit: 'yeniden giriş sınırı',
  goals: 'hedefler', orderOfGoals: 'hedeflerin sırası', goalEvent: 'hedef olayı', goalCondition: 'hedef koşulu', goalValue: 'hedef değeri', goalWindow: 'hedef süresi', exits: 'çıkışlar', exit: 'çıkış', orderOfExits: 'çıkışların sırası', exitEvent: 'çıkış olayı',
  exitCondition: 'çıkış koşulu', exitSegment: 'çıkış segmenti', segments: 'segmentler', ofSegment: '{{name}} segmenti', nameOfSegment: '{{name}} segmentinin adı', quietHours: 'sessiz saatler', caps: 'sıklık sınırları', cap: 'sıklık sınırı', orderOfCaps: 'sıklık sınırlarının sırası',
  consentFor: '{{channel}} izni', holdout: 'kontrol grubu', holdoutKey: 'kontrol grubu anahtarı', priority: 'öncelik',
}
