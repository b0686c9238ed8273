import { readdirSync, readFileSync } from 'node:fs'
import { join, relative, sep } from 'node:path'

export interface SourceFile {
  /** From the repository's root, with slashes. */
  path: string
  text: string
  /** The text with comments and the texts of templates blanked, every line where it was. */
  uncommented: string
  /** Comments, text literals and regular expressions blanked, too: what is left is code. */
  code: string
}

/** Every TypeScript file under the folders. */
export function readSources(root: string, folders: readonly string[]): SourceFile[] {
  return folders.flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name) && !entry.parentPath.includes('node_modules'))
      .map((entry) => {
        const file = join(entry.parentPath, entry.name)
        const text = readFileSync(file, 'utf8')
        return { path: relative(root, file).split(sep).join('/'), text, uncommented: blank(text, false), code: blank(text, true) }
      })
      .sort((a, b) => (a.path < b.path ? -1 : 1)),
  )
}

const COMMENT = /\/\/[^\n]*|\/\*[\s\S]*?\*\//y
const QUOTED = /'(?:[^'\\\n]|\\[\s\S])*'|"(?:[^"\\\n]|\\[\s\S])*"/y
const REGEX = /\/(?:[^/\\[\n]|\\.|\[(?:[^\]\\\n]|\\.)*\])+\/[a-z]*/y
const TEMPLATE_TEXT = /(?:[^`\\$]|\\[\s\S]|\$(?!\{))*/y

/**
 * Blanks comments, the texts of templates and, if asked, other literals; line breaks stay. A slash begins a regular expression where no value can have ended before
 * it. Code inside `${…}` of a template stays code. JSX text is left as it stands.
 */
export function blank(text: string, literals: boolean): string {
  let out = ''
  let at = 0
  /** Depth of braces at which each open template goes on. */
  const templates: number[] = []
  let depth = 0
  const match = (pattern: RegExp): string | undefined => {
    pattern.lastIndex = at
    return pattern.exec(text)?.[0]
  }
  const take = (part: string, kept: boolean): void => {
    out += kept ? part : part.replace(/[^\n]/g, ' ')
    at += part.length
  }
  const template = (): void => {
    take(match(TEMPLATE_TEXT) ?? '', false)
    if (text.startsWith('${', at)) {
      templates.push(depth++)
      take('${', true)
    } else take('`', true)
  }
  while (at < text.length) {
    const character = text[at]!
    const comment = character === '/' ? match(COMMENT) : undefined
    const quoted = character === "'" || character === '"' ? match(QUOTED) : undefined
    if (comment !== undefined) take(comment, false)
    else if (quoted !== undefined) take(quoted, !literals)
    else if (character === '`') {
      take('`', true)
      template()
    } else if (character === '/' && /(?:^|[(,=:[!&|?{};+\n]|=>|return)\s*$/.test(out.slice(-20)) && match(REGEX) !== undefined) take(match(REGEX)!, !literals)
    else {
      if (character === '{') depth++
      if (character === '}') depth--
      take(character, true)
      if (character === '}' && templates.at(-1) === depth) {
        templates.pop()
        template()
      }
    }
  }
  return out
}
