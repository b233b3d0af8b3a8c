import type { FindingCode } from '../../../preload/contract/deliverability.ts'
import type { deliverability as ja } from '../ja/deliverability.ts'

export const deliverability = {
  'deliverability.body':
    'Tests what receivers look up in DNS before they trust your mail. Where something has to change, the record to publish is shown: hand it to whoever runs your DNS.',
  'deliverability.route': 'Route',
  'deliverability.sender': 'Sender',
  'deliverability.named': '{name} ({what})',
  'deliverability.no-routes': 'There is no route yet',
  'deliverability.no-routes-body': 'Add a route, and what belongs to it can be tested.',
  'deliverability.to-routes': 'Add a route',
  'deliverability.no-identities': 'There is no sender yet',
  'deliverability.no-identities-body': 'Add a sender, and the domain of its address can be tested.',
  'deliverability.to-identities': 'Add a sender',
  'deliverability.outlets': 'IP addresses that mail leaves from',
  'deliverability.outlets-hint':
    'As receivers see them. Where the relay sends through another server or through NAT, enter the addresses behind it, separated by commas. They are kept on this PC.',
  'deliverability.outlets-wrong': '“{text}” is no IP address.',
  'deliverability.outlets-save': 'Save and test',
  'deliverability.findings': 'Findings',
  'deliverability.test': 'Test',
  'deliverability.testing': 'Asking DNS…',
  'deliverability.test-again': 'Test again',
  'deliverability.untested': 'Not tested yet',
  'deliverability.untested-body':
    '“Test” asks the DNS servers. No mail is sent, and nothing but DNS is used.',
  'deliverability.count-wrong': '{count} to be corrected',
  'deliverability.count-unknown': '{count} unknown',
  'deliverability.count-advice': '{count} could be better',
  'deliverability.count-good': '{count} in order',
  'deliverability.verdict-wrong': 'To be corrected',
  'deliverability.verdict-unknown': 'Unknown',
  'deliverability.verdict-advice': 'Could be better',
  'deliverability.verdict-good': 'In order',
  'deliverability.asked': 'As {servers} answered at {at}. ',
  'deliverability.assumed':
    'No address that mail leaves from was entered, so the relay’s own were taken ({addresses}).',
  'deliverability.name': 'Name asked for',
  'deliverability.found': 'What stands there',
  'deliverability.record-name': 'Name of the {type} record to publish',
  'deliverability.record-text': 'Value of the {type} record to publish',
  'deliverability.zone-line': 'The same as a line of a zone file',
  'deliverability.file-url': 'URL of the file to publish',
  'deliverability.file-text': 'Contents of the file to publish',
  'deliverability.subject-sender-domain': 'Sender’s domain (MX, A)',
  'deliverability.subject-spf-envelope': 'SPF (envelope sender)',
  'deliverability.subject-spf-from': 'SPF (domain in From)',
  'deliverability.subject-dkim': 'DKIM key',
  'deliverability.subject-dmarc': 'DMARC',
  'deliverability.subject-bimi': 'BIMI (logo)',
  'deliverability.subject-relay': 'Name of the relay',
  'deliverability.subject-ptr': 'Reverse name (PTR)',
  'deliverability.subject-mta-sts': 'MTA-STS (TLS towards you)',
  'deliverability.subject-tls-rpt': 'TLS-RPT (reports about TLS)',
  'deliverability.subject-dane': 'DANE (keys proven by DNSSEC)',
} satisfies Record<keyof typeof ja, string>

export const findings: Record<FindingCode, string> = {
  'lookup-failed':
    'The DNS server could not answer for {name}, so nothing can be said ({reason}). A DNSSEC signature may be wrong, or something is down for the moment. Test again later.',

  'domain-mx': '{domain} takes mail ({hosts}), so replies and returned mail arrive.',
  'domain-address-only':
    '{domain} has no MX record, so the server at its A record would have to take its mail. Name the server that does in an MX record.',
  'domain-null-mx':
    '{domain} says that it takes no mail (its MX is “.”). Mail from such a domain is refused. Use another sender’s domain, or correct the MX record.',
  'domain-none':
    'DNS names no server that takes mail for {domain}. Many receivers refuse mail that cannot be answered. Publish an MX record.',

  'spf-pass': 'SPF of {domain} permits {addresses}, where the mail comes from.',
  'spf-missing':
    '{domain} has no SPF record, so mail in its name cannot be told from forgeries, and is refused or marked as spam. Publish the record below.',
  'spf-many':
    '{domain} has {count} SPF records; with more than one, none of them counts. Merge them into one.',
  'spf-not-named':
    'SPF of {domain} does not permit {address}, where the mail comes from ({result}). Add this address, as below.',
  'spf-lookups':
    'SPF of {domain} needs more than {count} DNS lookups, so receivers take it for invalid. Use fewer includes, or write IP addresses.',
  'spf-invalid':
    'SPF of {domain} is written wrongly, so receivers take it for invalid ({detail}). Correct the record.',
  'spf-no-address':
    '{domain} has an SPF record, but it is not known which IP addresses your mail leaves from, so nothing can be said. Enter them above.',

  'dkim-good': '{name} holds the key of this route (RSA, {bits} bits).',
  'dkim-ed25519-good': '{name} holds the key of this route (Ed25519).',
  'dkim-missing':
    'No key is published at {name}, so receivers cannot verify the signatures. Publish the record below.',
  'dkim-many':
    '{name} has {count} TXT records, so receivers cannot tell which to use. Keep only the one below.',
  'dkim-other-key':
    'The key at {name} is not the one of this route, so its signatures are taken for forged. Replace it by the record below, or use another selector.',
  'dkim-revoked':
    'The key at {name} is revoked (p= is empty), so mail signed with it is taken for forged. Replace it by the record below.',
  'dkim-restricted':
    '“{tag}” in the record at {name} forbids this use of the key. Replace it by the record below.',
  'dkim-testing':
    'The key at {name} is marked as a test (t=y), so receivers may ignore the signatures. When all is well, replace it by the record below.',
  'dkim-short':
    'The key at {name} has {bits} bits, which counts as too short. Make the route’s key anew and publish one of 2048 bits.',

  'dmarc-pass':
    'Mail from {domain} passes DMARC. The policy that applies is “{policy}” of {policyDomain}.',
  'dmarc-none':
    'The policy of {policyDomain}, which applies to mail from {domain}, is “none”: it stops no forgeries. When the reports show no trouble, strengthen it as below.',
  'dmarc-testing':
    'The policy of {policyDomain} is on trial (t=y) and is not applied as written. When all is well, change it as below.',
  'dmarc-missing':
    'Neither {domain} nor a domain above it has a valid DMARC record. Large receivers ask for one from whoever sends much. Publish the record below first, and read the reports.',
  'dmarc-many': '_dmarc.{domain} has {count} DMARC records, so none of them counts. Keep one only.',
  'dmarc-invalid':
    'The DMARC record of {policyDomain} has no valid policy (p=). Correct it as below.',
  'dmarc-not-aligned':
    'Mail from {domain} does not pass DMARC: neither SPF nor DKIM (signed by {signingDomain}) passes for {organization}. Correct SPF and DKIM above, or let the route sign for {organization}.',
  'dmarc-spf-only':
    'Mail from {domain} passes DMARC by SPF alone, and fails when it is forwarded. Let DKIM (signed by {signingDomain}) pass as well.',
  'dmarc-dkim-only':
    'Mail from {domain} passes DMARC by DKIM alone. It is safer when SPF passes as well; some receivers, such as docomo, ask for it.',
  'dmarc-undecided':
    'SPF or DKIM is unknown, so nobody can say whether mail from {domain} passes DMARC. Settle what is unknown above, then test again.',
  'dmarc-no-reports':
    'The DMARC record of {policyDomain} names nobody to report to (rua), so forgeries and mistakes go unseen. Add it as below, with an address where mail is read.',

  'bimi-found': 'The place of {domain}’s logo is published ({location}). The picture was not read.',
  'bimi-declined': '{domain} says that it wants no logo to be shown.',
  'bimi-missing':
    '{domain} has no logo. If you want one, publish a record such as the one below. Some receivers ask for a mark certificate (VMC) besides.',
  'bimi-waits':
    'A logo of {domain} is shown only once its mail passes DMARC under a policy of “quarantine” or “reject”. Settle DMARC first.',
  'bimi-invalid':
    'The BIMI record of {domain} is wrong ({detail}). The logo’s place has to be a URL that begins with “https:”.',

  'relay-resolves': '{host} is at {addresses}.',
  'relay-unknown':
    'DNS has no address for {host}, so this PC cannot connect to the relay. Check the name.',

  'ptr-good': 'The name of {address} is {host}, and leads back to the same address.',
  'ptr-missing':
    '{address} has no name in DNS. Many receivers refuse mail from such a server. Ask your network provider for the PTR record below.',
  'ptr-mismatch':
    'The name of {address} is {host}, which does not lead back to it. Ask your network provider for another PTR record, or correct the record of {host}.',
  'ptr-private':
    '{address} is an address inside your network, which receivers never see. Enter the addresses that mail leaves from above.',
  'ptr-no-address':
    'It is not known which IP addresses your mail leaves from, so their names cannot be tested. Enter them above.',

  'mta-sts-good':
    '{domain} has an MTA-STS policy that is enforced and names every mail server: mail to you is sent over verified TLS alone.',
  'mta-sts-testing':
    'The MTA-STS policy of {domain} is right and only being tested (mode: testing): failures are reported, and mail comes all the same. When the reports are good, change it to “enforce” and give the record a new id.',
  'mta-sts-off':
    'The MTA-STS policy of {domain} is switched off (mode: none). Publish one as below to have mail to you encrypted.',
  'mta-sts-host':
    'The MTA-STS policy of {domain} does not name {hosts}. Senders that keep to it do not deliver there. Add these mail servers to the policy and give the record a new id.',
  'mta-sts-unread':
    '{domain} announces an MTA-STS policy that cannot be read ({fault}), so it has no effect. Put the file below on the web server, with a certificate for that name and as text/plain.',
  'mta-sts-missing':
    '{domain} has no MTA-STS. With it, replies and returned mail are not sent to you unencrypted. Publish the record and the file below.',
  'mta-sts-many': '{domain} has {count} MTA-STS records, so none of them counts. Keep one only.',
  'mta-sts-invalid':
    'The MTA-STS record of {domain} is wrong and does not count. It needs an id of up to 32 letters and digits.',

  'tls-rpt-found': 'Failures of TLS towards {domain} are reported to {to}.',
  'tls-rpt-missing':
    'Nobody is named to whom failures of TLS towards {domain} are reported. Publish the record below, with an address where mail is read.',
  'tls-rpt-many': '{domain} has {count} TLS-RPT records, so none of them counts. Keep one only.',
  'tls-rpt-invalid':
    'The TLS-RPT record of {domain} names no place to report to (rua) that begins with “mailto:” or “https:”. Correct it as below.',

  'dane-good': '{host} shows the key that its TLSA record proves, validated by DNSSEC.',
  'dane-mismatch':
    '{host} shows another certificate than its TLSA record names. Senders that use DANE do not deliver there. Publish the record below, and the next one before each change of the key.',
  'dane-untried':
    'The TLSA record of {host} is validated by DNSSEC. The server could not be reached from here ({fault}), so its certificate was not compared.',
  'dane-missing':
    '{host} has no TLSA record. Where the domain has DNSSEC, one keeps others from connecting to a false server.',
  'dane-not-validated':
    'The TLSA record of {host} is not validated by DNSSEC, so it has no effect. Sign the zone, or use a DNS server that validates.',
  'dane-not-believed':
    'The DNS server says that it has validated the TLSA record of {host}. Whether anybody could alter that on its way here is not known, so it is not believed. If the path is protected, enable “Trust the DNS servers’ DNSSEC validation” in the policy of this PC.',
  'dane-unusable':
    'The TLSA record of {host} is of a kind that counts for nothing with mail. Publish one of usage 2 (DANE-TA) or 3 (DANE-EE).',
}
