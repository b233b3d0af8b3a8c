import { createCore } from './core.ts'
import { runApp } from './shell/app.ts'

/** Composition root: the core, which knows nothing of Electron, in the shell, which knows no mail. */
runApp({ createCore, out: new URL('.', import.meta.url) })
