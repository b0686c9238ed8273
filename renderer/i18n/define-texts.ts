import i18next from 'i18next'

// Started before any text is defined: modules define theirs as they load.
void i18next.init({ lng: 'en', fallbackLng: 'en', ns: [], resources: {}, interpolation: { escapeValue: false }, returnNull: false })

type Values = Record<string, string | number>

/**
 * Registers one area's English texts under `namespace` and returns the function that looks them up. `{{name}}` is replaced by
 * `values.name`; a key ending in `_one` or `_other` is picked by `values.count` when the key is asked for without its ending.
 */
export function defineTexts<T extends Record<string, string>>(namespace: string, texts: T): (key: TextKey<T>, values?: Values) => string {
  i18next.addResourceBundle('en', namespace, texts, true, true)
  return (key, values) => i18next.t(`${namespace}:${String(key)}`, values ?? {})
}

/** The keys of a text table, plural endings left off. */
export type TextKey<T> = keyof T extends infer K ? (K extends `${infer Stem}_one` | `${infer Stem}_other` ? Stem : K & string) : never
