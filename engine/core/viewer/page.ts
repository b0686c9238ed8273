/** The built parts of the page that every run is put into. */
export interface PageParts {
  script: string
  style: string
  /** `sha256-…` of the two as they stand in the page (`safeScript`, `style`), in base64. */
  scriptHash: string
  styleHash: string
}

/** What a page may speak. */
export type PageLanguage = 'en' | 'tr'

const NO_SCRIPT: Readonly<Record<PageLanguage, string>> = {
  en: 'This page draws a journey and replays it: allow it to run its script. It fetches nothing.',
  tr: 'Bu sayfa bir yolculuğu çizer ve oynatır: betiğini çalıştırmasına izin verin. Hiçbir yerden veri almaz.',
}

interface Page extends PageParts {
  title: string
  language: PageLanguage
  /** The words of its language, a value JSON can hold; left out of a page in English, which the script has by itself. */
  words?: unknown
  /** A value JSON can hold. */
  content: unknown
  /** Deflated, in base64. */
  film: string
}

/** One web page that holds everything it needs: nothing may be fetched by it, and nothing that it was given can be run. */
export function pageOf({ script, style, scriptHash, styleHash, title, language, words, content, film }: Page): string {
  const policy = [
    "default-src 'none'", `script-src '${scriptHash}'`, `style-src '${styleHash}'`, 'font-src data:', 'img-src data: blob:', "base-uri 'none'", "form-action 'none'",
  ].join('; ')
  return [
    '<!doctype html>',
    `<html lang="${language}">`,
    '<head>',
    '<meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="${policy}">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    '<meta name="color-scheme" content="light dark">',
    '<meta name="referrer" content="no-referrer">',
    '<meta name="robots" content="noindex">',
    `<title>${escapedHtml(title)}</title>`,
    `<style>${style}</style>`,
    '</head>',
    '<body>',
    `<div id="root"><noscript>${NO_SCRIPT[language]}</noscript></div>`,
    ...(words === undefined ? [] : [`<script type="application/json" id="words">${escapedJson(words)}</script>`]),
    `<script type="application/json" id="content">${escapedJson(content)}</script>`,
    `<script type="application/octet-stream" id="film">${film}</script>`,
    `<script type="module">${safeScript(script)}</script>`,
    '</body>',
    '</html>',
    '',
  ].join('\n')
}

/** JSON that no parser of HTML takes for anything else: every `<`, `>`, `&` and the two line ends that only JavaScript knows are escaped. */
export function escapedJson(value: unknown): string {
  return JSON.stringify(value).replace(/[<>&\u2028\u2029]/g, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`)
}

export function escapedHtml(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`)
}

/** A script as it may stand in a page: what would end or open one occurs in its texts only, where a backslash changes nothing. */
export function safeScript(script: string): string {
  return script.replace(/<(?=\/?script)/gi, '\\x3c')
}
