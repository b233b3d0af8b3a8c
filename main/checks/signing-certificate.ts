import { type Check, finding } from './check.ts'

const soonMs = 30 * 86_400_000

/** A certificate that ends before the mail has left, or whose key no approval of this route opens. */
export const signingCertificate: Check = {
  id: 'signing-certificate',
  start: ({ certificate, window, nowMs }) => ({
    finish() {
      if (certificate === null) return []
      const { subject, notAfterMs, route } = certificate
      const day = new Date(notAfterMs).toISOString().slice(0, 10)
      const until = window.untilMs ?? window.fromMs ?? nowMs
      const ends =
        until > notAfterMs
          ? [finding('stop', 'signing-certificate', 'ends', { subject, day })]
          : until + soonMs > notAfterMs
            ? [finding('warning', 'signing-certificate', 'ends-soon', { subject, day })]
            : []
      const keyless =
        route === null || certificate.hasKey
          ? []
          : [finding('stop', 'signing-certificate', 'no-key', { route })]
      return [...ends, ...keyless]
    },
  }),
}
