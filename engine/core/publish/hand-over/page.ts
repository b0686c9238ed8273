import type { PackContents, PackStep } from './contents.ts'
import type { Limit, PlatformWords } from './words.ts'

const STYLE = `
:root{color-scheme:light;--ink:#1b1f24;--soft:#57606a;--line:#d0d7de;--wash:#f6f8fa;--warn:#7a4b00;--warn-wash:#fff6e0;--bad:#8f1d1d;--bad-wash:#fdecec;--accent:#2f5bd0}
*{box-sizing:border-box}
body{margin:0 auto;max-width:60rem;padding:2.5rem 2rem 4rem;font:15px/1.5 "Inter Variable",Inter,system-ui,"Segoe UI",Roboto,sans-serif;color:var(--ink);background:#fff;font-variant-numeric:tabular-nums;overflow-wrap:anywhere}
h1{font-size:1.75rem;line-height:1.2;margin:0 0 .25rem}h2{font-size:1.2rem;margin:2.5rem 0 .75rem;padding-bottom:.35rem;border-bottom:1px solid var(--line)}h3{font-size:1rem;margin:0}
p{margin:.5rem 0}.lead{color:var(--soft);font-size:1.05rem}.honest{margin:1.25rem 0;padding:.75rem 1rem;border-left:4px solid var(--accent);background:var(--wash)}
table{border-collapse:collapse;width:100%;margin:.5rem 0}th,td{text-align:left;vertical-align:top;padding:.4rem .6rem;border-bottom:1px solid var(--line)}th{font-weight:600;color:var(--soft);width:11rem}td.text{white-space:pre-wrap}
.step{margin:0 0 1rem;padding:1rem;border:1px solid var(--line);border-radius:8px;break-inside:avoid}
.head{display:flex;gap:.75rem;align-items:baseline;flex-wrap:wrap}.number{flex:none;min-width:1.9rem;height:1.9rem;padding:0 .4rem;border-radius:6px;background:var(--ink);color:#fff;text-align:center;line-height:1.9rem;font-weight:600}
.word{padding:.05rem .5rem;border:1px solid var(--line);border-radius:999px;font-size:.875rem;color:var(--soft)}.stage{font-size:.875rem;color:var(--soft)}
ul{margin:.5rem 0;padding-left:1.25rem}.ways{list-style:none;padding-left:0}.ways li::before{content:"→ ";color:var(--soft)}
.limit{margin:.5rem 0 0;padding:.5rem .75rem;border-radius:6px;background:var(--warn-wash);color:var(--warn)}.limit.no{background:var(--bad-wash);color:var(--bad)}.limit.unknown{background:var(--wash);color:var(--ink);border:1px dashed var(--soft)}.limit b{font-weight:600}
.note{color:var(--soft);font-style:italic}.checks{list-style:none;padding:0}.checks label{display:flex;gap:.6rem;padding:.2rem 0}.checks input{flex:none;width:1.05rem;height:1.05rem;margin:.2rem 0 0}
footer{margin-top:3rem;color:var(--soft);font-size:.875rem}
@page{size:A4;margin:16mm 14mm}
@media print{body{max-width:none;padding:0;font-size:10.5pt}h2{break-after:avoid}.step{border-color:#999}.number{background:#fff;color:#000;border:1px solid #000}.limit,.limit.unknown{border:1px solid currentColor;background:#fff}.limit.unknown{border-style:dashed}.honest{background:#fff;border:1px solid var(--line);border-left:4px solid #000}}
`

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }
/** What has no place in HTML, or turns the direction of what follows around. */
const UNSHOWN = /(?![\t\n])\p{Cc}|[\u202A-\u202E\u2066-\u2069]|\p{Surrogate}/gu

function shown(text: string | number): string {
  return String(text).replace(UNSHOWN, '\uFFFD').replace(/[&<>"']/g, (unit) => ENTITIES[unit]!)
}

/** The pack as one page: it fetches nothing and runs nothing, and prints. `hasApi`: there is a way without it. */
export function packPage(contents: PackContents, words: PlatformWords, { hasApi, day }: { hasApi: boolean; day: string }): string {
  const { title, description, facts, segments, steps, limits } = contents
  const honest = hasApi
    ? `${words.name} can also be published to by its API. This pack is for rebuilding the journey by hand.`
    : `No public API by which ${words.name} lets another program make a journey was found. Nothing was sent there: this pack is for a colleague who rebuilds the journey in its ${words.canvas}.`
  return `${[
    '<!doctype html>',
    '<html lang="en">',
    '<head>',
    '<meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    '<meta name="referrer" content="no-referrer">',
    `<title>${shown(title)} · for ${shown(words.name)}</title>`,
    `<style>${STYLE}</style>`,
    '</head>',
    '<body>',
    `<h1>${shown(title)}</h1>`,
    `<p class="lead">To be rebuilt as a ${shown(words.name)} ${shown(words.journey)} · ${steps.length} ${steps.length === 1 ? 'step' : 'steps'} · ${shown(day)}</p>`,
    description === '' ? '' : `<p>${shown(description)}</p>`,
    `<p class="honest">${shown([honest, ...marks(contents)].join(' '))}</p>`,
    `<h2>The ${shown(words.journey)}</h2>`,
    table(facts),
    ...limits.map(({ what, can, inWords }) => limitLine({ can, inWords }, what)),
    ...(segments.length === 0 ? [] : [`<h2>Segments${words.segment === 'segment' ? '' : ` (${shown(words.segment)})`}</h2>`, table(segments.map(({ name, when }) => [name, when] as const))]),
    '<h2>Steps</h2>',
    ...steps.map((step) => stepSection(step)),
    '<h2>Checklist</h2>',
    '<ul class="checks">',
    ...checks(contents, words).map((check) => `<li><label><input type="checkbox"><span>${shown(check)}</span></label></li>`),
    '</ul>',
    `<footer>${shown(words.source)} Written by Rehearsal.</footer>`,
    '</body>',
    '</html>',
  ].filter((line) => line !== '').join('\n')}\n`
}

function table(rows: readonly (readonly [string, string])[]): string {
  return `<table><tbody>${rows.map(([label, value]) => `<tr><th scope="row">${shown(label)}</th><td>${shown(value)}</td></tr>`).join('')}</tbody></table>`
}

/** How many places are marked, and as what. One that differs and is not known for sure counts as both. */
function marks({ limits, steps }: PackContents): string[] {
  const places = [...limits.map((limit) => [limit]), ...steps.map((step) => step.limits)]
  const count = (isMeant: (limit: Limit) => boolean) => places.filter((place) => place.some(isMeant)).length
  const [differing, unknown] = [count(({ can }) => can !== 'unknown'), count(({ can }) => can === 'unknown')]
  return [
    ...(differing === 0 ? [] : [`${differing} ${differing === 1 ? 'place differs' : 'places differ'} from what the journey says: each is marked.`]),
    ...(unknown === 0 ? [] : [`${unknown} ${unknown === 1 ? 'place asks' : 'places ask'} for something that was not found in its documentation, marked with a question mark.`]),
  ]
}

const SIGNS: Readonly<Record<Limit['can'], string>> = { no: '✕ Not possible', partly: '△ Differs', unknown: '? Not found in its documentation' }

function limitLine({ can, inWords }: Limit, what?: string): string {
  return `<p class="limit${can === 'partly' ? '' : ` ${can}`}"><b>${SIGNS[can]}${what === undefined ? '' : `, ${shown(what)}`}:</b> ${shown(inWords)}</p>`
}

function stepSection({ number, id, name, word, stage, does, details, ways, texts, note, limits }: PackStep): string {
  const hasVariants = texts.some(({ variant }) => variant !== '')
  return [
    '<section class="step">',
    `<div class="head"><span class="number">${number}</span><h3>${shown(name)}</h3><span class="word">${shown(word)}</span>${stage === '' ? '' : `<span class="stage">${shown(stage)}</span>`}</div>`,
    `<p>${shown(does)}</p>`,
    note === '' ? '' : `<p class="note">${shown(note)}</p>`,
    details.length === 0 ? '' : table(details),
    texts.length === 0 ? '' : `<table><thead><tr>${hasVariants ? '<th>Variant</th>' : ''}<th>Field</th><th>Text</th></tr></thead><tbody>${texts.map(({ variant, share, field, text }) => `<tr>${hasVariants ? `<td>${shown(variant)}${share === '' ? '' : ` · ${shown(share)}`}</td>` : ''}<td>${shown(field)}</td><td class="text">${shown(text)}</td></tr>`).join('')}</tbody></table>`,
    ways.length === 0 ? '' : `<ul class="ways">${ways.map(({ label, to }) => `<li>${shown(label)}: ${shown(to)}</li>`).join('')}</ul>`,
    ...limits.map((limit) => limitLine(limit)),
    `<p class="stage">Step id: ${shown(id)}</p>`,
    '</section>',
  ].filter((line) => line !== '').join('\n')
}

function checks({ segments, steps, facts, limits }: PackContents, words: PlatformWords): string[] {
  return [
    `Events and ${words.attribute}s that the journey asks for arrive in ${words.name}.`,
    ...segments.map(({ name }) => `${words.segment}: “${name}” is there.`),
    ...facts.filter(([label]) => label === 'Entry' || label === 'Re-entry' || label === words.goal || label === words.exit).map(([label, value]) => `${label}: ${value}`),
    ...limits.map(({ what }) => `Decided what to do about: ${what}`),
    ...steps.map((step) => `${step.number} · ${step.name}: ${step.word}${step.limits.length > 0 ? `; decided what to do about ${step.limits.every(({ can }) => can === 'unknown') ? 'what was not found' : 'the difference'}` : ''}`),
    'Every way out leads where it should.',
    'Sent to test profiles, one for every way.',
    'A second person has looked at it.',
  ]
}
