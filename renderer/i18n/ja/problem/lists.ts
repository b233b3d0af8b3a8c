import type { listsProblems } from '../../../../preload/problem/lists.ts'

export const lists: Record<keyof typeof listsProblems, string> = {
  'lists.file-not-found':
    'ファイル {file} が見つかりません。何も取り込んでいません。ファイルの場所を確かめて、もう一度選んでください。',
  'lists.file-unreadable':
    'ファイル {file} を開けません。何も取り込んでいません。ほかのソフトで開いている場合は閉じ、読み取りの権限を確かめてください。',
  'lists.file-empty': 'ファイル {file} には取り込める行がありません。中身を確かめてください。',
  'lists.file-too-large':
    'ファイル {file} は大きすぎます(上限 {sizeBytesMax})。何も取り込んでいません。ファイルを分けて取り込んでください。',
  'lists.encoding-mismatch':
    'このファイルは {encoding} では読めません({line}行目)。何も取り込んでいません。別の文字コードを選んで、見本の文字が正しく表示されることを確かめてください。',
  'lists.too-many-columns':
    '列が{count}列あります(上限{countMax}列)。何も取り込んでいません。区切り文字が合っているか確かめるか、使わない列を除いてください。',
  'lists.no-address-column':
    'メールアドレスの列が決まっていません。何も取り込んでいません。どの列がメールアドレスかを選んでください。',
  'lists.no-such-list':
    'このリストはもうありません。ほかの人が削除した可能性があります。リストを選び直してください。',
  'lists.no-such-import':
    'この取り込みの記録はもうありません。リストとともに削除された可能性があります。',
  'lists.no-such-department':
    'その部門は名簿にありません。何も変更していません。別の部門を選んでください。',
  'lists.other-department':
    'このリストは別の部門または全部門のもので、あなたの役割では変更できません。何も変更していません。そのリストの担当者に依頼してください。',
  'lists.for-all-departments':
    'これは全部門のリストに関わるため、担当部門が限られている役割では行えません。何も変更していません。担当部門に制限のない宛先管理者に依頼してください。',
  'lists.name-taken': '「{name}」という名前のリストがすでにあります。別の名前を付けてください。',
  'lists.no-such-contact': 'その連絡先は、もうこのリストにありません。画面を更新してください。',
  'lists.no-such-segment':
    'そのセグメントはもうありません。ほかの人が削除しました。一覧を確認してください。',
  'lists.keep-until-past': '保管期限には、今日以降の日付を指定してください。',
  'lists.segment-in-use':
    'このセグメントは下書きの配信「{name}」で使われています。先に配信の宛先から外してください。',
  'lists.segment-name-taken':
    '「{name}」というセグメントは既にあります。別の名前を付けてください。',
  'lists.address-known':
    'このアドレスの連絡先がすでにあります。同じ人であれば、2件を統合してください。',
  'lists.value-not-number': '「{field}」は数値の項目です。数字で入力してください。',
  'lists.value-not-date':
    '「{field}」は日付の項目です。2026-04-01、2026年4月1日、令和8年4月1日 のように入力してください。',
  'lists.value-not-yes-no':
    '「{field}」は「はい」か「いいえ」の項目です。どちらかを選んでください。',
  'lists.value-not-choice':
    '「{field}」の選択肢にない値です。選択肢から選ぶか、項目の設定に選択肢を加えてください。',
  'lists.field-reserved':
    '「{field}」は Sekisho が用意している項目です。種類は変えられません。別の名前を付けてください。',
  'lists.choices-needed': '「{field}」の選択肢がありません。1行に1つずつ入力してください。',
  'lists.no-such-note': 'このメモはもうありません。画面を更新してください。',
  'lists.no-consent':
    'その日までに得た同意がないため、撤回できるものがありません。日付を確かめてください。',
  'lists.consent-in-future':
    '日付が先の日になっています。今日か、それより前の日を入力してください。',
  'lists.no-such-edit':
    'この一括編集の記録はもうありません。リストとともに削除された可能性があります。',
  'lists.edit-undone': 'この一括編集はすでに元に戻されています。',
  'lists.edit-stopped': '途中でやめました。何も変わっていません。',
  'lists.counting-stopped':
    '宛先を数えている間に保管庫が閉じられました。ログインし直してから、もう一度開いてください。',
  'lists.empty':
    '送る相手が1件もありません。リストに連絡先を取り込むか、別のリストを選んでください。配信停止の宛先は数えません。',
  'lists.import-stopped':
    '取り込みを途中で止めました。リストは取り込み前のままです。必要であれば、もう一度取り込んでください。',
  'lists.import-not-whole':
    '取り込めない行が{count}行あります(最初は{line}行目)。「1行でも取り込めなければ何も取り込まない」の指定に従い、何も取り込んでいません。ファイルを直して、もう一度取り込んでください。',
  'lists.import-undone': 'この取り込みは、すでに取り消してあります。',
  'lists.import-not-resumable':
    'この取り込みの続きはできません。取り消してから、ファイルをもう一度選んでください。',
  'lists.file-forgotten':
    '「{file}」は、画面がロックされたため残っていません。もう一度貼り付けるか、ここに置いてください。',
  'lists.file-changed':
    'ファイル {file} は、取り込みを始めたときから変わっています。続きは取り込めません。この取り込みを取り消してから、もう一度取り込んでください。',
  'lists.workbook-damaged':
    'Excel ブック {file} を読み取れません。壊れているか、途中までしかありません。Excel で開いて保存し直すか、CSV で保存してください。',
  'lists.workbook-locked':
    'Excel ブック {file} にはパスワードが掛かっています。何も取り込んでいません。Excel で開いてパスワードを外し、保存し直してください。',
  'lists.workbook-old':
    'ファイル {file} は古い形式(.xls)のブックです。Excel で開き、「Excel ブック(.xlsx)」か CSV で保存し直してください。',
  'lists.workbook-too-large':
    'Excel ブック {file} は、展開すると大きくなりすぎます。何も取り込んでいません。必要なシートだけを CSV で保存して取り込んでください。',
  'lists.no-such-sheet': 'ブック {file} にそのシートはありません。シートを選び直してください。',
  'lists.row-address-missing': 'メールアドレスが空です。この行は取り込みません。',
  'lists.row-address-too-long':
    'メールアドレスが長すぎます(254文字まで)。正しいアドレスを確かめてください。',
  'lists.row-address-control-character':
    'メールアドレスに改行などの制御文字が入っています。アドレスだけを入れ直してください。',
  'lists.row-address-hidden-character':
    'メールアドレスに目に見えない文字が入っています。アドレスを手で打ち直してください。',
  'lists.row-address-display-name':
    'メールアドレスの欄に < > が入っています。名前を除き、アドレスだけにしてください。',
  'lists.row-address-several':
    '1つの欄に複数のアドレスが入っているようです。1行に1つずつ分けてください。',
  'lists.row-address-source-route':
    '中継先を指定する古い書き方のアドレスです。相手のアドレスだけにしてください。',
  'lists.row-address-comment':
    'メールアドレスにかっこが入っています。かっこの部分を除いてください。',
  'lists.row-address-quoted':
    'メールアドレスに引用符が入っています。引用符を使うアドレスには送れません。',
  'lists.row-address-no-at': 'メールアドレスに @ がありません。正しいアドレスを確かめてください。',
  'lists.row-address-several-at':
    'メールアドレスに @ が2つ以上あります。正しいアドレスを確かめてください。',
  'lists.row-address-white-space':
    'メールアドレスの途中に空白が入っています。空白を除いてください。',
  'lists.row-address-local-missing':
    'メールアドレスの @ の前が空です。正しいアドレスを確かめてください。',
  'lists.row-address-local-too-long':
    'メールアドレスの @ の前が長すぎます(64文字まで)。正しいアドレスを確かめてください。',
  'lists.row-address-local-full-width':
    'メールアドレスの @ の前に全角の文字が入っています。半角で入れ直してください。',
  'lists.row-address-local-not-ascii':
    'メールアドレスの @ の前に、アドレスに使えない文字が入っています。正しいアドレスを確かめてください。',
  'lists.row-address-local-dots':
    'メールアドレスの @ の前で、点が先頭か末尾にあるか、続いています。正しいアドレスを確かめてください。',
  'lists.row-address-local-character':
    'メールアドレスの @ の前に、アドレスに使えない文字が入っています。正しいアドレスを確かめてください。',
  'lists.row-address-legacy-mobile':
    '点が続く古い携帯電話のアドレスです。規格に合わないため、まだ送信できません。別のアドレスを確かめてください。',
  'lists.row-address-domain-missing':
    'メールアドレスの @ の後が空です。正しいアドレスを確かめてください。',
  'lists.row-address-domain-literal':
    'メールアドレスの @ の後が IP アドレスです。ドメイン名のアドレスを確かめてください。',
  'lists.row-address-domain-no-dot':
    'メールアドレスの @ の後に点がありません。「example.jp」のような形になっているか確かめてください。',
  'lists.row-address-domain-too-long':
    'メールアドレスの @ の後が長すぎます(253文字まで)。正しいアドレスを確かめてください。',
  'lists.row-address-domain-invalid':
    'メールアドレスの @ の後がドメイン名になっていません。正しいアドレスを確かめてください。',
  'lists.row-duplicate':
    '{line}行目と同じアドレスです。この行は取り込みません。{line}行目の内容を使います。',
  'lists.row-suppressed': '配信停止になっているアドレスです。リストには入れません。',
  'lists.row-suppressed-domain':
    'ドメイン「{domain}」が配信停止になっています。この行は取り込みません。',
  'lists.row-suppressed-pattern':
    '配信停止のパターン「{pattern}」に当たるアドレスです。この行は取り込みません。',
  'lists.row-erased':
    '本人の申し出により {on} に削除したアドレスです。この行は取り込まず、内容も残しません。その後に同意を得ている場合は、同意した日を列に入れてください。',
  'lists.row-no-consent':
    '同意した日がありません。「同意を記録できる行だけを取り込む」の指定に従い、この行は取り込みません。',
  'lists.row-consent-unclear':
    '同意した日か取得方法を読み取れないため、同意を記録できません。「同意を記録できる行だけを取り込む」の指定に従い、この行は取り込みません。',
  'lists.row-consent-withdrawn':
    '{on} に撤回された同意です。「同意を記録できる行だけを取り込む」の指定に従い、この行は取り込みません。',
  'lists.row-columns':
    '列の数が合いません({found}列、見出しは{expected}列)。区切り文字や引用符の過不足を確かめてください。',
  'lists.row-quote-unclosed':
    '{line}行目から始まる引用符が正しく閉じていません。引用符を確かめてください。次の行からは読み取りを続けています。',
  'lists.row-control-character': '「{column}」に制御文字が入っています。その文字を除いてください。',
  'lists.row-undecodable':
    '「{column}」に、選んだ文字コードでは読めない文字があります。元のファイルでその文字を入れ直してください。',
  'lists.row-field-too-long':
    '「{column}」が長すぎます({lengthMax}文字まで)。短くするか、その列を使わない設定にしてください。',
}
