import { EventEmitter } from 'node:events'
import { BrowserWindow } from './browser-window.ts'
import { strict } from './strict.ts'

type Options = Electron.MenuItemConstructorOptions

export class MenuItem {
  readonly id: string
  readonly label: string
  readonly role: string | undefined
  readonly type: string
  readonly submenu: Menu | undefined
  enabled: boolean
  visible: boolean
  checked: boolean
  readonly click: (event?: object, window?: unknown) => void

  constructor(options: Options) {
    this.id = options.id ?? ''
    this.label = options.label ?? ''
    this.role = options.role
    this.type = options.type ?? (options.submenu === undefined ? 'normal' : 'submenu')
    this.submenu = Array.isArray(options.submenu)
      ? Menu.buildFromTemplate(options.submenu)
      : undefined
    this.enabled = options.enabled ?? true
    this.visible = options.visible ?? true
    this.checked = options.checked ?? false
    const act = options.click as
      | ((item: MenuItem, window: unknown, event: object) => void)
      | undefined
    this.click = (event = {}, window = BrowserWindow.getFocusedWindow()) =>
      act?.(this, window, event)
  }
}

export class Menu extends EventEmitter {
  static #application: Menu | null = null
  items: MenuItem[] = []

  static setApplicationMenu(menu: Menu | null): void {
    Menu.#application = menu
  }

  static getApplicationMenu(): Menu | null {
    return Menu.#application
  }

  static buildFromTemplate(template: readonly Options[]): Menu {
    const menu = new Menu()
    menu.items = template.map((options) => strict('MenuItem', new MenuItem(options)))
    return strict('Menu', menu)
  }

  getMenuItemById(id: string): MenuItem | null {
    for (const item of this.items) {
      const found = item.id === id ? item : (item.submenu?.getMenuItemById(id) ?? null)
      if (found !== null) return found
    }
    return null
  }

  popup(): void {
    this.emit('menu-will-show')
  }

  closePopup(): void {}
}
