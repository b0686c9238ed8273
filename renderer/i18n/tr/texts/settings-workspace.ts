import type { workspaceText } from '../../../features/settings/workspace-texts.ts'
import type { Translation } from '../../define-texts.ts'

export const texts: Translation<typeof workspaceText> = {
  title: 'Çalışma alanı', lead: 'Burada yaptığınız her şeyin durduğu tek klasör: bütün sürümleriyle yolculuklar, provalar, segmentler, veri kümeleri, yedekler.',
  folder: 'Klasör', openFolder: 'Klasörde göster', copyPath: 'Yolu kopyala', copied: 'Kopyalandı', copyFailed: 'Kopyalanamadı.',
  contents: 'İçindekiler', counts: 'Yolculuk: {{journeys}} · Sürüm: {{versions}} · Prova: {{runs}} · Taslak: {{drafts}}', free: 'Diskinde {{bytes}} boş',
  database: 'Veritabanı', datasets: 'Veri kümeleri', exports: 'Dışa aktarılanlar', backups: 'Yedekler', uploads: 'Bu oturumun dosyaları', logs: 'Günlükler', other: 'Diğer', files_one: '{{count}} dosya', files_other: '{{count}} dosya',
  move: 'Taşıma', moveHelp: 'Başka bir klasöre ya da diske. Önce her şey kopyalanır ve denetlenir; eski klasör siz silene kadar kalır.', moveNow: 'Klasör seçin …', moveBrowser: 'Tarayıcı klasör seçemez. Bu pencereyi kapatın, Rehearsal’ı durdurun ve terminalde şunu yazın:',
  namedByVariable: 'Bu klasörü REHEARSAL_WORKSPACE belirliyor. Taşıdıktan sonra o değişkeni değiştirin.', namedByOption: 'Bu klasör Rehearsal başlatılırken belirtildi. Taşıdıktan sonra yenisini belirtin.',
  previous: 'Çalışma alanı {{directory}} klasöründen taşındı ({{when}}). O klasör hâlâ duruyor ve {{bytes}} yer tutuyor.', deletePrevious: 'Eski klasörü sil', deleteAsk: 'Eski klasör silinsin mi?', deleteBody: '{{directory}} ve içindeki her şey kalıcı olarak silinir. Şu anda çalıştığınız alan başka bir klasördür ve kalır.', cancel: 'Vazgeç', delete: 'Sil', previousDeleted: 'Eski klasör silindi',
  export: 'Tümünü tek dosya olarak dışa aktarma', exportHelp: 'Saklamak ya da başka bir makineye götürmek için. Bağlantıların gizli bilgileri ve bu makinenin dosya yolları içinde yoktur.', exportNow: 'Dışa aktar …', exportBrowserHelp: 'Çalışma alanının “exports” klasörüne yazılır.', allDatasets: 'Bütün veri kümeleriyle', whichDatasets: 'Alınacak veri kümeleri', fileName: 'Calisma alani {{day}}',
  import: 'Böyle bir dosyayı içe aktarma', importHelp: 'Yeni bir klasörde ayrı bir çalışma alanı olarak. Buradaki hiçbir şey değişmez ya da karışmaz.', importNow: 'Dosya seçin …', inFile: '“{{name}}”, {{when}} Rehearsal {{version}} ile hazırlandı: {{journeys}} yolculuk, {{runs}} prova, {{datasets}} veri kümesi. {{bytes}} yer tutar.', unpack: 'Aç', notThis: 'Bu değil',
  imported: '{{directory}} klasörüne açıldı. Bu pencere hâlâ önceki çalışma alanınızı gösteriyor.', openImported: 'O çalışma alanını aç', openInTerminal: 'Terminalden açmak için:',
  backup: 'Veritabanını yedekleme', backupHelp: 'Siz çalışırken veritabanının bir kopyası “backups” klasörüne yazılır. Veri kümeleri içinde yoktur.', backupNow: 'Şimdi yedekle',
  exported: '{{bytes}} dışa aktarıldı:', backedUp: '{{bytes}} yedeklendi:', copiedTo: 'Kopyalandı ve her dosya denetlendi. Rehearsal’ı bundan sonra bu klasörle başlatın:', openOther: 'O çalışma alanını aç',
  use: 'Başka bir çalışma alanı açma', useHelp: 'Bu makinedeki bir klasörde duran, örneğin taşıdığınız ya da içe aktardığınız bir alan.', useNow: 'Klasörünü seçin …', newEmpty: 'Boş bir çalışma alanı', newEmptyHelp: 'Yeni, boş bir klasör seçin; açıldığında içinde bir çalışma alanı oluşturulur.',
  moving: 'Çalışma alanı taşınıyor', opening: 'Çalışma alanı açılıyor', deleting: 'Eski klasör siliniyor', exporting: 'Çalışma alanı dışa aktarılıyor', backingUp: 'Veritabanı yedekleniyor', looking: 'Dosyaya bakılıyor', importing: 'Çalışma alanı açılıyor', cancelling: 'Durduruluyor …', dismiss: 'Kapat', notKept: 'Açık yolculuktaki değişiklikler taslak olarak saklanamadı. Önce kaydedin.',
}
