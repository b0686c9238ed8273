import type { linkText } from '../../../app/link-texts.ts'
import type { Translation } from '../../define-texts.ts'

export const texts: Translation<typeof linkText> = {
  refusedTitle: 'Bu bağlantı açılamıyor',
  refused: '{{link}}, bir Rehearsal yolculuğuna veya şablonuna giden bir bağlantı değil. Hiçbir şey açılmadı ve değiştirilmedi.',
  noJourney: 'Bağlantı “{{key}}” yolculuğuna gidiyor, ancak bu yolculuk bu çalışma alanında yok. Bağlantıyı gönderen kişiden yolculuğu dosya olarak isteyip onu açın.',
  noTemplate: 'Bağlantı “{{key}}” şablonuna gidiyor, ancak Rehearsal’ın bu sürümünde o şablon yok. Daha yeni bir sürümde bulunabilir.',
}
