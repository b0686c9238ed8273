import { expect, type Locator, type Page } from '@playwright/test'

/** What a person did, counted: pointer clicks, keys that are no text, characters typed, and how often something had to be scrolled to. */
export interface Effort {
  clicks: number
  keys: number
  characters: number
  scrolls: number
}

/** Somebody at the window who has only a mouse to get about, and a keyboard to write; every movement is counted. */
export class Person {
  readonly effort: Effort = { clicks: 0, keys: 0, characters: 0, scrolls: 0 }

  constructor(readonly page: Page) {}

  async click(target: Locator): Promise<void> {
    await this.bring(target)
    await target.click()
    this.effort.clicks++
  }

  /** Writes over what a field holds; in one that has the cursor already, right away. */
  async write(target: Locator, text: string): Promise<void> {
    const { hasFocus, isEmpty } = await target.evaluate((element) => ({ hasFocus: element === element.ownerDocument.activeElement, isEmpty: 'value' in element && element.value === '' }))
    if (!hasFocus) {
      await this.bring(target)
      await target.click()
      this.effort.clicks++
    }
    if (!isEmpty) await this.key('ControlOrMeta+A')
    await this.type(text)
  }

  async type(text: string): Promise<void> {
    await this.page.keyboard.insertText(text)
    this.effort.characters += text.length
  }

  async key(key: string): Promise<void> {
    await this.page.keyboard.press(key)
    this.effort.keys++
  }

  /** Chooses from a list, its field told by what it is; what is typed leaves little to choose from. */
  async choose(field: Locator, option: string): Promise<void> {
    await this.click(field)
    await this.click(this.page.getByRole('option', { name: option, exact: true }))
  }

  /** What lies outside what is shown of a form has to be scrolled to; that is an effort, too. */
  private async bring(target: Locator): Promise<void> {
    await expect(target).toBeVisible()
    const isHidden = await target.evaluate((element) => {
      const { top, bottom } = element.getBoundingClientRect()
      for (let at = element.parentElement; at; at = at.parentElement) {
        if (!['auto', 'scroll'].includes(getComputedStyle(at).overflowY)) continue
        const frame = at.getBoundingClientRect()
        if (top < frame.top || bottom > frame.bottom) return true
      }
      return false
    })
    if (!isHidden) return
    this.effort.scrolls++
    await target.scrollIntoViewIfNeeded()
  }
}

/** Somebody without a mouse: goes from one thing to the next with Tab, and knows a few keys. */
export class KeyboardPerson {
  readonly effort: Effort = { clicks: 0, keys: 0, characters: 0, scrolls: 0 }

  constructor(readonly page: Page) {}

  async key(key: string): Promise<void> {
    await this.page.keyboard.press(key)
    this.effort.keys++
  }

  async type(text: string): Promise<void> {
    await this.page.keyboard.insertText(text)
    this.effort.characters += text.length
  }

  /** Presses Tab until that has the focus. */
  async tabTo(target: Locator, key: 'Tab' | 'Shift+Tab' = 'Tab', most = 80): Promise<void> {
    await expect(target).toBeAttached()
    for (let presses = 0; presses < most; presses++) {
      if (await target.evaluate((element) => element === element.ownerDocument.activeElement || element.contains(element.ownerDocument.activeElement))) return
      await this.key(key)
    }
    throw new Error(`${most} presses of ${key} did not reach ${target}`)
  }

  /** Goes to a field and writes over what it holds. */
  async write(target: Locator, text: string): Promise<void> {
    await this.tabTo(target)
    await this.key('ControlOrMeta+A')
    await this.type(text)
  }

  /** Goes to a list, types what is wanted, and takes the first that fits. */
  async choose(field: Locator, typed: string): Promise<void> {
    await this.tabTo(field)
    await this.key('ControlOrMeta+A')
    await this.type(typed)
    await expect(this.page.getByRole('option').first()).toBeVisible()
    await this.key('Enter')
  }

  async press(button: Locator): Promise<void> {
    await this.tabTo(button)
    await this.key('Enter')
  }
}
