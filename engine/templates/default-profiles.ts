/** People of a template's population where nothing else is said. */
export const DEFAULT_PROFILES = 20_000
