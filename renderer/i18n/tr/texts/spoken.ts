import type { text } from '../../../features/outline/spoken-change.ts'
import type { Translation } from '../../define-texts.ts'

export const texts: Translation<typeof text> = {
  added: 'Eklendi: {{name}}',
  addedAfter: 'Eklendi: {{name}}, şu adımdan sonra: {{before}}',
  addedAfterEntry: 'Eklendi: {{name}}, girişten sonra',
  done: '{{name}}: tamam',
  undone: 'Geri alındı: {{name}}',
  redone: 'Yinelendi: {{name}}',
}
