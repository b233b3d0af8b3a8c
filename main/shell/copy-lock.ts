import type { Input, WebContents } from 'electron'

/** Where IT lets nobody copy: the keys for it do nothing. Menus and permissions are closed elsewhere. */
export function keepFromCopying(contents: Pick<WebContents, 'on'>): void {
  contents.on('before-input-event', (event, input) => {
    if (copies(input)) event.preventDefault()
  })
}

/** Ctrl or Command with C, X or Insert, and Shift with Delete. */
export function copies({
  key,
  control,
  meta,
  shift,
}: Pick<Input, 'key' | 'control' | 'meta' | 'shift'>): boolean {
  const name = key.toLowerCase()
  return (control || meta) && ['c', 'x', 'insert'].includes(name)
    ? true
    : shift && name === 'delete'
}
