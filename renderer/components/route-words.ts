import type { DirectTls } from '../../preload/contract/transport.ts'
import type { Translate } from '../i18n/language.tsx'

interface Shown {
  readonly name: string
  readonly host: string
  readonly port: number
  readonly direct: DirectTls | null
}

/** A route in one line: its name and where it goes. */
export function sayRoute({ name, host, port, direct }: Shown, t: Translate): string {
  return direct === null
    ? t('manifest.route-place', { name, host, port: String(port) })
    : t('manifest.route-direct', { name, tls: t(`routes.direct-${direct}`) })
}
