import type { outlineText } from '../../../features/outline/texts.ts'
import type { Translation } from '../../define-texts.ts'

export const texts: Translation<typeof outlineText> = {
  label: 'Anahat olarak yolculuk',
  help: 'Enter formu açar, F2 yeniden adlandırır, bölü işareti adım ekler, C bağlar, Shift F10 her şeyi gösterir',
  empty: 'Burada henüz bir şey yok', emptyBody: 'Yolculuk bir girişle başlar: kim, ne zaman girer?',
  entry: 'Giriş', nothingLeads: 'Buraya giden bir yol yok', add: 'Ekle', addEntry: 'Giriş', addStage: 'Aşama', addNote: 'Not', addStep: 'Bundan sonra bir adım',
  foldAll: 'Tümünü katla', unfoldAll: 'Tümünü aç', newStage: 'Yeni aşama',
  ifWay: 'eğer {{label}}', theEnd: 'son', to: '→ {{name}}', elsewhere: 'başka yerde listelenir', ends: 'sona gider', stageHeading: 'Aşama', stageIs: 'Aşama: {{name}}',
  problems_one: '{{count}} sorun', problems_other: '{{count}} sorun', comments_one: '{{count}} yorum', comments_other: '{{count}} yorum', people: '{{people}} kişi, girenlerin {{share}} kadarı',
  open: 'Formu aç', rename: 'Yeniden adlandır', addAfter: 'Sonrasına adım ekle …', addHere: 'Buraya adım ekle …', connect: 'Bağla …', goTo: 'Git: {{name}}', moveUp: 'Yukarı taşı', moveDown: 'Aşağı taşı',
  cut: 'Kes', copy: 'Kopyala', paste: 'Yapıştır', duplicate: 'Çoğalt', delete: 'Sil', disconnect: 'Bu bağlantıyı kaldır', removeStage: 'Aşamayı kaldır; adımları kalır',
  menu: 'Burada neler yapılabilir', name: 'Ad', cannotMove: 'Bu daha fazla taşınamaz.', cannotRename: 'Bunun kendi adı yok; ne olduğunu formu söyler.', noWayOn: 'Bu adımdan sonra bir şey gelmez.', nowhere: 'Henüz başka adım yok; önce bir tane ekleyin.',
  taken: 'Bu adımın başka bir yolu bu adı taşıyor.',
}
