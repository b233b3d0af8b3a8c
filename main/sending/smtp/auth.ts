import { createHmac } from 'node:crypto'

/** AUTH inside TLS (RFC 4954): PLAIN (RFC 4616), LOGIN (as deployed), CRAM-MD5 (RFC 2195). */
export interface Credentials {
  readonly user: string
  readonly password: string
}

export type AuthMechanism = 'PLAIN' | 'LOGIN' | 'CRAM-MD5'

/** What to say first, and what to say to each 334 in turn. */
export interface AuthDialogue {
  readonly first: string
  readonly answers: readonly ((challenge: string) => string)[]
}

/** The mechanism to use of those offered, or null: inside TLS the simplest is the best kept. */
export function chooseMechanism(offered: readonly string[]): AuthMechanism | null {
  const names = offered.map((name) => name.toUpperCase())
  const order: readonly AuthMechanism[] = ['PLAIN', 'LOGIN', 'CRAM-MD5']
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
  }
}

function encode(text: string): string {
  return Buffer.from(text, 'utf8').toString('base64')
}
