import { connection } from '../../bridge/connection.ts'
import { desktop } from '../../app/desktop.ts'

/** What this is made of, each part with its version; those that are not there, as Electron in a browser, are left out. */
export interface Version {
  what: 'app' | 'electron' | 'chromium' | 'browser' | 'node' | 'duckdb' | 'sqlite' | 'format' | 'system'
  version: string
}

/** Systems by the name Node has for them. */
const SYSTEM_NAMES: Readonly<Record<string, string>> = { darwin: 'macOS', linux: 'Linux', win32: 'Windows' }

export async function readVersions(): Promise<readonly Version[]> {
  const [info, versions] = await Promise.all([connection.call('app.info', {}), connection.call('app.versions', {})])
  const facts = desktop()?.facts
  const chromium = /Chrom(?:e|ium)\/([\d.]+)/.exec(navigator.userAgent)?.[1]
  const list: readonly (Version | undefined)[] = [
    { what: 'app', version: info.version },
    facts && { what: 'electron', version: facts.electronVersion },
    chromium === undefined ? { what: 'browser', version: navigator.userAgent } : { what: 'chromium', version: chromium },
    { what: 'node', version: info.node },
    { what: 'duckdb', version: versions.duckdb },
    { what: 'sqlite', version: versions.sqlite },
    { what: 'format', version: String(versions.journeyFormat) },
    { what: 'system', version: SYSTEM_NAMES[info.platform] ?? info.platform },
  ]
  return list.filter((one) => one !== undefined)
}
