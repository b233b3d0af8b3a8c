import type { sendingProblems } from '../../../../preload/problem/sending.ts'

export const sending: Record<keyof typeof sendingProblems, string> = {
  'sending.relay-unreachable':
    'The relay {host} (port {port}) does not answer ({detail}). Sending waits until it does. Ask IT to check the network and the server.',
  'sending.relay-name-unknown':
    'No server is known under the name {host}. Sending waits until there is one. Check the spelling and the DNS.',
  'sending.greeting-refused':
    'The relay {host} turned the connection away ({reply}). Nothing went out over it. Wait a while, or ask whoever runs the server.',
  'sending.starttls-missing':
    'The relay {host} does not offer encryption (STARTTLS), so the connection was closed. Neither password nor recipients were sent. Ask whoever runs the server.',
  'sending.starttls-injected':
    'Somebody put data into the connection to {host} just before encryption began. This looks like an attack, and sending has stopped. Tell IT at once.',
  'sending.certificate-untrusted':
    'The certificate of {host} cannot be trusted ({reason}), so nobody can tell whether this is really your relay. Sending has stopped. Ask an administrator to check the certificate.',
  'sending.certificate-name':
    'The certificate of {host} belongs to another name ({names}), so nobody can tell whether this is really your relay. Sending has stopped. Ask an administrator to check the route.',
  'sending.certificate-expired':
    'The certificate of {host} has expired or is not valid yet. Sending has stopped. Ask whoever runs the server to renew it.',
  'sending.certificate-changed':
    'The relay {host} showed a different certificate in the middle of the run. Sending has stopped and the rest has not left. Ask an administrator to check the certificate.',
  'sending.certificate-pin':
    'The public key of the relay {host} is none of those pinned in the route, so sending stopped. If the server has a new certificate, an administrator has to define a route with its new key.',
  'sending.dane-mismatch':
    'The certificate of the receiving server {host} is not the one that its domain publishes in DNS (DANE). It may be another server, so nothing was sent to it. Tell whoever runs the receiving domain.',
  'sending.sts-not-named':
    'The receiving domain’s policy (MTA-STS of {domain}) does not name the mail server {host}, so nothing was sent to it. It is tried again for as long as the delivery may go on.',
  'sending.domain-unknown':
    'There is no domain {domain}, or it has no server that takes mail. Check the spelling of the recipient.',
  'sending.domain-takes-no-mail':
    'The domain {domain} says that it takes no mail. Nothing can be sent to this recipient.',
  'sending.domain-leads-back':
    'The mail servers of {domain} lead back to this PC, so mail to it would come back. Ask IT to check the DNS.',
  'sending.domain-no-host':
    'The mail servers of {domain} have no address. Tell whoever runs the receiving domain.',
  'sending.domain-dns':
    'DNS does not say which servers take mail for {domain} ({reason}). It is tried again for as long as the delivery may go on.',
  'sending.direct-not-here':
    'This PC has no name server (DNS) set up, so it cannot send without a relay. Ask IT to set one (DnsServers).',
  'sending.tls-too-old':
    'The encryption of {host} is too old ({version}). TLS 1.2 or later is needed. Ask whoever runs the server to update it.',
  'sending.auth-refused':
    'The relay {host} did not accept the password of {user}. Sending has stopped, so that the account is not locked. Ask an administrator to check the route’s password.',
  'sending.auth-mechanism':
    'The relay {host} offers no way to sign in that Sekisho knows ({offered}). It takes PLAIN, LOGIN or CRAM-MD5. Ask whoever runs the server.',
  'sending.sender-refused':
    'The relay does not accept the sender address ({reply}). That concerns every recipient, so sending has stopped. Check sender and route with an administrator.',
  'sending.protocol-violation':
    'The relay {host} gave an answer that makes no sense (at {stage}). The connection was closed and will be tried again. If it goes on, ask whoever runs the server.',
  'sending.dkim-key-invalid':
    'The DKIM private key for {selector}._domainkey.{domain} is not the one that was approved. Nothing was sent. Ask an administrator to define the route again.',
  'sending.dkim-self-check':
    'A DKIM signature for {selector}._domainkey.{domain} could not be verified here. Sending has stopped, so that no unsigned mail leaves. Tell IT.',
  'sending.content-refused':
    'The relay refused the message as against its rules ({reply}). The rest has not been sent. Ask whoever runs the server for the reason.',
  'sending.breaker-open':
    '{failed} of the last {of} messages could not be delivered, so sending has paused. Look at the results and the list, then go on or stop.',
  'sending.breaker-deferred':
    '{deferred} of the last {of} messages were put off, so sending has paused. The relay is busy or limits you. Go on after a while.',
  'sending.engine-stopped':
    'The sending process ended unexpectedly (code {exitCode}). What was sent is on record. It goes on when a sender signs in.',
  'sending.engine-failed':
    'Something went wrong in the sending process, and sending has stopped ({what}). What was sent is on record. Tell IT.',
  'sending.no-such-release': 'This workstation has no record of that release.',
  'sending.release-running':
    'Another release is being sent from this workstation. Wait until it is done, or stop it first.',
  'sending.interrupted':
    'This release was interrupted. What was sent is on record, and nobody gets it twice. A sender can go on with it.',
  'sending.doubts-open':
    'Everything else has been sent. For {count:message|messages} it is unknown whether the relay took them: look them up in the relay’s log and record what became of each. Then the release is finished.',
  'sending.canary-waits':
    'The first ones have been sent, and the rest waits for your word. Accepted: {sent}, refused: {failed}, later: {deferred}. Look at how they arrived; then send the rest, or stop.',
  'sending.not-in-doubt':
    'The result of at least one of these messages is known meanwhile. Look at the list again.',
  'sending.still-sending':
    'Sending is still going on. Record what became of messages in doubt once it has ended.',
  'sending.log-elsewhere':
    'Only the workstation that did the sending knows each recipient’s result. Look there.',
  'sending.log-lost':
    'The file that says what was already sent is missing or was put back from a copy. Nothing more is sent, so that nobody gets it twice. File a new request for those who are still to get it.',
  'sending.pc-copied':
    'Another PC goes by this PC’s name: it was cloned, or put back from an image. Nothing more is sent from here, so that nobody gets it twice. Ask an administrator to take one of the two out of use and to admit it anew.',
  'sending.disk-full':
    'There is too little free disk space, and sending has stopped: nothing leaves without a record of it. Free some space, then go on.',
  'sending.notice-domain':
    'Notifications go to the organization’s own domains only ({domains}). Enter an address in one of them.',
  'sending.notice-refused':
    '{host} did not accept the notification: {reply} Ask whoever runs the mail server whether it takes mail from this PC.',
  'sending.notice-relay-is-route':
    '{relay} belongs to a route or a sender of campaigns. Name a relay and a sender of its own for notifications.',
  'sending.notice-off':
    'The organization has no relay for notifications. Ask an administrator to set it up.',
  'sending.test-no-address':
    'There is no address to send the test to. Enter your own in the settings for notifications.',
  'sending.test-too-many': 'At most {countMax} test mails in 24 hours. Try again later.',
}
