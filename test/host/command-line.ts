import type { Members } from './strict.ts'

/** What the application and Playwright append; Chromium is started with it. */
export class HostCommandLine implements Members<Electron.CommandLine> {
  private readonly switches = new Map<string, string>()

  appendSwitch(name: string, value = ''): void {
    this.switches.set(name, value)
  }

  hasSwitch(name: string): boolean {
    return this.switches.has(name)
  }

  getSwitchValue(name: string): string {
    return this.switches.get(name) ?? ''
  }

  removeSwitch(name: string): void {
    this.switches.delete(name)
  }

  toArguments(): string[] {
    return [...this.switches].map(([name, value]) =>
      value === '' ? `--${name}` : `--${name}=${value}`,
    )
  }
}
