import type { deliverabilityProblems } from '../../../../preload/problem/deliverability.ts'

export const deliverability: Record<keyof typeof deliverabilityProblems, string> = {
  'deliverability.dns-unreachable':
    'DNSサーバー（{servers}）から応答がないため、何も調べられませんでした。ネットワークの接続と、この端末からDNS（53番ポート）への通信が許可されているかを情報システム部門に確認してから、もう一度調べてください。',
  'deliverability.no-resolver':
    'この端末にはDNSサーバーが設定されていないため、何も調べられませんでした。端末のネットワーク設定か、この端末のポリシーの「名前を調べるDNSサーバー」で指定してください。',
}
