import type { heatText } from '../../../features/heat/heat-texts.ts'
import type { Translation } from '../../define-texts.ts'

export const texts: Translation<typeof heatText> = {
  menu: 'Isı haritası: kartları bir sayıya göre renklendirin',
  none: 'Isı haritası yok',
  people: 'Kişi', share: 'Girenlere göre pay', dropOff: 'Kayıp', waiting: 'Bekleyen', dwell: 'Ortanca bekleme süresi', sent: 'Gönderilen mesaj', suppressed: 'Gönderilmeyen payı', credited: 'Yazılan dönüşüm',
  peopleHint: 'Adıma gelen kişiler', shareHint: 'Giren herkese göre', dropOffHint: 'Burada hedefe ulaşmadan ayrılanlar', waitingHint: 'Sonda hâlâ burada olanlar',
  dwellHint: 'Yarısı bu kadar veya daha kısa kaldı', sentHint: 'Adımın gönderdiği mesajlar', suppressedHint: 'Gönderilmesi gereken mesajlara göre', creditedHint: 'Adımın mesajına yazılan dönüşümler',
  legend: 'Isı haritası, {{metric}}: 0 ile {{most}} arasında',
  from: '0', off: 'Isı haritasını kaldır',
  nothing: 'bu provada gösterilecek bir şey yok',
  level: '{{metric}}: {{value}}',
}
