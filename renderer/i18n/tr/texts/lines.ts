import type { lineText } from '../../../document/react-flow-adapter.ts'
import type { Translation } from '../../define-texts.ts'

export const texts: Translation<typeof lineText> = {
  line: '{{from}} adımından {{to}} adımına',
}
