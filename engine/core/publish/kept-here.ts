import { jsonPath } from '../json.ts'
import type { JourneyDocument } from '../model/journey.ts'
import { exitAt } from './exits.ts'
import { differences, unnamed } from './came-back.ts'
import type { ProblemList } from './problem-list.ts'
import type { TargetProblem } from './problem.ts'

/** What a path leads to, and what to say of it behind the name of the platform; the first that fits is said. */
const WORDS: readonly (readonly [path: RegExp, message: string, help: string])[] = [
  [/\.(stage|note)$|^\$\.stages/, 'has no place for stages and notes: they are kept here', 'They come back when the journey is opened here.'],
  [/^\$\.(description|currency)/, 'has no place for it: it is kept here', 'Nothing that runs depends on it.'],
  [/^\$\.timeZone/, 'is not told the time zone, since nothing of what is sent asks for it', 'Set it there if reports go by it.'],
  [/\.id$/, 'has no place for this id: it is kept here', 'It is found again by what was published; an import from there would call it otherwise.'],
  [/\.name$/, 'has no place for this name: it is kept here', 'Nothing that runs depends on it.'],
  [/\.(goal|autoWinner)$|\.value$|^\$\.goals/, 'is not told which result counts: it is kept here', 'Compare with what is counted there after it ran.'],
  [/^\$\.segments\b(?!.*\.when)/, 'has it inside of the conditions that ask it, or nothing that is sent asks it', 'It is kept here.'],
  [/\.template(\.\w+)?$/, 'is sent an empty text for what a text leaves out', 'Write it, if it is to say something.'],
  [/\.look$/, 'does the same for both at this step', 'Nothing to do.'],
  [/\.(when|where|audience)\b/, 'writes this condition otherwise; it asks the same', 'Look at the exact payload if you want to see how.'],
  [/^\$\.policies\.priority$/, 'has no place for the priority of a journey: it is kept here', 'It says whose message goes first where a cap holds messages of several journeys back.'],
  [/\.exempt$|^\$\.policies/, 'has no such rule to be exempt from', 'Nothing is held back there.'],
  [/\.(next|else)$/, 'ends a way, or goes on past what it does not have, without a step of its own for it', 'Nothing to do.'],
]

const LOSSY = ['', 'gives this back otherwise, along with what it cannot keep', 'See what is lost.'] as const
const OTHERWISE = ['', 'writes this otherwise, or not at all; what runs is the same', 'Look at the exact payload if you want to see how.'] as const

/** `number`: of the notes' code. `explainsNothing`: a code whose problems name a step and yet no difference. */
interface Saying { readonly platform: string; readonly number: number; readonly explainsNothing?: string }

/**
 * Names what came back otherwise and was not named yet: names, notes, ids and spellings that change nothing that runs. Whatever changes that has to be
 * named before, as a loss, by the one who mapped it. An exit that is not there is named once, and not again at every way that led to it.
 */
export function noteWhatIsKept(problems: ProblemList, went: JourneyDocument, back: JourneyDocument, { platform, number, explainsNothing }: Saying): void {
  const explaining = problems.all.filter(({ code }) => code !== explainsNothing)
  const fallback = explaining.some(({ severity }) => severity === 'loss') ? LOSSY : OTHERWISE
  const paths = unnamed(differences(went, back), explaining).flatMap((path) => whole(path, went, explaining))
  for (const path of paths) {
    const parts = partsOf(path)
    const outcome = exitAt(went, parts)
    if (outcome !== undefined && parts.length > 2) continue
    const [, message, help] = outcome !== undefined
      ? ['', `ends as every other way: the outcome "${outcome}" is kept here`, 'Compare outcomes here, by an import of events.']
      : WORDS.find(([pattern]) => pattern.test(path)) ?? fallback
    problems.note(number, parts, `${platform} ${message}`, help)
  }
}

/** Of what is not there at all, the members nobody named: a loss inside of it has been told in its own words. */
function whole(path: string, went: JourneyDocument, explaining: readonly TargetProblem[]): string[] {
  const owner = path === '$.policies' ? went.policies : path === '$.segments' ? went.segments : undefined
  if (owner === undefined) return [path]
  return unnamed(Object.keys(owner).map((key) => jsonPath([...partsOf(path), key])), explaining)
}

/** The parts of a JSON path as `jsonPath` writes it. */
export function partsOf(path: string): PropertyKey[] {
  return [...path.matchAll(/\.([A-Za-z_$][\w$]*)|\[(\d+)\]|\["((?:[^"\\]|\\.)*)"\]/g)].map(([, name, index, quoted]) =>
    name ?? (index === undefined ? (JSON.parse(`"${quoted ?? ''}"`) as string) : Number(index))) // as: what was written as JSON text
}
