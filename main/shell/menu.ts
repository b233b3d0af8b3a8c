import { Menu, type MenuItemConstructorOptions, type WebContents } from 'electron'

type Language = 'ja' | 'en'

const labels = {
  ja: {
    file: 'ファイル',
    quit: '終了',
    edit: '編集',
    undo: '元に戻す',
    redo: 'やり直し',
    cut: '切り取り',
    copy: 'コピー',
    paste: '貼り付け',
    selectAll: 'すべて選択',
    view: '表示',
    zoomIn: '拡大',
    zoomOut: '縮小',
    resetZoom: '実際のサイズ',
    fullScreen: '全画面表示',
  },
  en: {
    file: 'File',
    quit: 'Quit',
    edit: 'Edit',
    undo: 'Undo',
    redo: 'Redo',
    cut: 'Cut',
    copy: 'Copy',
    paste: 'Paste',
    selectAll: 'Select all',
    view: 'View',
    zoomIn: 'Zoom in',
    zoomOut: 'Zoom out',
    resetZoom: 'Actual size',
    fullScreen: 'Full screen',
  },
} as const

/** The hidden menu bar: what the keyboard reaches. Neither reload nor developer tools (FAULTS E11). */
export function setMenu(language: Language, mayCopy: boolean): void {
  const words = labels[language]
  Menu.setApplicationMenu(
    Menu.buildFromTemplate([
      { label: words.file, submenu: [{ label: words.quit, role: 'quit' }] },
      { label: words.edit, submenu: editItems(language, mayCopy) },
      {
        label: words.view,
        submenu: [
          { label: words.zoomIn, role: 'zoomIn' },
          { label: words.zoomOut, role: 'zoomOut' },
          { label: words.resetZoom, role: 'resetZoom' },
          { type: 'separator' },
          { label: words.fullScreen, role: 'togglefullscreen' },
        ],
      },
    ]),
  )
}

function editItems(language: Language, mayCopy: boolean): MenuItemConstructorOptions[] {
  const words = labels[language]
  return [
    { label: words.undo, role: 'undo' },
    { label: words.redo, role: 'redo' },
    { type: 'separator' },
    ...(mayCopy ? copyItems(language) : []),
    { label: words.paste, role: 'paste' },
    { label: words.selectAll, role: 'selectAll' },
  ]
}

function copyItems(language: Language): MenuItemConstructorOptions[] {
  const words = labels[language]
  return [
    { label: words.cut, role: 'cut' },
    { label: words.copy, role: 'copy' },
  ]
}

/** Right click in a text field or on selected text. */
export function offerContextMenu(
  contents: WebContents,
  language: () => Language,
  mayCopy: boolean,
): void {
  contents.on('context-menu', (_event, { isEditable, selectionText }) => {
    const words = labels[language()]
    if (isEditable) Menu.buildFromTemplate(editItems(language(), mayCopy)).popup()
    else if (selectionText !== '' && mayCopy)
      Menu.buildFromTemplate([{ label: words.copy, role: 'copy' }]).popup()
  })
}
