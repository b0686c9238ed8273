/** What a message asks for: `{{ profile.city | default: 'your city' }}`. */
export interface Placeholder { readonly of: 'profile' | 'event'; readonly name: string; readonly fallback: string | null }

/** A platform's own words for placeholders, without the braces. `read` gives null for what it does not know. */
export interface PlaceholderWords {
  write(placeholder: Placeholder): string
  read(inside: string): Placeholder | null
}

const OURS = /\{\{-?\s*(profile|event)\.([A-Za-z_]\w*)\s*(?:\|\s*default:\s*(?:'([^'{}]*)'|"([^"{}]*)")\s*)?-?\}\}/g
const BRACED = /\{\{\s*([^{}]*?)\s*\}\}/g

/** The text in the platform's words. `isWhole`: there is nothing in it but plain text and placeholders that could be written so. */
export function toWords(text: string, words: PlaceholderWords): { readonly text: string; readonly isWhole: boolean } {
  const isWhole = !/\{\{|\{%/.test(text.replace(OURS, ''))
  return { isWhole, text: text.replace(OURS, (_, of: 'profile' | 'event', name: string, single?: string, double?: string) => `{{ ${words.write({ of, name, fallback: single ?? double ?? null })} }}`) }
}

/** The platform's text in our words; what is no placeholder of its own stays as it is. */
export function fromWords(text: string, words: PlaceholderWords): string {
  return text.replace(BRACED, (whole, inside: string) => {
    const placeholder = words.read(inside)
    return placeholder ? `{{ ${placeholder.of}.${placeholder.name}${placeholder.fallback === null ? '' : ` | default: ${quoted(placeholder.fallback)}`} }}` : whole
  })
}

/** A text in the quotes that it does not hold itself. */
export function quoted(text: string): string {
  return text.includes("'") ? `"${text}"` : `'${text}'`
}
