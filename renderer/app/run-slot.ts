// The run controls in the top bar own the run: which data, whether it may start. Keys and menus press their buttons.
const press = (testId: string) => globalThis.document.querySelector<HTMLButtonElement>(`[data-testid="${testId}"]:not(:disabled)`)?.click()

export function startRun(): void {
  press('run')
}

export function cancelRun(): void {
  press('run-cancel')
}
