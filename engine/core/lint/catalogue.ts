import { DIAGNOSTIC_CODES, type DiagnosticCode } from './diagnostics.ts'

/** One code, as the help explains it: why it matters to a campaign, what to do, a small example, and what the fix does if there is one. */
export interface CatalogueEntry { code: DiagnosticCode; title: string; why: string; todo: string; example: string; fix?: string }

type Explanation = Omit<CatalogueEntry, 'code' | 'title'>

const EXPLANATIONS: Record<DiagnosticCode, Explanation> = {
  J001: {
    why: 'the file cannot be read, so nothing in it can be shown or run',
    todo: 'mend the place that is named, or take an older copy',
    example: 'a comma is missing between two lines',
  },
  J002: {
    why: 'a key or value the format does not know would be ignored, and the journey would not do what its author wrote',
    todo: 'correct the spelling at the path that is named',
    example: '`"chanel": "push"` instead of `"channel"`',
  },
  J003: {
    why: 'a newer version may mean things this one does not know',
    todo: 'update Rehearsal, or save the journey in the older format',
    example: '`"formatVersion": 2`',
  },
  J004: {
    why: 'results are listed by id, so two parts of one name would be counted as one',
    todo: 'give each an id of its own',
    example: 'two goals called "ordered"',
    fix: 'numbers the second one',
  },
  J010: {
    why: 'people who take this way would be lost',
    todo: 'connect it to a step that exists',
    example: '`"next": "good-bye"`, while the step is called "goodbye"',
    fix: 'takes the nearest name',
  },
  J011: {
    why: 'nobody can be in a segment that is not defined',
    todo: 'define the segment, or correct its name',
    example: 'a branch asks for "vips", the segment is "vip"',
    fix: 'takes the nearest name',
  },
  J012: {
    why: 'the step would fall out of the funnel, which goes by stages',
    todo: 'add the stage, or correct its name',
    example: '`"stage": "awarenes"`',
    fix: 'takes the nearest name',
  },
  J013: {
    why: 'there is nobody to deal to anybody',
    todo: 'give at least one variant a share',
    example: 'both variants have the weight 0',
    fix: 'deals evenly',
  },
  J014: {
    why: 'people would go round for ever at one instant, with all the messages on the way',
    todo: 'put a delay on the loop, or a wait for something that happens later',
    example: 'a push leads to a branch that leads back to the push',
    fix: 'puts a delay of 1 hour on the loop',
  },
  J015: {
    why: 'who is in such a segment cannot be said',
    todo: 'define one of them by attributes and events',
    example: '"fans" are "regulars", and "regulars" are "fans" who bought',
  },
  J016: {
    why: 'a property belongs to an event, and where no event is at hand every comparison with it fails',
    todo: 'ask for an attribute, or for the "where" of a past event',
    example: 'a segment of everybody whose `price` is at least 100',
  },
  J017: {
    why: 'the split could not be judged by it',
    todo: 'add the goal, or correct its name',
    example: 'a split for the goal "order", while the goal is "ordered"',
    fix: 'takes the nearest name',
  },
  J018: {
    why: 'the schedule would never start anybody',
    todo: 'write an RFC 5545 rule, such as `FREQ=WEEKLY;BYDAY=MO`, with the start in "at"',
    example: '`"every": "every monday"`',
  },
  J019: {
    why: 'each pass would start the next, for ever',
    todo: 'lead back to an earlier step, or name another journey',
    example: 'the last step of "welcome" is the journey "welcome"',
  },
  J020: {
    why: 'what is drawn there never happens',
    todo: 'connect an entry or another step to it, or delete it',
    example: 'a message that no arrow leads to',
  },
  J021: {
    why: 'who never does it stays for good, can often not start again, and never hears from you',
    todo: 'add a timeout, and decide what happens then',
    example: 'wait for a purchase, with no end',
    fix: 'waits 7 days at most',
  },
  J022: {
    why: 'nobody can start it',
    todo: 'add an entry',
    example: '`"entries": []`',
  },
  J023: {
    why: 'the platform would send the raw text or nothing, and an update cannot be worked out',
    todo: 'close every {{ … }} and {% … %}',
    example: '`Hello {{ profile.firstName`',
  },
  J024: {
    why: 'people leave unseen in the middle of a journey, and in the figures nothing tells them from those who went through it',
    todo: 'connect the way, or lead it to an exit with an outcome of its own; give goals a window if a control group ends there',
    example: 'a cart within a day leads on, the timeout leads nowhere',
  },
  J025: {
    why: 'a test whose variants are alike measures chance, and costs the time until somebody notices',
    todo: 'let them differ, or remove the choice',
    example: 'two variants with the same push before they meet again',
  },
  J026: {
    why: 'at the instant of sending nobody has opened or bought anything yet, so everyone takes the "no" way, the later buyers, too',
    todo: 'put a delay between them, or wait for the event',
    example: 'a message, and right behind it the branch "opened it?"',
    fix: 'waits a day after the message, or looks only at what comes after',
  },
  J027: {
    why: 'only the first entry that fits starts, so the later one may never be used',
    todo: 'put the narrower entry first, or give them filters that exclude each other',
    example: '"signup" for everyone, then "signup" for iOS',
  },
  J028: {
    why: 'a journey that moves people out of the segment that started it, and in again, may start over and over',
    todo: 'set a cooldown, a limit, or re-entry "once"',
    example: 'started by the segment "tier is gold", with a step that sets the tier',
  },
  J029: {
    why: 'it closes before it opens, so nobody comes in, and the rehearsal shows nothing but zeros',
    todo: 'set an end that comes after the start, or leave one of them out',
    example: 'open from 1 March until 1 February',
    fix: 'exchanges the two',
  },
  J030: {
    why: 'the first branch that holds is taken, so the message behind this one reaches nobody',
    todo: 'put the narrower branch first, and correct conditions that contradict each other',
    example: 'spent over 0, and after it spent over 1000',
    fix: 'moves the branch forward, or removes it; disconnects an "everyone else" for whom nobody is left',
  },
  J031: {
    why: 'nobody can meet it: the entry, goal, exit or segment is dead',
    todo: 'correct it; "not yet" of the event that has just arrived is a count of exactly 1',
    example: 'entry on "signup" for those who did not do "signup"',
    fix: 'asks for the first time instead, where that seems meant',
  },
  J032: {
    why: 'a filter that lets everybody in looks like a safeguard and is none',
    todo: 'remove it, or ask for what was meant',
    example: 'entry on "signup" for those who did "signup"',
    fix: 'removes this part of the filter',
  },
  J040: {
    why: 'success is reported as a loss, and what comes after the window ends the journey without being counted',
    todo: 'let the goal end the journey; keep an exit only for what does not count',
    example: 'goal "purchase" within 7 days, exit on "purchase"',
    fix: 'lets the goal end the journey, and removes an exit that is never used',
  },
  J041: {
    why: 'conversions after the window are not counted, so the last messages look useless',
    todo: 'shorten the wait, or make the window longer',
    example: 'a message after 14 days, a goal that counts for 7',
    fix: 'makes the window long enough',
  },
  J042: {
    why: 'without a message there is nothing to open or click, so the goal, or the variant, can never win',
    todo: 'add the message, or choose a goal people can reach without one',
    example: 'the goal "$opened" in a journey without a message',
  },
  J043: {
    why: 'without a control group there is no lift to measure; with nothing else, there is no campaign',
    todo: 'choose a share such as 0.05, or remove the holdout',
    example: '`"share": 0`',
    fix: 'removes the holdout',
  },
  J044: {
    why: 'the rule that should spare people does not, or passes pile up and each sends its messages',
    todo: 'name a key that tells passes apart, set a limit that can be reached, or re-enter after exit',
    example: 'a limit of 5 starts in 30 days beside a cooldown of 7 days',
    fix: 'removes a limit that is never reached',
  },
  J050: {
    why: 'the journey stops its own last message, mostly the one with the offer',
    todo: 'raise the cap, spread the messages, or exempt the one that must arrive',
    example: 'one push a day allowed, two pushes an hour apart',
  },
  J051: {
    why: 'the time was chosen with care, and the message is dropped or goes out in the morning',
    todo: 'choose a time outside the quiet hours, or exempt the message',
    example: 'wait until 23:00, quiet from 22:00 to 08:00',
    fix: 'waits until the quiet hours end instead',
  },
  J052: {
    why: 'a whole audience at one instant strains the sending platform and the shop behind the link',
    todo: 'send by best time, or in groups',
    example: 'wait until 27 November, 09:00, then a push to all',
  },
  J053: {
    why: '"Hello ," is worse than no name at all',
    todo: 'say what stands there instead',
    example: '`Hello {{ profile.firstName }}`, when 40 % have no first name',
    fix: 'adds an empty default to fill in',
  },
  J060: {
    why: 'what waits for an event that never comes only ever times out',
    todo: 'correct the name, or rehearse on data that have it',
    example: 'wait for "purchse"',
    fix: 'renames it to the nearest event, everywhere',
  },
  J061: {
    why: 'a comparison with a missing property fails, and its sum is 0',
    todo: 'correct the name, or rehearse on data that have it',
    example: 'the value of the goal is "prise"',
    fix: 'renames it to the nearest property',
  },
  J062: {
    why: 'a comparison with a missing attribute fails for everybody',
    todo: 'correct the name, add a profiles file, or set it in an update',
    example: 'a branch by "contry"',
    fix: 'renames it to the nearest attribute',
  },
  J063: {
    why: 'a missing consent is none, so nothing is sent by this channel',
    todo: 'correct the name, or add a profiles file that has it',
    example: 'consent for push by "pushOptin", while the data have "pushOptIn"',
    fix: 'renames it to the nearest attribute',
  },
  J064: {
    why: 'nobody reads anything there, and the text around it has a hole for everyone',
    todo: 'correct the name, or rehearse on data that have it',
    example: '`Hello {{ profile.fristName }}`',
    fix: 'takes the nearest name',
  },
  J070: {
    why: 'a run needs every journey that another one leads to',
    todo: 'give both to the same run, or correct the name',
    example: 'a step to "onbording", while the other journey is "onboarding"',
    fix: 'takes the nearest journey that is given',
  },
  J071: {
    why: 'one customer gets the messages of both, and neither knows of the other',
    todo: 'rehearse them together; tell them apart by filters, or set caps and priorities',
    example: 'two journeys that start by "signup"',
  },
}

/** Every code with its explanation, in the order of the codes. */
export function lintCatalogue(): CatalogueEntry[] {
  return (Object.keys(EXPLANATIONS) as DiagnosticCode[]).map((code) => ({ code, title: DIAGNOSTIC_CODES[code], ...EXPLANATIONS[code] })) // as: the keys of a constant
}

/** The catalogue as a Markdown table, for the README. */
export function catalogueAsMarkdown(): string {
  const rows = lintCatalogue().map(({ code, title, why, todo, example, fix }) => [code, `**${capital(title)}**, such as: ${example}`, `${capital(why)}. ${capital(todo)}.`, capital(fix ?? '')])
  return [['Code', 'What it finds', 'Why it matters, what to do', 'What the fix does'], ['---', '---', '---', '---'], ...rows].map((cells) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |\n`).join('')
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
