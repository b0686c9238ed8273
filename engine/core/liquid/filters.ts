/** A filter of Liquid: what it does in a few words, and what a designer would insert (its arguments, where it takes some). */
export interface FilterHelp { name: string; does: string; insert?: string }

/** The filters that messages use, the most useful first. Those left out work, too. */
export const FILTERS: readonly FilterHelp[] = [
  { name: 'default', does: 'what stands there when it is missing or empty', insert: 'default: "…"' },
  { name: 'capitalize', does: 'first letter large, the others small' },
  { name: 'upcase', does: 'all letters large' },
  { name: 'downcase', does: 'all letters small' },
  { name: 'date', does: 'an instant as people write it: %d %B is 24 December', insert: 'date: "%d %B"' },
  { name: 'round', does: 'a number with so many decimals', insert: 'round: 2' },
  { name: 'truncate', does: 'cut after so many characters, with an ellipsis', insert: 'truncate: 40' },
  { name: 'truncatewords', does: 'cut after so many words', insert: 'truncatewords: 6' },
  { name: 'append', does: 'text behind it', insert: 'append: "…"' },
  { name: 'prepend', does: 'text before it', insert: 'prepend: "…"' },
  { name: 'replace', does: 'one text by another, everywhere', insert: 'replace: "…", "…"' },
  { name: 'replace_first', does: 'one text by another, the first time', insert: 'replace_first: "…", "…"' },
  { name: 'remove', does: 'a text taken away, everywhere', insert: 'remove: "…"' },
  { name: 'strip', does: 'without blanks at both ends' },
  { name: 'split', does: 'a list of the parts between separators', insert: 'split: " "' },
  { name: 'first', does: 'the first of a list' },
  { name: 'last', does: 'the last of a list' },
  { name: 'join', does: 'a list as one text', insert: 'join: ", "' },
  { name: 'size', does: 'how many characters, or items of a list' },
  { name: 'sort', does: 'a list in order' },
  { name: 'reverse', does: 'a list from its end' },
  { name: 'uniq', does: 'a list without repetitions' },
  { name: 'slice', does: 'some characters from a place on', insert: 'slice: 0, 3' },
  { name: 'plus', does: 'a number added', insert: 'plus: 1' },
  { name: 'minus', does: 'a number taken away', insert: 'minus: 1' },
  { name: 'times', does: 'multiplied', insert: 'times: 2' },
  { name: 'divided_by', does: 'divided', insert: 'divided_by: 2' },
  { name: 'modulo', does: 'what division leaves over', insert: 'modulo: 2' },
  { name: 'ceil', does: 'rounded up' },
  { name: 'floor', does: 'rounded down' },
  { name: 'abs', does: 'without its sign' },
  { name: 'at_least', does: 'not less than', insert: 'at_least: 0' },
  { name: 'at_most', does: 'not more than', insert: 'at_most: 100' },
  { name: 'escape', does: 'safe inside HTML' },
  { name: 'strip_html', does: 'without HTML tags' },
  { name: 'newline_to_br', does: 'line breaks as HTML' },
  { name: 'url_encode', does: 'safe inside a link' },
]

/** A tag of Liquid: what is inserted, `§` where the cursor goes, and what it does. */
export interface TagHelp { name: string; does: string; insert: string }

export const TAGS: readonly TagHelp[] = [
  { name: 'if', does: 'only if it holds', insert: 'if § %}{% endif %}' },
  { name: 'if … else', does: 'one text or another', insert: 'if § %}{% else %}{% endif %}' },
  { name: 'elsif', does: 'otherwise, if this holds', insert: 'elsif § %}' },
  { name: 'else', does: 'otherwise', insert: 'else %}' },
  { name: 'endif', does: 'ends an if', insert: 'endif %}' },
  { name: 'unless', does: 'only if it does not hold', insert: 'unless § %}{% endunless %}' },
  { name: 'case', does: 'a text for each of several values', insert: 'case § %}{% when "…" %}{% else %}{% endcase %}' },
  { name: 'for', does: 'once for each of a list', insert: 'for item in § %}{% endfor %}' },
  { name: 'endfor', does: 'ends a for', insert: 'endfor %}' },
  { name: 'assign', does: 'a name for a value', insert: 'assign § = "…" %}' },
  { name: 'comment', does: 'a remark nobody receives', insert: 'comment %}§{% endcomment %}' },
]
