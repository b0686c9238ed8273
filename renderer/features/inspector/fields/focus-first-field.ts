import { focusSoon } from '../../../components/focus-soon.ts'

/** Puts the cursor into the first field of the form that is about to be shown, so that whoever types goes on typing. */
export function focusFirstField(): void {
  focusSoon('[data-testid="inspector"] :is(input, textarea):not([type="hidden"])')
}
