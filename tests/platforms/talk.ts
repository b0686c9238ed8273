import type { JsonValue } from '../../engine/core/json.ts'
import type { Stub } from './stub.ts'
import { text, thing } from './thing.ts'

export interface Said { readonly status: number; readonly headers: Headers; readonly body: JsonValue }
export type Talk = (line: string, body?: JsonValue, headers?: Readonly<Record<string, string>>) => Promise<Said>

/** Speaks to a stub as anybody could, with a good secret unless told otherwise: `talk('GET /api/flows')`. */
export async function talker(stub: Stub): Promise<Talk> {
  const plain: Talk = async (line, body, headers = {}) => {
    const [method = 'GET', path = '/'] = line.split(' ')
    const response = await fetch(stub.url + path, { method, headers: { 'content-type': 'application/json', ...headers }, ...(body === undefined ? {} : { body: JSON.stringify(body) }), redirect: 'manual' })
    const sent = await response.text()
    return { status: response.status, headers: response.headers, body: sent === '' ? null : (JSON.parse(sent) as JsonValue) } // as: what JSON.parse gives is JSON
  }
  const own = await shownBy(stub, plain)
  return (line, body, headers) => plain(line, body, { ...own, ...headers })
}

async function shownBy(stub: Stub, plain: Talk): Promise<Record<string, string>> {
  switch (stub.target) {
    case 'klaviyo': return { authorization: `Klaviyo-API-Key ${stub.secret}`, revision: '2026-07-15', 'content-type': 'application/vnd.api+json' }
    case 'onesignal': return { authorization: `Key ${stub.secret}` }
    case 'salesforce': {
      const { body } = await plain('POST /v2/token', { grant_type: 'client_credentials', client_id: String(stub.settings['clientId']), client_secret: stub.secret })
      return { authorization: `Bearer ${text(thing(body)['access_token'])}` }
    }
    default: return { authorization: `Bearer ${stub.secret}` }
  }
}
