import type { SecretGiven, SecretPageWords, SecretWindowBridge, ShownQuestion } from '../preload/secret-preload.ts'

declare global {
  interface Window { readonly secretWindow: SecretWindowBridge }
}

/** What the page says; nothing until main has said it. */
let words: SecretPageWords | undefined

const input = element('secret', HTMLInputElement)
const show = element('show', HTMLButtonElement)
const problem = element('problem')

followTheme()
void window.secretWindow.question().then(async (question) => {
  if (!question) return window.secretWindow.cancel()
  draw(question)
  await document.fonts.load('14px "Inter Variable"') // lines break elsewhere in it
  window.secretWindow.drawn(Math.ceil(document.querySelector('main')!.getBoundingClientRect().height))
})
element('form').addEventListener('submit', (event) => {
  event.preventDefault()
  void give()
})
element('cancel').addEventListener('click', () => window.secretWindow.cancel())
show.addEventListener('click', () => showLetters(input.type === 'password'))
input.addEventListener('input', () => say(null))
input.addEventListener('invalid', (event) => {
  event.preventDefault() // said in our own words and colours
  say('empty')
  input.focus()
})
window.addEventListener('keydown', ({ key }) => {
  if (key === 'Escape') window.secretWindow.cancel()
})

function draw({ name, platform, label, help, scopes, sentTo, canKeep, language, words: said }: ShownQuestion) {
  words = said
  document.documentElement.lang = language
  const terms = { show: 'show', 'sent-term': 'sentTo', 'needs-term': 'needs', 'kept-term': 'kept', cancel: 'cancel', save: 'save' } as const
  for (const [id, word] of Object.entries(terms)) element(id).textContent = said[word]
  element('title').textContent = `${platform}: ${name}`
  element('help').textContent = help
  element('label').textContent = label
  showLines('sent', sentTo)
  element('needs-term').hidden = element('needs').hidden = scopes.length === 0
  showLines('needs', scopes)
  element('kept').textContent = canKeep ? said.byKeyring : said.forSession
  document.querySelector('main')!.hidden = false
  input.focus()
}

function showLines(id: string, lines: readonly string[]) {
  const drawn = lines.map((line) => {
    const one = document.createElement('div')
    one.textContent = line
    return one
  })
  element(id).replaceChildren(...drawn)
}

async function give() {
  const { problem: found } = await window.secretWindow.give(input.value)
  if (found === null) return
  say(found)
  input.focus()
}

function say(found: SecretGiven['problem']) {
  problem.textContent = found === null ? '' : (words?.[found] ?? '')
  if (found === null) input.removeAttribute('aria-invalid')
  else input.setAttribute('aria-invalid', 'true')
}

function showLetters(isShown: boolean) {
  input.type = isShown ? 'text' : 'password'
  show.textContent = words?.[isShown ? 'hide' : 'show'] ?? ''
  show.setAttribute('aria-pressed', String(isShown))
  input.focus()
}

/** The colours of the app's own window, whose choice main passes on as the preference of the system. */
function followTheme() {
  const dark = matchMedia('(prefers-color-scheme: dark)')
  const contrast = matchMedia('(prefers-contrast: more)')
  const follow = () => {
    const root = document.documentElement
    root.dataset['mantineColorScheme'] = dark.matches ? 'dark' : 'light'
    if (contrast.matches) root.dataset['contrast'] = 'more'
    else delete root.dataset['contrast']
  }
  follow()
  dark.addEventListener('change', follow)
  contrast.addEventListener('change', follow)
}

function element<E extends HTMLElement = HTMLElement>(id: string, kind?: new () => E): E {
  const found = document.getElementById(id)
  if (!found || (kind && !(found instanceof kind))) throw new Error(`the page has no ${id}`)
  return found as E // as: just looked at, or any element
}
