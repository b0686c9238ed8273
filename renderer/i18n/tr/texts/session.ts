import type { text } from '../../../stores/session.ts'
import type { Translation } from '../../define-texts.ts'

export const texts: Translation<typeof text> = {
  restarted: 'Motor yeniden başlatıldı; düzenlemeleriniz güvende',
  apart: 'Bir yolculukta iki pencere',
  notKept: 'Değişiklikler taslak olarak saklanamıyor',
}
