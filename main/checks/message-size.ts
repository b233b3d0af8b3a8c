import { type Check, finding } from './check.ts'
import { Tally } from './tally.ts'

const megabyte = 1024 * 1024
const stopAbove = 25 * megabyte
const warnAbove = 10 * megabyte
/** What the carriers take; above it the mail is refused or arrives without its files. */
const carrierLimits: ReadonlyMap<string, number> = new Map([
  ['ezweb.ne.jp', 3 * megabyte],
  ['au.com', 3 * megabyte],
  ['docomo.ne.jp', 10 * megabyte],
  ['softbank.ne.jp', 3 * megabyte],
])

/** Base64 in lines of 76 with CRLF. */
const encodedSize = (size: number): number => Math.ceil(size / 57) * 78

/** Messages that relays or carriers will not take, judged by the largest one. */
export const messageSize: Check = {
  id: 'message-size',
  start: ({ files: attached }) => {
    const files = attached.reduce((sum, each) => sum + encodedSize(each.sizeBytes) + 600, 1500)
    let largest = 0
    const carriers = new Tally<{ domain: string; sizeBytes: number; sizeBytesMax: number }>()
    return {
      message({ rendered, domain, index, ownSizeBytes }) {
        const text = Buffer.byteLength(rendered.text) + Buffer.byteLength(rendered.html)
        const own = ownSizeBytes === 0 ? 0 : encodedSize(ownSizeBytes) + 600
        const sizeBytes = files + own + encodedSize(text)
        largest = Math.max(largest, sizeBytes)
        const sizeBytesMax = carrierLimits.get(domain)
        if (sizeBytesMax !== undefined && sizeBytes > sizeBytesMax)
          carriers.add(domain, { domain, sizeBytes, sizeBytesMax }, index)
      },
      finish() {
        if (largest > stopAbove) {
          const params = { sizeBytes: largest, sizeBytesMax: stopAbove }
          return [finding('stop', 'message-size', 'too-large', params)]
        }
        const large =
          largest > warnAbove
            ? [
                finding('warning', 'message-size', 'large', {
                  sizeBytes: largest,
                  sizeBytesMax: warnAbove,
                }),
              ]
            : []
        const refused = carriers
          .all()
          .map(({ what, count }) =>
            finding('warning', 'message-size', 'carrier-limit', { ...what, count }),
          )
        return [...large, ...refused]
      },
    }
  },
}
