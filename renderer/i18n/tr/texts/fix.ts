import type { text } from '../../../features/problems/finding-actions.tsx'
import type { Translation } from '../../define-texts.ts'

export const texts: Translation<typeof text> = {
  fix: 'Düzelt: {{what}}',
  why: 'Neden?',
  whyLabel: '{{code}} neden önemli',
}
