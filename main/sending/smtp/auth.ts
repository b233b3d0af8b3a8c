import { createHmac } from 'node:crypto'

/**
 * AUTH inside TLS (RFC 4954): PLAIN (RFC 4616), LOGIN (as deployed), CRAM-MD5 (RFC 2195), and
 * XOAUTH2 (as Google and Microsoft publish it) where the secret is an access token.
 */
export interface Credentials {
  readonly user: string
  readonly password: string
  /** What `password` is: a token is only ever shown to XOAUTH2, a password never. */
  readonly kind: 'password' | 'token'
}

export type AuthMechanism = 'PLAIN' | 'LOGIN' | 'CRAM-MD5' | 'XOAUTH2'

/** What to say first, and what to say to each 334 in turn. */
export interface AuthDialogue {
  readonly first: string
  readonly answers: readonly ((challenge: string) => string)[]
}

/** The mechanism to use of those offered, or null: inside TLS the simplest is the best kept. */
export function chooseMechanism(
  offered: readonly string[],
  kind: Credentials['kind'] = 'password',
): AuthMechanism | null {
  const names = offered.map((name) => name.toUpperCase())
  const order: readonly AuthMechanism[] =
    kind === 'token' ? ['XOAUTH2'] : ['PLAIN', 'LOGIN', 'CRAM-MD5']
  return order.find((name) => names.includes(name)) ?? null
}

export function toDialogue(mechanism: AuthMechanism, credentials: Credentials): AuthDialogue {
  const { user, password } = credentials
  switch (mechanism) {
    case 'PLAIN':
      return { first: `AUTH PLAIN ${encode(`\0${user}\0${password}`)}`, answers: [] }
    case 'LOGIN':
      return { first: 'AUTH LOGIN', answers: [() => encode(user), () => encode(password)] }
    case 'CRAM-MD5':
      return {
        first: 'AUTH CRAM-MD5',
        answers: [
          (challenge) => {
            const digest = createHmac('md5', password)
              .update(Buffer.from(challenge, 'base64'))
              .digest('hex')
            return encode(`${user} ${digest}`)
          },
        ],
      }
    case 'XOAUTH2':
      return {
        first: `AUTH XOAUTH2 ${encode(`user=${user}\x01auth=Bearer ${password}\x01\x01`)}`,
        // A 334 carries the server's reasons; the empty answer brings its refusal.
        answers: [() => ''],
      }
  }
}

function encode(text: string): string {
  return Buffer.from(text, 'utf8').toString('base64')
}
