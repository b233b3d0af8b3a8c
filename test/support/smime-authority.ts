import { spawnSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** OpenSSL as the certification authority and as another reader of what is signed. */
export const isOpensslMissing = spawnSync('openssl', ['version']).status !== 0
if (isOpensslMissing) console.warn('SKIPPED, S/MIME read by OpenSSL: apt-get install openssl')

export const pfxPassword = 'Himitsu-2026'

export function openssl(args: readonly string[], input?: Uint8Array): Buffer {
  const { status, stdout, stderr } = spawnSync('openssl', [...args], {
    ...(input ? { input } : {}),
    maxBuffer: 64 << 20,
  })
  if (status !== 0) throw new Error(`openssl ${args[0]}: ${stderr}`)
  return stdout
}

type KeyKind = 'rsa:1024' | 'rsa:2048' | 'P-256' | 'P-384'

export interface SignerWish {
  readonly name: string
  readonly key: KeyKind
  readonly address?: string | null
  /** Extended key usage. */
  readonly usage?: string
  /** Validity, as `openssl x509` takes it: days from now; negative: it has ended. */
  readonly days?: number
}

/** A root, an authority under it, and files of the folder that hold them. */
export class SmimeAuthority {
  readonly #folder: string
  readonly root: string

  constructor(folder: string) {
    this.#folder = folder
    this.root = this.#certify('root', null, 'basicConstraints=critical,CA:TRUE', {
      name: 'Sekisho Test Root',
      key: 'P-256',
    })
    this.#certify('authority', 'root', 'basicConstraints=critical,CA:TRUE', {
      name: 'Sekisho Test CA',
      key: 'P-256',
    })
  }

  file(name: string): string {
    return join(this.#folder, name)
  }

  /** A certificate for signing mail; answers with the name of its files. */
  issue(id: string, wish: SignerWish): string {
    const { address = 'news@example.jp', usage = 'emailProtection' } = wish
    const extensions = [
      'keyUsage=critical,digitalSignature',
      `extendedKeyUsage=${usage}`,
      ...(address === null ? [] : [`subjectAltName=email:${address}`]),
    ]
    this.#certify(id, 'authority', extensions.join('\n'), wish)
    return id
  }

  /** The PKCS #12 file of what was issued. `chain`: with the authorities' certificates. */
  pfx(
    id: string,
    o: { readonly chain?: boolean; readonly options?: readonly string[]; password?: string } = {},
  ): Buffer {
    const { chain = true, options = [], password = pfxPassword } = o
    if (chain)
      writeFileSync(
        this.file('chain.pem'),
        ['authority', 'root'].map((name) => readFileSync(this.file(`${name}.pem`))).join(''),
      )
    return openssl([
      ...['pkcs12', '-export', '-inkey', this.file(`${id}.key`), '-in', this.file(`${id}.pem`)],
      ...(chain ? ['-certfile', this.file('chain.pem')] : []),
      ...['-passout', `pass:${password}`, ...options],
    ])
  }

  #certify(id: string, by: string | null, extensions: string, wish: SignerWish): string {
    const [key, request, config, certificate] = ['key', 'csr', 'ext', 'pem'].map((ending) =>
      this.file(`${id}.${ending}`),
    ) as [string, string, string, string]
    const kind = wish.key.startsWith('P-')
      ? ['-algorithm', 'EC', '-pkeyopt', `ec_paramgen_curve:${wish.key}`]
      : ['-algorithm', 'RSA', '-pkeyopt', `rsa_keygen_bits:${wish.key.slice(4)}`]
    openssl(['genpkey', ...kind, '-out', key])
    writeFileSync(config, extensions)
    const subject = `/C=JP/O=関所商事/CN=${wish.name}`
    openssl(['req', '-new', '-utf8', '-key', key, '-subj', subject, '-out', request])
    const signer =
      by === null
        ? ['-signkey', key]
        : ['-CA', this.file(`${by}.pem`), '-CAkey', this.file(`${by}.key`), '-CAcreateserial']
    openssl([
      ...['x509', '-req', '-in', request, '-extfile', config, '-out', certificate, '-sha256'],
      ...['-days', String(wish.days ?? 825), ...signer],
    ])
    return certificate
  }
}
