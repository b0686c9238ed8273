/**
 * An e-mail's text and the address it leads to as one piece of HTML, for platforms whose templates have no field for a link. The text may be HTML already.
 */
export function emailHtml(body: string, link: string | undefined): string {
  return link === undefined ? body : `${body}\n<p><a href="${escaped(link)}">${escaped(link)}</a></p>`
}

export function readEmailHtml(html: string): { readonly body: string; readonly link?: string } {
  const [, body, href, said] = /^([\s\S]*)\n<p><a href="([^"]*)">([^<]*)<\/a><\/p>$/.exec(html) ?? []
  return body === undefined || href === undefined || href !== said ? { body: html } : { body, link: unescaped(href) }
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
}

function unescaped(text: string): string {
  return text.replaceAll('&quot;', '"').replaceAll('&gt;', '>').replaceAll('&lt;', '<').replaceAll('&amp;', '&')
}
