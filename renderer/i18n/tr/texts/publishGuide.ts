import type { guideText } from '../../../features/publish/guide-texts.ts'
import type { Translation } from '../../define-texts.ts'

export const texts: Translation<typeof guideText> = {
  title: 'Yayın nasıl işler?',
  lead: 'Siz onaylamadan hiçbir şey gönderilmez; siz etkinleştirmeden kimse yeni bir yolculuktan bir şey almaz.',
  where: 'Hangi platformların bu yolculuğu olduğu gibi aldığını ve her birinde nelerin kaybolacağını görün. Bir adımın adı sizi tuvaldeki yerine götürür.',
  connections: 'Bir platformdaki hesabınızın adresini verin. Anahtarını sistem saklar ya da bir değişkenden okunur; hiçbir zaman gösterilmez.',
  plan: 'Platformu okuyun ve orada tam olarak nelerin oluşturulup değişeceğini görün. Altına adınızı yazın; taslak olarak oluşturulur.',
  live: 'Yolculuğu etkinleştirin, duraklatın, durdurun. Platformda biri onu değiştirdiyse oradakini taslak olarak alın ya da kendinizinkini yeniden yayınlayın.',
  forecast: 'Provanın beklediğini, yayına girdiğinden beri olanlarla karşılaştırın.',
  history: 'Kim neyi ne zaman yayınladı? Eski bir hâli yeniden yayınlayın ya da yarıda kalana devam edin.',
  inbox: 'Bir asistanın önerdiği, siz onu taslak olarak alana ya da reddedene kadar burada bekler. Asistan asla yayınlayamaz.',
  handOver: 'Başka programlara kapısı olmayan platformlar için: bir ekip arkadaşınızın yolculuğu orada yeniden kuracağı bir sayfa ve tablolar.',
  tested: 'Platformlar, yayımlanmış tanımlarından kurulan kopyalarla sınandı, gerçek hizmetlerle değil: önce bir deneme hesabıyla deneyin.',
  close: 'Kapat',
}
