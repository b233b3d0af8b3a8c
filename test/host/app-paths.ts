import { homedir, tmpdir } from 'node:os'
import { join } from 'node:path'

/** The folders of app.getPath on Linux; what setPath was given wins. */
export class AppPaths {
  readonly #set = new Map<string, string>()

  set(name: string, path: string): void {
    this.#set.set(name, path)
  }

  get(name: string, appName: string): string {
    const set = this.#set.get(name)
    if (set !== undefined) return set
    const userData = () => this.get('userData', appName)
    switch (name) {
      case 'home':
        return homedir()
      case 'appData':
        return process.env.XDG_CONFIG_HOME ?? join(homedir(), '.config')
      case 'userData':
        return join(this.get('appData', appName), appName)
      case 'sessionData':
        return userData()
      case 'logs':
        return join(userData(), 'logs')
      case 'crashDumps':
        return join(userData(), 'Crashpad')
      case 'temp':
        return tmpdir()
      case 'exe':
        return process.execPath
      case 'desktop':
      case 'documents':
      case 'downloads':
        return join(homedir(), name.charAt(0).toUpperCase() + name.slice(1))
      default:
        throw new Error(`Failed to get '${name}' path`)
    }
  }
}
