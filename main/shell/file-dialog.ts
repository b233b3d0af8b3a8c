import { BrowserWindow, dialog, type OpenDialogOptions, type SaveDialogOptions } from 'electron'
import type { FileDialog } from '../ports.ts'

const lists = { name: 'CSV', extensions: ['csv', 'tsv', 'txt'] }
const anything = { name: '*', extensions: ['*'] }
const certificates = { name: 'PEM', extensions: ['pem', 'crt', 'cer'] }
const signers = { name: 'PKCS #12', extensions: ['pfx', 'p12'] }
const archive = { name: 'ZIP', extensions: ['zip'] }
const backup = { name: 'Sekisho', extensions: ['sekisho-backup'] }
const keeper = { name: 'Sekisho', extensions: ['sekisho-key'] }
const parcel = { name: 'Sekisho', extensions: ['sekisho-parcel'] }
const filters = {
  import: [lists, anything],
  attachment: [anything],
  archive: [archive],
  certificate: [certificates, anything],
  'signing-certificate': [signers, anything],
  backup: [backup, anything],
  keeper: [keeper, anything],
  parcel: [parcel],
}
const saved = {
  evidence: { name: 'JSON', extensions: ['json'] },
  report: { name: 'PDF', extensions: ['pdf'] },
  backup,
  keeper,
  parcel,
  attachment: anything,
  contacts: lists,
  'import-rows': lists,
  diagnostics: { name: 'TXT', extensions: ['txt'] },
}

/** The system's dialogs, over the window in front. */
export function createFileDialog(): FileDialog {
  return {
    chooseFile: (purpose) =>
      open({
        properties: ['openFile', 'dontAddToRecent'],
        filters: filters[purpose],
      }),
    chooseFolder: (purpose) =>
      open({
        properties: [
          'openDirectory',
          'dontAddToRecent',
          ...(purpose === 'store' ? (['createDirectory'] as const) : []),
        ],
      }),
    chooseSaveTarget: (purpose, suggestedName) =>
      save({ defaultPath: suggestedName, filters: [saved[purpose]] }),
  }
}

async function open(options: OpenDialogOptions): Promise<string | null> {
  const window = front()
  const { canceled, filePaths } =
    window === null
      ? await dialog.showOpenDialog(options)
      : await dialog.showOpenDialog(window, options)
  return canceled ? null : (filePaths[0] ?? null)
}

async function save(options: SaveDialogOptions): Promise<string | null> {
  const window = front()
  const { canceled, filePath } =
    window === null
      ? await dialog.showSaveDialog(options)
      : await dialog.showSaveDialog(window, options)
  return canceled || filePath === '' ? null : filePath
}

function front(): BrowserWindow | null {
  return BrowserWindow.getFocusedWindow() ?? BrowserWindow.getAllWindows()[0] ?? null
}
