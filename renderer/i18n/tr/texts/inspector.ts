import type { inspectorText } from '../../../features/inspector/texts.ts'
import type { Translation } from '../../define-texts.ts'

export const texts: Translation<typeof inspectorText> = {
  // Her formun çerçevesi.
  journey: 'Yolculuk', entry: 'Giriş', severalTitle_one: '{{count}} seçili', severalTitle_other: '{{count}} seçili',
  severalHelp: 'Birlikte taşıyın, kopyalayın ya da silin. Değiştirmek için birini seçin.',
  connectionTitle: 'Bağlantı', connectionHelp: 'İki ucundan birini başka bir adıma sürükleyin ya da kaldırmak için Delete’e basın.',
  name: 'Ad', note: 'Not', notePlaceholder: 'Bu adım neden burada', stage: 'Aşama', noStage: 'Aşama yok',
  duplicate: 'Çoğalt', delete: 'Sil', replaceWith: 'Şununla değiştir …', leadsTo: 'Gittiği yer', theEnd: 'Son: tamamlamış olarak ayrılır', next: 'Sonra',
  thenTo: 'sonra:', elseWay: 'Diğer herkes', itself: 'Yine bu adım', newStep: 'Yeni: {{kind}}', stepsHere: 'Bu yolculuğun adımları', newSteps: 'Yeni bir adım', noSuchStep: 'Böyle bir adım yok.',
  newStageNamed: 'Yeni aşama: “{{name}}”', noSuchStage: 'Böyle bir aşama yok.', undoNewStage: 'Adımı yeni aşamaya koyma – {{name}}',
  remove: 'Kaldır: {{what}}', takeAway: 'Bunu kaldır', moveUp: 'Yukarı taşı', moveDown: 'Aşağı taşı', more: 'Diğer', sayMore: 'Ayrıntı ekle', none: 'Yok',
  from: 'Başlangıç', to: 'Bitiş', toWord: 'bitiş', and: 've', of: 'şunun:', or: 'veya',

  // Bir alanın kabul etmedikleri.
  notANumber: 'Bu bir sayı değil; 3 ya da 0,5 gibi yazın.', wholeNumber: '1 ya da daha büyük bir tam sayı yazın.', durationMissing: 'Ne kadar süreceğini yazın; örneğin 30 dakika.',
  durationExact: 'Ayların ve yılların uzunluğu değişir; buraya gün ya da hafta yazın.',
  notADuration: 'Bu bir süre değil; 30 dk, 2 saat ya da 1 gün 12 saat gibi yazın.', durationExample: 'örneğin 2 gün', understoodAs: '= {{span}}', notJson: 'Bu JSON değil: {{reason}}',
  timeMissing: '09:00 gibi bir saat yazın.', notATime: 'Bu bir saat değil; 9:30 ya da 21.00 gibi yazın.', dateMissing: 'Bir gün seçin.', notADate: 'Bu bir gün değil; 1 Ara 2026 gibi yazın.', dateExample: '1 Ara 2026', chooseDay: 'Gün seç: {{label}}',
  noDay: 'En az bir gün kalsın.', notADayOfMonth: 'Ayın günü 1 ile 31 arasındadır.', notAPlace: 'Enlem ve boylamı 41.0082, 28.9784 gibi yazın.',
  notAShare: 'Pay %0 ile %100 arasındadır.', sameId: 'Bu ad burada kullanılıyor; başka bir ad seçin.', eventMissing: 'Bir olay adı yazın.', propertyMissing: 'Bir özellik adı yazın.',
  attributeMissing: 'Bir nitelik adı yazın.', urlMissing: 'https://example.com/hook gibi bir adres yazın.', noSegments: 'Bu yolculukta henüz segment yok; yolculuğun formunda ekleyin.',
  ruleProblem: 'Bu kural okunamıyor: {{problem}}.',

  // Süreler ve saatler.
  seconds_one: '{{amount}} saniye', seconds_other: '{{amount}} saniye', minutes_one: '{{amount}} dakika', minutes_other: '{{amount}} dakika', hours_one: '{{amount}} saat', hours_other: '{{amount}} saat',
  days_one: '{{amount}} gün', days_other: '{{amount}} gün', weeks_one: '{{amount}} hafta', weeks_other: '{{amount}} hafta', months_one: '{{amount}} ay', months_other: '{{amount}} ay', years_one: '{{amount}} yıl', years_other: '{{amount}} yıl',
  timeOf: 'Saat: {{label}}', timePlaceholder: '00:00', timeOfDay: 'Saat', weekday: 'Haftanın günü',
  monday: 'Pazartesi', tuesday: 'Salı', wednesday: 'Çarşamba', thursday: 'Perşembe', friday: 'Cuma', saturday: 'Cumartesi', sunday: 'Pazar', weekdaysShort: 'Pt Sa Ça Pe Cu Ct Pz',

  // Girişler.
  trigger: 'Kişiler ne zaman girer', triggerEvent: 'Bir şey olunca', triggerPlace: 'Bir yere gelince', triggerSegment: 'Bir segmente girince ya da çıkınca',
  triggerSchedule: 'Zamanı gelince', triggerApi: 'Başka bir sistem çağırınca', triggerEventHelp: 'Verideki bir olay; örneğin kayıt ya da satın alma.',
  triggerPlaceHelp: 'Bir noktanın yakınında konum taşıyan bir olay: coğrafi sınır.', triggerSegmentHelp: 'Bir segmente uymaya başladıkları ya da uymadıkları an.',
  triggerScheduleHelp: 'Bir kez ya da yinelenerek, uyan herkes için.', triggerApiHelp: 'Kendi sisteminiz yolculuğu tek bir kişi için başlatır.',
  havePeople_one: '{{people}} kişi', havePeople_other: '{{people}} kişi', notInData: 'Seçili veride bunu yapan yok.', eventFacts_one: 'Seçili veride: {{people}} kişi, {{events}} kez.', eventFacts_other: 'Seçili veride: {{people}} kişi, {{events}} kez.',
  attributeNotInData: 'Seçili veride kimsede bu yok.', propertyNotInData: 'Seçili verideki böyle bir olayda bu yok.',
  event: 'Olay', segment: 'Segment', change: 'Değişim', enter: 'Girince', leave: 'Çıkınca', onlyIf: 'Yalnızca şu koşulla',
  apiName: 'Çağrının adı', apiNameHelp: 'Veriye $api:{{name}} olayı olarak gelir.',
  scheduleOnce: 'Bir kez', scheduleRepeating: 'Yinelenen', scheduleAt: 'Zaman', scheduleFrom: 'Başlangıç', scheduleFromHelp: 'Boşsa: verinin ilk gününden.',
  audience: 'Kimler sorulur', addAudience: 'Herkes değil: yalnızca bir koşula uyanlar',
  every: 'Her', interval: 'Sayı', recurrenceUnit: 'Gün, hafta ya da ay', unit_day_one: 'günde bir', unit_day_other: 'günde bir', unit_week_one: 'haftada bir', unit_week_other: 'haftada bir',
  unit_month_one: 'ayda bir', unit_month_other: 'ayda bir', recurrenceDays: 'Şu günlerde', onThe: 'ayın', whichOfMonth: 'Ayın hangi günü', dayOfMonth: 'şu günü', lastDayShort: 'son günü',
  atWord: 'saat', endsWord: 'Bitiş', recurrenceEnd: 'Ne zaman biter', endNever: 'yok', endDate: 'tarih', endCount: 'sayı',
  rule: 'Kural (RFC 5545)', ruleHelp: 'Örneğin FREQ=WEEKLY;BYDAY=MO,TH;BYHOUR=9;BYMINUTE=0', ruleOther: 'Saatler yolculuğun saat dilimindedir.',
  showRule: 'Kural olarak yaz (RFC 5545)', showFields: 'Alanlara dön',
  inZone: 'Saat dilimi: {{zone}}.', neverInData: 'Seçili veride hiç gelmiyor ({{zone}}).', onceInData: 'Seçili veride bir kez: {{when}} ({{zone}}).',
  timesInData_one: 'Seçili veride {{count}} kez: {{first}} ({{zone}}).', timesInData_other: 'Seçili veride {{count}} kez: ilki {{first}}, sonuncusu {{last}} ({{zone}}).',

  // Mesajlar.
  channel: 'Kanal', title: 'Başlık', subject: 'Konu', body: 'Metin', link: 'Bağlantı', linkPlaceholder: 'app://… ya da https://…',
  content: 'İçerik', texts: 'Metinler', textsHelp: 'Herkese biri düşer ve hep o kalır.', addText: 'Metin ekle', makeVariants: 'Birkaç metni dene', singleText: 'Tek metne dön',
  weight: 'Pay', variantId: 'Ad', addField: 'Başka bir alan', fieldName: 'Alanın adı', fieldText: '{{name}} metni',
  exempt: 'Uymadığı kurallar', exemptCaps: 'Sıklık sınırları', exemptQuiet: 'Sessiz saatler', exemptHelp: 'Sipariş onayı ve benzerleri için. Diğer mesajların sıklık sınırına yine de sayılır.',
  suppressed: 'Gönderilmediğinde', suppressedHelp: 'İzin yoksa, sıklık sınırı dolduysa ya da sessiz saatlerdeyse gönderilmeyebilir.', suppressedSame: 'Diğerleri gibi devam eder', thenGoesTo: 'Sonra gideceği yer',

  // Bekleme.
  howLong: 'Ne kadar', delayFor: 'Bir süre', delayUntil: 'Bir zamana dek', delayBest: 'En uygun zaman', waitWord: 'Bekle:', waitUntil: 'Şuna dek bekle:', whichDay: 'Hangi gün',
  nextDay: 'bugün ya da ertesi gün', nextWeekday: 'gelecek {{day}}', onDate: 'bir tarih', localTimeHelp: 'Saat dilimi biliniyorsa kişinin kendi saatine, değilse {{zone}} saatine göre.',
  onDateHelp: 'Buraya daha geç gelen hemen devam eder. Saat dilimi biliniyorsa kişinin kendi saatine, değilse {{zone}} saatine göre.',
  bestWithin: 'En uygun saatini bekle, en çok', bestHelp: 'Kişinin bugüne dek en çok açıp tıkladığı saat. Böyle bir saat yoksa ya da daha uzaktaysa hemen devam eder.',
  waitsFor: 'Ne beklenir', waitsForHelp: 'Bunlardan ilk gelen, izlenecek yolu belirler.', happens: 'olunca', isIn: 'şu segmentteyse', addEventBranch: 'Ya da bir olay', addSegmentBranch: 'Ya da bir segment',
  timeout: 'Süre sınırı', timeoutOn: 'Bir süre sonra devam et', timeoutAfter: 'Devam etme süresi:', look: 'Neler sayılır',
  lookArrival: 'Yalnızca bundan sonra olanlar', lookEntry: 'Girdiğinden beri olan her şey', lookBack: 'Daha önce olanlar da', lookBackSpan: 'Ne kadar geriye',

  // Dallar ve bölmeler.
  branches: 'Yollar', elseHelp: 'Uyan ilk yol izlenir; hiçbirine uymayan sonuncusundan gider.', wayNumber: 'Yol {{number}}', addBranch: 'Yol ekle',
  variants: 'Gruplar', splitHelp: 'Rastgele ve kalıcı: geri gelen aynı gruba düşer.', addVariant: 'Grup ekle', sameShares: 'Eşit paylar', judging: 'Hangisi daha iyi',
  goal: 'Ölçüt', anyGoal: 'Herhangi bir hedef', autoWinner: 'Kazananı kendiliğinden belirle', winnerAfter: 'Süre:', winnerMinimum: 'en az', winnerPeople: 'kişi (her grupta), ölçüt:', winnerMetric: 'Belirleyen hedef',
  autoWinnerHelp: 'Prova, kimi ne zaman kazanan ilan edeceğini bildirir; herkes kendi grubunda kalır.',
  key: 'Dağıtım anahtarı', keyHelp: 'Aynı anahtarı kullanan bölmeler bir kişiyi aynı biçimde dağıtır.', keyPlaceholder: 'Kendine özgü',

  // Diğer adımlar.
  setTitle: 'Atanacak nitelikler', nothingSet: 'Henüz bir şey atanmıyor.', attribute: 'Nitelik', value: 'Değer', valueOf: '{{name}} değeri', addAttribute: 'Nitelik ata', setTo: 'Ne olur',
  becomes: 'şu olur:', isEmptied: 'boşaltılır', isList: 'bir liste', setHelp: 'Metin, sayı, true ya da false. Liquid çalışır; örneğin {{brace}}.',
  request: 'İstek', method: 'Yöntem', url: 'Adres', addBody: 'Gövde ekle', requestBody: 'Gövde', bodyHelp: 'JSON; metinlerinde Liquid çalışır.', webhookHelp: 'Provada hiçbir istek gönderilmez: yanıt önceden yazılıdır, yazılmadıysa başarılıdır.',
  onError: 'Başarısız olursa', onErrorHelp: 'Hata ya da yanıt gelmemesi.', onErrorSame: 'Diğerleri gibi devam eder',
  otherJourney: 'Geçilecek yolculuk', otherJourneyId: 'Diğer yolculuğun kimliği', noOtherJourneys: 'Adıyla seçebilmek için bu çalışma alanına başka bir yolculuk kaydedin.', journeyUnknown: 'Bu çalışma alanında “{{id}}” kimlikli bir yolculuk yok.',
  openJourney: 'Aç: “{{name}}”', meanwhile: 'Bu sırada', waitForIt: 'Bitmesini bekle', goOn: 'Hemen devam et',
  waitForItHelp: 'Diğer yolculuk kişi için bitince ya da kişiyi almazsa yol devam eder.', goOnHelp: 'İkisi yan yana sürer.',
  outcome: 'Sonuç', outcomeHelp: 'Bu bitişin sonuçlardaki adı.',

  // Yolculuk.
  description: 'Açıklama', entries: 'Girişler', ways_one: '{{count}} giriş', ways_other: '{{count}} giriş', entriesHelp: 'Kişiyi uyan ilk giriş alır.', addEntry: 'Giriş ekle',
  calendarTitle: 'Tarihler, saat dilimi, para birimi', timeZone: 'Saat dilimi', timeZoneHelp: 'Kendi saat dilimi bilinmeyen kişiler ve zamanlamalar için.', currency: 'Para birimi', noCurrency: 'Yok',
  activeFrom: 'Kişi almaya başlar', activeUntil: 'Kişi almayı bırakır', activeHelp: '{{zone}} saatine göre; son an dahil değildir.', openFrom: '{{from}} itibarıyla', openUntil: '{{to}} tarihine dek', openBetween: '{{from}} – {{to}}',
  reentry: 'Yeniden giriş', once: 'Bir kez', afterExit: 'Çıkınca', always: 'Her seferinde', onceHelp: 'Her kişi en çok bir kez geçer.',
  afterExitHelp: 'Aynı anda tek geçiş; sonuncusu bitince yeniden.', alwaysHelp: 'Birkaç geçiş yan yana.', onceWords: 'Kişi başına bir kez', afterExitWords: 'Çıktıktan sonra', alwaysWords: 'Her seferinde',
  alwaysKeyWords: 'Her seferinde, her {{key}} için bir tane', cooldownWords: 'Çıktıktan {{span}} sonra', limitWords: '{{words}}, {{span}} içinde en çok {{count}} kez',
  cooldown: 'En erken', cooldownAfter: 'geçince', addCooldown: 'araya bekleme', reentryKey: 'Şunun her biri için tek geçiş:', addKey: 'sipariş, sepet … başına bir tane',
  limit: 'En çok', limitWithin: 'kez, süre:', addLimit: 'bir üst sınır',
  goals: 'Hedefler', addGoal: 'Hedef ekle', goalId: 'Hedefin adı', reachedBy: 'Ulaştıran olay:', worth: 'değeri:', goalValue: 'Değer (bir olay özelliği)', addWorth: 'bir değer', within: 'girişten sonra', ofEntering: 'içinde',
  window: 'Girişten sonra ne kadar süre sayılır', addWindow: 'bir süre sınırı', endsJourney: 'Hedefe ulaşmak yolculuğu bitirir', goalWords: '{{span}} içinde {{id}}',
  exits: 'Ayrılma nedenleri', addEventExit: 'Bir olayla', addSegmentExit: 'Bir segmentle', exitId: 'Çıkışın adı', exitsHelp: 'Hangi adımda olursa olsun hemen ayrılırlar.', when: 'Şu olay', assoonas: 'Şu segmente girer girmez:',
  segments: 'Segmentler', segmentsHelp: 'Yaptıklarına ve kim olduklarına göre kişi grupları; her yerde adıyla kullanılır.', addSegment: 'Segment ekle', segmentInUse: '{{name}} segmenti hâlâ kullanılıyor; önce onu değiştirin.', segmentWhen: 'Şuna uyan herkes, uyduğu sürece:',
  stages: 'Aşamalar', addStage: 'Aşama ekle', newStage: 'Yeni aşama', stageName: '{{stage}} aşamasının adı', stageNeedsName: 'Aşamanın bir adı olmalı.', fitStage: 'Kartlarına sığdır', stagesHelp: 'Yolculuğun adlandırılmış bölümleri, soldan sağa.',

  // Gönderim kuralları.
  quietHours: 'Sessiz saatler', addQuietHours: 'Sessiz saatlere uy', mode: 'O saatlerde mesajlar', hold: 'Bitmesini bekler', drop: 'Gönderilmez', quietHelp: 'Kişinin kendi saatine göre, her kanalda.',
  quietHoldWords: '{{from}}–{{to}}, mesajlar bekler', quietDropWords: '{{from}}–{{to}}, gönderilmez',
  caps: 'Sıklık sınırları', capsHelp: 'İlk dolan belirler.', addCap: 'Sınır ekle', removeCap: 'Bu sınırı kaldır', atMost: 'En çok', anyMessages: 'mesaj', per: 'Ne kadar sürede', capCounting: 'Süre nasıl sayılır', rolling: 'son', byCalendar: 'takvime göre',
  calendarDay: 'gün', calendarWeek: 'hafta', calendarMonth: 'ay', inSpan: '{{span}}', capWords: '{{span}} başına {{count}}', capChannelWords: '{{span}} başına {{count}} {{channel}}', onCap: 'Fazlası', skip: 'gönderilmez', exitJourney: 'yolculuğu bitirir', retry: 'yer açılmasını bekler', retryFor: 'En çok bekleme:',
  consent: 'İzin', consentNone: 'Sorulmaz', consentHelp: 'Burada yer alan bir kanal yalnızca izin verenler için kullanılır. Diğerleri izin gerektirmez.', onlyIfTrue: '{{channel}} için', isTrue: 'true olmalı', consentOf: '{{channel}} iznini taşıyan nitelik',
  holdoutTitle: 'Kontrol grubu ve öncelik', holdout: 'kontrol grubu', addHoldout: 'Kontrol grubu ayır', noHoldout: 'Kontrol grubu yok', holdoutWords: '{{share}} ayrılır', getNoMessage: 'kişi mesaj almaz', holdoutShare: 'Ayrılan pay',
  holdoutHelp: 'Yolculuktan herkes gibi geçerler; böylece mesajların neyi değiştirdiği ölçülebilir.', holdoutKey: 'Kontrol grubu anahtarı', holdoutKeyHelp: 'Aynı anahtarı kullanan yolculuklar aynı kişileri ayırır.', holdoutKeyPlaceholder: 'Bu yolculuk',
  priority: 'Öncelik', priorityHelp: 'Birkaç yolculuk aynı anda davranırsa önceliği yüksek olan önce gelir.', priorityWords: 'öncelik {{priority}}',

  // Koşullar.
  pasteCondition: 'Koşul yapıştır', nothingToPaste: 'Henüz bir koşul kopyalanmadı.', cannotStandHere: 'O koşul bir olayı soruyor; burada olay yok.', copyCondition: 'Kopyala', pasteAfter: 'Arkasına yapıştır', pasteIntoGroup: 'İçine yapıştır', dissolveGroup: 'Gruptan çıkar',
  moveCondition: 'Sürükleyin ya da ok tuşlarıyla taşıyın', moveOf: 'Taşı: {{what}}', changeKind: 'Başka tür koşul: {{kind}}', inWords: 'Sözle: {{condition}}.',
  sizeWhy: 'sayılmadı', countingEvents: 'Olaylar sayılıyor …', eventsShort_one: '{{events}} olay', eventsShort_other: '{{events}} olay',
  eventsFit_one: 'Seçili verideki {{all}} olaydan {{events}} tanesi uyuyor · {{share}}', eventsFit_other: 'Seçili verideki {{all}} olaydan {{events}} tanesi uyuyor · {{share}}',
  sizeNeedsMoment: 'Eldeki olayı ya da günün saatini soruyor, bu yüzden önceden kimse uymaz: kimin uyduğunu prova gösterir.',
  addCondition: 'Koşul ekle', andAlso: 've ayrıca', orAlso: 'ya da', match: 'Eşleşme', moreOfCondition: 'Bu koşulla ilgili diğer', opposite: 'Tersini söyle', putInGroup: 'Gruba koy', removeCondition: 'Kaldır', not: 'değil:',
  kindsInSegment: 'Şu segmentteler', kindsDid: 'Yaptıkları', kindDid: 'Bir şey yaptı', kindDidNot: 'Bir şey yapmadı', kindMeasure: 'Ne kadar tuttu', kindSequence: 'Birbiri ardına', kindAbandoned: 'Başladı, bitirmedi',
  kindsPerson: 'Kim oldukları', kindAttribute: 'Hakkında bilinen', kindSegment: 'Bir segmentte', kindScore: 'Bir skor',
  kindsEvent: 'Eldeki olay', kindProperty: 'Olayın dediği', kindNear: 'Nerede oldu', kindsTime: 'Ne zaman', kindLocalTime: 'Günün saati', kindWeekday: 'Haftanın günü',
  kindsGroup: 'Gruplar', kindAll: 'Birkaçının tümü', kindAny: 'Birkaçından biri', condAll: 'Bunların tümü', condAny: 'Bunlardan herhangi biri', condNone: 'Bunların hiçbiri', condNotAll: 'Bunların tümü değil',
  headNot: 'değil', headSegment: 'Segmenti', headAttribute: 'Niteliği', headProperty: 'Olayın özelliği', headDid: 'Kişi', headSequence: 'Kişi sırasıyla şunları yaptı:', headScore: 'Skoru', headNear: 'Olduğu yer', headLocalTime: 'Kendi saatine göre', headWeekday: 'Kendi takvimine göre',
  property: 'Olay özelliği', score: 'Skor', comparison: 'Karşılaştırma', values: 'Değerler', valuesPlaceholder: 'Yazıp Enter’a basın', betweenFrom: 'Alt sınır', betweenTo: 'Üst sınır', between1: 'saatler:',
  didOrNot: 'Yaptı ya da yapmadı', did: 'yaptı:', didNot: 'yapmadı:', anyEvent: 'herhangi bir olay', count: 'Ne sıklıkta', times: 'kez', perProperty: 'aynı olan:', measure: 'Ölçü', didWithin: 'son', inStretch: 'süre:', upTo: 'bitişi', before: 'en az', ago: 'önce', endingAgo: 'O süre ne kadar önce bitti',
  withoutThen: 'ardından şu olmadan:', withinAfter: 'süre:', first: 'önce', thenWord: 'sonra', addWhere: 'koşulu …', addCount: 'ne sıklıkta', addPer: 'aynı olan …', addMeasure: 'ne kadar', addWithin: 'hangi sürede', addEndingAgo: 'daha önce', addNotFollowed: 'ardından şu olmadan …', addThen: 've sonra',
  msum: 'toplam', mavg: 'ortalama', mmax: 'en yüksek', mmin: 'en düşük', mdistinct: 'kaç farklı değer',
  coordinates: 'Enlem ve boylam', coordinatesHelp: 'Haritalardan kopyalandığı gibi.', withinMetres: 'en çok', radius: 'Metre cinsinden yarıçap', metres: 'metre uzakta',
  eq: 'eşit', ne: 'eşit değil', lt: 'altında', lte: 'en çok', gt: 'üstünde', gte: 'en az', in: 'şunlardan biri', notIn: 'hiçbiri değil', contains: 'içeriyor', startsWith: 'ile başlıyor', exists: 'biliniyor', missing: 'eksik', between: 'arasında',
  ceq: 'tam', cne: 'şundan farklı', clt: 'şundan az', clte: 'en çok', cgt: 'şundan çok', cgte: 'en az',
}
