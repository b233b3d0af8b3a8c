import { generateSync } from 'otplib'
import { moveOfficeTimeTo, officeNow } from './office-time.ts'

const stepMs = 30_000

/**
 * Somebody's telephone. A code counts once, and the program takes the step before and after the
 * present one: so two acts in a row need no waiting, and for a third the office's time moves on. The
 * step before is left alone: it may be over by the time the code is typed.
 */
export class Authenticator {
  readonly #secret: string
  #used = 0

  constructor(secret: string) {
    this.#secret = secret.replaceAll(' ', '')
  }

  async code(): Promise<string> {
    const now = () => Math.floor(officeNow() / stepMs)
    const counter = Math.max(this.#used + 1, now())
    this.#used = counter
    if (counter > now() + 1) await moveOfficeTimeTo((counter - 1) * stepMs + 50)
    // A code for a step that is about to leave the window is taken anew.
    if (counter < now() - 1) return this.code()
    return generateSync({ secret: this.#secret, epoch: (counter * stepMs) / 1000 })
  }
}
