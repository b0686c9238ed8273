const PREFIX = 'REHEARSAL_SECRET_'

/**
 * Secrets of connections that were given in the environment, for the engine host alone. They are taken out of main's own environment when this is read, before
 * there is a window: Electron hands the preload script of every page a copy of it.
 */
export const environmentSecrets: Readonly<Record<string, string>> = taken()

function taken(): Record<string, string> {
  const secrets = Object.entries(process.env).filter((one): one is [string, string] => one[0].startsWith(PREFIX) && one[1] !== undefined)
  for (const [name] of secrets) delete process.env[name]
  return Object.fromEntries(secrets)
}
