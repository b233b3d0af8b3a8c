/**
 * What guessers try first and no list of leaked passwords has, as far as it can reach the length that
 * we ask for: whole phrases, in Japanese above all, and words that people pad with digits. In lower
 * case, without spaces and signs; password.ts finds repetitions and keyboard runs by itself.
 */
export const ownFrequentPasswords: readonly string[] = `
password passwort passw0rd pass passphrase mypassword thepassword newpassword changeme
changemenow letmein letmeinnow letmeinplease welcome welcomeback welcomehome administrator
administration admin adminadmin administrators rootroot superuser superadmin guestguest default
defaultpassword secret secretpassword topsecret mysecret iloveyou iloveyouforever iloveyousomuch
trustno princess sunshine football baseball basketball superman batman spiderman dragon monkey
master shadow michael jennifer jordan charlie freedom whatever computer internet starwars pokemon
qwerty qwertyuiop qwertyqwerty asdfghjkl asdfasdf zxcvbnm monkeymonkey hellohello helloworld
testtest testpassword test testing testaccount temporary temppassword temp login loginlogin company
business office officeoffice windows microsoft googlegoogle google facebook instagram twitter apple
summer autumn winter spring january february march april may june july august september october
november december monday tuesday wednesday thursday friday saturday sunday
correcthorsebatterystaple thequickbrownfox thequickbrownfoxjumpsoverthelazydog tobeornottobe
maytheforcebewithyou openthedoor opensesame abracadabra supercalifragilisticexpialidocious
mailadmin mailpassword sendmail newsletter bulkmail
sakura sakurasakura sakurasaku himawari tsubaki fujisan fujiyama nippon nihon japan japanjapan
tokyo osaka kyoto nagoya yokohama sapporo fukuoka tokyotokyo arigatou arigatougozaimasu ohayou
ohayougozaimasu konnichiwa konbanwa sayonara oyasumi aishiteru daisuki daisukidesu kawaii
doraemon anpanman totoro pikachu onepiece naruto dragonball gundam hellokitty ghibli
hanshin hanshintigers yomiuri giants yakyuu sakkaa ichiban banzai samurai ninja sushi tempura
okaasan otousan kazoku tomodachi inuneko nekoneko wanwan ganbare ganbarou ganbatte
takahashi watanabe yamamoto nakamura kobayashi katou yoshida yamada sasaki suzuki tanaka satou
himitsu himitsunokotoba aikotoba pasuwaado pasuwado kaisha kaishanopasuwaado soumu keiri eigyou
jinji shachou kanri kanrisha kanrisya aiueo aiueokakikukeko abcdefg iroha irohanihoheto
パスワード ぱすわーど パスワードパスワード あいことば 合言葉 秘密 秘密の言葉 ひみつのことば さくら さくらさく
ありがとう ありがとうございます おはようございます こんにちは こんばんは あいしてる だいすき
管理者 管理者パスワード 会社 会社のパスワード 日本 日本語 東京 大阪 株式会社 お世話になっております
いつもお世話になっております よろしくお願いします よろしくお願いいたします
開けゴマ ひらけごま どらえもん ピカチュウ
`
  .trim()
  .split(/\s+/)
