import type { ServerResponse } from 'node:http'
import type { CallError } from '../api/contract.ts'

const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  // React and the component library set style attributes and style elements.
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "font-src 'self'",
  "connect-src 'self'",
  "worker-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ')

/** On every answer, refusals too. */
export const securityHeaders: Readonly<Record<string, string>> = {
  'Content-Security-Policy': contentSecurityPolicy,
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'DENY',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Cache-Control': 'no-store',
}

/** A page of a few words; `text` is ours, never what was sent. */
export function answerPage(response: ServerResponse, status: number, title: string, text: string): void {
  const page = `<!doctype html><html lang="en"><meta charset="utf-8"><title>Rehearsal: ${title}</title>
<body style="font: 16px/1.5 system-ui, sans-serif; max-width: 36em; margin: 15vh auto; padding: 0 1em">
<h1 style="font-size: 1.25em">${title}</h1>${text}</body></html>\n`
  response.writeHead(status, { ...securityHeaders, 'Content-Type': 'text/html; charset=utf-8' }).end(page)
}

export function answerJson(response: ServerResponse, status: number, body: CallError | Record<string, unknown>): void {
  response.writeHead(status, { ...securityHeaders, 'Content-Type': 'application/json; charset=utf-8' }).end(JSON.stringify(body))
}
