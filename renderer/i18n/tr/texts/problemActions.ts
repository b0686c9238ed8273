import type { text } from '../../../features/problems/problem-actions.ts'
import type { Translation } from '../../define-texts.ts'

export const texts: Translation<typeof text> = {
  nothing: 'Sormadan güvenle düzeltilebilecek bir şey yok.',
  left_one: '{{count}} sorun kaldı',
  left_other: '{{count}} sorun kaldı',
  none: 'Düzeltilecek bir şey kalmadı',
  done: '{{what}}. {{left}}.',
}
