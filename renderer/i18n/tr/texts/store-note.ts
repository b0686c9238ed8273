import type { storeText } from '../../../features/store-note/texts.ts'
import type { Translation } from '../../define-texts.ts'

export const texts: Translation<typeof storeText> = {
  damaged: 'Çalışma alanı bozulmuştu. Yerine son sağlam yedek kondu.',
  foreign: 'Çalışma alanının yerinde başka bir programın dosyası vardı. Yerine son sağlam yedek kondu.',
  missing: 'Çalışma alanının dosyası yoktu. Yerine son sağlam yedek kondu.',
  asked: 'Çalışma alanı, seçtiğiniz yedekteki durumuna getirildi.',
  backupFrom: 'Yedek şu tarihten: {{when}}. Ondan sonra kaydedilenler içinde yok.',
  keptAside: 'Önceki dosya, çalışma alanı klasöründe {{path}} olarak duruyor. Hiçbir şey silinmedi.',
  nothingAside: 'Saklanacak bir şey kalmamıştı.',
  understood: 'Anladım',
  showFile: 'Dosyayı göster',
  cannotOpen: 'Çalışma alanı açılamıyor',
  readOnly: 'Bu çalışma alanına yalnızca bakılabilir',
  tryAgain: 'Yeniden dene',
  hide: 'Gizle',
}
