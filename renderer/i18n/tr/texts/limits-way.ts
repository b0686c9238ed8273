import type { text } from '../../../components/limits-way.tsx'
import type { Translation } from '../../define-texts.ts'

export const texts: Translation<typeof text> = { open: 'Bu sınırı Ayarlar’da aç' }
