import type { abilityText } from '../../../features/publish/ability-texts.ts'
import type { Translation } from '../../define-texts.ts'

export const texts: Translation<typeof abilityText> = {
  yes: 'evet', partly: 'kısmen', no: 'hayır',
  eventTrigger: 'Olayla giriş', segmentTrigger: 'Segmentle giriş', scheduleTrigger: 'Belirli zamanlarda giriş', apiTrigger: 'Çağrıyla giriş', delay: 'Bekleme', delayUntil: 'Belirli bir ana kadar bekleme', bestTime: 'Her kişi için en iyi zaman',
  waitForEvent: 'Olay bekleme', waitForSegment: 'Segment bekleme', branch: 'Dallanma', split: 'Paylara göre bölme', push: 'Anlık bildirim', email: 'E-posta', sms: 'SMS', inApp: 'Uygulama içi mesaj', webPush: 'Web anlık bildirimi', whatsapp: 'WhatsApp', widget: 'Widget',
  update: 'Profil güncelleme', webhook: 'Webhook', subJourney: 'Yolculuk içinde yolculuk', goals: 'Hedefler', exits: 'Yolda çıkışlar', reentry: 'Yeniden giriş kuralları', quietHours: 'Sessiz saatler', caps: 'Mesaj sıklık sınırları', holdout: 'Kontrol grubu', loops: 'Döngüler', merges: 'Yeniden birleşen yollar',
}
