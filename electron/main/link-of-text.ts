import type { DesktopLink } from '../../engine/api/desktop.ts'
import { shownWords } from './shown-words.ts'

const LONGEST_LINK = 2048
/** Keys of the workspace, ids of journeys and of templates. */
const KEY = /^[\p{L}\p{N}._-]{1,128}$/u

/** What a link asks for. Anything may write one, so nothing but the two known shapes is understood, whole and without anything beside. */
export function linkIn(text: string): DesktopLink {
  const refused = { kind: 'refused', link: shownWords(text) } as const
  if (text.length > LONGEST_LINK || /\p{Cc}/u.test(text) || !URL.canParse(text)) return refused
  const url = new URL(text)
  if (url.protocol !== 'rehearsal:' || url.username !== '' || url.password !== '' || url.port !== '' || url.hash !== '') return refused
  if (url.host === 'open' && ['', '/'].includes(url.pathname)) {
    const asked = [...url.searchParams]
    const key = asked.length === 1 && asked[0]?.[0] === 'journey' ? asked[0][1] : ''
    return KEY.test(key) ? { kind: 'journey', key } : refused
  }
  if (url.host === 'template' && url.search === '') {
    const templateId = url.pathname.slice(1)
    return KEY.test(templateId) ? { kind: 'template', templateId } : refused
  }
  return refused
}
