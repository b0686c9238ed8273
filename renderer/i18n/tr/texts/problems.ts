import type { text } from '../../../features/problems/problems-panel.tsx'
import type { Translation } from '../../define-texts.ts'

export const texts: Translation<typeof text> = {
  notYet: 'Yolculuk inceleniyor …',
  unread: 'Denetimler okunamadı. Sayfayı yeniden yükleyin; yolculuğunuz korunuyor.',
  none: 'Düzeltilecek bir şey yok',
  noneBody: 'Bu yolculuk prova edilebilir. Siz çizerken denetlenenler burada ve kartların üzerinde görünür.',
  list: 'Sorunlar',
  filter: 'Yalnızca şunları göster',
  noneOfThese: 'Bunlardan yok. Diğerlerini görmek için süzgece yeniden basın.',
  error_one: '{{count}} hata',
  error_other: '{{count}} hata',
  warning_one: '{{count}} uyarı',
  warning_other: '{{count}} uyarı',
  info_one: '{{count}} ipucu',
  info_other: '{{count}} ipucu',
}
