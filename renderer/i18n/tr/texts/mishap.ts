import type { mishapText } from '../../../features/mishap/texts.ts'
import type { Translation } from '../../define-texts.ts'

export const texts: Translation<typeof mishapText> = {
  title: 'Bu pencere çizilemedi',
  body: 'Yolculuğunuz, değiştirdiğiniz her şeyle birlikte hâlâ burada. Pencereyi yeniden çizin; yine olursa yolculuğu dosya olarak kaydedip sayfayı yeniden yükleyin.',
  notRead: 'Rehearsal’ın bir bölümü okunamadı. Bu pencere açıldıktan sonra güncellenmiş ya da taşınmış olabilir: sayfayı yeniden yükleyin. Yolculuğunuz, değiştirdiğiniz her şeyle birlikte hâlâ burada.',
  drawAgain: 'Yeniden çiz',
  saveFile: 'Açık yolculuğu dosya olarak kaydet',
  savedFile: 'Yolculuk dosya olarak kaydedildi',
  notSavedFile: 'Yolculuk yazılamadı',
  loadAnew: 'Sayfayı yeniden yükle',
  notKept: 'Değiştirdikleriniz taslak olarak saklanamadı. Önce yolculuğu dosya olarak kaydedin.',
  details: 'Ne oldu',
}
