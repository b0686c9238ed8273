// The frame has no scripts and no origin (`sandbox=""`), and its document may load nothing: no picture, font or style from anywhere, so that
// a template can neither run nor tell anybody that it was looked at. Links go nowhere.
const POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'"

/** True for a text that is written as HTML. */
export function isHtml(text: string): boolean {
  return /<(?:!doctype|html|body|head|table|div|p|br|a|img|span|h[1-6]|ul|ol|li|style|strong|em|b|i|hr|center|font|td|tr)\b[^>]*>/i.test(text)
}

/**
 * What the frame of an HTML body shows. The policy stands before anything of the body's own, so that it holds for all of it; a `meta`
 * refresh or base in the body is taken out, and clicks are caught by styles (there is no script to catch them).
 */
export function mailDocument(body: string): string {
  const tame = body
    .replace(/<meta\b[^>]*>|<base\b[^>]*>|<link\b[^>]*>/gi, '')
    .replace(/<(\/?)(script|iframe|object|embed|frame|frameset)\b/gi, '&lt;$1$2')
    // Pictures from elsewhere are not even asked for: a box with their words stands there.
    .replace(/<(img|source|input|video)\b[^>]*>/gi, (tag) => tag.replace(/\s(?:src|srcset|poster)\s*=\s*(?!["']?data:image\/)/gi, ' data-left-out='))
  return [
    '<!doctype html><html><head><meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="${POLICY}">`,
    '<meta name="referrer" content="no-referrer">',
    '<style>html{background:#fff;color:#1a1a1a;font:15px/1.5 system-ui,sans-serif;overflow-wrap:anywhere}body{margin:12px}img{max-width:100%}img:not([src]){display:inline-block;min-width:96px;min-height:40px;border:1px dashed #9a9a9a;padding:8px;box-sizing:border-box;color:#555}a{pointer-events:none;cursor:default}</style>',
    '</head><body>',
    tame,
    '</body></html>',
  ].join('')
}
