import type { text } from '../../../document/take-back.ts'
import type { Translation } from '../../define-texts.ts'

export const texts: Translation<typeof text> = {
  editedSince: 'Geri alınmadı: yolculuk o zamandan beri düzenlendi. Üst çubuktaki Geri al, düzenlemeleri en sonuncudan başlayarak tek tek geri alır.',
  leftSince: 'Geri alınmadı: o zamandan beri başka bir yolculuk açıldı. Elle değiştirmek için bunu yeniden açın.',
}
