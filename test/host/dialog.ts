import { type Members, strict } from './strict.ts'

/** Nobody can click a native dialog here: a test puts its own function in place. */
function unanswered(name: string): () => Promise<never> {
  return async () => {
    throw new Error(
      `test host: dialog.${name} needs a person; replace it with electronApp.evaluate`,
    )
  }
}

export const dialog = strict('dialog', {
  showOpenDialog: unanswered('showOpenDialog'),
  showSaveDialog: unanswered('showSaveDialog'),
  showMessageBox: unanswered('showMessageBox'),
  showErrorBox: (title: string, content: string) => console.error(`${title}\n${content}`),
} satisfies Members<Electron.Dialog>)
