import type { shortcutText } from '../../../app/other-keys.ts'
import type { Translation } from '../../define-texts.ts'

export const texts: Translation<typeof shortcutText> = {
  search: 'Kısayol ara', nothing: 'Böyle bir kısayol yok.', canvas: 'Tuvalde', outline: 'Anahatta',
  browserKeys: 'Tarayıcı Ctrl+N, Ctrl+T ve Ctrl+W tuşlarını kendine ayırır; masaüstü uygulamasında Ctrl+N yeni bir yolculuk açar.',
  nudge: 'Seçili adımları taşı', nudgeFar: 'Daha uzağa taşı', nextCard: 'Sonraki karta git', openCard: 'Kartın formunu aç', selectCard: 'Kart seç', addToSelection: 'Birden çok seç', boxSelect: 'Çerçevenin içindekileri seç',
  or: 'veya', pan: 'Tuvali kaydır', zoom: 'Yakınlaştır, uzaklaştır', leaveForm: 'Formdan açıldığı yere dön', freeDrag: 'Yapıştırmadan sürükle', dragOut: 'Hattından dışarı sürükle', pageMenu: 'Burada neler yapılabilir',
  upDown: 'Satırdan satıra git', fold: 'Katla ve aç', firstLast: 'İlk ve son satır', letters: 'Bir ada git', open: 'Formu aç', rename: 'Yerinde yeniden adlandır', addAfter: 'Bundan sonra ya da bu yola adım ekle', connect: 'Başka bir adıma bağla', move: 'Komşuları arasında taşı', extend: 'Birden çok seç', lineMenu: 'Diğer her şey',
}
