import { type Members, strict } from './strict.ts'

type Contents = Readonly<Record<string, string | Blob>>

/** The payloads of every item, which only the clipboard reads. */
const contentsOf = new WeakMap<object, Contents>()

export class ClipboardItem implements Members<Electron.ClipboardItem, 'getType'> {
  readonly types: string[]

  constructor(contents: Contents) {
    this.types = Object.keys(contents)
    contentsOf.set(this, contents)
  }

  async getType(type: string): Promise<Blob> {
    const payload = contentsOf.get(this)?.[type]
    if (payload === undefined) throw new Error(`no ${type} in the item`)
    return typeof payload === 'string' ? new Blob([payload]) : payload
  }
}

let held: readonly ClipboardItem[] = []

/** No other program sees it: the clipboard of the machine that tests run on stays as it is. */
export const clipboard = strict('clipboard', {
  write: async (items: ClipboardItem[]) => {
    held = items
  },
  read: async () => [...held],
  readText: async () => {
    const item = held.find(({ types }) => types.includes('text/plain'))
    return item === undefined ? '' : (await item.getType('text/plain')).text()
  },
  clear: () => {
    held = []
  },
})
