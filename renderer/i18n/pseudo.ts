const LETTERS: Readonly<Record<string, string>> = {
  a: 'á', b: 'ƀ', c: 'ç', d: 'đ', e: 'é', f: 'ƒ', g: 'ĝ', h: 'ĥ', i: 'í', j: 'ĵ', k: 'ķ', l: 'ļ', m: 'ɱ', n: 'ñ', o: 'ó', p: 'þ', q: 'ǫ', r: 'ŕ', s: 'š', t: 'ţ', u: 'ú', v: 'ṽ', w: 'ŵ', x: 'ẋ', y: 'ý', z: 'ž',
  A: 'Á', B: 'Ɓ', C: 'Ç', D: 'Đ', E: 'É', F: 'Ƒ', G: 'Ĝ', H: 'Ĥ', I: 'Í', J: 'Ĵ', K: 'Ķ', L: 'Ļ', M: 'Ṁ', N: 'Ñ', O: 'Ó', P: 'Þ', Q: 'Ǫ', R: 'Ŕ', S: 'Š', T: 'Ţ', U: 'Ú', V: 'Ṽ', W: 'Ŵ', X: 'Ẋ', Y: 'Ý', Z: 'Ž',
}
/** Turkish takes about a third more room than English, short labels up to half. */
const GROWTH = 0.35
/** No language has longer words than this everywhere; what is added may break like words. */
const LONGEST_WORD = 12
const PLACEHOLDER = /(\{\{[^}]*\}\})/

/** An English text that can still be read, but has no plain letter left and is a third longer: "Save" is "Šáṽé~~". */
export function disguised(text: string): string {
  const parts = text.split(PLACEHOLDER)
  const letters = parts.reduce((sum, part, index) => sum + (index % 2 === 0 ? part.length : 0), 0)
  const words = parts.map((part, index) => (index % 2 === 0 ? part.replaceAll(/[a-z]/gi, (letter) => LETTERS[letter] ?? letter) : part))
  return letters === 0 ? text : `${words.join('')}${tail(Math.ceil(letters * GROWTH))}`
}

function tail(length: number): string {
  return '~'.repeat(length).replaceAll(new RegExp(`~{${LONGEST_WORD}}(?=~)`, 'g'), '$& ')
}
