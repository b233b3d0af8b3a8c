import { type Check, finding } from './check.ts'
import { Tally } from './tally.ts'

const contact =
  /[\w.+-]+@[\w-]+(?:\.[\w-]+)+|https?:\/\/[\w-]+(?:\.[\w-]+)+|\b0\d{1,4}[-(]\d{1,4}[-)]\d{3,4}\b|\b0(?:120|570|800)\d{6,7}\b|\+\d{1,3}[ -]\d/
const linkedContact = /href\s*=\s*["']?(?:https?:|mailto:|tel:)/i
const optOut =
  /配信(?:の)?(?:を)?(?:停止|解除|中止)|(?:受信|メール)(?:の)?(?:を)?(?:拒否|停止|希望(?:され|し)ない)|(?:購読|登録|会員|メルマガ)(?:の)?(?:を)?(?:解除|停止|中止)|退会|オプトアウト|不要な(?:場合|方)|unsubscribe|opt[ -]?out|stop receiving/i

/**
 * What the law on specified electronic mail (特定電子メール法 第4条) wants in the text: the sender's
 * name, where to turn to, and how to refuse further mail.
 */
export const senderIdentification: Check = {
  id: 'sender-identification',
  start: ({ identity }) => {
    if (identity === null)
      return { finish: () => [finding('stop', 'sender-identification', 'no-sender', {})] }
    const seen = new Tally<'name-missing' | 'contact-missing' | 'opt-out-missing'>()
    const name = squeeze(identity.name)
    return {
      message({ readable, rendered, index }) {
        if (!readable.includes(identity.name) && !squeeze(readable).includes(name))
          seen.add('name', 'name-missing', index)
        // An address in a link is as good as one in the text.
        const isReachable = contact.test(readable) || linkedContact.test(rendered.html)
        if (!isReachable) seen.add('contact', 'contact-missing', index)
        if (!optOut.test(readable)) seen.add('opt-out', 'opt-out-missing', index)
      },
      finish: () =>
        seen.all().map(({ what, count, index }) => {
          const common = { count, index }
          return what === 'name-missing'
            ? finding('warning', 'sender-identification', what, { name: identity.name, ...common })
            : finding('warning', 'sender-identification', what, common)
        }),
    }
  },
}

function squeeze(text: string): string {
  return text.normalize('NFKC').replace(/\s+/g, '').toLowerCase()
}
