import type { text } from '../../../features/problems/fix-all-menu.tsx'
import type { Translation } from '../../define-texts.ts'

export const texts: Translation<typeof text> = {
  button: 'Tümünü düzelt',
  safe_one: 'Güvenle düzeltilebilen {{count}} sorunu düzelt',
  safe_other: 'Güvenle düzeltilebilen {{count}} sorunu düzelt',
  safeHelp: 'Adları düzeltir, hiçbir şeyi değiştirmeyenleri kaldırır. Tek adımda geri alınır.',
  byCode: 'Aynı türdekilerin tümü',
  ofCode_one: '{{count}} × {{what}}',
  ofCode_other: '{{count}} × {{what}}',
}
