import packageJson from '../../package.json' with { type: 'json' }

/** Version of the app and of its engines. */
export const VERSION: string = packageJson.version
