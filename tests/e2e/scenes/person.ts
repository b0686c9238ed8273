import { expect, type Locator, type Page } from '@playwright/test'

/** What a person did, counted: pointer clicks, keys that are no text, characters typed, and how often something had to be scrolled to. */
export interface Effort {
  clicks: number
  keys: number
  characters: number
  scrolls: number
}

/** Somebody at the window. What is to be done is the same for all; how they get there is not. */
export abstract class Somebody {
  readonly effort: Effort = { clicks: 0, keys: 0, characters: 0, scrolls: 0 }

  constructor(readonly page: Page) {}

  /** Presses a button, ticks a box, goes into a field. */
  abstract click(target: Locator): Promise<void>
  /** Writes over what a field holds; in one that has the cursor already, right away. */
  abstract write(target: Locator, text: string): Promise<void>
  /** Chooses from a list; what is typed leaves little to choose from. */
  abstract choose(field: Locator, option: string): Promise<void>
  /** Opens a menu and chooses from it. */
  abstract pick(opener: Locator, item: Locator): Promise<void>
  /** Chooses one of several that are all in sight. */
  abstract turn(group: Locator, option: string): Promise<void>
  /** Goes back to a step by its name in the outline. */
  abstract goBackTo(stepName: string): Promise<void>
  abstract save(): Promise<void>

  async type(text: string): Promise<void> {
    await this.page.keyboard.insertText(text)
    this.effort.characters += text.length
  }

  async key(key: string): Promise<void> {
    await this.page.keyboard.press(key)
    this.effort.keys++
  }

  /** Types into a list that can be searched and takes the first that fits. */
  async find(field: Locator, text: string): Promise<void> {
    await this.search(field, text)
    await expect(this.page.getByRole('option').filter({ hasText: text }).first()).toHaveAttribute('data-combobox-selected')
    await this.key('Enter')
  }

  /** Types into a list, key by key. */
  protected async search(field: Locator, text: string): Promise<void> {
    await this.write(field, '')
    await this.page.keyboard.type(text)
    this.effort.characters += text.length
  }

  /** In a field that has the cursor: what is selected in it, as somebody sees, goes by itself. */
  protected async writeOver(target: Locator, text: string): Promise<void> {
    const goesByItself = await target.evaluate((element) => element instanceof HTMLInputElement && element.selectionStart === 0 && element.selectionEnd === element.value.length)
    if (!goesByItself) await this.key('ControlOrMeta+A')
    await this.type(text)
  }
}

/** Somebody who has only a mouse to get about, and a keyboard to write; every movement is counted. */
export class Person extends Somebody {
  async click(target: Locator): Promise<void> {
    await this.bring(target)
    await target.click()
    this.effort.clicks++
  }

  async write(target: Locator, text: string): Promise<void> {
    const hasFocus = await target.evaluate((element) => element === element.ownerDocument.activeElement)
    if (!hasFocus) await this.click(target)
    await this.writeOver(target, text)
  }

  async choose(field: Locator, option: string): Promise<void> {
    await this.click(field)
    await this.click(this.page.getByRole('option', { name: option, exact: true }))
  }

  async pick(opener: Locator, item: Locator): Promise<void> {
    await this.click(opener)
    await this.click(item)
  }

  async turn(group: Locator, option: string): Promise<void> {
    await this.click(group.getByText(option, { exact: true }))
  }

  async goBackTo(stepName: string): Promise<void> {
    if (!(await this.page.getByRole('tree').isVisible())) await this.click(this.page.getByTestId('tab-outline'))
    await this.click(this.page.getByRole('treeitem', { name: new RegExp(`^${stepName.replaceAll(/[?.]/g, '\\$&')}`) }).first())
  }

  async save(): Promise<void> {
    await this.click(this.page.getByTestId('save'))
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

/** Where the focus is, as seen from a thing that is looked for; in which part of the window, as far as it has parts. */
type Standing = 'there' | 'before' | 'behind' | 'part before' | 'part behind'

/** Somebody without a mouse: goes from one thing to the next with Tab, the short way, and knows a few keys. */
export class KeyboardPerson extends Somebody {
  async click(target: Locator): Promise<void> {
    await this.tabTo(target)
    const kind = await target.evaluate((element) => (element instanceof HTMLInputElement ? element.type : element.tagName))
    if (kind === 'checkbox') await this.key('Space')
    else if (kind === 'BUTTON') await this.key('Enter')
  }

  async write(target: Locator, text: string): Promise<void> {
    await this.tabTo(target)
    await this.writeOver(target, text)
  }

  async choose(field: Locator, option: string): Promise<void> {
    await this.search(field, option)
    await expect(this.page.getByRole('option', { name: option, exact: true })).toHaveAttribute('data-combobox-selected')
    await this.key('Enter')
  }

  async pick(opener: Locator, item: Locator): Promise<void> {
    await this.click(opener)
    await expect(item).toBeVisible()
    await this.walkTo(item, 'ArrowDown')
    await this.key('Enter')
  }

  async turn(group: Locator, option: string): Promise<void> {
    await this.tabTo(group)
    const wanted = group.getByRole('radio', { name: option, exact: true })
    await this.walkTo(wanted, 'ArrowRight')
    await expect(wanted).toBeChecked()
  }

  async goBackTo(stepName: string): Promise<void> {
    await this.key('ControlOrMeta+Shift+O')
    await expect(this.page.getByRole('treeitem').and(this.page.locator(':focus'))).toBeVisible()
    const word = /^[^?]+/.exec(stepName)![0]
    await this.page.keyboard.type(word)
    this.effort.characters += word.length
    await expect(this.page.locator('[role="treeitem"]:focus')).toContainText(stepName)
    await this.key('Enter')
    await expect(this.page.getByTestId('step-name')).toBeFocused()
  }

  async save(): Promise<void> {
    await this.key('ControlOrMeta+S')
  }

  /** Presses Tab (F6 from one part of the window to another), or the same with Shift where that is the way, until that has the focus. */
  private async tabTo(target: Locator, most = 80): Promise<void> {
    await expect(target).toBeAttached()
    for (let presses = 0; presses < most; presses++) {
      const standing = await target.evaluate((element): Standing => {
        const at = element.ownerDocument.activeElement
        if (!at || at === element || element.contains(at)) return 'there'
        const isBehind = (at.compareDocumentPosition(element) & Node.DOCUMENT_POSITION_PRECEDING) !== 0
        const part = element.closest('[data-part]')
        if (part && !part.contains(at) && at.closest('[data-part]')) return isBehind ? 'part behind' : 'part before'
        return isBehind ? 'behind' : 'before'
      })
      if (standing === 'there') return
      await this.key({ before: 'Tab', behind: 'Shift+Tab', 'part before': 'F6', 'part behind': 'Shift+F6' }[standing])
    }
    throw new Error(`${most} presses of Tab did not reach ${target}`)
  }

  /** Presses an arrow key until that has the focus. */
  private async walkTo(target: Locator, key: string, most = 30): Promise<void> {
    for (let presses = 0; presses < most; presses++) {
      if (await target.evaluate((element) => element === element.ownerDocument.activeElement)) return
      await this.key(key)
    }
    throw new Error(`${most} presses of ${key} did not reach ${target}`)
  }
}
