import { createTheme } from '@mantine/core'
import { DECIMALS } from '../i18n/numbers.ts'

const input = { defaultProps: { size: 'sm' } }

/** How Mantine's components stand in this window; their colours come from mantine.css. */
export const mantineTheme = createTheme({
  fontFamily: 'var(--font)',
  primaryColor: 'blue',
  cursorType: 'pointer',
  components: {
    TextInput: input,
    // A point is typed before decimals in any language; the language's own sign is written.
    NumberInput: { defaultProps: { size: 'sm', decimalSeparator: DECIMALS, allowedDecimalSeparators: ['.', DECIMALS] } },
    // Whoever passes a field with Tab has not asked for its list, which would lie on the fields below; a click, a key or typing opens it.
    Select: { defaultProps: { size: 'sm', allowDeselect: false, openOnFocus: false, comboboxProps: { withinPortal: true } } },
    Autocomplete: { defaultProps: { size: 'sm', openOnFocus: false } },
    Textarea: { defaultProps: { size: 'sm', autosize: true, minRows: 2, maxRows: 12 } },
    Tooltip: { defaultProps: { openDelay: 400, withArrow: false, multiline: true, maw: 320, transitionProps: { duration: 120 } } },
    // A locked page would need a style tag, which the content security policy refuses; the page never scrolls anyway.
    Modal: { defaultProps: { lockScroll: false, centered: true, transitionProps: { duration: 140 }, overlayProps: { backgroundOpacity: 0.35 } } },
    // Its placeholder for the first focus would be an element that no menu may hold; without it the first item gets the focus.
    Menu: { defaultProps: { transitionProps: { duration: 120 }, position: 'bottom-start', withInitialFocusPlaceholder: false } },
  },
})
