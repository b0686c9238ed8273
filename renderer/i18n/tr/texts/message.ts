import type { messageText } from '../../../features/message/texts.ts'
import type { Translation } from '../../define-texts.ts'

export const texts: Translation<typeof messageText> = {
  completions: 'Burada ne durabilir',
  seen: 'Görülenler: {{values}}', coverage: '{{share}} kişide var', ofProfile: 'nitelik', ofEvent: 'olayın', filter: 'filtre', tag: 'etiket',
  about_id: 'Kişinin kimliği', about_name: 'Olayın adı', about_at: 'Olayın zamanı', about_journeyId: 'Bu yolculuğun kimliği',

  unreadable: '{{place}}{{what}}', place: 'Satır {{line}}, karakter {{column}}: ', change: 'Şununla değiştir: {{what}}', addDefault: 'Varsayılan ekle', unknownVariable: '{{written}}: {{words}}.', unknownName: '{{words}}: {{written}}.',
  lackOne: 'Bunu alacak {{people}} kişinin {{share}} kadarında {{name}} yok: okudukları “{{excerpt}}”.', lackNoEvent: 'Kişiler buraya olaysız geliyor, bu yüzden {{name}} boş: okudukları “{{excerpt}}”.',
  didYouMean: 'Şunu mu demek istediniz: {{what}}?', notes: '{{field}} ile ilgili notlar', fieldHelp: 'Kişiye özel yerler Liquid ile yazılır: {{brace}} adları, | filtreleri sunar. Tab alandan çıkar.',

  person: 'Şu kişi olarak önizle', personOf: '{{place}} / {{total}}', previous: 'Önceki kişi', next: 'Sonraki kişi', random: 'Rastgele biri', search: 'Kişinin kimliği', somebodyWithout: '{{name}} olmayan biri', everybodyHas: 'Bunu alacak herkeste {{name}} var.',
  lastEvent: '{{name}}, {{when}}', noEvent: 'eldeki olay yok', elsewhere: 'buraya getiren olayların hiçbirini yapmadı', missing: 'Eksik: {{names}}', examples: 'Örnek değerler', examplesHelp: 'Kişi alınabilecek veri yok: onların yerini bunlar tutar.', example: '{{name}} için örnek', examplesNone: 'Metinde kişiye özel yer yok.',
  emptyData: 'Veride kimse yok.', reading: 'Biri aranıyor …', again: 'Yeniden dene',

  preview: 'Önizleme', openPreview: 'Önizle ve karşılaştır', previewTitle: 'Önizleme: {{name}}', compareTitle: 'Karşılaştırma: {{name}}', close: 'Kapat', notRendered: 'Gösterilemiyor: {{what}}', nowWord: 'şimdi', app: 'Uygulamanız', site: 'magazaniz.example', rendering: 'Yazılıyor …',
  iosLike: 'iOS benzeri kilit ekranı', androidLike: 'Android benzeri', closedView: 'kapalı', openView: 'açık', modal: 'Uygulamanın üzerinde', banner: 'Afiş', phone: 'Telefon', desktop: 'Masaüstü', width: 'Genişlik', device: 'Aygıt', shape: 'Biçim',
  sender: 'Şirketiniz', subject: 'Konu', noSubject: 'Konu yok', noText: 'Henüz metin yok', htmlBody: 'E-postanın görünümü; hiçbir şey yüklenmez ve bağlantılar bir yere gitmez', opens: '{{link}} açılır', picture: 'Resim: {{name}}',
  sms: '{{parts}} SMS', smsFacts: '{{encoding}} · {{used}} karakter · bu parçada {{left}} kaldı', shopNumber: 'Gönderen adınız', whatsappBusiness: 'Şirketiniz', placed: 'Widget’ın durduğu yer', webBrowser: 'Tarayıcı bildirimi', ofShop: '{{site}} üzerinden',
  lengths: 'Uzunluklar', lengthRefused: 'Kabul edilmez', lengthWarning: 'Dikkat', lengthHint: 'Not',

  compare: 'Metinleri karşılaştır', textNumber: 'Metin {{id}}', sameHere: '{{id}} ile aynı', differs: '{{id}} metninden farkı', copyTo: 'Kopyala: “{{field}}”, {{from}} → {{to}}', copyAll: 'Şuraya kopyala …', copyAllOf: 'Şuraya kopyala … ({{from}} metninden)', copied: 'Metni kopyala: {{from}} → {{to}}', against: 'Karşılaştırılan', marked: 'Yalnızca bu metinde olan sözcükler işaretlidir.',
  field_title: 'Başlık', field_body: 'Metin', field_link: 'Bağlantı', chooseMessage: 'Hangi mesaj', chooseMessageHelp: 'Tuvalde bir mesaj seçin ya da bunlardan birini alın.', noMessages: 'Bu yolculukta henüz mesaj yok.', noMessagesHelp: 'Soldaki adımlardan tuvale bir mesaj koyun, sonra burada önizleyin.',
  more_image: 'resim', more_button: 'düğme', more_secondButton: 'ikinci düğme', more_preheader: 'önizleme metni', more_sender: 'gönderen', more_footer: 'alt bilgi',
}
