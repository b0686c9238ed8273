/** Why a Liquid text cannot be read or rendered: in a few words, and where, counted from 1; 0 and 0 where no place is known. */
export interface LiquidProblem { what: string; line: number; column: number }

/** Longer texts, and texts of more `{{ … }}` and `{% … %}`, are no message any more; reading them would hold everything up. */
export const MOST_CHARACTERS = 200_000
export const MOST_PARTS = 4000

/** A text that is too long to be looked into; undefined for any other. */
export function tooLong(text: string): LiquidProblem | undefined {
  if (text.length > MOST_CHARACTERS) return { what: `longer than ${MOST_CHARACTERS.toLocaleString('en')} characters`, line: 0, column: 0 }
  let parts = 0
  for (let at = text.indexOf('{'); at >= 0; at = text.indexOf('{', at + 1)) if (text[at + 1] === '{' || text[at + 1] === '%') parts++
  return parts > MOST_PARTS ? { what: `more than ${MOST_PARTS.toLocaleString('en')} places with {{ … }} or {% … %}`, line: 0, column: 0 } : undefined
}

/** Takes an error of liquidjs apart; its message ends in ", line:1, col:2" and goes on with the text around. */
export function liquidProblem(cause: unknown): LiquidProblem {
  const first = cause instanceof Error ? cause.message.split('\n')[0]! : String(cause)
  const placed = /^([^]*?)(?:, file:[^,]*)?, line:(\d+), col:(\d+)$/.exec(first)
  if (!placed) return { what: first, line: 0, column: 0 }
  return { what: placed[1]!, line: Number(placed[2]), column: Number(placed[3]) }
}

const WORDS: readonly (readonly [RegExp, string])[] = [
  [/^undefined filter: (\w+).*$/s, 'there is no filter “$1”'],
  [/^tag "([^"]{1,40})[^"]*" not found$/s, 'there is no tag “$1”'],
  [/^output .* not closed$/s, '{{ is opened and not closed'],
  [/^tag .*\{%.* not closed$/s, 'a block, or its {%, is not closed'],
  [/^invalid value expression: ""$/, 'nothing stands between {{ and }}'],
  [/^memory alloc limit exceeded$/, 'it loops or grows far beyond what a message holds'],
  [/^template render limit exceeded$/, 'it takes too long'],
  [/^Maximum call stack size exceeded$/, 'too many blocks stand inside each other'],
]
const MOST_WORDS = 120

/** What is wrong, as a designer reads it; short, whatever the text was. */
export function problemInWords({ what }: LiquidProblem): string {
  const known = WORDS.find(([pattern]) => pattern.test(what))
  const words = known ? what.replace(known[0], known[1]) : what
  return words.length > MOST_WORDS ? `${words.slice(0, MOST_WORDS - 1)}…` : words
}

/** What to do about a problem, in one sentence. */
export function liquidHelp({ what }: LiquidProblem): string {
  if (/^output .* not closed$/s.test(what)) return 'Close it with }}.'
  if (what.endsWith(' not closed')) return 'Close the tag with %}, and a block with its end, such as {% endif %}.'
  if (what === 'invalid value expression: ""') return 'Choose a name from the list, or take the braces away.'
  if (what.startsWith('undefined filter')) return 'Type | behind a variable to see the filters there are.'
  if (/^tag "\w+" not found/.test(what)) return /"(include|render|layout|block)"/.test(what) ? 'Texts of other files cannot be put in here: write the text itself.' : 'Type {% to see the tags there are.'
  if (/limit exceeded/.test(what)) return 'Make loops shorter, or lists smaller: a message is not that long.'
  if (/^(longer|more) than/.test(what)) return 'Shorten it.'
  return 'Check the names and the quotes there.'
}
