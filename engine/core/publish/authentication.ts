/** How the secret is shown to a platform. It is put in by whoever sends the call, and never part of one. */
export type Authentication =
  /** `<header>: <prefix><secret>` */
  | { readonly kind: 'header'; readonly header: string; readonly prefix: string }
  /** OAuth 2 client credentials: the secret buys a short-lived bearer token at `tokenUrl`, asked for again before it ends and once after a 401. */
  | { readonly kind: 'clientCredentials'; readonly tokenUrl: string; readonly clientId: string; readonly extra?: Readonly<Record<string, string>>; /** How it is asked for; JSON, as Salesforce does, unless said otherwise. */ readonly encoding?: 'json' | 'form' }
  | { readonly kind: 'none' }
