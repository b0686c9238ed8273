import type { assumeText } from '../../../features/assumptions/texts.ts'
import type { Translation } from '../../define-texts.ts'

export const texts: Translation<typeof assumeText> = {
  title: 'Varsayımlar', close: 'Kapat', intro: 'Geçmiş, insanların ne yaptığını söyler; yeni bir mesaja nasıl tepki vereceklerini söylemez. Ne varsaydığınızı yazın; prova, hangi sayıların buna dayandığını gösterir.',
  chipNone: 'Varsayımlar: yok', chipOff: 'Varsayımlar: kapalı', chipMessages_one: 'Varsayımlar: {{count}} mesaj', chipMessages_other: 'Varsayımlar: {{count}} mesaj',
  chipWebhooks_one: 'Varsayımlar: {{count}} webhook', chipWebhooks_other: 'Varsayımlar: {{count}} webhook', chipOther: 'Varsayımlar: diğer mesajlar',
  chipHint: 'Kişilerin mesajlara nasıl tepki verdiği ve webhook yanıtları hakkında varsayılanlar',

  saving: 'Kaydediliyor …', saved: 'Kaydedildi', notSaved: 'Kaydedilmedi', notSavedNote: 'Varsayımlar kaydedilemedi', unsavedJourney: 'Yolculuk kaydedilince saklanır', savedHint: 'Bu yolculukla birlikte çalışma alanında, sürümlerinin yanında saklanır. Yolculuğun kendisine dahil değildir.',
  more: 'Dosyalar ve diğerleri', openFile: 'Senaryo dosyası aç …', saveFile: 'Senaryo dosyası olarak kaydet', takeAll: 'Hepsini kaldır', replaced: '“{{name}}” varsayımların yerini aldı', takenAll: 'Tüm varsayımlar kaldırıldı',
  takenAway: '“{{name}}” varsayımları kaldırıldı', notRead: '“{{name}}” açılamadı', loadFailed: 'Bu yolculuğun varsayımları okunamadı', tryAgain: 'Yeniden dene',

  use: 'Provada', useOff: 'Kapalı', useWhatIf: 'Ya olursa', useBacktest: 'Geriye dönük',
  offHelp: 'Prova geçmişi olduğu gibi alır; kimse bir mesaja tepki vermez.', whatIfHelp: 'Tepkiler gerçekleşir: dönüşüm sağlayabilir, beklemeleri ilerletebilir ve yolculuk başlatabilirler.', backtestHelp: 'Geçmiş olduğu gibi kalır; tepkiler yalnızca çekilir ve sayılır.',
  take: 'Her aralıktan', takeLow: 'Alt', takeMiddle: 'Orta', takeHigh: 'Üst', takeHelp: '%4–8 gibi aralıkların hangi ucunun provada kullanılacağı.',

  learn: '“{{data}}” verilerinden öğren', learnHelp: 'Payları ve süreleri $sent, $opened ve $clicked olaylarından, %95 aralık olarak alır. Etkiler öğrenilmez: insanların bir mesajdan sonra yaptıkları, o mesaj yüzünden yaptıkları değildir.',
  cannotLearn: '$sent ile $opened veya $clicked olayları olan veriler bunları doldurabilir; seçilen verilerde yok.', learning: 'Öğreniliyor', stop: 'Durdur',
  learned_one: '{{messages}} mesajdan {{count}} kayıt öğrenildi', learned_other: '{{messages}} mesajdan {{count}} kayıt öğrenildi',

  messages: 'Mesajlar', noMessages: 'Bu yolculuk mesaj göndermiyor; tepki verilecek bir şey yok. Bir mesaj adımı ekleyin.', anyMessage: 'Tüm mesajlar', anyOf: 'Tüm mesajlar ({{channel}})', anyOfHelp: 'Kendi sayıları olmayan tüm mesajlar için ({{channel}}).',
  textOf: '{{step}}, metin “{{variant}}”', nothing: 'Varsayım yok: kimse tepki vermez', asAny: 'Tüm mesajlar gibi', asAnyOf: 'Tüm mesajlar gibi ({{channel}})', asStep: '“{{step}}” gibi', textsOwn: 'Kendi sayıları olacak metin', ownText: '“{{variant}}”',
  ofSent: 'Gönderilenlerin', delivered: 'kadarı teslim edilir.', ofDelivered: 'Teslim edilenlerin', open: 'kadarı açılır,', ofOpened: 'Açanların', click: 'kadarı tıklanır,',
  deliveredShare: 'Teslim edilen payı, yüzde', openedShare: 'Açılan payı, yüzde', clickedShare: 'Tıklanan payı, yüzde', effectShare: 'Ek pay, yüzde', openDelay: 'Açılana kadar geçen süre', clickDelay: 'Tıklayana kadar geçen süre', effectDelay: 'Yapana kadar geçen süre',
  all: '100', nobody: '0', notAShare: 'Pay 0 ile 100 arasında bir sayı ya da 4–8 gibi bir aralıktır.', atOnce: 'hemen', about: 'yaklaşık süre', exactly: 'tam süre', whenOf: '{{label}}: ne zaman', howSlow: 'en yavaşlar ne kadar sürer', p90: 'onda dokuzu en geç', longest: 'hepsi en geç',
  tooShort: 'Önceki süreden kısa olamaz.', shortTail: 'Her zamanki gibi: onda dokuzu bunun üç katı, hepsi altı katı içinde.',
  becauseOf: 'Bunun sayesinde fazladan', effectMore: 'oranında kişi,', effectDo: 'arasından şunu yapar:', stageOf: 'Kimler arasından', stage_sent: 'gönderilenler', stage_delivered: 'alanlar', stage_opened: 'açanlar', stage_clicked: 'tıklayanlar', withWord: 'özelliği', equals: '=', property: 'Özellik', propertyValue: '{{name}} değeri',
  addEffect: 'Bunun sayesinde daha çok kişi …', addProperty: 'bir özellikle', removeEffect: 'Bu etkiyi kaldır', removeProperty: 'Çıkar', newProperty: 'ozellik', sameProperty: 'Bu adda bir özelliği zaten var.', propertyMissing: 'Özelliğe bir ad verin.',
  source: 'Sayıların kaynağı', sourcePlaceholder: 'Sayıların kaynağı: bir rapor, bir kıyas, bir tahmin', basis: 'Dayanak', assumed: 'Varsayıldı', learnedBasis: 'Öğrenildi', assumedHint: 'Birinin varsayımı, veri değil', learnedHint: 'Verilerden alındı', takeAway: 'Bunları kaldır', forOwn: 'Kendi sayılarını ver',

  webhooks: 'Webhook adımları', answers: 'yanıtı:', answersAlways: 'Ne yanıt verdiği', success: 'başarılı', error: 'hata', sometimes: 'bazen hata,', ofCalls: 'oranında çağrıda', oneShare: 'Burada tek bir sayı gerekir: webhook aralık almaz.', errorShare: 'Hata payı, yüzde',
  sets: 'Başarılı olunca ayarladıkları', setsHelp: '{"tier":"gold"} gibi JSON olarak nitelikler; boş: hiçbiri.', notAnObject: 'Nitelikleri {"ad": değer} olarak yazın.', setMore: 'başarı nitelik ayarlar',

  hasError: 'Burada yanlış bir şey var', hasWarning: 'Burada hiçbir şeyi değiştirmeyen bir şey var',
  others: 'Diğer mesajlar', othersHelp: 'Bu yolculuğun hiçbir mesajının adıyla eşleşmeyen kayıtlar.', otherEntry: 'Adım “{{step}}”', otherVariant: 'adım “{{step}}”, metin “{{variant}}”', otherOfJourney: '“{{journey}}” yolculuğundan {{entry}}', otherAny: 'Tüm mesajlar', useName: '“{{name}}” kullan', remove: 'Kaldır',

  sayDelivered: '{{share}} teslim edilir', sayOpened: '{{share}} açar', sayClicked: 'bunların {{share}} kadarı tıklar', sayDelay: '{{what}} ({{delay}} sonra)', sayAbout: 'yaklaşık {{delay}}', sayEffect: 'fazladan {{share}} şunu yapar: {{event}}', sayNothing: 'teslim edilir ve bir sonucu olmaz',

  noteWhatIf_one: 'Ya olursa: {{count}} mesaja verilen tepkiler {{basis}}{{end}}.', noteWhatIf_other: 'Ya olursa: {{count}} mesaja verilen tepkiler {{basis}}{{end}}.',
  noteBacktest_one: 'Geriye dönük: {{count}} mesaja verilen tepkiler {{basis}}{{end}} ve yalnızca sayıldı; insanlar verideki gibi davranır.', noteBacktest_other: 'Geriye dönük: {{count}} mesaja verilen tepkiler {{basis}}{{end}} ve yalnızca sayıldı; insanlar verideki gibi davranır.',
  noteWebhooks: 'Webhook yanıtları varsayıldı.', basisAssumed: 'varsayıldı', basisLearned: 'verilerden öğrenildi', basisBoth: 'kısmen varsayıldı, kısmen öğrenildi',
  endLow: ' (aralıkların alt ucu)', endMiddle: ' (aralıkların ortası)', endHigh: ' (aralıkların üst ucu)', change: 'Varsayımlar …', noneOfThese: 'Gönderilen hiçbir mesaj için tepki varsayılmadı.',

  reactions: 'Mesajlar ve sonuçları', colDelivered: 'Teslim', colOpened: 'Açılan', colClicked: 'Tıklanan', effectCount: '+{{people}} {{event}}', nobodyReacts: 'Varsayım yok: kimse tepki vermez', text: 'Metin {{variant}}', reactionsHint: 'Varsayımlardan çekildi, ölçülmedi. Provanın sonuna kadar sayıldı; yanındaki pay bir önceki sütuna göredir.',

  interval: 'Alt, orta, üst', intervalHint: 'Yolculuğu aynı kişilerle, aralıkların alt ucunda, ortasında ve üst ucunda ve hiç tepki olmadan prova eder.', intervalHelp: 'Her sayı alt ucunda, ortasında, üst ucunda olursa dönüşümler. Yalnızca geçmiş: kimse tepki vermez.',
  intervalNoRanges: 'Bu varsayımların hiçbir sayısı aralık değil: alt ve üst aynı olurdu. 4–8 gibi bir aralık yazın.', historyAlone: 'Yalnızca geçmiş', withThem: 'Varsayımlarla', beside: 'Yalnızca geçmişle karşılaştır', goalConversions: 'Dönüşümler', fromNone: 'sıfırdan', intervalRunning: 'Prova {{number}} / {{of}}: {{what}}', runLow: 'alt', runMiddle: 'orta', runHigh: 'üst', runHistory: 'yalnızca geçmiş',
  intervalPicture: '{{goal}}: yalnızca geçmişle {{history}}, varsayımlarla {{low}} – {{high}}', plus: '+{{share}}', minus: '−{{share}}', spanColumn: 'Alttan üste',
}
