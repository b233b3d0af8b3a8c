import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { findCommand } from './debian-package.ts'

/**
 * FAULTS E13: a network of its own for a run of tests, in which every address leads back to this machine and every
 * packet is kept. What was sent anywhere, to a name server too, is seen; nothing leaves.
 */
export interface QuietNetwork {
  readonly command: string
  readonly args: readonly string[]
  readonly env: Readonly<Record<string, string>>
  /** Where packets went that nobody had announced, after the run. */
  readonly unannounced: () => readonly string[]
}

const script = `
ip link set lo up && ip route add default dev lo || exit 97
ip -6 route add default dev lo 2>/dev/null
tcpdump -i lo -nn -s 128 -U -w "$CAPTURE" "$FILTER" 2>/dev/null &
capture=$!
sleep 1
kill -0 $capture || exit 97
"$@"
code=$?
sleep 1
kill $capture
wait $capture
exit $code`

/** Each beginning of a connection, and every datagram. */
const filter = '(tcp[tcpflags] & (tcp-syn|tcp-ack) = tcp-syn) or udp or (ip6 and tcp)'

/** Null, said aloud, where this machine gives us no network of our own. */
export function quietNetwork(
  folder: string,
  command: string,
  args: readonly string[],
): QuietNetwork | null {
  const unshare = findCommand('unshare')
  const lacking = ['unshare', 'ip', 'tcpdump'].find((name) => findCommand(name) === null)
  const canUnshare = spawnSync('unshare', ['-n', 'ip', 'link', 'set', 'lo', 'up']).status === 0
  if (unshare === null || lacking !== undefined || !canUnshare) {
    const why = lacking ?? 'the right to a network of its own (unshare -n)'
    console.log(`SKIPPED: network silence. This machine lacks ${why}.`)
    return null
  }
  const announced = join(folder, 'announced.txt')
  const capture = join(folder, 'packets.pcap')
  mkdirSync(folder, { recursive: true })
  for (const file of [announced, capture]) rmSync(file, { force: true })
  return {
    command: unshare,
    args: ['-n', 'sh', '-c', script, 'sh', command, ...args],
    env: { CAPTURE: capture, FILTER: filter, ANNOUNCED_TRAFFIC: announced },
    unannounced() {
      const text = execFileSync('tcpdump', ['-nn', '-r', capture], {
        encoding: 'utf8',
        stdio: ['ignore', 'pipe', 'ignore'],
        maxBuffer: 500_000_000,
      })
      const lines = existsSync(announced) ? readFileSync(announced, 'utf8').split('\n') : []
      return unannouncedIn(text, new Set(lines.map((line) => line.split(' ')[0] ?? '')))
    },
  }
}

/** Destinations in what tcpdump prints that are not among the announced ones, each once. */
export function unannouncedIn(printed: string, announced: ReadonlySet<string>): readonly string[] {
  const destinations = printed.split('\n').flatMap((line) => {
    // An answer of a connection over IPv6 is no beginning of one.
    if (/Flags \[/.test(line) && !/Flags \[S\]/.test(line)) return []
    const found = / IP6? (\S+)[.](\d+) > (\S+)[.](\d+): /.exec(line)
    if (found === null) return []
    // Nor is a datagram that comes back from where one was announced to go.
    const isAnswer = !/Flags \[/.test(line) && announced.has(`${found[1]}:${found[2]}`)
    return isAnswer ? [] : [`${found[3]}:${found[4]}`]
  })
  return [...new Set(destinations)].filter((each) => !announced.has(each)).sort()
}
