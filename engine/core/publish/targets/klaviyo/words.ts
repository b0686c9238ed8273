import { quoted, type PlaceholderWords } from '../../placeholders.ts'

const READ = /^(person|event)(?:\.([A-Za-z_]\w*)|\|\s*lookup:\s*'([A-Za-z_]\w*)')\s*(?:\|\s*default:\s*(?:'([^']*)'|"([^"]*)"))?$/

/** Klaviyo's template language is Django's, not Liquid: a property of a profile is looked up, one of the trigger event goes by its name. */
export const KLAVIYO_WORDS: PlaceholderWords = {
  write: ({ of, name, fallback }) => `${of === 'profile' ? `person|lookup:'${name}'` : `event.${name}`}${fallback === null ? '' : `|default:${quoted(fallback)}`}`,
  read: (inside) => {
    const [, of, plain, looked, single, double] = READ.exec(inside) ?? []
    const name = plain ?? looked
    return of === undefined || name === undefined ? null : { of: of === 'person' ? 'profile' : 'event', name, fallback: single ?? double ?? null }
  },
}
