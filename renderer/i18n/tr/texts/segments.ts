import type { segmentText } from '../../../features/segments/texts.ts'
import type { Translation } from '../../define-texts.ts'

export const texts: Translation<typeof segmentText> = {
  // Liste.
  title: 'Segmentler', subtitle: 'Tüm yolculuklar için adlandırılmış kişi grupları.', new: 'Yeni segment', newName: 'Yeni segment', unnamed: 'Adsız segment', detail: 'Gösterilen segment',
  nothingYet: 'Kime ait olduğu henüz söylenmedi', edited: 'Düzenlendi', notSavedYet: 'Henüz kaydedilmedi', people_one: '{{amount}} kişi', people_other: '{{amount}} kişi', usedIn_one: '{{count}} yerde kullanılıyor', usedIn_other: '{{count}} yerde kullanılıyor',
  emptyTitle: 'Henüz segment yok', emptyBody: 'Segment, yeniden kullandığınız bir kişi grubudur; örneğin “30 günde iki kez satın aldı”. Burada bir kez tanımlayın, verinizde kimlerin olduğunu görün ve istediğiniz yolculuğa koyun.',
  emptyHint: 'Bir yolculuğun segmenti de yolculuğun formundan buraya konabilir.',

  // Segmentin başı.
  name: 'Segmentin adı', neverSaved: 'Henüz kaydedilmedi', editedSince: 'Sürüm {{version}}, düzenlendi', savedAs: 'Sürüm {{version}} · {{when}} kaydedildi',
  save: 'Kaydet', saveHint: 'Kitaplığa yeni bir sürüm kaydet', missing_name: 'Önce segmente bir ad verin.', missing_when: 'Önce kimlerin ait olduğunu söyleyin.', put: 'Yolculuğa koy …', saveAndPut: 'Kaydet ve yolculuğa koy …',
  more: '{{name}} için diğer', discard: 'Değişiklikleri at', discardNew: 'Bu segmenti at', delete: 'Sil', undo: 'Geri al', redo: 'Yinele', notSaved: 'Kaydedilmedi',
  behind: 'Siz düzenlerken başka bir yerde sürüm {{version}} kaydedildi. Kaydederken hangisinin üste geleceği sorulur.',
  savedNote: '{{name}}, sürüm {{version}} olarak kaydedildi', deleted: '“{{name}}” silindi', deleteFailed: '“{{name}}” silinemedi',
  factPeople: 'İçindeki kişi', factShare: 'Bilinen herkes içinde', factWhen: 'Verinin sonunda',
  tab_condition: 'Kimler ait', tab_time: 'Zaman içinde', tab_overlap: 'Örtüşme', tab_movement: 'Hareket', tab_people: 'Kişiler',

  // Kimlerin ait olduğu.
  belongs: 'Kimler ait', begin: 'Kişilerin yaptıklarıyla ya da kim olduklarıyla başlayın. Büyüklük siz ilerledikçe görünür.', description: 'Açıklama', descriptionPlaceholder: 'Ne için, kimin için',
  sidesNew: 'Kaydedilince kullanıldığı yerler ve sürümleri burada görünür.', findings: 'Denetimlerin söylediği', whereUsed: 'Kullanıldığı yerler', usedNowhere: 'Henüz hiçbir yolculukta ya da segmentte yok.', aSegment: 'segment',
  versions: 'Sürümler', version: 'Sürüm {{version}}', newest: 'en yeni', takeVersion: 'Buna dön', said: '{{name}}: {{condition}}',
  severity_error: 'Hata', severity_warning: 'Uyarı', severity_info: 'İpucu',
  status_same: 'güncel', status_libraryChanged: 'eski sürümü var', status_copyChanged: 'orada değişti', status_both: 'farklı',

  // Büyüklükler.
  sizeUnknown: 'sayılamıyor', measuring: 'Sayılıyor …', stop: 'Durdur', measure: 'Say', fitThis_one: ' kişi buna uyuyor', fitThis_other: ' kişi buna uyuyor',
  fitNow_one: 'Seçili verideki {{amount}} kişi uyuyor · {{share}}', fitNow_other: 'Seçili verideki {{amount}} kişi uyuyor · {{share}}',
  sizeHint: '{{known}} kişiden {{members}} kişi uyuyor ({{share}}),\nseçili verinin sonunda bilindiği kadarıyla, {{when}}',
  stopped: 'Sayım durduruldu.', cancel: 'Vazgeç',

  // Sayılar.
  noData: 'Kişilerin sayılacağı veri yok.', importData: 'Veri içe aktar …', nothingSaid: 'Bu segmente kimlerin ait olduğu henüz söylenmedi.', toCondition: 'Kimlerin ait olduğunu söyle',
  beside: 'Yanında', compare: 'Karşılaştır', leaveOut: 'Çıkar: {{name}}', nothingBeside: 'Kitaplığın başka segmentlerine bunun yanında bakılabilir.',
  by: 'Ne sıklıkta', by_day: 'Günler', by_week: 'Haftalar', by_month: 'Aylar', weekOf: '{{day}} haftası', period_day: 'Gün', period_week: 'Hafta', period_month: 'Ay', upTo: '{{day}} tarihine dek', known: 'Bilinen',
  ofKnown: 'bilinen {{known}} kişiden', asTable: 'Tüm sayılar tablo olarak', timeExplained: 'Her dönemin sonunda, o zamana dek bilinen kişiler arasında sayılır. Günler ve haftalar UTC’ye göredir.',
  timeInWords: 'Zaman içinde {{name}} segmentindeki kişiler: {{from}} için {{first}}, {{to}} için {{last}}. Ok tuşları dönemden döneme gider.',
  copyFigures: 'Sayıları kopyala', copyCsv: 'CSV olarak kopyala', copyPicture: 'Grafiği resim olarak kopyala', copied: 'Kopyalandı', copyFailed: 'Panoya yazılamadı',
  overlapTitle: 'Aynı anda iki segmentte olanlar, {{when}}', inBoth: 'İkisinde de olanlar,\nbenzerlik', inNoOther: 'Başka hiçbirinde',
  sizeSays: '{{name}}: {{count}} kişi, bilinen herkesin {{share}} kadarı', bothSays: '{{count}} kişi hem {{a}} hem {{b}} içinde: {{a}} içindekilerin {{part}} kadarı.\nJaccard {{alike}}: ikisinde de olanların, herhangi birinde olanlara oranı.',
  onlySays: '{{count}} kişi {{name}} içinde ve bunların başka hiçbirinde değil: {{share}}',
  overlapExplained: 'Köşegende: büyüklük ve herkes içindeki pay. Diğer yerlerde: ikisinde de olan kişiler ve ikisinin benzerliği (ikisinde de olanların herhangi birinde olanlara oranı; Jaccard). {{own}} içindeki {{size}} kişiden {{only}} kişi diğerlerinin hiçbirinde değil; {{known}} kişiden {{none}} kişi hiçbirinde değil. Tarih: {{when}}.',
  cameAndLeft: 'Gelen ve giden', fromTo: 'Nereden nereye', onePeriod: 'Veri tek bir dönemin içinde: daha kısa dönemler seçin.', when: 'Ne zaman', came: 'geldi', left: 'gitti', stayed: 'kaldı',
  cameAbove: '▲ geldi', leftBelow: '▽ gitti', sides: '{{came}} geldi, {{left}} gitti, {{stayed}} kaldı',
  average_day: 'Ortalama bir günde {{came}} kişi gelir, {{left}} kişi gider, {{stayed}} kişi kalır.', average_week: 'Ortalama bir haftada {{came}} kişi gelir, {{left}} kişi gider, {{stayed}} kişi kalır.', average_month: 'Ortalama bir ayda {{came}} kişi gelir, {{left}} kişi gider, {{stayed}} kişi kalır.',
  movementInWords: '{{name}} segmentine kimler gelir, kimler gider. {{averages}} Ok tuşları dönemden döneme gider.', movementTitle: 'Hangi segmentten hangisine', fromToCorner: 'Nereden ↓ nereye →',
  all_day: '{{count}} günün tümü', all_week: '{{count}} haftanın tümü', all_month: '{{count}} ayın tümü', inNone: 'Bunların hiçbirinde', notKnown: 'Daha önce bilinmiyordu',
  moveSays: '{{count}} kişi önce {{from}}, sonra {{to}} içindeydi:\n{{from}} içinde olanların {{share}} kadarı', staySays: '{{count}} kişi önce de sonra da {{from}} içindeydi:\niçinde olanların {{share}} kadarı',
  movesTotal: 'Her kişi dönem başına bir kez, başında ve sonunda nerede olduğuna göre sayılır. Paylar satırdaki segmentte olanlara göredir; birkaçında olan her birinin satırında ve sütununda yer alır, bu yüzden bir satır %100 değerini aşabilir.',
  movesExplained: 'Kişilerin önceki dönemin sonunda ve bu dönemin sonunda nerede olduğu. Paylar satırdaki segmentte olanlara göredir; birkaçında olan her birinin satırında ve sütununda yer alır, bu yüzden bir satır %100 değerini aşabilir.',
  nobody: 'Verinin sonunda, {{when}} tarihinde içinde kimse yoktu.', peopleAll: 'Verinin sonunda, {{when}} tarihinde içinde olan herkes: {{shown}}.', peopleSome: 'Verinin sonunda, {{when}} tarihinde içinde olan {{members}} kişiden kimliğe göre ilk {{shown}} kişi.',
  peopleAsk: 'Tıklarsanız kişinin “{{journey}}” yolculuğunda başına geleni görürsünüz.', askAbout: '{{id}} ne yaşadı', copyIds: 'Bu kimlikleri kopyala',

  // Çakışmalar.
  conflictTitle: 'Bu segment başka bir yerde değiştirildi', conflictBody: 'Siz düzenlemeye başladıktan sonra başka bir pencereden ya da komut satırından daha yeni bir sürüm kaydedildi. Hangisini seçerseniz seçin, hiçbir şey kaybolmaz: onlarınki sürümler arasında kalır, sizinki Geri Al ile döner.',
  conflictMine: 'Benimkini en yeni sürüm olarak kaydet', conflictTheirs: 'Onlarınkini al', close: 'Kapat',

  // Yolculuklarda.
  putTitle: '“{{name}}” segmentini yolculuğa koy', putHelp: 'Yolculuk bir kopya alır ve kitaplık değişince aynı kalır; ikisi farklılaşınca bildirir.', noJourneys: 'Henüz yolculuk yok.', unnamedJourney: 'Adsız yolculuk', isOpen: 'açık', hasCopy: 'kopyası var',
  embedFailed: '“{{name}}” konamadı', keptNote: '“{{name}}” artık bu yolculuğun kendi segmenti',
  drift_same: 'Kitaplıktakiyle aynı, sürüm {{version}}.', drift_libraryChanged: 'Kitaplıkta daha yeni bir sürüm var ({{version}}); bu, sürüm {{copied}}.',
  drift_copyChanged: 'Kitaplıktan alındıktan sonra burada değişti (sürüm {{copied}}).', drift_both: 'Burada ve kitaplıkta (sürüm {{version}}) farklı şeyler söylüyor.',
  badge_same: 'kitaplık', badge_libraryChanged: 'kitaplıkta yenisi var', badge_copyChanged: 'burada değişti', badge_both: 'kitaplıktan farklı',
  behindSummary_one: '{{count}} tanesi kitaplıktan farklı', behindSummary_other: '{{count}} tanesi kitaplıktan farklı', here: 'Burada', library: 'Kitaplık', nothing: 'hiçbir şey',
  updateCopy: 'Güncelle', takeLibrary: 'Kitaplıktakini al', keepCopy: 'Olduğu gibi tut', openLibrary: 'Kitaplıkta göster', fromLibrary: 'Kitaplıktan', libraryEmpty: 'Kitaplık boş.', toLibrary: 'Kitaplığın tüm segmentleri …',
  intoLibrary: 'Kitaplığa koy', intoLibraryNote: '“{{name}}” artık kitaplıkta',
}
