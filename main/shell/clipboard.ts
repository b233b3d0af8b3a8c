import type { Clipboard } from '../ports.ts'

/** What Electron's module has of it: `clipboard` and `ClipboardItem`. */
interface ClipboardParts<Item> {
  readonly system: {
    readonly write: (items: Item[]) => Promise<void>
    readonly readText: () => Promise<string>
    readonly clear: () => void
  }
  readonly Item: new (contents: Record<string, string | Blob>) => Item
  readonly platform: NodeJS.Platform
}

/** The system's clipboard, through Electron's main process alone (FAULTS E15). */
export function createClipboard<I>({ system, Item, platform }: ClipboardParts<I>): Clipboard {
  return {
    write: (text, { isSecret }) =>
      system.write([
        new Item({ 'text/plain': text, ...(isSecret && platform === 'win32' ? unlisted() : {}) }),
      ]),
    read: () => system.readText(),
    clear: () => system.clear(),
  }
}

/**
 * What keeps a text out of Windows' clipboard history and from the person's other devices, written together with it
 * (Microsoft, “Cloud Clipboard and Clipboard History Formats”): the first by being there, the others as a DWORD of 0.
 */
function unlisted(): Record<string, Blob> {
  const names = [
    'ExcludeClipboardContentFromMonitorProcessing',
    'CanIncludeInClipboardHistory',
    'CanUploadToCloudClipboard',
  ]
  return Object.fromEntries(
    names.map((name) => [
      `electron application/osclipboard;format="${name}"`,
      new Blob([new Uint8Array(4)]),
    ]),
  )
}
