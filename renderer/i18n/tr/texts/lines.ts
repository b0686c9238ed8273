import type { text } from '../../../document/react-flow-adapter.ts'
import type { Translation } from '../../define-texts.ts'

export const texts: Translation<typeof text> = {
  line: '{{from}} adımından {{to}} adımına',
}
