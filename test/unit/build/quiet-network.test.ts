import { expect, it } from 'vitest'
import { unannouncedIn } from '../../../build/quiet-network.ts'

it('E13 names every place that packets went to unannounced: connections and datagrams, once each', () => {
  const printed = `
11:16:26.809535 IP 0.0.0.0.45896 > 10.255.255.53.53: 926+ AAAA? example.com. (29)
11:16:31.813046 IP 0.0.0.0.45896 > 10.255.255.53.53: 926+ AAAA? example.com. (29)
11:16:32.813046 IP 127.0.0.1.40000 > 127.0.0.1.5353: UDP, length 29
11:16:32.813047 IP 127.0.0.1.5353 > 127.0.0.1.40000: UDP, length 61
11:16:46.847806 IP 0.0.0.0.60150 > 93.184.216.34.80: Flags [S], seq 1120274271, win 65495, length 0
11:16:46.847806 IP 127.0.0.1.60150 > 127.0.0.1.2525: Flags [S], seq 1, win 65495, length 0
11:16:46.847806 IP 127.0.0.1.2525 > 127.0.0.1.60150: Flags [S.], seq 1, win 65495, length 0
11:16:47.857061 IP6 ::1.5000 > ::1.443: Flags [S], seq 1, win 65495, length 0
11:16:47.857062 IP6 ::1.443 > ::1.5000: Flags [.], ack 1, win 65495, length 0
`
  expect(unannouncedIn(printed, new Set(['127.0.0.1:2525', '127.0.0.1:5353']))).toEqual([
    '10.255.255.53:53',
    '93.184.216.34:80',
    '::1:443',
  ])
  expect(unannouncedIn('', new Set())).toEqual([])
})
