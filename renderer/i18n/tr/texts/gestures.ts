import type { gestureText } from '../../../features/canvas/gesture-texts.ts'
import type { Translation } from '../../define-texts.ts'

export const texts: Translation<typeof gestureText> = {
  find: 'Adım ara: e-posta, bekle, eğer …', nothing: 'Böyle bir adım yok. “e-posta”, “bekle”, “eğer” ya da “çıkış” yazmayı deneyin.',
  after: 'Şundan sonra: {{name}}', afterPort: 'Şundan sonra: {{name}} – {{port}}', between: '{{from}} ile {{to}} arasına', here: 'Buraya, henüz bağlanmadan', instead: 'Şunun yerine: {{name}}',
  footMove: 'gez', footChoose: 'seç', footClose: 'kapat',

  connectFrom: 'Bağla: {{name}} → …', connectPort: 'Bağla: {{name}}, “{{port}}” → …', whichWay: '{{name}} adımından hangi yol?',
  findTarget: 'Gideceği adımı bulun', noTarget: 'Böyle bir adım yok. Eklemek için Escape’e, sonra / tuşuna basın.', findWay: 'Bir yol bulun',
  leadsTo: 'Şu an gittiği yer: {{name}}', leadsNowhere: 'Henüz bir yere gitmiyor', connectHere: 'Buraya götür', noWays: '{{name}} yolculuğu bitirir: ondan sonrasına giden bir yol yok.',
  nothingToConnect: 'Henüz başka adım yok. Eklemek için / tuşuna basın.',

  insertHere: '{{from}} ile {{to}} arasına koy', takeOutHere: 'Hattan çıkar', replace: 'Değiştir',
  addIntoEdge: '{{from}} ile {{to}} arasına adım ekle',

  merged: 'Kişiler “{{name}}” adımından birkaç yolla ayrılıyordu. Artık hepsi “{{to}}” adımına gidiyor.', mergedEnd: 'Kişiler “{{name}}” adımından birkaç yolla ayrılıyordu. Artık hepsi yolculuktan orada ayrılıyor.',
  lost_one: '“{{ways}}” yeni adımda yer bulamadı: şuraya gidiyordu: {{places}}.', lost_other: '{{ways}} yeni adımda yer bulamadı: şuralara gidiyorlardı: {{places}}.',
  nothingSelected: 'Önce bir adım seçin: tıklayın ya da Tab’a basın.', nothingToTakeOut: 'Hiçbir şeye bağlı değil; çıkarılacağı bir hat yok.',
  replaceWhat: 'Değiştirmek için tek bir adım seçin.', entryNoReplace: 'Giriş bir adım değildir. Onu neyin başlattığını formunda değiştirin.',
  selectTwo: 'İki ya da daha çok kart seçin: çevrelerine çerçeve çizin ya da Shift ile tıklayın.', selectThree: 'Eşit aralıkla dizmek için üç ya da daha çok kart seçin.',

  several_one: '{{count}} seçili', several_other: '{{count}} seçili', toolbar: 'Seçili kartlarla neler yapılabilir',
  alignLeft: 'Sol kenarları hizala', alignCentre: 'Yatayda ortala', alignRight: 'Sağ kenarları hizala', alignTop: 'Üst kenarları hizala', alignMiddle: 'Dikeyde ortala', alignBottom: 'Alt kenarları hizala',
  distributeHorizontally: 'Soldan sağa eşit aralıkla diz', distributeVertically: 'Yukarıdan aşağıya eşit aralıkla diz', arrangeSelection: 'Seçimi düzenle',
  duplicate: 'Çoğalt', delete: 'Sil',

  menuCard: '{{name}} ile neler yapılabilir', menuSeveral: 'Seçili kartlarla neler yapılabilir', menuEdge: 'Bağlantıyla neler yapılabilir', menuCanvas: 'Burada neler yapılabilir',
  menuAlign: 'Hizala', menuDistribute: 'Eşit aralıkla diz',
}
