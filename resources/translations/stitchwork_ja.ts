<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ja_JP" sourcelanguage="en">
<context>
    <name>ActionControl</name>
    <message>
        <source>Next problem: F8</source>
        <translation>次の問題：F8</translation>
    </message>
</context>
<context>
    <name>AddPopup</name>
    <message>
        <source>Find a node</source>
        <translation>ノードを検索</translation>
    </message>
    <message>
        <source>No node fits. Try another word.</source>
        <translation>当てはまるノードがありません。別の言葉で試してください。</translation>
    </message>
</context>
<context>
    <name>AxisEditor</name>
    <message>
        <source>Write whole numbers, with commas between them.</source>
        <translation>整数をコンマで区切って入力してください。</translation>
    </message>
    <message>
        <source>Write numbers, with commas between them.</source>
        <translation>数値をコンマで区切って入力してください。</translation>
    </message>
    <message>
        <source>Numbers with commas between them. Now: {value}.</source>
        <translation>コンマで区切った数値。現在：{value}。</translation>
    </message>
    <message>
        <source>{setting}: of which node</source>
        <translation>{setting}：対象のノード</translation>
    </message>
    <message>
        <source>Give at least one value of “{setting}”.</source>
        <translation>「{setting}」の値を 1 つ以上入力してください。</translation>
    </message>
    <message>
        <source>Tick what is tried. Now: {value}.</source>
        <translation>試すものにチェックを入れます。現在：{value}。</translation>
    </message>
    <message>
        <source>{value} does not fit: {reason}</source>
        <translation>{value} は使えません：{reason}</translation>
    </message>
    <message>
        <source>Values of {setting}</source>
        <translation>{setting} の値</translation>
    </message>
</context>
<context>
    <name>BottomPanel</name>
    <message>
        <source>Live</source>
        <translation>ライブ</translation>
    </message>
    <message>
        <source>Messages</source>
        <translation>メッセージ</translation>
    </message>
    <message>
        <source>Only the plots of the selected node</source>
        <translation>選択中のノードの図だけを表示</translation>
    </message>
    <message>
        <source>Export results…</source>
        <translation>結果を書き出す…</translation>
    </message>
</context>
<context>
    <name>Bubble</name>
    <message>
        <source>Leave the tour</source>
        <translation>ツアーを終える</translation>
    </message>
    <message>
        <source>Step {n} of {all}</source>
        <translation>ステップ {n} / {all}</translation>
    </message>
</context>
<context>
    <name>CanvasScene</name>
    <message>
        <source>Remove a note</source>
        <translation>メモを削除</translation>
    </message>
    <message>
        <source>Frame {title}, around {nodes}</source>
        <translation>枠「{title}」（中のノード：{nodes}）</translation>
    </message>
    <message>
        <source>Frame {title}, empty</source>
        <translation>枠「{title}」（空）</translation>
    </message>
    <message>
        <source>Note: {words}</source>
        <translation>メモ：{words}</translation>
    </message>
</context>
<context>
    <name>CanvasView</name>
    <message>
        <source>Tidy</source>
        <translation>整列し直す</translation>
    </message>
    <message>
        <source>Remove a bend</source>
        <translation>折れ点を削除</translation>
    </message>
    <message>
        <source>Move a bend</source>
        <translation>折れ点を移動</translation>
    </message>
    <message>
        <source>Add a bend</source>
        <translation>折れ点を追加</translation>
    </message>
    <message>
        <source>Wire from {0} to {1}</source>
        <translation>{0} から {1} への線</translation>
    </message>
    <message>
        <source>{0}, bend {1}</source>
        <translation>{0}、折れ点 {1}</translation>
    </message>
    <message>
        <source>Cut</source>
        <translation>切断</translation>
    </message>
    <message>
        <source>Paste</source>
        <translation>貼り付け</translation>
    </message>
    <message>
        <source>Duplicate</source>
        <translation>複製</translation>
    </message>
    <message>
        <source>Both are outputs. A wire goes from an output to an input.</source>
        <translation>どちらも出力です。線は出力から入力へつなぎます。</translation>
    </message>
    <message>
        <source>Both are inputs. A wire goes from an output to an input.</source>
        <translation>どちらも入力です。線は出力から入力へつなぎます。</translation>
    </message>
    <message>
        <source>Insert {0}</source>
        <translation>「{0}」を挿入</translation>
    </message>
    <message>
        <source>Group</source>
        <translation>グループ</translation>
    </message>
    <message>
        <source>Close group</source>
        <translation>グループを閉じる</translation>
    </message>
    <message>
        <source>Ungroup</source>
        <translation>グループ解除</translation>
    </message>
    <message>
        <source>Open group</source>
        <translation>グループを開く</translation>
    </message>
    <message>
        <source>Title of the group</source>
        <translation>グループの名前</translation>
    </message>
    <message>
        <source>The group “{0}” is selected only in part. Select all of it, or ungroup it.</source>
        <translation>グループ「{0}」は一部だけが選択されています。全体を選択するか、グループを解除してください。</translation>
    </message>
    <message>
        <source>Title of the node</source>
        <translation>ノードの名前</translation>
    </message>
    <message>
        <source>Rename</source>
        <translation>名前を変更</translation>
    </message>
    <message>
        <source>Add a note</source>
        <translation>メモを追加</translation>
    </message>
    <message>
        <source>Frame</source>
        <translation>枠</translation>
    </message>
    <message>
        <source>Add a frame</source>
        <translation>枠を追加</translation>
    </message>
    <message>
        <source>Move</source>
        <translation>移動</translation>
    </message>
    <message>
        <source>Title of the frame</source>
        <translation>枠の見出し</translation>
    </message>
    <message>
        <source>Words of the note</source>
        <translation>メモの本文</translation>
    </message>
    <message>
        <source>Resize</source>
        <translation>サイズ変更</translation>
    </message>
    <message>
        <source>Write a note</source>
        <translation>メモを書く</translation>
    </message>
    <message>
        <source>Add join</source>
        <translation>接合の追加</translation>
    </message>
    <message>
        <source>Connect to {0}? Press Enter.</source>
        <translation>{0}に接続しますか。Enter を押してください。</translation>
    </message>
    <message>
        <source>Canvas</source>
        <translation>キャンバス</translation>
    </message>
</context>
<context>
    <name>Cells</name>
    <message>
        <source>This cell has no value yet.</source>
        <translation>このマスにはまだ値がありません。</translation>
    </message>
    <message>
        <source>The graph has changed since this was drawn. Run it again to use its joins.</source>
        <translation>この図が描かれたあとでグラフが変わりました。もう一度実行すると、この図の接合を使えます。</translation>
    </message>
</context>
<context>
    <name>ChartedPanel</name>
    <message>
        <source>Show all again</source>
        <translation>全体を再表示</translation>
    </message>
    <message>
        <source>Logarithmic height</source>
        <translation>縦軸を対数にする</translation>
    </message>
    <message>
        <source>Logarithmic width</source>
        <translation>横軸を対数にする</translation>
    </message>
</context>
<context>
    <name>CommandPalette</name>
    <message>
        <source>Find an action, a recipe or a node</source>
        <translation>操作、レシピ、ノードを検索</translation>
    </message>
    <message>
        <source>Nothing fits. Actions that cannot be used now are left out.</source>
        <translation>当てはまるものがありません。今は使えない操作は除かれています。</translation>
    </message>
    <message>
        <source>Open recipe</source>
        <translation>レシピを開く</translation>
    </message>
    <message>
        <source>Open file</source>
        <translation>ファイルを開く</translation>
    </message>
    <message>
        <source>In the menu {menu}.</source>
        <translation>「{menu}」メニューにあります。</translation>
    </message>
    <message>
        <source>Add node</source>
        <translation>ノードを追加</translation>
    </message>
</context>
<context>
    <name>ContinueList</name>
    <message>
        <source>Empty canvas</source>
        <translation>空のキャンバス</translation>
    </message>
    <message>
        <source>Start from nothing</source>
        <translation>ゼロから始める</translation>
    </message>
    <message>
        <source>Continue</source>
        <translation>続きから</translation>
    </message>
    <message>
        <source>Graphs that you save are listed here.</source>
        <translation>保存したグラフがここに並びます。</translation>
    </message>
</context>
<context>
    <name>CopyButton</name>
    <message>
        <source>Copy the details</source>
        <translation>詳細をコピー</translation>
    </message>
</context>
<context>
    <name>DepthEditor</name>
    <message>
        <source>Connect a model to choose among its blocks.</source>
        <translation>モデルをつなぐと、そのブロックの中から選べます。</translation>
    </message>
    <message>
        <source>1 block</source>
        <translation>1 ブロック</translation>
    </message>
    <message>
        <source>{n} blocks</source>
        <translation>{n} ブロック</translation>
    </message>
    <message>
        <source>{model} has {blocks}.</source>
        <translation>{model} のブロック数：{blocks}。</translation>
    </message>
</context>
<context>
    <name>Document</name>
    <message>
        <source>made by another version</source>
        <translation>別のバージョンで作成</translation>
    </message>
    <message>
        <source>1 node</source>
        <translation>1 ノード</translation>
    </message>
    <message>
        <source>Group</source>
        <translation>グループ</translation>
    </message>
    <message>
        <source>{n} nodes</source>
        <translation>{n} ノード</translation>
    </message>
</context>
<context>
    <name>DocumentTabs</name>
    <message>
        <source>Open documents</source>
        <translation>開いているキャンバス</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>ホーム</translation>
    </message>
    <message>
        <source>Runs</source>
        <translation>実行履歴</translation>
    </message>
    <message>
        <source>New canvas (Ctrl+N)</source>
        <translation>新しいキャンバス（Ctrl+N）</translation>
    </message>
    <message>
        <source>New canvas</source>
        <translation>新しいキャンバス</translation>
    </message>
    <message>
        <source>{name}, unsaved changes</source>
        <translation>{name}（未保存の変更あり）</translation>
    </message>
    <message>
        <source>Not saved yet</source>
        <translation>未保存</translation>
    </message>
</context>
<context>
    <name>EmptyHint</name>
    <message>
        <source>Nothing here yet</source>
        <translation>まだ何もありません</translation>
    </message>
    <message>
        <source>Drag a model or a node from the library, or double-click to search for one.</source>
        <translation>ライブラリからモデルやノードをドラッグするか、ダブルクリックして検索してください。</translation>
    </message>
    <message>
        <source>Add a node</source>
        <translation>ノードを追加</translation>
    </message>
</context>
<context>
    <name>Filing</name>
    <message>
        <source>Open a graph</source>
        <translation>グラフを開く</translation>
    </message>
    <message>
        <source>Stitchwork graphs and exported pictures (*.stitch *.png)</source>
        <translation>Stitchwork のグラフと書き出した画像 (*.stitch *.png)</translation>
    </message>
    <message>
        <source>Save the graph</source>
        <translation>グラフを保存</translation>
    </message>
    <message>
        <source>Stitchwork graphs (*.stitch)</source>
        <translation>Stitchwork のグラフ (*.stitch)</translation>
    </message>
    <message>
        <source>No files yet</source>
        <translation>ファイルはまだありません</translation>
    </message>
</context>
<context>
    <name>FitBar</name>
    <message>
        <source>Show all models again</source>
        <translation>すべてのモデルを再表示</translation>
    </message>
</context>
<context>
    <name>FolderDialog</name>
    <message>
        <source>New folder</source>
        <translation>新しいフォルダー</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>選択…</translation>
    </message>
    <message>
        <source>Usual folder</source>
        <translation>標準のフォルダー</translation>
    </message>
    <message>
        <source>Leave it where it is, and only use the new folder</source>
        <translation>中身は元の場所に残し、新しいフォルダーだけを使う</translation>
    </message>
    <message>
        <source>How much is moved</source>
        <translation>移動の進み具合</translation>
    </message>
    <message>
        <source>Use this folder</source>
        <translation>このフォルダーを使う</translation>
    </message>
    <message>
        <source>{size} are copied to {folder} and checked; then the old files are removed.</source>
        <translation>{size} を {folder} にコピーして確認し、そのあと元のファイルを削除します。</translation>
    </message>
    <message>
        <source>Folder of your models</source>
        <translation>モデルのフォルダー</translation>
    </message>
    <message>
        <source>Folder of the kept runs</source>
        <translation>実行履歴のフォルダー</translation>
    </message>
    <message>
        <source>Write the whole path of a folder, from the top.</source>
        <translation>フォルダーの場所を、先頭からすべて書いてください。</translation>
    </message>
    <message>
        <source>A run or an import is under way. Stop it, or wait until it ends.</source>
        <translation>実行中または取り込み中です。停止するか、終わるまでお待ちください。</translation>
    </message>
    <message>
        <source>Stopping…</source>
        <translation>停止しています…</translation>
    </message>
    <message>
        <source>Move what is in the old folder ({size}) to the new one</source>
        <translation>元のフォルダーの中身（{size}）を新しいフォルダーへ移す</translation>
    </message>
    <message>
        <source>{folder} is on the same disk: moving takes a moment.</source>
        <translation>{folder} は同じディスクにあるので、すぐに移せます。</translation>
    </message>
    <message>
        <source>Moving… Until the end the old folder stays as it is.</source>
        <translation>移しています… 終わるまで元のフォルダーはそのままです。</translation>
    </message>
    <message>
        <source>Used now: {folder}</source>
        <translation>現在の場所：{folder}</translation>
    </message>
    <message>
        <source>{folder} is used from now on.</source>
        <translation>今後は {folder} を使います。</translation>
    </message>
    <message>
        <source>Stopped. Everything is where it was.</source>
        <translation>停止しました。すべて元の場所にあります。</translation>
    </message>
    <message>
        <source>It cannot be read: {reason}.</source>
        <translation>読み込めません：{reason}。</translation>
    </message>
</context>
<context>
    <name>GraphPage</name>
    <message>
        <source>What came out</source>
        <translation>結果</translation>
    </message>
    <message>
        <source>Nodes</source>
        <translation>ノード</translation>
    </message>
    <message>
        <source>Select a node to see its settings and results.</source>
        <translation>ノードを選ぶと、設定と結果がここに表示されます。</translation>
    </message>
    <message>
        <source>This graph</source>
        <translation>このグラフ</translation>
    </message>
</context>
<context>
    <name>GroupPage</name>
    <message>
        <source>Run up to here</source>
        <translation>ここまで実行</translation>
    </message>
    <message>
        <source>Ungroup</source>
        <translation>グループ解除</translation>
    </message>
    <message>
        <source>Nodes</source>
        <translation>ノード</translation>
    </message>
    <message>
        <source>Open the group</source>
        <translation>グループを開く</translation>
    </message>
    <message>
        <source>Close the group</source>
        <translation>グループを閉じる</translation>
    </message>
    <message>
        <source>Rename</source>
        <translation>名前を変更</translation>
    </message>
    <message>
        <source>Goes in</source>
        <translation>入力</translation>
    </message>
    <message>
        <source>Comes out</source>
        <translation>出力</translation>
    </message>
</context>
<context>
    <name>Halves</name>
    <message>
        <source>front</source>
        <translation>前半</translation>
    </message>
    <message>
        <source>back</source>
        <translation>後半</translation>
    </message>
</context>
<context>
    <name>HeatMapPanel</name>
    <message>
        <source>Use this join on the canvas</source>
        <translation>この接合をキャンバスで使う</translation>
    </message>
    <message>
        <source>not available</source>
        <translation>値なし</translation>
    </message>
</context>
<context>
    <name>HelpPage</name>
    <message>
        <source>Try it</source>
        <translation>試してみる</translation>
    </message>
    <message>
        <source>Add to the canvas</source>
        <translation>キャンバスに追加</translation>
    </message>
    <message>
        <source>No recipe uses this node yet. Add it to a canvas, connect its inputs and press Run.</source>
        <translation>このノードを使うレシピはまだありません。キャンバスに追加し、入力をつないで「実行」を押してください。</translation>
    </message>
    <message>
        <source>Goes in</source>
        <translation>入力</translation>
    </message>
    <message>
        <source>Comes out</source>
        <translation>出力</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>設定</translation>
    </message>
    <message>
        <source>Papers</source>
        <translation>論文</translation>
    </message>
    <message>
        <source>Open a canvas first</source>
        <translation>先にキャンバスを開いてください</translation>
    </message>
    <message>
        <source>Open recipe</source>
        <translation>レシピを開く</translation>
    </message>
    <message>
        <source>usually {value}</source>
        <translation>既定 {value}</translation>
    </message>
</context>
<context>
    <name>HelpWindow</name>
    <message>
        <source>Help: what every node does</source>
        <translation>ヘルプ：すべてのノードの説明</translation>
    </message>
    <message>
        <source>Find a node</source>
        <translation>ノードを検索</translation>
    </message>
    <message>
        <source>No node fits. Try another word.</source>
        <translation>当てはまるノードがありません。別の言葉で試してください。</translation>
    </message>
</context>
<context>
    <name>HeroCard</name>
    <message>
        <source>Start here</source>
        <translation>まずはここから</translation>
    </message>
    <message>
        <source>Open and run</source>
        <translation>開いて実行</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>開く</translation>
    </message>
    <message>
        <source>starter models</source>
        <translation>付属モデル</translation>
    </message>
    <message>
        <source>1 node</source>
        <translation>1 ノード</translation>
    </message>
    <message>
        <source>{n} nodes</source>
        <translation>{n} ノード</translation>
    </message>
</context>
<context>
    <name>ImportDialog</name>
    <message>
        <source>A name on the hub. It is fetched over the network, and checked before its weights come.</source>
        <translation>ハブの名前です。ネットワークから取得し、重みを受け取る前に確認します。</translation>
    </message>
    <message>
        <source>GGUF models (*.gguf)</source>
        <translation>GGUF モデル (*.gguf)</translation>
    </message>
    <message>
        <source>Import a model</source>
        <translation>モデルを読み込む</translation>
    </message>
    <message>
        <source>Where the model is</source>
        <translation>モデルの場所</translation>
    </message>
    <message>
        <source>Name in the library</source>
        <translation>ライブラリでの名前</translation>
    </message>
    <message>
        <source>Folder…</source>
        <translation>フォルダー…</translation>
    </message>
    <message>
        <source>GGUF file…</source>
        <translation>GGUF ファイル…</translation>
    </message>
    <message>
        <source>A folder holds config.json, a tokenizer and .safetensors files. The network is used only for a name from the hub. Files that can carry programs (.bin, .pt) are refused.</source>
        <translation>フォルダーには config.json、トークナイザー、.safetensors ファイルが必要です。ネットワークは、ハブの名前を指定したときだけ使います。プログラムを含みうるファイル（.bin、.pt）は受け付けません。</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>読み込み元</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名前</translation>
    </message>
    <message>
        <source>Import</source>
        <translation>読み込む</translation>
    </message>
    <message>
        <source>Folder, .gguf file, or a name such as owner/model</source>
        <translation>フォルダー、.gguf ファイル、または owner/model の形の名前</translation>
    </message>
    <message>
        <source>Taken from the source when empty</source>
        <translation>空欄なら読み込み元の名前を使います</translation>
    </message>
    <message>
        <source>{parameters} parameters in {layers} layers. {disk} on disk, about {need} once loaded.</source>
        <translation>パラメーター {parameters}、{layers} 層。ディスク上 {disk}、読み込み時は約 {need}。</translation>
    </message>
    <message>
        <source>A GGUF file of {disk}. It is converted once, which takes about a minute.</source>
        <translation>{disk} の GGUF ファイルです。最初に一度だけ変換し、1 分ほどかかります。</translation>
    </message>
    <message>
        <source>A model's folder</source>
        <translation>モデルのフォルダー</translation>
    </message>
    <message>
        <source>A GGUF file</source>
        <translation>GGUF ファイル</translation>
    </message>
    <message>
        <source>It cannot be read: {reason}.</source>
        <translation>読み込めません：{reason}。</translation>
    </message>
</context>
<context>
    <name>ImportRow</name>
    <message>
        <source>Cancel the import</source>
        <translation>読み込みを中止</translation>
    </message>
    <message>
        <source>Forget the import</source>
        <translation>この読み込みを取り消す</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>再開</translation>
    </message>
    <message>
        <source>Import it again; what was fetched over the network so far is kept</source>
        <translation>もう一度読み込む（取得済みの部分は残っています）</translation>
    </message>
</context>
<context>
    <name>Inspector</name>
    <message>
        <source>What every node does</source>
        <translation>すべてのノードの説明</translation>
    </message>
    <message>
        <source>Changes apply to the next run. Only nodes after a change run again.</source>
        <translation>変更は次の実行に反映されます。変更より後ろのノードだけが再実行されます。</translation>
    </message>
    <message>
        <source>Click to rename</source>
        <translation>クリックして名前を変更</translation>
    </message>
    <message>
        <source>What this node does (F1)</source>
        <translation>このノードの説明（F1）</translation>
    </message>
    <message>
        <source>What this node does</source>
        <translation>このノードの説明</translation>
    </message>
    <message>
        <source>What to show of the node</source>
        <translation>ノードについて表示する内容</translation>
    </message>
    <message>
        <source>Back to the group</source>
        <translation>グループに戻る</translation>
    </message>
    <message>
        <source>{n} nodes are selected. Select one of them to see its settings and results.</source>
        <translation>{n} 個のノードが選択されています。1 つだけ選ぶと、設定と結果が表示されます。</translation>
    </message>
    <message>
        <source>Title of the node</source>
        <translation>ノードの名前</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>設定</translation>
    </message>
    <message>
        <source>Results</source>
        <translation>結果</translation>
    </message>
    <message>
        <source>Help</source>
        <translation>ヘルプ</translation>
    </message>
    <message>
        <source>This version does not know this kind of node. It is kept as it is when you save.</source>
        <translation>このバージョンが知らない種類のノードです。保存するときは、そのまま残されます。</translation>
    </message>
    <message>
        <source>Title of the group</source>
        <translation>グループの名前</translation>
    </message>
    <message>
        <source>Problem</source>
        <translation>問題</translation>
    </message>
    <message>
        <source>Add a node to the canvas. Its settings and results appear here.</source>
        <translation>キャンバスにノードを追加してください。設定と結果がここに表示されます。</translation>
    </message>
    <message>
        <source>{count} parameters, {layers} layers, about {need} in memory</source>
        <translation>パラメーター {count}、{layers} 層、メモリ 約 {need}</translation>
    </message>
</context>
<context>
    <name>JoinPicture</name>
    <message>
        <source>{model}, first {n} of {count} blocks</source>
        <translation>{model}、{count} ブロックのうち最初の {n} 個</translation>
    </message>
    <message>
        <source>{model}, last {n} of {count} blocks</source>
        <translation>{model}、{count} ブロックのうち最後の {n} 個</translation>
    </message>
</context>
<context>
    <name>Keeper</name>
    <message>
        <source>{graph} – {values}</source>
        <translation>{graph} – {values}</translation>
    </message>
</context>
<context>
    <name>LibraryControl</name>
    <message>
        <source>Ready. {models} in the library, {starter} of them came with the program.</source>
        <translation>準備完了。ライブラリには {models}があり、うち {starter} 個は付属のものです。</translation>
    </message>
    <message>
        <source>Show models that fit</source>
        <translation>組み合わせられるモデルを表示</translation>
    </message>
    <message>
        <source>Connect its disk, or choose another folder in the preferences.</source>
        <translation>ディスクを接続するか、設定で別のフォルダーを選んでください。</translation>
    </message>
    <message>
        <source>1 model</source>
        <translation>1 個のモデル</translation>
    </message>
    <message>
        <source>{n} models</source>
        <translation>{n} 個のモデル</translation>
    </message>
    <message>
        <source>Ready. {models} in the library came with the program.</source>
        <translation>準備完了。ライブラリには付属の {models}があります。</translation>
    </message>
    <message>
        <source>{name} is in the library now.</source>
        <translation>{name} をライブラリに追加しました。</translation>
    </message>
    <message>
        <source>Library</source>
        <translation>ライブラリ</translation>
    </message>
    <message>
        <source>The folder of your models is not there: {folder}.</source>
        <translation>モデルのフォルダーが見つかりません：{folder}。</translation>
    </message>
    <message>
        <source>The model {name} cannot be used.</source>
        <translation>モデル {name} は利用できません。</translation>
    </message>
</context>
<context>
    <name>LibraryDock</name>
    <message>
        <source>Show the library (Ctrl+B)</source>
        <translation>ライブラリを表示（Ctrl+B）</translation>
    </message>
    <message>
        <source>Find a model or node</source>
        <translation>モデルやノードを検索</translation>
    </message>
</context>
<context>
    <name>LibraryPanel</name>
    <message>
        <source>Library</source>
        <translation>ライブラリ</translation>
    </message>
    <message>
        <source>Hide the library (Ctrl+B)</source>
        <translation>ライブラリを隠す（Ctrl+B）</translation>
    </message>
    <message>
        <source>Hide the library</source>
        <translation>ライブラリを隠す</translation>
    </message>
    <message>
        <source>Find a model or node</source>
        <translation>モデルやノードを検索</translation>
    </message>
    <message>
        <source>Bring your own: drop a model’s folder or .gguf file here, or import one.</source>
        <translation>自分のモデルも使えます。モデルのフォルダーか .gguf ファイルをここにドロップするか、読み込んでください。</translation>
    </message>
    <message>
        <source>Import a model…</source>
        <translation>モデルを読み込む…</translation>
    </message>
    <message>
        <source>Add to the canvas</source>
        <translation>キャンバスに追加</translation>
    </message>
    <message>
        <source>Describe it</source>
        <translation>説明を表示</translation>
    </message>
    <message>
        <source>Nothing is called “{words}”. Try another word, or import a model.</source>
        <translation>「{words}」という名前のものはありません。別の言葉で試すか、モデルを読み込んでください。</translation>
    </message>
    <message>
        <source>Remove from the library…</source>
        <translation>ライブラリから削除…</translation>
    </message>
</context>
<context>
    <name>LinePanel</name>
    <message>
        <source>No values so far.</source>
        <translation>まだ値がありません。</translation>
    </message>
    <message>
        <source>band: {words}</source>
        <translation>帯：{words}</translation>
    </message>
</context>
<context>
    <name>ListEditor</name>
    <message>
        <source>Choose…</source>
        <translation>選択…</translation>
    </message>
    <message>
        <source>{value} (not here)</source>
        <translation>{value}（見つかりません）</translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>Stitchwork</source>
        <translation>Stitchwork</translation>
    </message>
    <message>
        <source>Copy the details</source>
        <translation>詳細をコピー</translation>
    </message>
    <message>
        <source>CPU, 1 core</source>
        <translation>CPU（1 コア）</translation>
    </message>
    <message>
        <source>CPU, {n} cores</source>
        <translation>CPU（{n} コア）</translation>
    </message>
    <message>
        <source>Ready.</source>
        <translation>準備完了。</translation>
    </message>
    <message>
        <source>Automatic</source>
        <translation>自動</translation>
    </message>
    <message>
        <source>Program</source>
        <translation>プログラム</translation>
    </message>
    <message>
        <source>The recipe {file} was left out. {why}</source>
        <translation>レシピ {file} は除外しました。{why}</translation>
    </message>
    <message>
        <source>Recipes</source>
        <translation>レシピ</translation>
    </message>
</context>
<context>
    <name>MemoryBar</name>
    <message>
        <source>{used} of {total} GB</source>
        <translation>{used} / {total} GB</translation>
    </message>
    <message>
        <source>Memory used: {words}</source>
        <translation>メモリ使用量：{words}</translation>
    </message>
</context>
<context>
    <name>MemoryNeed</name>
    <message>
        <source>needs about {need} of {total}</source>
        <translation>必要メモリ 約 {need} / {total}</translation>
    </message>
    <message>
        <source>needs about {need}</source>
        <translation>必要メモリ 約 {need}</translation>
    </message>
</context>
<context>
    <name>MessagesTable</name>
    <message>
        <source>Messages</source>
        <translation>メッセージ</translation>
    </message>
    <message>
        <source>Nothing to tell yet. What runs find, and every problem with what helps, is listed here.</source>
        <translation>まだ何もありません。実行で分かったことや、問題とその対処がここに並びます。</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>コピー</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>時刻</translation>
    </message>
    <message>
        <source>Node</source>
        <translation>ノード</translation>
    </message>
    <message>
        <source>What happened</source>
        <translation>起きたこと</translation>
    </message>
    <message>
        <source>What helps</source>
        <translation>解決のヒント</translation>
    </message>
    <message>
        <source>Copy the details</source>
        <translation>詳細をコピー</translation>
    </message>
    <message>
        <source>Show the node</source>
        <translation>ノードを表示</translation>
    </message>
</context>
<context>
    <name>MiniMap</name>
    <message>
        <source>Overview of the canvas</source>
        <translation>キャンバスの全体図</translation>
    </message>
</context>
<context>
    <name>ModelCard</name>
    <message>
        <source>Close the description</source>
        <translation>説明を閉じる</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>追加</translation>
    </message>
    <message>
        <source>Add to the canvas</source>
        <translation>キャンバスに追加</translation>
    </message>
    <message>
        <source>What fits…</source>
        <translation>組み合わせ…</translation>
    </message>
    <message>
        <source>Show the models that go together with this one</source>
        <translation>このモデルと組み合わせられるモデルを表示</translation>
    </message>
    <message>
        <source>as 1 other</source>
        <translation>他の 1 個と共通</translation>
    </message>
    <message>
        <source>as {n} others</source>
        <translation>他 {n} 個と共通</translation>
    </message>
    <message>
        <source>{amount} parameters</source>
        <translation>パラメーター {amount}</translation>
    </message>
    <message>
        <source>{n}, each {width:,} wide</source>
        <translation>{n}（それぞれ幅 {width:,}）</translation>
    </message>
    <message>
        <source>Apache 2.0; the texts have their own</source>
        <translation>Apache 2.0（テキストは別ライセンス）</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>種類</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>サイズ</translation>
    </message>
    <message>
        <source>Layers</source>
        <translation>層の数</translation>
    </message>
    <message>
        <source>Pieces</source>
        <translation>区切り</translation>
    </message>
    <message>
        <source>Memory</source>
        <translation>メモリ</translation>
    </message>
    <message>
        <source>On disk</source>
        <translation>ディスク</translation>
    </message>
    <message>
        <source>Licence</source>
        <translation>ライセンス</translation>
    </message>
    <message>
        <source>From</source>
        <translation>由来</translation>
    </message>
    <message>
        <source>not stated</source>
        <translation>記載なし</translation>
    </message>
    <message>
        <source>came with Stitchwork</source>
        <translation>Stitchwork に付属</translation>
    </message>
    <message>
        <source>no other has them</source>
        <translation>他と共通しない</translation>
    </message>
</context>
<context>
    <name>NodePicture</name>
    <message>
        <source>The node “{title}” as it stands on the canvas</source>
        <translation>キャンバス上のノード「{title}」</translation>
    </message>
</context>
<context>
    <name>NodeRow</name>
    <message>
        <source>Show this node</source>
        <translation>このノードを表示</translation>
    </message>
</context>
<context>
    <name>Notice</name>
    <message>
        <source>Close the notice</source>
        <translation>お知らせを閉じる</translation>
    </message>
</context>
<context>
    <name>OfferTree</name>
    <message>
        <source>Models and nodes</source>
        <translation>モデルとノード</translation>
    </message>
</context>
<context>
    <name>Panel</name>
    <message>
        <source>Copied.</source>
        <translation>コピーしました。</translation>
    </message>
    <message>
        <source>Pin: keep it in sight</source>
        <translation>固定して常に表示</translation>
    </message>
    <message>
        <source>Save picture</source>
        <translation>画像を保存</translation>
    </message>
    <message>
        <source>Save numbers</source>
        <translation>数値を保存</translation>
    </message>
    <message>
        <source>Save picture (PNG)…</source>
        <translation>画像を保存（PNG）…</translation>
    </message>
    <message>
        <source>Save picture (PDF)…</source>
        <translation>画像を保存（PDF）…</translation>
    </message>
    <message>
        <source>Save numbers (CSV)…</source>
        <translation>数値を保存（CSV）…</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>コピー</translation>
    </message>
    <message>
        <source>Saved as {path}.</source>
        <translation>{path} に保存しました。</translation>
    </message>
</context>
<context>
    <name>Papers</name>
    <message>
        <source>Copy as BibTeX</source>
        <translation>BibTeX としてコピー</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>コピーしました</translation>
    </message>
</context>
<context>
    <name>PathEditor</name>
    <message>
        <source>Choose…</source>
        <translation>選択…</translation>
    </message>
    <message>
        <source>No folder chosen</source>
        <translation>フォルダー未選択</translation>
    </message>
    <message>
        <source>No file chosen</source>
        <translation>ファイル未選択</translation>
    </message>
    <message>
        <source>Choose a folder</source>
        <translation>フォルダーを選択</translation>
    </message>
    <message>
        <source>Choose a file</source>
        <translation>ファイルを選択</translation>
    </message>
</context>
<context>
    <name>PlotBoard</name>
    <message>
        <source>Press Run: plots appear here while the graph works.</source>
        <translation>「実行」を押すと、計算の進行に合わせてここに図が描かれます。</translation>
    </message>
    <message>
        <source>There are more plots than fit here. All are in the saved results.</source>
        <translation>ここに収まらない図があります。保存した結果にはすべて含まれます。</translation>
    </message>
    <message>
        <source>Plots of your graph appear here while it works. Add its first node to the canvas.</source>
        <translation>グラフの実行中、ここに図が表示されます。まずキャンバスにノードを追加してください。</translation>
    </message>
    <message>
        <source>This node has drawn no plots.</source>
        <translation>このノードは図を描いていません。</translation>
    </message>
    <message>
        <source>earlier run</source>
        <translation>以前の実行</translation>
    </message>
</context>
<context>
    <name>PreferencesDialog</name>
    <message>
        <source>Fewer leave more to other programs.</source>
        <translation>少なくすると、ほかのプログラムに余裕が残ります。</translation>
    </message>
    <message>
        <source>STITCHWORK_HOME decides where both are. Start without it to choose here.</source>
        <translation>どちらの場所も STITCHWORK_HOME で決まっています。ここで選ぶには、設定せずに起動してください。</translation>
    </message>
    <message>
        <source>They may be on another disk. What is there now can be moved along.</source>
        <translation>別のディスクにも置けます。今ある中身も一緒に移せます。</translation>
    </message>
    <message>
        <source>Preferences</source>
        <translation>設定</translation>
    </message>
    <message>
        <source>Look</source>
        <translation>外観</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>システムに合わせる</translation>
    </message>
    <message>
        <source>Reduce motion</source>
        <translation>動きを減らす</translation>
    </message>
    <message>
        <source>Runs</source>
        <translation>実行</translation>
    </message>
    <message>
        <source>Automatic</source>
        <translation>自動</translation>
    </message>
    <message>
        <source>Set the memory that a run may use:</source>
        <translation>実行に使うメモリの上限：</translation>
    </message>
    <message>
        <source>GB</source>
        <translation>GB</translation>
    </message>
    <message>
        <source>Memory that a run may use, in GB</source>
        <translation>実行に使うメモリの上限（GB）</translation>
    </message>
    <message>
        <source>Folders</source>
        <translation>フォルダー</translation>
    </message>
    <message>
        <source>Theme</source>
        <translation>テーマ</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>言語</translation>
    </message>
    <message>
        <source>Another one is used from the next start.</source>
        <translation>変更は次回の起動から反映されます。</translation>
    </message>
    <message>
        <source>Views jump instead of gliding, and nothing moves along wires.</source>
        <translation>画面は滑らかに動かずに切り替わり、線の上を流れる表示もなくなります。</translation>
    </message>
    <message>
        <source>Where models run</source>
        <translation>モデルを動かす場所</translation>
    </message>
    <message>
        <source>Processor threads of a run</source>
        <translation>実行に使うスレッド数</translation>
    </message>
    <message>
        <source>A graph that needs more is not started. Without it, what is free counts.</source>
        <translation>これより多く必要なグラフは開始されません。指定しない場合は、空きメモリで判断します。</translation>
    </message>
    <message>
        <source>Models</source>
        <translation>モデル</translation>
    </message>
    <message>
        <source>Kept runs</source>
        <translation>実行履歴</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>ライト</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>ダーク</translation>
    </message>
</context>
<context>
    <name>QLabel</name>
    <message>
        <source>Technical details</source>
        <translation>技術的な詳細</translation>
    </message>
</context>
<context>
    <name>QWidget</name>
    <message>
        <source>Adds two cuts and a stitch, fed by the same nodes. In the plot, arrows choose a cell and Enter uses it.</source>
        <translation>同じノードにつながる 2 つの切断と 1 つの接合を加えます。図では矢印キーでマスを選び、Enter で使います。</translation>
    </message>
    <message>
        <source>Use this join on the canvas</source>
        <translation>この接合をキャンバスで使う</translation>
    </message>
    <message>
        <source>Marked cell</source>
        <translation>選んだマス</translation>
    </message>
    <message>
        <source>Goes in</source>
        <translation>入力</translation>
    </message>
    <message>
        <source>Comes out</source>
        <translation>出力</translation>
    </message>
    <message>
        <source>Papers</source>
        <translation>論文</translation>
    </message>
    <message>
        <source>any number</source>
        <translation>いくつでも</translation>
    </message>
    <message>
        <source>may be left open</source>
        <translation>つながなくてもよい</translation>
    </message>
    <message>
        <source>Show the setting</source>
        <translation>設定を表示</translation>
    </message>
    <message>
        <source>What you can do</source>
        <translation>できること</translation>
    </message>
    <message>
        <source>Numbers</source>
        <translation>数値</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>所要時間</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>結果</translation>
    </message>
    <message>
        <source>From</source>
        <translation>由来</translation>
    </message>
    <message>
        <source>an earlier run, kept</source>
        <translation>以前の実行の結果を再利用</translation>
    </message>
    <message>
        <source>This run</source>
        <translation>今回の実行</translation>
    </message>
    <message>
        <source>Nothing yet. Press Run, and what this node finds appears here.</source>
        <translation>まだ何もありません。「実行」を押すと、このノードの結果がここに表示されます。</translation>
    </message>
</context>
<context>
    <name>RecipeCard</name>
    <message>
        <source>Open and run</source>
        <translation>開いて実行</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>開く</translation>
    </message>
</context>
<context>
    <name>Recovery</name>
    <message>
        <source>Changes cannot be kept for the case of a crash: {why}. Everything else works; save often.</source>
        <translation>万一に備えた変更の控えを保存できません：{why}。ほかはすべて使えますので、こまめに保存してください。</translation>
    </message>
    <message>
        <source>the disk is full</source>
        <translation>ディスクがいっぱいです</translation>
    </message>
    <message>
        <source>their folder cannot be written to</source>
        <translation>保存先のフォルダーに書き込めません</translation>
    </message>
</context>
<context>
    <name>ResultsControl</name>
    <message>
        <source>Results</source>
        <translation>結果</translation>
    </message>
    <message>
        <source>Canvas or results</source>
        <translation>キャンバスと結果の切り替え</translation>
    </message>
    <message>
        <source>Results, new</source>
        <translation>結果（新着）</translation>
    </message>
    <message>
        <source>Canvas</source>
        <translation>キャンバス</translation>
    </message>
</context>
<context>
    <name>ResultsPage</name>
    <message>
        <source>Results</source>
        <translation>結果</translation>
    </message>
    <message>
        <source>{node}: {words}</source>
        <translation>{node}：{words}</translation>
    </message>
</context>
<context>
    <name>RunControl</name>
    <message>
        <source>The window and your graph are kept. Run works again.</source>
        <translation>ウィンドウとグラフはそのまま残っています。もう一度実行できます。</translation>
    </message>
    <message>
        <source>The list of kept runs was damaged. It was made anew from the runs on the disk.</source>
        <translation>実行履歴の一覧が壊れていたため、ディスク上の記録から作り直しました。</translation>
    </message>
    <message>
        <source>the graph</source>
        <translation>グラフ</translation>
    </message>
    <message>
        <source>Not started: 1 problem</source>
        <translation>開始できません：問題が 1 件</translation>
    </message>
    <message>
        <source>Not started: {n} problems</source>
        <translation>開始できません：問題が {n} 件</translation>
    </message>
    <message>
        <source>Whole graph</source>
        <translation>グラフ全体</translation>
    </message>
    <message>
        <source>{node}: changed. Undo takes it back.</source>
        <translation>「{node}」を変更しました。「元に戻す」で取り消せます。</translation>
    </message>
    <message>
        <source>Run now</source>
        <translation>今すぐ実行</translation>
    </message>
    <message>
        <source>Ready.</source>
        <translation>準備完了。</translation>
    </message>
    <message>
        <source>Program</source>
        <translation>プログラム</translation>
    </message>
    <message>
        <source>Nothing was loaded, earlier results are kept.</source>
        <translation>何も読み込んでいません。以前の結果は残っています。</translation>
    </message>
    <message>
        <source>Engine</source>
        <translation>エンジン</translation>
    </message>
    <message>
        <source>Runs</source>
        <translation>実行履歴</translation>
    </message>
    <message>
        <source>{problems} in {node}.</source>
        <translation>{problems}あります（{node}）。</translation>
    </message>
    <message>
        <source>{problems}, the first in {node}.</source>
        <translation>{problems}あります（最初は {node}）。</translation>
    </message>
</context>
<context>
    <name>RunDetail</name>
    <message>
        <source>Numbers</source>
        <translation>数値</translation>
    </message>
    <message>
        <source>What differs</source>
        <translation>違い</translation>
    </message>
    <message>
        <source>A is the earliest. The best of each number is in bold. Lines and bars of the runs share one plot.</source>
        <translation>A がいちばん古い実行です。各数値の最良値は太字です。線と棒は、複数の実行をひとつの図に重ねています。</translation>
    </message>
    <message>
        <source>No plots were drawn.</source>
        <translation>図は描かれていません。</translation>
    </message>
    <message>
        <source>{graph}, {when}. {outcome} in {time}, seed {seed}, {device}.</source>
        <translation>{graph}、{when}。{outcome}、{time}、シード {seed}、{device}。</translation>
    </message>
    <message>
        <source>Metric</source>
        <translation>指標</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>値</translation>
    </message>
    <message>
        <source>Select up to {n} of them to see their plots in one picture.</source>
        <translation>{n} 件まで選ぶと、それぞれの図が 1 つに重なります。</translation>
    </message>
    <message>
        <source>on the CPU</source>
        <translation>CPU で実行</translation>
    </message>
    <message>
        <source>{n} runs compared</source>
        <translation>{n} 件の実行を比較</translation>
    </message>
    <message>
        <source>No more than {n} at once.</source>
        <translation>同時に比較できるのは {n} 件までです。</translation>
    </message>
    <message>
        <source>on {device}</source>
        <translation>{device} で実行</translation>
    </message>
</context>
<context>
    <name>Running</name>
    <message>
        <source>Starting: the models and methods are being made ready.</source>
        <translation>起動中：モデルと手法を準備しています。</translation>
    </message>
    <message>
        <source>Stopping…</source>
        <translation>停止しています…</translation>
    </message>
    <message>
        <source>Importing…</source>
        <translation>読み込んでいます…</translation>
    </message>
    <message>
        <source>{facts}.</source>
        <translation>{facts}。</translation>
    </message>
    <message>
        <source>A node failed. Finished nodes are kept.</source>
        <translation>失敗したノードがあります。完了したノードの結果は残っています。</translation>
    </message>
    <message>
        <source>Running 1 node.</source>
        <translation>1 個のノードを実行中。</translation>
    </message>
    <message>
        <source>Running {n} nodes.</source>
        <translation>{n} 個のノードを実行中。</translation>
    </message>
    <message>
        <source>{done} of {total}</source>
        <translation>{done} / {total}</translation>
    </message>
    <message>
        <source>1 node was kept from an earlier run.</source>
        <translation>1 個のノードは以前の結果を再利用しました。</translation>
    </message>
    <message>
        <source>{n} nodes were kept from an earlier run.</source>
        <translation>{n} 個のノードは以前の結果を再利用しました。</translation>
    </message>
    <message>
        <source>Stopped after {time}. Finished nodes are kept.</source>
        <translation>{time}で停止しました。完了したノードの結果は残っています。</translation>
    </message>
    <message>
        <source>Paused.</source>
        <translation>一時停止中。</translation>
    </message>
    <message>
        <source>Going on.</source>
        <translation>再開しました。</translation>
    </message>
    <message>
        <source>about {time} left</source>
        <translation>残り約 {time}</translation>
    </message>
    <message>
        <source>Finished in {time}.</source>
        <translation>{time}で完了しました。</translation>
    </message>
    <message>
        <source>{node}: started.</source>
        <translation>「{node}」を開始しました。</translation>
    </message>
</context>
<context>
    <name>RunsPage</name>
    <message>
        <source>Every run is kept here with its graph, numbers and plots, so that you can find it again and compare it with others. Open a recipe and press Run.</source>
        <translation>実行はすべて、グラフ、数値、図とともにここに残ります。あとから探したり、互いに比べたりできます。レシピを開いて「実行」を押してください。</translation>
    </message>
    <message>
        <source>Save the runs</source>
        <translation>実行履歴を保存</translation>
    </message>
    <message>
        <source>Tables (*.csv)</source>
        <translation>表 (*.csv)</translation>
    </message>
    <message>
        <source>Find: graph, words, date, metric</source>
        <translation>検索：グラフ、言葉、日付、指標</translation>
    </message>
    <message>
        <source>Find runs</source>
        <translation>実行を検索</translation>
    </message>
    <message>
        <source>Metric in the table</source>
        <translation>表に示す指標</translation>
    </message>
    <message>
        <source>Open the graph</source>
        <translation>グラフを開く</translation>
    </message>
    <message>
        <source>Save as CSV…</source>
        <translation>CSV で保存…</translation>
    </message>
    <message>
        <source>Delete…</source>
        <translation>削除…</translation>
    </message>
    <message>
        <source>Runs</source>
        <translation>実行履歴</translation>
    </message>
    <message>
        <source>No runs yet</source>
        <translation>実行履歴はまだありません</translation>
    </message>
    <message>
        <source>Choose a recipe</source>
        <translation>レシピを選ぶ</translation>
    </message>
    <message>
        <source>Main metric of each</source>
        <translation>それぞれの主要指標</translation>
    </message>
    <message>
        <source>1 run</source>
        <translation>1 件の実行</translation>
    </message>
    <message>
        <source>{n} runs</source>
        <translation>{n} 件の実行</translation>
    </message>
    <message>
        <source>Select a run to see its results, two or more to compare them.</source>
        <translation>実行をひとつ選ぶと結果が、複数選ぶと比較が表示されます。</translation>
    </message>
    <message>
        <source>Hold Ctrl and click another run to compare the two.</source>
        <translation>Ctrl を押しながら別の実行をクリックすると、2 件を比べられます。</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>コピー</translation>
    </message>
    <message>
        <source>Stitchwork</source>
        <translation>Stitchwork</translation>
    </message>
    <message>
        <source>Their graphs, numbers and plots are removed from the disk. This cannot be undone.</source>
        <translation>グラフ、数値、図をディスクから削除します。この操作は取り消せません。</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>削除</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>残す</translation>
    </message>
    <message>
        <source>{size} on the disk</source>
        <translation>ディスク使用量 {size}</translation>
    </message>
    <message>
        <source>{facts}.</source>
        <translation>{facts}。</translation>
    </message>
    <message>
        <source>Delete the run of “{graph}”?</source>
        <translation>「{graph}」の実行を削除しますか？</translation>
    </message>
    <message>
        <source>Delete {n} runs?</source>
        <translation>{n} 件の実行を削除しますか？</translation>
    </message>
    <message>
        <source>{n} of {runs}</source>
        <translation>{runs}のうち {n} 件</translation>
    </message>
    <message>
        <source>No run holds the words “{words}”.</source>
        <translation>「{words}」を含む実行はありません。</translation>
    </message>
    <message>
        <source>Saved as {path}.</source>
        <translation>{path} に保存しました。</translation>
    </message>
</context>
<context>
    <name>RunsTable</name>
    <message>
        <source>Kept runs</source>
        <translation>実行履歴</translation>
    </message>
</context>
<context>
    <name>SeedField</name>
    <message>
        <source>Seed of the run</source>
        <translation>実行のシード</translation>
    </message>
    <message>
        <source>The same seed gives the same result.</source>
        <translation>シードが同じなら、結果も同じになります。</translation>
    </message>
</context>
<context>
    <name>SettingRow</name>
    <message>
        <source>Back to the default</source>
        <translation>既定値に戻す</translation>
    </message>
    <message>
        <source>{setting}: back to the default</source>
        <translation>{setting}：既定値に戻す</translation>
    </message>
</context>
<context>
    <name>SettingsForm</name>
    <message>
        <source>More settings</source>
        <translation>詳細な設定</translation>
    </message>
    <message>
        <source>This node has no settings.</source>
        <translation>このノードに設定はありません。</translation>
    </message>
    <message>
        <source>{count}, {changed} changed</source>
        <translation>{count} 項目（{changed} 件変更）</translation>
    </message>
    <message>
        <source>{count}, at the default</source>
        <translation>{count} 項目（既定値）</translation>
    </message>
    <message>
        <source>{count}, all at their defaults</source>
        <translation>{count} 項目（すべて既定値）</translation>
    </message>
</context>
<context>
    <name>StartPage</name>
    <message>
        <source>Find a recipe</source>
        <translation>レシピを検索</translation>
    </message>
    <message>
        <source>What would you like to try?</source>
        <translation>何を試しますか？</translation>
    </message>
    <message>
        <source>Each recipe is a finished graph. Open it, press Run, watch it work. Everything here runs on this computer without a network.</source>
        <translation>レシピは完成済みのグラフです。開いて「実行」を押すだけで動きます。すべてこのコンピューター上で、ネットワークなしで動作します。</translation>
    </message>
    <message>
        <source>No recipe fits. Try another word, or start with an empty canvas.</source>
        <translation>当てはまるレシピがありません。別の言葉で試すか、空のキャンバスから始めてください。</translation>
    </message>
    <message>
        <source>Empty canvas</source>
        <translation>空のキャンバス</translation>
    </message>
    <message>
        <source>All</source>
        <translation>すべて</translation>
    </message>
</context>
<context>
    <name>StatusLine</name>
    <message>
        <source>What the models of this graph need once they are loaded.</source>
        <translation>このグラフのモデルをすべて読み込んだときに必要なメモリです。</translation>
    </message>
    <message>
        <source>seed</source>
        <translation>シード</translation>
    </message>
    <message>
        <source>That is most of the memory that is free now. Other programs may become slow.</source>
        <translation>現在の空きメモリの大部分を使います。ほかのプログラムが遅くなることがあります。</translation>
    </message>
    <message>
        <source>That is more than is free now. Choose smaller models, or close other programs.</source>
        <translation>現在の空きメモリを超えています。小さいモデルを選ぶか、ほかのプログラムを閉じてください。</translation>
    </message>
</context>
<context>
    <name>StepBar</name>
    <message>
        <source>Play the steps</source>
        <translation>ステップを再生</translation>
    </message>
    <message>
        <source>Step</source>
        <translation>ステップ</translation>
    </message>
</context>
<context>
    <name>SweepControl</name>
    <message>
        <source>Run {n} of {count}: {values}</source>
        <translation>実行 {n} / {count}：{values}</translation>
    </message>
    <message>
        <source>{count} runs, {failed}: {values}.</source>
        <translation>全 {count} 回、{failed}：{values}。</translation>
    </message>
    <message>
        <source>Whole graph</source>
        <translation>グラフ全体</translation>
    </message>
    <message>
        <source>Stopped after {n} of {count} runs. Finished runs are kept.</source>
        <translation>{count} 回のうち {n} 回で停止しました。完了した実行は残ります。</translation>
    </message>
    <message>
        <source>1 failed</source>
        <translation>1 回失敗</translation>
    </message>
    <message>
        <source>{n} failed</source>
        <translation>{n} 回失敗</translation>
    </message>
    <message>
        <source>No node of this graph has a setting with several values.</source>
        <translation>このグラフには、値を変えて試せる設定がありません。</translation>
    </message>
    <message>
        <source>With {values}:</source>
        <translation>{values} のとき：</translation>
    </message>
    <message>
        <source>Show the results</source>
        <translation>結果を表示</translation>
    </message>
    <message>
        <source>{facts}.</source>
        <translation>{facts}。</translation>
    </message>
    <message>
        <source>about {time} left</source>
        <translation>残り約 {time}</translation>
    </message>
    <message>
        <source>All {n} runs finished in {time}.</source>
        <translation>{n} 回の実行がすべて {time} で完了しました。</translation>
    </message>
</context>
<context>
    <name>SweepDialog</name>
    <message>
        <source>{values}: {runs}. Your graph stays as it is.</source>
        <translation>{values}：{runs}。グラフはそのまま残ります。</translation>
    </message>
    <message>
        <source>Try several values</source>
        <translation>複数の値を試す</translation>
    </message>
    <message>
        <source>Setting</source>
        <translation>設定</translation>
    </message>
    <message>
        <source>Second setting</source>
        <translation>2 つ目の設定</translation>
    </message>
    <message>
        <source>Add a second setting</source>
        <translation>2 つ目の設定を追加</translation>
    </message>
    <message>
        <source>Only one setting</source>
        <translation>設定を 1 つに戻す</translation>
    </message>
    <message>
        <source>Seeds</source>
        <translation>シードの数</translation>
    </message>
    <message>
        <source>That makes {n} runs; {most} at once are possible. Take some values out.</source>
        <translation>実行が {n} 回になります。一度にできるのは {most} 回までです。値を減らしてください。</translation>
    </message>
    <message>
        <source>{values} cannot run: {problem} Take it out, or mend it first.</source>
        <translation>{values} では実行できません：{problem}その値を外すか、先に直してください。</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>実行</translation>
    </message>
    <message>
        <source>the graph</source>
        <translation>グラフ</translation>
    </message>
    <message>
        <source>Both are the same setting. Choose another one.</source>
        <translation>2 つとも同じ設定です。別の設定を選んでください。</translation>
    </message>
    <message>
        <source>Give two values or more.</source>
        <translation>値を 2 つ以上入力してください。</translation>
    </message>
    <message>
        <source>1 run</source>
        <translation>1 件の実行</translation>
    </message>
    <message>
        <source>{n} runs</source>
        <translation>{n} 件の実行</translation>
    </message>
    <message>
        <source>How many seeds each value runs with, 1 to {most}</source>
        <translation>値ごとのシードの数、1 から {most}</translation>
    </message>
    <message>
        <source>With more than one you see what is chance. 1 to {most}.</source>
        <translation>2 つ以上なら、偶然による差がわかります。1 から {most} まで。</translation>
    </message>
    <message>
        <source>Start 1 run</source>
        <translation>1 回実行</translation>
    </message>
    <message>
        <source>Start {n} runs</source>
        <translation>{n} 回実行</translation>
    </message>
    <message>
        <source>{n} values</source>
        <translation>値 {n} 個</translation>
    </message>
    <message>
        <source>Give a number of seeds from 1 to {most}.</source>
        <translation>シードの数は 1 から {most} までにしてください。</translation>
    </message>
    <message>
        <source>{n} seeds each</source>
        <translation>シード {n} 個ずつ</translation>
    </message>
    <message>
        <source>about {time}</source>
        <translation>約 {time}</translation>
    </message>
    <message>
        <source>Mend this first. {node}: {problem}</source>
        <translation>先にこれを直してください。{node}：{problem}</translation>
    </message>
</context>
<context>
    <name>TabMark</name>
    <message>
        <source>Close (Ctrl+W)</source>
        <translation>閉じる（Ctrl+W）</translation>
    </message>
    <message>
        <source>Close the tab</source>
        <translation>タブを閉じる</translation>
    </message>
</context>
<context>
    <name>Toolbar</name>
    <message>
        <source>Device</source>
        <translation>デバイス</translation>
    </message>
    <message>
        <source>Where models run</source>
        <translation>モデルを動かす場所</translation>
    </message>
    <message>
        <source>Commands</source>
        <translation>コマンド</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>再開</translation>
    </message>
    <message>
        <source>Actions, recipes, files and nodes by their names ({keys})</source>
        <translation>操作、レシピ、ファイル、ノードを名前で検索（{keys}）</translation>
    </message>
</context>
<context>
    <name>Tools</name>
    <message>
        <source>Save, copy, pin</source>
        <translation>保存・コピー・固定</translation>
    </message>
    <message>
        <source>Pinned. Press to let go.</source>
        <translation>固定中。押すと解除します。</translation>
    </message>
    <message>
        <source>Show all again (double click)</source>
        <translation>全体を再表示（ダブルクリック）</translation>
    </message>
    <message>
        <source>Save or copy {plot}</source>
        <translation>{plot} を保存またはコピー</translation>
    </message>
</context>
<context>
    <name>TourControl</name>
    <message>
        <source>The tour can be started again from the Help menu.</source>
        <translation>ツアーは「ヘルプ」メニューからもう一度始められます。</translation>
    </message>
</context>
<context>
    <name>TourOffer</name>
    <message>
        <source>New here?</source>
        <translation>初めてですか？</translation>
    </message>
    <message>
        <source>Five steps run the first recipe with you. It takes a minute.</source>
        <translation>5 つのステップで、最初のレシピを一緒に実行します。1 分ほどで終わります。</translation>
    </message>
    <message>
        <source>Show me around</source>
        <translation>案内してもらう</translation>
    </message>
    <message>
        <source>Not now</source>
        <translation>今はしない</translation>
    </message>
</context>
<context>
    <name>UnsavedNotice</name>
    <message>
        <source>Stitchwork ended unexpectedly. The unsaved changes of {names} were kept ({when}).</source>
        <translation>Stitchwork が予期せず終了しました。{names} の未保存の変更は残っています（{when}）。</translation>
    </message>
    <message>
        <source>Delete…</source>
        <translation>削除…</translation>
    </message>
    <message>
        <source>Open it</source>
        <translation>開く</translation>
    </message>
    <message>
        <source>Open them</source>
        <translation>すべて開く</translation>
    </message>
    <message>
        <source>{names} and {n} more</source>
        <translation>{names} ほか {n} 件</translation>
    </message>
</context>
<context>
    <name>Workspace</name>
    <message>
        <source>Untitled</source>
        <translation>無題</translation>
    </message>
    <message>
        <source>The join {row} → {column} of “{node}” is on the canvas, fed by the same nodes.</source>
        <translation>「{node}」の接合 {row} → {column} を、同じノードにつないでキャンバスに置きました。</translation>
    </message>
</context>
<context>
    <name>ZoomBar</name>
    <message>
        <source>Zoom to 100%</source>
        <translation>100% で表示</translation>
    </message>
    <message>
        <source>Zoom out</source>
        <translation>縮小</translation>
    </message>
    <message>
        <source>Zoom in</source>
        <translation>拡大</translation>
    </message>
    <message>
        <source>Fit everything</source>
        <translation>全体を表示</translation>
    </message>
    <message>
        <source>Zoom {0}%</source>
        <translation>表示倍率 {0}%</translation>
    </message>
</context>
<context>
    <name>_FolderRow</name>
    <message>
        <source>It is used from now on. Some files could not be removed from the old folder.</source>
        <translation>今後はこのフォルダーを使います。元のフォルダーには、削除できなかったファイルが残っています。</translation>
    </message>
    <message>
        <source>Open folder</source>
        <translation>フォルダーを開く</translation>
    </message>
    <message>
        <source>Change…</source>
        <translation>変更…</translation>
    </message>
    <message>
        <source>This folder is not there. Connect its disk, or choose another one.</source>
        <translation>このフォルダーが見つかりません。ディスクを接続するか、別のフォルダーを選んでください。</translation>
    </message>
    <message>
        <source>Open the folder of: {what}</source>
        <translation>フォルダーを開く：{what}</translation>
    </message>
    <message>
        <source>Change the folder of: {what}</source>
        <translation>フォルダーを変更：{what}</translation>
    </message>
</context>
<context>
    <name>actions</name>
    <message>
        <source>Theme</source>
        <translation>テーマ</translation>
    </message>
    <message>
        <source>File</source>
        <translation>ファイル</translation>
    </message>
    <message>
        <source>Edit</source>
        <translation>編集</translation>
    </message>
    <message>
        <source>View</source>
        <translation>表示</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>実行</translation>
    </message>
    <message>
        <source>Help</source>
        <translation>ヘルプ</translation>
    </message>
    <message>
        <source>New canvas</source>
        <translation>新しいキャンバス</translation>
    </message>
    <message>
        <source>Open…</source>
        <translation>開く…</translation>
    </message>
    <message>
        <source>Open recent</source>
        <translation>最近使ったファイル</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Save as…</source>
        <translation>名前を付けて保存…</translation>
    </message>
    <message>
        <source>Export results…</source>
        <translation>結果を書き出す…</translation>
    </message>
    <message>
        <source>Close tab</source>
        <translation>タブを閉じる</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>終了</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>元に戻す</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>やり直す</translation>
    </message>
    <message>
        <source>Cut</source>
        <translation>切り取り</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>コピー</translation>
    </message>
    <message>
        <source>Paste</source>
        <translation>貼り付け</translation>
    </message>
    <message>
        <source>Duplicate</source>
        <translation>複製</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>削除</translation>
    </message>
    <message>
        <source>Bypass</source>
        <translation>バイパス</translation>
    </message>
    <message>
        <source>Add a note</source>
        <translation>メモを追加</translation>
    </message>
    <message>
        <source>Frame the selection</source>
        <translation>選択範囲に枠を付ける</translation>
    </message>
    <message>
        <source>Group</source>
        <translation>グループ</translation>
    </message>
    <message>
        <source>Ungroup</source>
        <translation>グループ解除</translation>
    </message>
    <message>
        <source>Open or close the group</source>
        <translation>グループを開く・閉じる</translation>
    </message>
    <message>
        <source>Put into a group…</source>
        <translation>グループに入れる…</translation>
    </message>
    <message>
        <source>Take out of the group</source>
        <translation>グループから出す</translation>
    </message>
    <message>
        <source>Bend the wire</source>
        <translation>線を曲げる</translation>
    </message>
    <message>
        <source>Rename</source>
        <translation>名前を変更</translation>
    </message>
    <message>
        <source>Tidy</source>
        <translation>整列し直す</translation>
    </message>
    <message>
        <source>Arrange</source>
        <translation>配置</translation>
    </message>
    <message>
        <source>Align left edges</source>
        <translation>左端をそろえる</translation>
    </message>
    <message>
        <source>Align centres</source>
        <translation>左右中央をそろえる</translation>
    </message>
    <message>
        <source>Align right edges</source>
        <translation>右端をそろえる</translation>
    </message>
    <message>
        <source>Align upper edges</source>
        <translation>上端をそろえる</translation>
    </message>
    <message>
        <source>Align middles</source>
        <translation>上下中央をそろえる</translation>
    </message>
    <message>
        <source>Align lower edges</source>
        <translation>下端をそろえる</translation>
    </message>
    <message>
        <source>Spread evenly across</source>
        <translation>左右に等間隔で並べる</translation>
    </message>
    <message>
        <source>Spread evenly down</source>
        <translation>上下に等間隔で並べる</translation>
    </message>
    <message>
        <source>Select all</source>
        <translation>すべて選択</translation>
    </message>
    <message>
        <source>Preferences…</source>
        <translation>設定…</translation>
    </message>
    <message>
        <source>Zoom in</source>
        <translation>拡大</translation>
    </message>
    <message>
        <source>Zoom out</source>
        <translation>縮小</translation>
    </message>
    <message>
        <source>Zoom to 100%</source>
        <translation>100% で表示</translation>
    </message>
    <message>
        <source>Fit everything</source>
        <translation>全体を表示</translation>
    </message>
    <message>
        <source>Library panel</source>
        <translation>ライブラリパネル</translation>
    </message>
    <message>
        <source>Find anything…</source>
        <translation>何でも検索…</translation>
    </message>
    <message>
        <source>Canvas or results</source>
        <translation>キャンバスと結果の切り替え</translation>
    </message>
    <message>
        <source>Kept runs</source>
        <translation>実行履歴</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>ライト</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>ダーク</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>システムに合わせる</translation>
    </message>
    <message>
        <source>Run up to here</source>
        <translation>ここまで実行</translation>
    </message>
    <message>
        <source>Try several values…</source>
        <translation>複数の値を試す…</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>一時停止</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Next problem</source>
        <translation>次の問題</translation>
    </message>
    <message>
        <source>Tour in five steps</source>
        <translation>5 ステップのツアー</translation>
    </message>
    <message>
        <source>Help for the selected node</source>
        <translation>選択したノードのヘルプ</translation>
    </message>
    <message>
        <source>What every node does</source>
        <translation>すべてのノードの説明</translation>
    </message>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>キーボードショートカット</translation>
    </message>
    <message>
        <source>About Stitchwork</source>
        <translation>Stitchwork について</translation>
    </message>
    <message>
        <source>Next node, and back</source>
        <translation>次のノードへ、前のノードへ</translation>
    </message>
    <message>
        <source>Open a node, group or note</source>
        <translation>ノード、グループ、メモを開く</translation>
    </message>
    <message>
        <source>Search for a node to add</source>
        <translation>追加するノードを検索</translation>
    </message>
    <message>
        <source>Move what is selected, faster with Shift</source>
        <translation>選択したものを移動（Shift で速く）</translation>
    </message>
    <message>
        <source>Next port of the node, and back</source>
        <translation>ノードの次の端子へ、前の端子へ</translation>
    </message>
    <message>
        <source>Lay a wire from the port, arrows choose its end</source>
        <translation>端子から線を引く（矢印で接続先を選択）</translation>
    </message>
    <message>
        <source>Follow a wire to the next node, and back</source>
        <translation>線をたどって次のノードへ、前のノードへ</translation>
    </message>
    <message>
        <source>Next wire of the node or port</source>
        <translation>ノードまたは端子の次の線</translation>
    </message>
    <message>
        <source>On the canvas</source>
        <translation>キャンバス上</translation>
    </message>
</context>
<context>
    <name>canvas</name>
    <message>
        <source>Add {0}</source>
        <translation>「{0}」を追加</translation>
    </message>
    <message>
        <source>Use {0} here</source>
        <translation>「{0}」をここで使う</translation>
    </message>
    <message>
        <source>Group {0} of {1}</source>
        <translation>グループ {0}（{1}）</translation>
    </message>
    <message>
        <source>{0:.0f}% done</source>
        <translation>{0:.0f}% 完了</translation>
    </message>
    <message>
        <source>bypassed</source>
        <translation>バイパス中</translation>
    </message>
    <message>
        <source>done in {0}</source>
        <translation>完了 {0}</translation>
    </message>
    <message>
        <source>Group</source>
        <translation>グループ</translation>
    </message>
    <message>
        <source>Insert {0}</source>
        <translation>「{0}」を挿入</translation>
    </message>
    <message>
        <source>Put into {0}</source>
        <translation>「{0}」に入れる</translation>
    </message>
    <message>
        <source>Put into a group</source>
        <translation>グループに入れる</translation>
    </message>
    <message>
        <source>Take out of {0}</source>
        <translation>「{0}」から出す</translation>
    </message>
    <message>
        <source>{0:.0f} min</source>
        <translation>{0:.0f} 分</translation>
    </message>
    <message>
        <source>waiting</source>
        <translation>待機中</translation>
    </message>
    <message>
        <source>{0:.1f} s</source>
        <translation>{0:.1f} 秒</translation>
    </message>
    <message>
        <source>{0:.0f} s</source>
        <translation>{0:.0f} 秒</translation>
    </message>
    <message>
        <source>This version does not know this kind of node. It is kept.</source>
        <translation>このバージョンが知らない種類のノードです。そのまま残されます。</translation>
    </message>
    <message>
        <source>Input {0} of {1}</source>
        <translation>{1} の入力 {0}</translation>
    </message>
    <message>
        <source>Output {0} of {1}</source>
        <translation>{1} の出力 {0}</translation>
    </message>
    <message>
        <source>not connected</source>
        <translation>未接続</translation>
    </message>
    <message>
        <source>from {0}</source>
        <translation>接続元：{0}</translation>
    </message>
    <message>
        <source>to {0}</source>
        <translation>接続先：{0}</translation>
    </message>
    <message>
        <source>1 problem</source>
        <translation>問題 1 件</translation>
    </message>
    <message>
        <source>{0} problems</source>
        <translation>問題 {0} 件</translation>
    </message>
    <message>
        <source>not ready</source>
        <translation>準備不足</translation>
    </message>
    <message>
        <source>{0:,.0f} of {1:,.0f}</source>
        <translation>{0:,.0f} / {1:,.0f}</translation>
    </message>
    <message>
        <source>ready</source>
        <translation>準備完了</translation>
    </message>
    <message>
        <source>running</source>
        <translation>実行中</translation>
    </message>
    <message>
        <source>done</source>
        <translation>完了</translation>
    </message>
    <message>
        <source>cached</source>
        <translation>再利用</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>失敗</translation>
    </message>
    <message>
        <source>not reached</source>
        <translation>未到達</translation>
    </message>
    <message>
        <source>fed by {0}</source>
        <translation>入力元：{0}</translation>
    </message>
    <message>
        <source>waiting for {0}</source>
        <translation>「{0}」を待機中</translation>
    </message>
    <message>
        <source>cannot start</source>
        <translation>開始できません</translation>
    </message>
    <message>
        <source>{0} left</source>
        <translation>残り {0}</translation>
    </message>
    <message>
        <source>connected to {0}</source>
        <translation>{0} に接続済み</translation>
    </message>
</context>
<context>
    <name>commands</name>
    <message>
        <source>Add {0}</source>
        <translation>「{0}」を追加</translation>
    </message>
    <message>
        <source>Add {0} nodes</source>
        <translation>{0} 個のノードを追加</translation>
    </message>
    <message>
        <source>Connect</source>
        <translation>接続</translation>
    </message>
    <message>
        <source>Move</source>
        <translation>移動</translation>
    </message>
    <message>
        <source>Change {0}</source>
        <translation>「{0}」を変更</translation>
    </message>
    <message>
        <source>Rename</source>
        <translation>名前を変更</translation>
    </message>
    <message>
        <source>Remove {0}</source>
        <translation>{0} 個を削除</translation>
    </message>
    <message>
        <source>Disconnect</source>
        <translation>接続を解除</translation>
    </message>
    <message>
        <source>Bypass</source>
        <translation>バイパス</translation>
    </message>
    <message>
        <source>Stop bypassing</source>
        <translation>バイパスを解除</translation>
    </message>
</context>
<context>
    <name>dialogs</name>
    <message>
        <source>Its files in the library ({size}) are deleted. What it was imported from stays as it is.</source>
        <translation>ライブラリ内のファイル（{size}）を削除します。読み込み元はそのまま残ります。</translation>
    </message>
    <message>
        <source>Stitchwork</source>
        <translation>Stitchwork</translation>
    </message>
    <message>
        <source>Its run is stopped.</source>
        <translation>実行中の処理は停止されます。</translation>
    </message>
    <message>
        <source>Without saving, the changes are lost.</source>
        <translation>保存しないと、変更は失われます。</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Do not save</source>
        <translation>保存しない</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>キャンセル</translation>
    </message>
    <message>
        <source>Stop and close</source>
        <translation>停止して閉じる</translation>
    </message>
    <message>
        <source>Files that were saved stay as they are.</source>
        <translation>保存済みのファイルはそのまま残ります。</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>削除</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>残す</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>削除</translation>
    </message>
    <message>
        <source>About Stitchwork</source>
        <translation>Stitchwork について</translation>
    </message>
    <message>
        <source>Combine language models on a canvas: fuse, stitch, merge, route and watch. Apache licence 2.0. Icons: Lucide (ISC). Fonts: Inter, Noto Sans JP and JetBrains Mono (OFL).</source>
        <translation>キャンバスの上で言語モデルを組み合わせます。融合、接合、マージ、ルーティング、そして観察。Apache ライセンス 2.0。アイコン：Lucide（ISC）。フォント：Inter、Noto Sans JP、JetBrains Mono（OFL）。</translation>
    </message>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>キーボードショートカット</translation>
    </message>
    <message>
        <source>Save the changes to “{name}”?</source>
        <translation>「{name}」の変更を保存しますか？</translation>
    </message>
    <message>
        <source>“{name}” is running. Stop the run and close it?</source>
        <translation>「{name}」は実行中です。実行を停止して閉じますか？</translation>
    </message>
    <message>
        <source>Delete the unsaved changes of {names}?</source>
        <translation>{names} の未保存の変更を削除しますか？</translation>
    </message>
    <message>
        <source>Remove “{name}” from the library?</source>
        <translation>「{name}」をライブラリから削除しますか？</translation>
    </message>
</context>
<context>
    <name>exporting</name>
    <message>
        <source>Folder for the results</source>
        <translation>結果の保存先フォルダー</translation>
    </message>
    <message>
        <source>The results could not be written to {folder}: {why}.</source>
        <translation>結果を {folder} に書き込めませんでした：{why}。</translation>
    </message>
    <message>
        <source>Results are in {folder}.</source>
        <translation>結果を {folder} に保存しました。</translation>
    </message>
    <message>
        <source>Choose another folder, or make room on the disk.</source>
        <translation>別のフォルダーを選ぶか、ディスクの空きを増やしてください。</translation>
    </message>
    <message>
        <source>{name} results</source>
        <translation>{name} の結果</translation>
    </message>
</context>
<context>
    <name>gallery</name>
    <message>
        <source>It is not a .stitch file: it has no nodes.</source>
        <translation>.stitch ファイルではありません（ノードがありません）。</translation>
    </message>
    <message>
        <source>It is too large for a recipe.</source>
        <translation>レシピとしては大きすぎます。</translation>
    </message>
    <message>
        <source>It cannot be read: {0}.</source>
        <translation>読み込めません：{0}。</translation>
    </message>
    <message>
        <source>It is not a .stitch file: {0}.</source>
        <translation>.stitch ファイルではありません：{0}。</translation>
    </message>
    <message>
        <source>It is not a .stitch file: it is nested too deeply.</source>
        <translation>.stitch ファイルではありません（入れ子が深すぎます）。</translation>
    </message>
    <message>
        <source>Other</source>
        <translation>その他</translation>
    </message>
</context>
<context>
    <name>help</name>
    <message>
        <source>on</source>
        <translation>オン</translation>
    </message>
    <message>
        <source>off</source>
        <translation>オフ</translation>
    </message>
</context>
<context>
    <name>library</name>
    <message>
        <source>They can be cut between two blocks. A map found in seconds joins the halves.</source>
        <translation>ブロックの間で切断できます。数秒で求まる写像が、両半分をつなぎます。</translation>
    </message>
    <message>
        <source>No other model cuts text into the same pieces. Logit fusion can also match pieces by their spelling: see its setting “Vocabularies”.</source>
        <translation>文章の区切り方が同じモデルはほかにありません。ロジット融合では、設定「語彙」でつづりによる対応付けもできます。</translation>
    </message>
    <message>
        <source>Can be fused with {model}</source>
        <translation>{model} と融合できるモデル</translation>
    </message>
    <message>
        <source>Can be stitched with {model}</source>
        <translation>{model} と接合できるモデル</translation>
    </message>
    <message>
        <source>They cut text into the same pieces, so their scores can be added piece by piece.</source>
        <translation>文章の区切り方が同じなので、スコアをトークンごとに足し合わせられます。</translation>
    </message>
    <message>
        <source>No other model of the library can be cut.</source>
        <translation>ライブラリに、切断できるモデルはほかにありません。</translation>
    </message>
    <message>
        <source>Models</source>
        <translation>モデル</translation>
    </message>
</context>
<context>
    <name>measures</name>
    <message>
        <source>Loss, nats a token</source>
        <translation>損失（nat/トークン）</translation>
    </message>
    <message>
        <source>Perplexity</source>
        <translation>パープレキシティ</translation>
    </message>
    <message>
        <source>Bits a byte</source>
        <translation>ビット/バイト</translation>
    </message>
    <message>
        <source>Exact match</source>
        <translation>完全一致</translation>
    </message>
    <message>
        <source>Share of the gap closed</source>
        <translation>縮めた差の割合</translation>
    </message>
    <message>
        <source>Share of the fine-tuned score</source>
        <translation>微調整版のスコアに対する割合</translation>
    </message>
    <message>
        <source>Loss above the better model</source>
        <translation>良いほうのモデルを上回る損失</translation>
    </message>
    <message>
        <source>Tokens</source>
        <translation>トークン数</translation>
    </message>
    <message>
        <source>Tokens a second</source>
        <translation>毎秒トークン数</translation>
    </message>
    <message>
        <source>Milliseconds a token</source>
        <translation>1 トークンあたりミリ秒</translation>
    </message>
    <message>
        <source>Tokens carried</source>
        <translation>担当トークン数</translation>
    </message>
    <message>
        <source>Seconds of training</source>
        <translation>学習にかかった秒数</translation>
    </message>
    <message>
        <source>Windows of text</source>
        <translation>テキスト区間の数</translation>
    </message>
    <message>
        <source>Points</source>
        <translation>点の数</translation>
    </message>
    <message>
        <source>Variance explained (R²)</source>
        <translation>説明された分散（R²）</translation>
    </message>
    <message>
        <source>Ridge</source>
        <translation>リッジ</translation>
    </message>
    <message>
        <source>Best value</source>
        <translation>最良の値</translation>
    </message>
    <message>
        <source>Best cut of the front</source>
        <translation>前半の最良の切断</translation>
    </message>
    <message>
        <source>Best cut of the back</source>
        <translation>後半の最良の切断</translation>
    </message>
    <message>
        <source>Best block</source>
        <translation>最良のブロック</translation>
    </message>
    <message>
        <source>Best block of the first model</source>
        <translation>1 つ目のモデルの最良のブロック</translation>
    </message>
    <message>
        <source>Best block of the second model</source>
        <translation>2 つ目のモデルの最良のブロック</translation>
    </message>
    <message>
        <source>Mean at the same depth</source>
        <translation>同じ深さでの平均</translation>
    </message>
    <message>
        <source>Mean</source>
        <translation>平均</translation>
    </message>
    <message>
        <source>Log loss</source>
        <translation>対数損失</translation>
    </message>
    <message>
        <source>Log loss of the best seed</source>
        <translation>最良のシードの対数損失</translation>
    </message>
    <message>
        <source>Standard error of the log loss</source>
        <translation>対数損失の標準誤差</translation>
    </message>
    <message>
        <source>Examples</source>
        <translation>例の数</translation>
    </message>
    <message>
        <source>Inputs</source>
        <translation>入力の数</translation>
    </message>
    <message>
        <source>Steps of descent</source>
        <translation>降下のステップ数</translation>
    </message>
    <message>
        <source>Error</source>
        <translation>誤差</translation>
    </message>
    <message>
        <source>Distance to a multiple of the identity</source>
        <translation>単位行列の定数倍からの距離</translation>
    </message>
    <message>
        <source>Multiple of the identity</source>
        <translation>単位行列の倍数</translation>
    </message>
</context>
<context>
    <name>nodes</name>
    <message>
        <source>Logit fusion</source>
        <translation>ロジット融合</translation>
    </message>
    <message>
        <source>Combine</source>
        <translation>組み合わせ</translation>
    </message>
    <message>
        <source>Steer a large model with small experts, token by token. Nothing is trained.</source>
        <translation>小さな専門家モデルが、大きなモデルをトークンごとに導きます。学習は行いません。</translation>
    </message>
    <message>
        <source>Each expert is a fine-tuned copy of the small base. What it learned, the difference between its scores and the base's, is added to the large model's scores: softmax(l + Σ αₜ (eₜ − s)). The weights α are found anew at every token, so that the large model moves exactly as far from itself as the expert moved from the base, measured by the KL divergence in both directions.</source>
        <translation>専門家モデルは、小さなベースモデルを微調整したものです。専門家が身につけたこと、つまりベースとのスコアの差を、大きなモデルのスコアに加えます：softmax(l + Σ αₜ (eₜ − s))。重み α はトークンごとに求め直します。大きなモデルが元の自分から動く距離が、専門家がベースから動いた距離とちょうど等しくなるように決めます（距離は両方向の KL ダイバージェンスで測ります）。</translation>
    </message>
    <message>
        <source>The result is a model: it generates, is measured, and can be a member of the next fusion.</source>
        <translation>結果もひとつのモデルです。文章を生成でき、測定でき、次の融合の一員にもなれます。</translation>
    </message>
    <message>
        <source>large</source>
        <translation>大モデル</translation>
    </message>
    <message>
        <source>model</source>
        <translation>モデル</translation>
    </message>
    <message>
        <source>base</source>
        <translation>ベース</translation>
    </message>
    <message>
        <source>experts</source>
        <translation>専門家</translation>
    </message>
    <message>
        <source>Strategy</source>
        <translation>方式</translation>
    </message>
    <message>
        <source>Dynamic finds a new weight for each expert at every token, so that the large model moves as far as the experts did.</source>
        <translation>「動的」は、大きなモデルが専門家と同じだけ動くように、専門家ごとの重みをトークンごとに求め直します。</translation>
    </message>
    <message>
        <source>Dynamic</source>
        <translation>動的</translation>
    </message>
    <message>
        <source>Fixed weight</source>
        <translation>固定の重み</translation>
    </message>
    <message>
        <source>Contrastive</source>
        <translation>対照</translation>
    </message>
    <message>
        <source>Average of probabilities</source>
        <translation>確率の平均</translation>
    </message>
    <message>
        <source>Average of logits</source>
        <translation>ロジットの平均</translation>
    </message>
    <message>
        <source>Anti-expert</source>
        <translation>反専門家</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>探索</translation>
    </message>
    <message>
        <source>Exact solves for the best weight. The paper tries 21 weights, one expert at a time.</source>
        <translation>「厳密」は最良の重みを解いて求めます。論文の方法は、専門家ひとりずつ 21 通りの重みを試します。</translation>
    </message>
    <message>
        <source>Exact</source>
        <translation>厳密</translation>
    </message>
    <message>
        <source>Paper grid, 21 points</source>
        <translation>論文の 21 点格子</translation>
    </message>
    <message>
        <source>Fixed weight (alpha)</source>
        <translation>固定の重み（α）</translation>
    </message>
    <message>
        <source>0 is the large model alone, 1 is proxy-tuning.</source>
        <translation>0 は大きなモデルだけ、1 はプロキシチューニングにあたります。</translation>
    </message>
    <message>
        <source>Vocabularies</source>
        <translation>語彙</translation>
    </message>
    <message>
        <source>What to do when members cut text into different pieces.</source>
        <translation>メンバーによって文章の区切り方が異なる場合の扱いです。</translation>
    </message>
    <message>
        <source>One tokenizer for all</source>
        <translation>共通のトークナイザー</translation>
    </message>
    <message>
        <source>Match the likeliest pieces by spelling</source>
        <translation>有力な候補をつづりで対応付け</translation>
    </message>
    <message>
        <source>Match the pieces that all have</source>
        <translation>全員にある候補を対応付け</translation>
    </message>
    <message>
        <source>Regression task</source>
        <translation>回帰タスク</translation>
    </message>
    <message>
        <source>In-context learning</source>
        <translation>文脈内学習</translation>
    </message>
    <message>
        <source>Guess the rule from examples: each prompt hides its own weights w, and shows pairs of x and y = w · x.</source>
        <translation>例から規則を当てます。どのプロンプトにも固有の重み w が隠れていて、x と y = w · x の組が示されます。</translation>
    </message>
    <message>
        <source>The last x comes without its answer. The inputs are drawn from N(0, Σ); nothing is noisy.</source>
        <translation>最後の x には答えが付きません。入力は N(0, Σ) から生成され、雑音はありません。</translation>
    </message>
    <message>
        <source>task</source>
        <translation>タスク</translation>
    </message>
    <message>
        <source>Examples in a prompt</source>
        <translation>プロンプト内の例の数</translation>
    </message>
    <message>
        <source>Pairs of inputs and answers before the query.</source>
        <translation>問いの前に示す、入力と答えの組の数です。</translation>
    </message>
    <message>
        <source>Variances of the inputs</source>
        <translation>入力の分散</translation>
    </message>
    <message>
        <source>How much each input varies.</source>
        <translation>各入力がどれだけばらつくかです。</translation>
    </message>
    <message>
        <source>Unequal: 1, 1, ¼, 1⁄16, 1</source>
        <translation>不均等：1、1、¼、1⁄16、1</translation>
    </message>
    <message>
        <source>All alike</source>
        <translation>すべて同じ</translation>
    </message>
    <message>
        <source>Your own</source>
        <translation>自分で指定</translation>
    </message>
    <message>
        <source>Inputs</source>
        <translation>入力の数</translation>
    </message>
    <message>
        <source>Numbers in each example.</source>
        <translation>ひとつの例に含まれる数値の個数です。</translation>
    </message>
    <message>
        <source>Your variances</source>
        <translation>指定する分散</translation>
    </message>
    <message>
        <source>One number for each input.</source>
        <translation>入力ごとに数値をひとつ書きます。</translation>
    </message>
    <message>
        <source>Turn at random</source>
        <translation>ランダムに回転</translation>
    </message>
    <message>
        <source>So that no input stands for one variance: their directions mix.</source>
        <translation>ひとつの入力がひとつの分散に対応しないよう、方向を混ぜ合わせます。</translation>
    </message>
    <message>
        <source>Hidden weights</source>
        <translation>隠れた重み</translation>
    </message>
    <message>
        <source>Directions that vary little get large weights (the theory's set), or all directions are alike.</source>
        <translation>ばらつきの小さい方向ほど重みを大きくする（理論の設定）か、すべての方向を同じに扱うかを選びます。</translation>
    </message>
    <message>
        <source>Larger where inputs vary little</source>
        <translation>ばらつきの小さい入力ほど大きく</translation>
    </message>
    <message>
        <source>Alike for all inputs</source>
        <translation>すべての入力で同じ</translation>
    </message>
    <message>
        <source>Linear transformer</source>
        <translation>線形 Transformer</translation>
    </message>
    <message>
        <source>A transformer of attention layers alone: Z + (1/n) P Z M (Zᵀ Q Z), one general matrix A (and B) a layer.</source>
        <translation>アテンション層だけの Transformer です：Z + (1/n) P Z M (Zᵀ Q Z)。各層に一般の行列 A（と B）を持ちます。</translation>
    </message>
    <message>
        <source>Train it on a task; how it learns within a prompt is then read from its matrices.</source>
        <translation>タスクで学習させると、プロンプトの中でどう学ぶかを行列から読み取れます。</translation>
    </message>
    <message>
        <source>learner</source>
        <translation>学習器</translation>
    </message>
    <message>
        <source>Layers</source>
        <translation>層の数</translation>
    </message>
    <message>
        <source>Attention layers, one after the other.</source>
        <translation>順に重ねるアテンション層の数です。</translation>
    </message>
    <message>
        <source>What layers change</source>
        <translation>層が変えるもの</translation>
    </message>
    <message>
        <source>Changing the labels only is gradient descent. Moving the inputs too is stronger.</source>
        <translation>ラベルだけを変えると勾配降下法になります。入力も動かすと、より強力になります。</translation>
    </message>
    <message>
        <source>Labels only</source>
        <translation>ラベルだけ</translation>
    </message>
    <message>
        <source>Inputs move too</source>
        <translation>入力も動かす</translation>
    </message>
    <message>
        <source>Attention</source>
        <translation>アテンション</translation>
    </message>
    <message>
        <source>Linear is the theory's. ReLU cuts negative scores off, softmax shares them out.</source>
        <translation>「線形」は理論どおりの形です。ReLU は負のスコアを切り捨て、softmax は全体に配分します。</translation>
    </message>
    <message>
        <source>Linear</source>
        <translation>線形</translation>
    </message>
    <message>
        <source>ReLU</source>
        <translation>ReLU</translation>
    </message>
    <message>
        <source>Softmax</source>
        <translation>Softmax</translation>
    </message>
    <message>
        <source>Train in context</source>
        <translation>文脈内学習の訓練</translation>
    </message>
    <message>
        <source>Train general matrices on prompts, from random beginnings, and watch them take the form the theory predicts.</source>
        <translation>一般の行列をランダムな初期値から学習させ、理論が予測する形になっていくようすを観察します。</translation>
    </message>
    <message>
        <source>Tested on 65,536 fresh prompts: the loss has rare large values, which a small test would miss.</source>
        <translation>未使用のプロンプト 65,536 個で評価します。損失はまれに大きな値をとるため、少数の評価では見落とします。</translation>
    </message>
    <message>
        <source>losses</source>
        <translation>損失</translation>
    </message>
    <message>
        <source>plot</source>
        <translation>図</translation>
    </message>
    <message>
        <source>Seeds</source>
        <translation>シードの数</translation>
    </message>
    <message>
        <source>Random beginnings, trained side by side.</source>
        <translation>ランダムな初期値の数です。並行して学習します。</translation>
    </message>
    <message>
        <source>Optimiser</source>
        <translation>最適化手法</translation>
    </message>
    <message>
        <source>L-BFGS works on one large sample, in few steps. Adam sees new prompts at each step, as in the paper.</source>
        <translation>L-BFGS は大きな標本ひとつで、少ないステップで学習します。Adam は論文と同じく、毎ステップ新しいプロンプトを使います。</translation>
    </message>
    <message>
        <source>L-BFGS</source>
        <translation>L-BFGS</translation>
    </message>
    <message>
        <source>Adam</source>
        <translation>Adam</translation>
    </message>
    <message>
        <source>Steps at most</source>
        <translation>最大ステップ数</translation>
    </message>
    <message>
        <source>L-BFGS ends before, when it has settled.</source>
        <translation>L-BFGS は、落ち着いた時点で早めに終わります。</translation>
    </message>
    <message>
        <source>Prompts</source>
        <translation>プロンプトの数</translation>
    </message>
    <message>
        <source>In the sample of L-BFGS, or in each step of Adam.</source>
        <translation>L-BFGS では標本全体、Adam では 1 ステップあたりの数です。</translation>
    </message>
    <message>
        <source>Step size</source>
        <translation>ステップ幅</translation>
    </message>
    <message>
        <source>Halved every tenth of the steps.</source>
        <translation>全ステップの 10 分の 1 ごとに半分になります。</translation>
    </message>
    <message>
        <source>Preconditioner maps</source>
        <translation>前処理行列の図</translation>
    </message>
    <message>
        <source>Every matrix of a trained network as a picture, and how far each is from a multiple of the identity.</source>
        <translation>学習したネットワークのすべての行列を図にし、単位行列の定数倍からどれだけ離れているかを示します。</translation>
    </message>
    <message>
        <source>Seed shown</source>
        <translation>表示するシード</translation>
    </message>
    <message>
        <source>Which of the trained seeds.</source>
        <translation>学習したシードのうち、どれを表示するかです。</translation>
    </message>
    <message>
        <source>Theory</source>
        <translation>理論</translation>
    </message>
    <message>
        <source>What the theory predicts: the best matrix of one layer, and the best losses of several.</source>
        <translation>理論の予測です：1 層の最良の行列と、複数層の最良の損失。</translation>
    </message>
    <message>
        <source>The losses hold for hidden weights that are larger where inputs vary little. They are expectations over the eigenvalues of a Wishart matrix, without any sampling or network.</source>
        <translation>この損失は、ばらつきの小さい入力ほど隠れた重みが大きい場合に成り立ちます。ウィシャート行列の固有値についての期待値で、標本もネットワークも使いません。</translation>
    </message>
    <message>
        <source>Layers up to</source>
        <translation>層の上限</translation>
    </message>
    <message>
        <source>Optima for 1 to this many.</source>
        <translation>1 層からこの層数までの最適値を求めます。</translation>
    </message>
    <message>
        <source>Inputs may move</source>
        <translation>入力を動かす</translation>
    </message>
    <message>
        <source>Also the optima of full networks. They take some seconds.</source>
        <translation>入力も動かすネットワークの最適値も求めます。数秒かかります。</translation>
    </message>
    <message>
        <source>In-context curve</source>
        <translation>文脈内学習の曲線</translation>
    </message>
    <message>
        <source>How fast the error falls within a prompt, beside gradient descent at its best on the same examples.</source>
        <translation>プロンプトの中で誤差がどれだけ速く減るかを、同じ例に対する最良の勾配降下法と並べて示します。</translation>
    </message>
    <message>
        <source>Every method uses all examples; step sizes are tuned on other prompts. A language model gets the examples as lines of text and answers with a number.</source>
        <translation>どの方法もすべての例を使い、ステップ幅は別のプロンプトで調整します。言語モデルには例を文章の行として与え、数値で答えさせます。</translation>
    </message>
    <message>
        <source>learners</source>
        <translation>学習器</translation>
    </message>
    <message>
        <source>Loss against</source>
        <translation>損失の横軸</translation>
    </message>
    <message>
        <source>What runs along the axis, for networks.</source>
        <translation>ネットワークの場合に、横軸に何をとるかです。</translation>
    </message>
    <message>
        <source>Number of examples</source>
        <translation>例の数</translation>
    </message>
    <message>
        <source>Depth inside one network</source>
        <translation>ネットワーク内の深さ</translation>
    </message>
    <message>
        <source>Train for each number</source>
        <translation>例の数ごとに学習</translation>
    </message>
    <message>
        <source>Train the first network anew for each number of examples, beside the one trained once.</source>
        <translation>最初のネットワークを例の数ごとに学習し直し、一度だけ学習したものと並べます。</translation>
    </message>
    <message>
        <source>Inputs in the text</source>
        <translation>文章中の入力数</translation>
    </message>
    <message>
        <source>For language models.</source>
        <translation>言語モデル用の設定です。</translation>
    </message>
    <message>
        <source>Text prompts</source>
        <translation>文章プロンプトの数</translation>
    </message>
    <message>
        <source>For language models, at each number of examples.</source>
        <translation>言語モデル用の設定です。例の数ごとのプロンプト数を決めます。</translation>
    </message>
    <message>
        <source>Measure</source>
        <translation>測定</translation>
    </message>
    <message>
        <source>Use and measure</source>
        <translation>利用と測定</translation>
    </message>
    <message>
        <source>How well a model predicts texts it has not seen.</source>
        <translation>まだ見たことのない文章を、モデルがどれだけよく予測できるかを測ります。</translation>
    </message>
    <message>
        <source>Loss is the surprise at each token in nats, perplexity is its exponential, bits a byte can be compared between models whose tokenizers differ. On sums, exact match is the share of answers that are right.</source>
        <translation>損失は、各トークンでの驚きの大きさ（nat）です。パープレキシティは、その指数です。1 バイトあたりのビット数なら、トークナイザーの異なるモデルどうしを比べられます。計算問題での完全一致は、正しい答えの割合です。</translation>
    </message>
    <message>
        <source>texts</source>
        <translation>テキスト</translation>
    </message>
    <message>
        <source>corpus</source>
        <translation>コーパス</translation>
    </message>
    <message>
        <source>number</source>
        <translation>数値</translation>
    </message>
    <message>
        <source>Tokens to measure</source>
        <translation>測定するトークン数</translation>
    </message>
    <message>
        <source>More tokens give steadier numbers and take longer.</source>
        <translation>多いほど数値は安定しますが、時間がかかります。</translation>
    </message>
    <message>
        <source>tokens</source>
        <translation>トークン</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>比較</translation>
    </message>
    <message>
        <source>Any number of models side by side, on any number of texts.</source>
        <translation>いくつものモデルを、いくつものテキストで並べて比べます。</translation>
    </message>
    <message>
        <source>Connect the large model alone to “base” and its fine-tuned copies (one for each Corpus, in the same order) to “fine_tuned” to see how much of the gap between the two each model closes: true closure = (base − model) / (base − fine-tuned). The paper's figure, a ratio of the averages is shown beside it.</source>
        <translation>「ベース」に大きなモデルだけを、「微調整済み」にそれを微調整したもの（コーパスごとにひとつ、同じ順番で）をつなぐと、両者の差を各モデルがどれだけ埋めたかがわかります：差の解消率 =（ベース − モデル）/（ベース − 微調整済み）。論文の指標である平均どうしの比も並べて示します。</translation>
    </message>
    <message>
        <source>models</source>
        <translation>モデル</translation>
    </message>
    <message>
        <source>fine tuned</source>
        <translation>微調整済み</translation>
    </message>
    <message>
        <source>scores</source>
        <translation>スコア</translation>
    </message>
    <message>
        <source>bars</source>
        <translation>棒グラフ</translation>
    </message>
    <message>
        <source>Bars show</source>
        <translation>棒が示す値</translation>
    </message>
    <message>
        <source>The table always shows all measures.</source>
        <translation>表には、いつもすべての指標が載ります。</translation>
    </message>
    <message>
        <source>Loss</source>
        <translation>損失</translation>
    </message>
    <message>
        <source>Perplexity</source>
        <translation>パープレキシティ</translation>
    </message>
    <message>
        <source>Bits a byte</source>
        <translation>ビット/バイト</translation>
    </message>
    <message>
        <source>Exact match (sums)</source>
        <translation>完全一致（計算問題）</translation>
    </message>
    <message>
        <source>Save results</source>
        <translation>結果を保存</translation>
    </message>
    <message>
        <source>Write texts and the numbers behind plots to a folder: texts as .txt, plots as .csv.</source>
        <translation>文章と、図のもとになった数値をフォルダーに書き出します。文章は .txt、図は .csv になります。</translation>
    </message>
    <message>
        <source>text</source>
        <translation>テキスト</translation>
    </message>
    <message>
        <source>plots</source>
        <translation>図</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>フォルダー</translation>
    </message>
    <message>
        <source>Where to write. Empty: a folder Stitchwork in your documents.</source>
        <translation>書き出し先です。空欄なら、ドキュメント内の Stitchwork フォルダーになります。</translation>
    </message>
    <message>
        <source>Save model</source>
        <translation>モデルを保存</translation>
    </message>
    <message>
        <source>Keep a combined model in the library, to use it like any other: in a Model node, or as a part of the next one.</source>
        <translation>組み合わせたモデルをライブラリに残します。ほかのモデルと同じように、モデルノードで使ったり、次の組み合わせの部品にしたりできます。</translation>
    </message>
    <message>
        <source>What is saved is how it is made: its parts by name, the settings, and the numbers of its own, such as the map of a stitch. The parts stay where they are, so a saved model takes little room.</source>
        <translation>保存されるのは作り方です。部品の名前、設定、そして接合の写像のような固有の数値を残します。部品はもとの場所に置いたままなので、場所をほとんど取りません。</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名前</translation>
    </message>
    <message>
        <source>The name in the library.</source>
        <translation>ライブラリでの名前です。</translation>
    </message>
    <message>
        <source>If the name is taken</source>
        <translation>同じ名前がある場合</translation>
    </message>
    <message>
        <source>Only models that were combined here are ever replaced.</source>
        <translation>置き換えられるのは、ここで組み合わせて作ったモデルだけです。</translation>
    </message>
    <message>
        <source>Add a number</source>
        <translation>番号を付ける</translation>
    </message>
    <message>
        <source>Replace the saved model</source>
        <translation>保存済みのモデルを置き換える</translation>
    </message>
    <message>
        <source>Cut</source>
        <translation>切断</translation>
    </message>
    <message>
        <source>Cut a model in two: a front that reads tokens, and a back that predicts the next one.</source>
        <translation>モデルを 2 つに切断します。トークンを読む前半と、次のトークンを予測する後半です。</translation>
    </message>
    <message>
        <source>Between two blocks everything a model knows of the text stands in one vector a token, the residual stream. There it can be cut. Join the front of one model to the back of another with Stitch.</source>
        <translation>ブロックとブロックの間では、モデルが文章について知っていることのすべてが、トークンごとにひとつのベクトル（残差ストリーム）に収まっています。そこで切断できます。あるモデルの前半と別のモデルの後半は、「接合」でつなぎます。</translation>
    </message>
    <message>
        <source>front</source>
        <translation>前半</translation>
    </message>
    <message>
        <source>back</source>
        <translation>後半</translation>
    </message>
    <message>
        <source>Cut after block</source>
        <translation>切断するブロック</translation>
    </message>
    <message>
        <source>0 cuts between the embeddings and the first block.</source>
        <translation>0 なら、埋め込みと最初のブロックの間で切断します。</translation>
    </message>
    <message>
        <source>Stitch</source>
        <translation>接合</translation>
    </message>
    <message>
        <source>The front of one model joined to the back of another by a single map.</source>
        <translation>あるモデルの前半と別のモデルの後半を、ひとつの写像でつなぎます。</translation>
    </message>
    <message>
        <source>Both models read the same text; the map that takes the states of the one nearest to the states of the other is found in closed form, in seconds. Training then lowers the loss of the next token through both halves, which stay as they are: only the map learns. Where the two cut text differently, the front reads each token of the back in its own pieces.</source>
        <translation>両方のモデルに同じ文章を読ませ、一方の状態をもう一方の状態にもっとも近づける写像を、閉形式で数秒のうちに求めます。そのあとの学習では、両半分を通した次トークンの損失を下げます。半分どうしはそのままで、学習するのは写像だけです。文章の区切り方が違う場合、前半は後半の各トークンを自分の区切り方で読みます。</translation>
    </message>
    <message>
        <source>The result is a model: it generates, is measured and saved, and can be a part of the next one.</source>
        <translation>結果もひとつのモデルです。文章を生成でき、測定も保存もでき、次の組み合わせの部品にもなれます。</translation>
    </message>
    <message>
        <source>Map</source>
        <translation>写像</translation>
    </message>
    <message>
        <source>What turns a state of the front into a state of the back.</source>
        <translation>前半の状態を後半の状態に変換するものです。</translation>
    </message>
    <message>
        <source>Affine: turn, stretch and shift</source>
        <translation>アフィン：回転・伸縮・移動</translation>
    </message>
    <message>
        <source>Affine of low rank</source>
        <translation>低ランクのアフィン</translation>
    </message>
    <message>
        <source>Turn and scale only (Procrustes)</source>
        <translation>回転と拡大縮小だけ（プロクラステス）</translation>
    </message>
    <message>
        <source>Almost affine: plus a small network</source>
        <translation>ほぼアフィン：小さなネットワークを追加</translation>
    </message>
    <message>
        <source>Nothing: the state as it is</source>
        <translation>なし：状態をそのまま渡す</translation>
    </message>
    <message>
        <source>Rank</source>
        <translation>ランク</translation>
    </message>
    <message>
        <source>Directions that cross.</source>
        <translation>受け渡す方向の数です。</translation>
    </message>
    <message>
        <source>Training steps</source>
        <translation>学習ステップ数</translation>
    </message>
    <message>
        <source>0: only the instant map, in closed form. The paper trains 10,000 steps; some hundred do most of it.</source>
        <translation>0 なら、閉形式で求めた写像だけを使います。論文では 10,000 ステップ学習しますが、数百ステップでほとんどの効果が得られます。</translation>
    </message>
    <message>
        <source>steps</source>
        <translation>ステップ</translation>
    </message>
    <message>
        <source>Windows of text</source>
        <translation>テキスト区間の数</translation>
    </message>
    <message>
        <source>How much text both models read to find the map. An eighth of it is held out to measure on.</source>
        <translation>写像を求めるために両モデルが読む文章の量です。8 分の 1 は測定のために取り置きます。</translation>
    </message>
    <message>
        <source>windows</source>
        <translation>区間</translation>
    </message>
    <message>
        <source>Window length</source>
        <translation>区間の長さ</translation>
    </message>
    <message>
        <source>Tokens read at once.</source>
        <translation>一度に読むトークン数です。</translation>
    </message>
    <message>
        <source>Learning rate</source>
        <translation>学習率</translation>
    </message>
    <message>
        <source>Falls linearly to nothing. Lower it if the loss jumps.</source>
        <translation>直線的に 0 まで下がります。損失が跳ね上がる場合は小さくしてください。</translation>
    </message>
    <message>
        <source>Windows a step</source>
        <translation>1 ステップの区間数</translation>
    </message>
    <message>
        <source>Windows in one step.</source>
        <translation>1 ステップで使う区間の数です。</translation>
    </message>
    <message>
        <source>Random front (control)</source>
        <translation>ランダムな前半（対照）</translation>
    </message>
    <message>
        <source>Draws the weights of the front anew. What such a stitch reaches, the back and the map do alone.</source>
        <translation>前半の重みをランダムに引き直します。この接合で達する値は、後半と写像だけの力によるものです。</translation>
    </message>
    <message>
        <source>Compare representations</source>
        <translation>表現の比較</translation>
    </message>
    <message>
        <source>How alike the layers of two models are, every block against every block.</source>
        <translation>2 つのモデルの層がどれだけ似ているかを、すべてのブロックの組で調べます。</translation>
    </message>
    <message>
        <source>Both models read the same texts. After each block, what the model holds of a text is averaged over its tokens; two blocks are alike where they arrange the texts alike. Without a second model, the blocks of one model are compared with each other. The picture sharpens while texts are read.</source>
        <translation>両方のモデルが同じ文章を読みます。各ブロックのあとで、モデルが文章について保持している内容をトークンにわたって平均します。2 つのブロックが文章を同じように配置していれば、似ているといえます。2 つ目のモデルがなければ、ひとつのモデルのブロックどうしを比べます。図は、文章を読み進めるにつれて鮮明になります。</translation>
    </message>
    <message>
        <source>model a</source>
        <translation>モデル A</translation>
    </message>
    <message>
        <source>model b</source>
        <translation>モデル B</translation>
    </message>
    <message>
        <source>CKA: do both place the same texts near each other? 1 is the same but for rotation and size; the unbiased estimate reads 0 for unrelated layers. Neighbours: the share of each text's nearest texts that both agree on. Procrustes: what is left after the best rotation (0 to 2). Affine map: how much of one layer can be computed from the other on texts kept aside; rows explain columns.</source>
        <translation>CKA：同じ文章を近くに置くかどうかです。1 なら、回転と大きさを除いて同じです。不偏推定では、無関係な層は 0 になります。近傍：各文章にもっとも近い文章のうち、両者で一致する割合です。プロクラステス：最良の回転のあとに残る差です（0 から 2）。アフィン写像：取り置いた文章で、一方の層をもう一方からどれだけ計算できるかです。行が列を説明します。</translation>
    </message>
    <message>
        <source>CKA, unbiased</source>
        <translation>CKA（不偏）</translation>
    </message>
    <message>
        <source>CKA, biased</source>
        <translation>CKA（偏りあり）</translation>
    </message>
    <message>
        <source>Shared nearest neighbours</source>
        <translation>共通の近傍</translation>
    </message>
    <message>
        <source>Procrustes distance</source>
        <translation>プロクラステス距離</translation>
    </message>
    <message>
        <source>Affine map, R² on held-out windows</source>
        <translation>アフィン写像（検証用区間の R²）</translation>
    </message>
    <message>
        <source>Windows</source>
        <translation>区間の数</translation>
    </message>
    <message>
        <source>At most this many stretches of text. More make the picture sharper and take longer.</source>
        <translation>使うテキスト区間の上限です。多いほど図は鮮明になりますが、時間がかかります。</translation>
    </message>
    <message>
        <source>Each window of text becomes one point: the mean over its tokens. Models that cut text differently read the same text.</source>
        <translation>テキスト区間ごとにひとつの点（トークンにわたる平均）になります。区切り方の異なるモデルも、同じ文章を読みます。</translation>
    </message>
    <message>
        <source>Representation scatter</source>
        <translation>表現の散布図</translation>
    </message>
    <message>
        <source>Where the layers of a model put texts or words: the two directions in which their states differ most.</source>
        <translation>モデルの各層がテキストや単語をどこに置くかを、状態の違いが最も大きい 2 つの方向で示します。</translation>
    </message>
    <message>
        <source>Connect several Corpora to see whether a layer keeps kinds of text apart. Point at a dot to read its text. The axes say how much of all differences they show (principal components).</source>
        <translation>コーパスを複数つなぐと、層が文章の種類を区別しているかどうかが見えます。点を指すと、そのテキストを読めます。軸には、それぞれが差全体のどれだけを示すか（主成分）が書かれます。</translation>
    </message>
    <message>
        <source>Look after</source>
        <translation>調べる範囲</translation>
    </message>
    <message>
        <source>All blocks make a film: play it, and see how the model sorts what it reads, block by block. Each block is drawn at the same size.</source>
        <translation>すべてのブロックを選ぶと動画になります。再生すると、モデルが読んだものをブロックごとに整理していく様子が見えます。どのブロックも同じ大きさで描きます。</translation>
    </message>
    <message>
        <source>One block</source>
        <translation>1 つのブロックのあと</translation>
    </message>
    <message>
        <source>Every block, as a film</source>
        <translation>全ブロック（動画）</translation>
    </message>
    <message>
        <source>Block</source>
        <translation>ブロック</translation>
    </message>
    <message>
        <source>After which block to look. 0 is before the first: the embeddings.</source>
        <translation>どのブロックのあとを見るかです。0 は最初のブロックの前、つまり埋め込みです。</translation>
    </message>
    <message>
        <source>One point for each</source>
        <translation>点の単位</translation>
    </message>
    <message>
        <source>Windows are coloured by the Corpus that they come from, tokens by what they are: the beginning or the inside of a word, digits, punctuation, white space.</source>
        <translation>区間は、もとのコーパスで色分けします。トークンは、単語の先頭か途中か、数字、句読点、空白といった種類で色分けします。</translation>
    </message>
    <message>
        <source>Window of text</source>
        <translation>テキスト区間</translation>
    </message>
    <message>
        <source>Token</source>
        <translation>トークン</translation>
    </message>
    <message>
        <source>Points</source>
        <translation>点の数</translation>
    </message>
    <message>
        <source>At most this many, shared out evenly. A film of many blocks shows fewer.</source>
        <translation>最大でこの数まで、均等に割り当てます。ブロックの多い動画では、これより少なくなります。</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>モデル</translation>
    </message>
    <message>
        <source>Sources</source>
        <translation>入力元</translation>
    </message>
    <message>
        <source>A language model of the library.</source>
        <translation>ライブラリの言語モデルです。</translation>
    </message>
    <message>
        <source>Choose one that came with the program, or import your own: a safetensors folder, a GGUF file, or a name on the hub.</source>
        <translation>付属のモデルを選ぶか、自分のモデルを読み込みます。safetensors のフォルダー、GGUF ファイル、ハブの名前が使えます。</translation>
    </message>
    <message>
        <source>A model of the library.</source>
        <translation>ライブラリのモデルです。</translation>
    </message>
    <message>
        <source>Prompt</source>
        <translation>プロンプト</translation>
    </message>
    <message>
        <source>The beginning of a text, for a model to continue.</source>
        <translation>モデルに続きを書かせる、文章の書き出しです。</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>テキスト</translation>
    </message>
    <message>
        <source>The beginning that the model continues.</source>
        <translation>モデルが続きを書く書き出しです。</translation>
    </message>
    <message>
        <source>Corpus</source>
        <translation>コーパス</translation>
    </message>
    <message>
        <source>Texts to measure models on.</source>
        <translation>モデルを測定するためのテキストです。</translation>
    </message>
    <message>
        <source>Five kinds ship with the program; a text file of your own works as well. The seed of the run chooses which texts.</source>
        <translation>5 種類が付属し、自分のテキストファイルも使えます。どのテキストを選ぶかは、実行のシードで決まります。</translation>
    </message>
    <message>
        <source>Texts</source>
        <translation>テキスト</translation>
    </message>
    <message>
        <source>What the texts are about.</source>
        <translation>テキストの内容です。</translation>
    </message>
    <message>
        <source>Dictionary definitions</source>
        <translation>辞書の定義</translation>
    </message>
    <message>
        <source>Python source</source>
        <translation>Python のソース</translation>
    </message>
    <message>
        <source>Scripture</source>
        <translation>聖書</translation>
    </message>
    <message>
        <source>Sums</source>
        <translation>計算問題</translation>
    </message>
    <message>
        <source>Manuals, which the base models mostly read</source>
        <translation>マニュアル（ベースモデルが主に読んだもの）</translation>
    </message>
    <message>
        <source>Mixed: definitions and Python</source>
        <translation>混合：定義と Python</translation>
    </message>
    <message>
        <source>A text file of yours</source>
        <translation>自分のテキストファイル</translation>
    </message>
    <message>
        <source>File</source>
        <translation>ファイル</translation>
    </message>
    <message>
        <source>A plain text file. Empty lines separate its texts.</source>
        <translation>プレーンテキストのファイルです。空行がテキストの区切りになります。</translation>
    </message>
    <message>
        <source>Part</source>
        <translation>区分</translation>
    </message>
    <message>
        <source>Held-out texts were kept away from training: measure on these.</source>
        <translation>検証用のテキストは、学習に使わずに取り置いたものです。測定にはこちらを使います。</translation>
    </message>
    <message>
        <source>Held out</source>
        <translation>検証用</translation>
    </message>
    <message>
        <source>Training</source>
        <translation>学習用</translation>
    </message>
    <message>
        <source>Number of texts</source>
        <translation>テキストの数</translation>
    </message>
    <message>
        <source>At most this many are taken.</source>
        <translation>使うテキストの上限です。</translation>
    </message>
    <message>
        <source>Stitch map</source>
        <translation>接合マップ</translation>
    </message>
    <message>
        <source>Where two models can be joined: every cut of the one against every cut of the other.</source>
        <translation>2 つのモデルをどこで接合できるかを、すべての切断位置の組で調べます。</translation>
    </message>
    <message>
        <source>Each cell is an instant stitch, coloured by how much its loss lies above the better of the two models. The best is given on, trained if you ask for training steps. Stop at any time: the cells that are done are kept.</source>
        <translation>各マスは即時の接合を表し、損失が良いほうのモデルをどれだけ上回るかで色分けします。最良のものを出力に渡し、学習ステップを指定すれば学習も行います。いつでも停止でき、終わったマスは残ります。</translation>
    </message>
    <message>
        <source>Mark a cell in the results to have its two cuts and its stitch on the canvas: to train it, to let it speak, to save it.</source>
        <translation>結果のマスを選ぶと、その 2 つの切断と接合をキャンバスに置けます。学習させることも、語らせることも、保存することもできます。</translation>
    </message>
    <message>
        <source>map</source>
        <translation>マップ</translation>
    </message>
    <message>
        <source>Cuts of each model</source>
        <translation>各モデルの切断数</translation>
    </message>
    <message>
        <source>At most this many, evenly spread from the embeddings to the last block.</source>
        <translation>埋め込みから最後のブロックまで、均等に配置する切断位置の上限です。</translation>
    </message>
    <message>
        <source>Generate</source>
        <translation>生成</translation>
    </message>
    <message>
        <source>Let a model continue a prompt, and watch it token by token.</source>
        <translation>モデルにプロンプトの続きを書かせ、トークンごとに観察します。</translation>
    </message>
    <message>
        <source>For a fused model the plots show the weight of each expert at every step, the distance from the large model beside its target, and which member carried each token. Point at a token to see what every member would have said.</source>
        <translation>融合モデルでは、ステップごとの専門家の重み、大きなモデルからの距離と目標、どのメンバーが各トークンを担ったかを図で示します。トークンにマウスを合わせると、各メンバーの候補が見えます。</translation>
    </message>
    <message>
        <source>prompt</source>
        <translation>プロンプト</translation>
    </message>
    <message>
        <source>New tokens</source>
        <translation>生成するトークン数</translation>
    </message>
    <message>
        <source>It may stop earlier, at the end of a text.</source>
        <translation>文章の終わりに達すると、早めに止まることがあります。</translation>
    </message>
    <message>
        <source>Temperature</source>
        <translation>温度</translation>
    </message>
    <message>
        <source>0 always takes the likeliest token. Higher values are more varied, and less sure.</source>
        <translation>0 なら、つねに最有力のトークンを選びます。大きくするほど多様になり、確かさは下がります。</translation>
    </message>
    <message>
        <source>Keep the likeliest share (top-p)</source>
        <translation>上位の割合を残す（top-p）</translation>
    </message>
    <message>
        <source>Draw only among the likeliest tokens that together have this probability.</source>
        <translation>合わせてこの確率になる上位のトークンだけから選びます。</translation>
    </message>
    <message>
        <source>Keep the likeliest (top-k)</source>
        <translation>上位の個数を残す（top-k）</translation>
    </message>
    <message>
        <source>Draw only among this many tokens; 0 keeps all.</source>
        <translation>この個数の上位トークンだけから選びます。0 ならすべてを残します。</translation>
    </message>
</context>
<context>
    <name>plots</name>
    <message>
        <source>lower is better</source>
        <translation>低いほど良い</translation>
    </message>
    <message>
        <source>higher is better</source>
        <translation>高いほど良い</translation>
    </message>
</context>
<context>
    <name>recipes</name>
    <message>
        <source>Fixed weight or a new one each step?</source>
        <translation>重みは固定か、毎回解き直すか</translation>
    </message>
    <message>
        <source>Four fixed weights from gentle to strong, beside one that is solved again at every token.</source>
        <translation>4 つの固定の重みを、トークンごとに解き直す重みと比べます。</translation>
    </message>
    <message>
        <source>Steer</source>
        <translation>誘導</translation>
    </message>
    <message>
        <source>Large model</source>
        <translation>大きなモデル</translation>
    </message>
    <message>
        <source>Small base</source>
        <translation>小さなベース</translation>
    </message>
    <message>
        <source>Python expert</source>
        <translation>Python の専門家</translation>
    </message>
    <message>
        <source>Large, fine-tuned</source>
        <translation>大きなモデル（微調整済み）</translation>
    </message>
    <message>
        <source>Python code</source>
        <translation>Python のコード</translation>
    </message>
    <message>
        <source>Fixed 0.25</source>
        <translation>固定 0.25</translation>
    </message>
    <message>
        <source>Fixed 0.5</source>
        <translation>固定 0.5</translation>
    </message>
    <message>
        <source>Fixed 1</source>
        <translation>固定 1</translation>
    </message>
    <message>
        <source>Fixed 1.5</source>
        <translation>固定 1.5</translation>
    </message>
    <message>
        <source>Dynamic</source>
        <translation>動的</translation>
    </message>
    <message>
        <source>Depth buys steps</source>
        <translation>深さはステップ数になる</translation>
    </message>
    <message>
        <source>Networks of one to four layers, beside as many steps of gradient descent.</source>
        <translation>1 層から 4 層のネットワークを、同じステップ数の勾配降下法と並べます。</translation>
    </message>
    <message>
        <source>In-context learning</source>
        <translation>文脈内学習</translation>
    </message>
    <message>
        <source>1 layer</source>
        <translation>1 層</translation>
    </message>
    <message>
        <source>2 layers</source>
        <translation>2 層</translation>
    </message>
    <message>
        <source>3 layers</source>
        <translation>3 層</translation>
    </message>
    <message>
        <source>4 layers</source>
        <translation>4 層</translation>
    </message>
    <message>
        <source>More examples</source>
        <translation>例を増やすと</translation>
    </message>
    <message>
        <source>How much does each further example help? One network trained once, one trained for each number.</source>
        <translation>例を増やす効果を、一度だけの学習と、例の数ごとの学習で比べます。</translation>
    </message>
    <message>
        <source>Trained on 20 examples</source>
        <translation>20 個の例で学習</translation>
    </message>
    <message>
        <source>GD++ appears</source>
        <translation>GD++ の出現</translation>
    </message>
    <message>
        <source>When layers may move the inputs as well, they find a faster method by themselves. How many plain steps is each layer worth?</source>
        <translation>入力も動かせる層は、より速い方法を自分で見つけます。1 層は何ステップ分でしょうか。</translation>
    </message>
    <message>
        <source>Labels only</source>
        <translation>ラベルだけ</translation>
    </message>
    <message>
        <source>Inputs move too</source>
        <translation>入力も動かす</translation>
    </message>
    <message>
        <source>Three layers become gradient descent</source>
        <translation>3 つの層が勾配降下法になる</translation>
    </message>
    <message>
        <source>Nobody tells the network to descend a gradient. Watch its matrices turn into the steps that would.</source>
        <translation>誰も勾配の降り方を教えません。行列がその手順に変わっていくようすを観察します。</translation>
    </message>
    <message>
        <source>Train three layers</source>
        <translation>3 層を学習</translation>
    </message>
    <message>
        <source>Does a language model do regression?</source>
        <translation>言語モデルは回帰をするか</translation>
    </message>
    <message>
        <source>Examples as lines of text, for a model that has read many sums and one that has not, beside least squares and descent.</source>
        <translation>例を文章で与え、言語モデルの答えを最小二乗法や勾配降下法と比べます。</translation>
    </message>
    <message>
        <source>Has read sums</source>
        <translation>計算問題を読んだモデル</translation>
    </message>
    <message>
        <source>Has read definitions</source>
        <translation>定義を読んだモデル</translation>
    </message>
    <message>
        <source>Sums</source>
        <translation>計算問題</translation>
    </message>
    <message>
        <source>Definitions</source>
        <translation>定義文</translation>
    </message>
    <message>
        <source>How many steps is a layer worth?</source>
        <translation>1 層は何ステップ分か</translation>
    </message>
    <message>
        <source>How many steps of gradient descent is each layer worth, linear or softmax?</source>
        <translation>各層は勾配降下の何ステップ分でしょうか。線形とソフトマックスを比べます。</translation>
    </message>
    <message>
        <source>Linear attention</source>
        <translation>線形アテンション</translation>
    </message>
    <message>
        <source>Softmax attention</source>
        <translation>softmax アテンション</translation>
    </message>
    <message>
        <source>Linear, trained</source>
        <translation>線形（学習済み）</translation>
    </message>
    <message>
        <source>Softmax, trained</source>
        <translation>softmax（学習済み）</translation>
    </message>
    <message>
        <source>Steps by depth</source>
        <translation>深さごとのステップ数</translation>
    </message>
    <message>
        <source>One layer finds the closed form</source>
        <translation>1 つの層が閉形式を見つける</translation>
    </message>
    <message>
        <source>A single attention layer is trained on regressions. Its matrix becomes the one that the theory works out on paper.</source>
        <translation>アテンション層ひとつに回帰を学習させると、理論どおりの行列になります。</translation>
    </message>
    <message>
        <source>Train one layer</source>
        <translation>1 層を学習</translation>
    </message>
    <message>
        <source>How hard should an expert push?</source>
        <translation>専門家はどれだけ強く押すべきか</translation>
    </message>
    <message>
        <source>A gentle fixed push, or one solved anew at every token: which helps the large model more?</source>
        <translation>弱い固定の重みと、毎回解き直す重み。よく効くのはどちらでしょうか。</translation>
    </message>
    <message>
        <source>Small expert</source>
        <translation>小さな専門家</translation>
    </message>
    <message>
        <source>Dynamic fusion</source>
        <translation>動的な融合</translation>
    </message>
    <message>
        <source>Gentle push</source>
        <translation>弱く押す</translation>
    </message>
    <message>
        <source>An expert that spells differently</source>
        <translation>つづりの違う専門家</translation>
    </message>
    <message>
        <source>The expert cuts text into other pieces. Matched by their spelling, they steer all the same.</source>
        <translation>文章の区切り方が違う専門家でも、つづりで対応付ければ導けます。</translation>
    </message>
    <message>
        <source>Base, other pieces</source>
        <translation>ベース（別の区切り方）</translation>
    </message>
    <message>
        <source>Expert, other pieces</source>
        <translation>専門家（別の区切り方）</translation>
    </message>
    <message>
        <source>Fused across vocabularies</source>
        <translation>語彙をまたぐ融合</translation>
    </message>
    <message>
        <source>A model stitched to itself</source>
        <translation>自分自身に接合したモデル</translation>
    </message>
    <message>
        <source>The control of every stitching experiment: cut a model, join it to itself, and nothing may change.</source>
        <translation>接合実験の対照です。切断して自分自身に接合しても、何も変わらないはずです。</translation>
    </message>
    <message>
        <source>Stitch</source>
        <translation>接合</translation>
    </message>
    <message>
        <source>Texts to learn from</source>
        <translation>学習用テキスト</translation>
    </message>
    <message>
        <source>Held-out texts</source>
        <translation>検証用テキスト</translation>
    </message>
    <message>
        <source>Joined by nothing</source>
        <translation>写像なしで接合</translation>
    </message>
    <message>
        <source>Joined by a solved map</source>
        <translation>求めた写像で接合</translation>
    </message>
    <message>
        <source>Turn and scale only</source>
        <translation>回転と拡大縮小だけ</translation>
    </message>
    <message>
        <source>A Mamba that ends as a transformer</source>
        <translation>Transformer で終わる Mamba</translation>
    </message>
    <message>
        <source>Do a recurrent model and a transformer think alike enough to share one text?</source>
        <translation>再帰型モデルと Transformer は、ひとつの文章を分け合えるほど似ているでしょうか。</translation>
    </message>
    <message>
        <source>Front from</source>
        <translation>前半の元</translation>
    </message>
    <message>
        <source>Back from</source>
        <translation>後半の元</translation>
    </message>
    <message>
        <source>Keep the front</source>
        <translation>前半を残す</translation>
    </message>
    <message>
        <source>Keep the back</source>
        <translation>後半を残す</translation>
    </message>
    <message>
        <source>Where can two models be joined?</source>
        <translation>2 つのモデルはどこで接合できるか</translation>
    </message>
    <message>
        <source>Every cut of one model against every cut of another, beside the map of where their representations agree.</source>
        <translation>すべての切断位置の組を試し、表現が一致する場所の図と並べます。</translation>
    </message>
    <message>
        <source>Texts</source>
        <translation>テキスト</translation>
    </message>
    <message>
        <source>The best join speaks</source>
        <translation>最良の接合に語らせる</translation>
    </message>
    <message>
        <source>A real model with a starter's mouth</source>
        <translation>本物のモデルに付属モデルの口を</translation>
    </message>
    <message>
        <source>The first half of SmolLM2 ends as the starter model. Import SmolLM2-135M into the library as “smollm2-135m” first.</source>
        <translation>SmolLM2 の前半と付属モデルの後半。先に smollm2-135m を読み込みます。</translation>
    </message>
    <message>
        <source>The front of one, the back of another</source>
        <translation>前半と後半を別のモデルから</translation>
    </message>
    <message>
        <source>Half a Llama and half a GPT-NeoX that never met, joined by one map: found in seconds, then trained.</source>
        <translation>初対面の Llama と GPT-NeoX を半分ずつ、数秒で求めた写像で接合し、学習します。</translation>
    </message>
    <message>
        <source>Trained stitch</source>
        <translation>学習した接合</translation>
    </message>
    <message>
        <source>Instant stitch</source>
        <translation>即時の接合</translation>
    </message>
    <message>
        <source>Before training</source>
        <translation>学習前</translation>
    </message>
    <message>
        <source>After training</source>
        <translation>学習後</translation>
    </message>
    <message>
        <source>A small expert that can add</source>
        <translation>足し算のできる小さな専門家</translation>
    </message>
    <message>
        <source>Fused with an expert that has read many sums, the large model solves twice as many.</source>
        <translation>足し算の専門家と融合すると、大きなモデルは 2 倍の問題を解きます。</translation>
    </message>
    <message>
        <source>Sums expert</source>
        <translation>計算の専門家</translation>
    </message>
    <message>
        <source>Fused model</source>
        <translation>融合モデル</translation>
    </message>
    <message>
        <source>Two small experts steer a larger model</source>
        <translation>小さな専門家 2 つが大きなモデルを導く</translation>
    </message>
    <message>
        <source>A dictionary expert and a Python expert guide a model ten times their size. At every word you see who leads.</source>
        <translation>辞書と Python の専門家が、10 倍のモデルを導きます。単語ごとの主導役が見えます。</translation>
    </message>
    <message>
        <source>Dictionary expert</source>
        <translation>辞書の専門家</translation>
    </message>
    <message>
        <source>Dynamic push</source>
        <translation>動的な誘導</translation>
    </message>
    <message>
        <source>Five ways to combine models</source>
        <translation>モデルを組み合わせる 5 つの方法</translation>
    </message>
    <message>
        <source>Dynamic fusion beside two fixed weights and two plain averages, on definitions.</source>
        <translation>動的な融合を、2 つの固定の重み、2 つの単純な平均と辞書の定義文で比べます。</translation>
    </message>
    <message>
        <source>Proxy-tuning</source>
        <translation>プロキシチューニング</translation>
    </message>
    <message>
        <source>Fixed weight 0.5</source>
        <translation>固定の重み 0.5</translation>
    </message>
    <message>
        <source>Average of chances</source>
        <translation>確率の平均</translation>
    </message>
    <message>
        <source>Average of scores</source>
        <translation>スコアの平均</translation>
    </message>
    <message>
        <source>Where two models agree</source>
        <translation>2 つのモデルはどこで一致するか</translation>
    </message>
    <message>
        <source>Every block of one model against every block of another, by how alike they arrange the same texts.</source>
        <translation>同じ文章をどれだけ似た形に配置するかを、すべてのブロックの組で比べます。</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>比較</translation>
    </message>
    <message>
        <source>Small model</source>
        <translation>小さなモデル</translation>
    </message>
    <message>
        <source>Another architecture</source>
        <translation>別のアーキテクチャ</translation>
    </message>
    <message>
        <source>More definitions</source>
        <translation>さらに定義文</translation>
    </message>
    <message>
        <source>Python</source>
        <translation>Python</translation>
    </message>
    <message>
        <source>Scripture</source>
        <translation>聖書</translation>
    </message>
    <message>
        <source>Large and small</source>
        <translation>大と小</translation>
    </message>
    <message>
        <source>Large and another architecture</source>
        <translation>大と別アーキテクチャ</translation>
    </message>
    <message>
        <source>Within the large model</source>
        <translation>大きなモデルの内部</translation>
    </message>
    <message>
        <source>Shared neighbours</source>
        <translation>共通の近傍</translation>
    </message>
    <message>
        <source>Texts inside the large model</source>
        <translation>大きなモデルの中の文章</translation>
    </message>
    <message>
        <source>Words inside the large model</source>
        <translation>大きなモデルの中の単語</translation>
    </message>
</context>
<context>
    <name>runs</name>
    <message>
        <source>Range</source>
        <translation>範囲</translation>
    </message>
    <message>
        <source>Metric</source>
        <translation>指標</translation>
    </message>
    <message>
        <source>seconds</source>
        <translation>秒</translation>
    </message>
    <message>
        <source>Started</source>
        <translation>開始</translation>
    </message>
    <message>
        <source>Graph</source>
        <translation>グラフ</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>シード</translation>
    </message>
    <message>
        <source>Device</source>
        <translation>デバイス</translation>
    </message>
    <message>
        <source>there</source>
        <translation>あり</translation>
    </message>
    <message>
        <source>wired</source>
        <translation>接続あり</translation>
    </message>
    <message>
        <source>{plot}, {b} − {a}</source>
        <translation>{plot}、{b} − {a}</translation>
    </message>
    <message>
        <source>{b} − {a}</source>
        <translation>{b} − {a}</translation>
    </message>
    <message>
        <source>Untitled</source>
        <translation>無題</translation>
    </message>
    <message>
        <source>Something in the window went wrong: {error}. Your graph is kept.</source>
        <translation>ウィンドウで問題が起きました：{error}。グラフは残っています。</translation>
    </message>
    <message>
        <source>{n} MB</source>
        <translation>{n} MB</translation>
    </message>
    <message>
        <source>Outcome</source>
        <translation>状態</translation>
    </message>
    <message>
        <source>What came out</source>
        <translation>結果</translation>
    </message>
    <message>
        <source>Main metric</source>
        <translation>主要指標</translation>
    </message>
    <message>
        <source>Time taken</source>
        <translation>所要時間</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>サイズ</translation>
    </message>
    <message>
        <source>{n} kB</source>
        <translation>{n} kB</translation>
    </message>
    <message>
        <source>Finished</source>
        <translation>完了</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>失敗</translation>
    </message>
    <message>
        <source>Stopped</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>{metric} goes from {low} ({first}) to {high} ({last}).</source>
        <translation>{metric} は {low}（{first}）から {high}（{last}）まで変わります。</translation>
    </message>
    <message>
        <source>Choose above the table which number is shown.</source>
        <translation>表示する数値は表の上で選べます。</translation>
    </message>
    <message>
        <source>{setting} makes no difference: {metric} {value} with every value.</source>
        <translation>「{setting}」による違いはありません：どの値でも {metric} {value} です。</translation>
    </message>
    <message>
        <source>{values} does best: {metric} {value}.</source>
        <translation>最も良いのは次の値です：{values}（{metric} {value}）。</translation>
    </message>
    <message>
        <source>All runs</source>
        <translation>すべての実行</translation>
    </message>
    <message>
        <source>1 run</source>
        <translation>1 件の実行</translation>
    </message>
    <message>
        <source>{n} runs</source>
        <translation>{n} 件の実行</translation>
    </message>
    <message>
        <source>No run with several values of {setting} finished.</source>
        <translation>「{setting}」の値を変えた実行は、どれも完了していません。</translation>
    </message>
    <message>
        <source>{metric} ({of})</source>
        <translation>{metric}（{of}）</translation>
    </message>
    <message>
        <source>Not finished: {values}.</source>
        <translation>未完了：{values}。</translation>
    </message>
    <message>
        <source>{facts}.</source>
        <translation>{facts}。</translation>
    </message>
    <message>
        <source>mean of {n} seeds</source>
        <translation>シード {n} 個の平均</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>実行</translation>
    </message>
    <message>
        <source>That is the lowest {setting} tried: a lower one may do better still.</source>
        <translation>試した「{setting}」の中で最小です。さらに小さい値のほうが良いかもしれません。</translation>
    </message>
    <message>
        <source>That is the highest {setting} tried: a higher one may do better still.</source>
        <translation>試した「{setting}」の中で最大です。さらに大きい値のほうが良いかもしれません。</translation>
    </message>
    <message>
        <source>lowest to highest of {n} seeds</source>
        <translation>シード {n} 個の最小から最大</translation>
    </message>
</context>
<context>
    <name>sentences</name>
    <message>
        <source>instant</source>
        <translation>即時</translation>
    </message>
    <message>
        <source>trained</source>
        <translation>学習後</translation>
    </message>
    <message>
        <source>dictionary</source>
        <translation>辞書</translation>
    </message>
    <message>
        <source>scripture</source>
        <translation>聖書</translation>
    </message>
    <message>
        <source>manuals</source>
        <translation>マニュアル</translation>
    </message>
    <message>
        <source>mixed</source>
        <translation>混合</translation>
    </message>
    <message>
        <source>Choose a plain text file (UTF-8).</source>
        <translation>プレーンテキスト（UTF-8）のファイルを選んでください。</translation>
    </message>
    <message>
        <source>sums</source>
        <translation>計算問題</translation>
    </message>
    <message>
        <source>There is no file “{0}”.</source>
        <translation>ファイル「{0}」がありません。</translation>
    </message>
    <message>
        <source>“{0}” is larger than 64 MB.</source>
        <translation>「{0}」は 64 MB を超えています。</translation>
    </message>
    <message>
        <source>Choose a smaller file, or cut it into parts.</source>
        <translation>もっと小さいファイルを選ぶか、分割してください。</translation>
    </message>
    <message>
        <source>“{0}” is empty.</source>
        <translation>「{0}」は空です。</translation>
    </message>
    <message>
        <source>Choose a file with some text in it.</source>
        <translation>文章の入ったファイルを選んでください。</translation>
    </message>
    <message>
        <source>The {0} texts that ship with the program cannot be read.</source>
        <translation>付属のテキスト（{0}）を読み込めません。</translation>
    </message>
    <message>
        <source>Install Stitchwork again.</source>
        <translation>Stitchwork をインストールし直してください。</translation>
    </message>
    <message>
        <source>“{0}” is not a plain text file.</source>
        <translation>「{0}」はプレーンテキストのファイルではありません。</translation>
    </message>
    <message>
        <source>“{0}” cannot be read: {1}.</source>
        <translation>「{0}」を読み込めません：{1}。</translation>
    </message>
    <message>
        <source>The texts hold {0} tokens: too few for {1} windows of {2} tokens.</source>
        <translation>テキストは {0} トークンしかなく、{2} トークンの区間を {1} 個取るには足りません。</translation>
    </message>
    <message>
        <source>Take more texts, or shorter windows.</source>
        <translation>テキストを増やすか、区間を短くしてください。</translation>
    </message>
    <message>
        <source>“{0}” could not be saved: {1}.</source>
        <translation>「{0}」を保存できませんでした：{1}。</translation>
    </message>
    <message>
        <source>Choose another folder.</source>
        <translation>別のフォルダーを選んでください。</translation>
    </message>
    <message>
        <source>The disk is full: “{0}” was not saved. What was there before is unchanged.</source>
        <translation>ディスクがいっぱいのため、「{0}」を保存できませんでした。以前の内容はそのまま残っています。</translation>
    </message>
    <message>
        <source>Free some space, or choose another folder.</source>
        <translation>空き容量を増やすか、別のフォルダーを選んでください。</translation>
    </message>
    <message>
        <source>“{0}” may not be written to.</source>
        <translation>「{0}」には書き込めません。</translation>
    </message>
    <message>
        <source>{0}, {1} fusion</source>
        <translation>{0}、{1}融合</translation>
    </message>
    <message>
        <source>expert {0}</source>
        <translation>専門家 {0}</translation>
    </message>
    <message>
        <source>The strategy “{0}” needs a base model.</source>
        <translation>方式「{0}」にはベースモデルが必要です。</translation>
    </message>
    <message>
        <source>Connect the model that the experts were made from.</source>
        <translation>専門家のもとになったモデルをつないでください。</translation>
    </message>
    <message>
        <source>The strategy “{0}” needs at least one expert.</source>
        <translation>方式「{0}」には専門家が少なくともひとつ必要です。</translation>
    </message>
    <message>
        <source>Connect a model.</source>
        <translation>モデルをつないでください。</translation>
    </message>
    <message>
        <source>There are {0} experts and {1} values of alpha.</source>
        <translation>専門家が {0} 個なのに、α の値は {1} 個あります。</translation>
    </message>
    <message>
        <source>Give one alpha, or one for each expert.</source>
        <translation>α をひとつ、または専門家ごとにひとつ指定してください。</translation>
    </message>
    <message>
        <source>{0} and {1} cut text into different tokens.</source>
        <translation>{0} と {1} は、文章の区切り方が異なります。</translation>
    </message>
    <message>
        <source>Choose how to map their vocabularies, or use models with one tokenizer.</source>
        <translation>語彙の対応付けの方法を選ぶか、トークナイザーが共通のモデルを使ってください。</translation>
    </message>
    <message>
        <source>Compare likely tokens by their letters</source>
        <translation>有力な候補を文字で比べる</translation>
    </message>
    <message>
        <source>Compare the tokens that all have</source>
        <translation>全員にあるトークンを比べる</translation>
    </message>
    <message>
        <source>Compare by letters</source>
        <translation>文字で比べる</translation>
    </message>
    <message>
        <source>Compare shared tokens</source>
        <translation>共通トークンを比べる</translation>
    </message>
    <message>
        <source>alpha</source>
        <translation>α</translation>
    </message>
    <message>
        <source>objective</source>
        <translation>目的関数</translation>
    </message>
    <message>
        <source>targets</source>
        <translation>目標</translation>
    </message>
    <message>
        <source>Dynamic fusion needs an expert.</source>
        <translation>動的な融合には専門家が必要です。</translation>
    </message>
    <message>
        <source>Connect a model to “experts”.</source>
        <translation>「専門家」にモデルをつないでください。</translation>
    </message>
    <message>
        <source>All members must give logits of one shape (batch, vocabulary), and these differ: {0}.</source>
        <translation>すべてのメンバーが同じ形（バッチ、語彙）のロジットを返す必要がありますが、異なっています：{0}。</translation>
    </message>
    <message>
        <source>Use members with one tokenizer, or choose how to map their vocabularies.</source>
        <translation>トークナイザーが共通のモデルを使うか、語彙の対応付けの方法を選んでください。</translation>
    </message>
    <message>
        <source>There is no fusion strategy “{0}”.</source>
        <translation>融合の方式「{0}」はありません。</translation>
    </message>
    <message>
        <source>Choose one of: {0}.</source>
        <translation>次の中から選んでください：{0}。</translation>
    </message>
    <message>
        <source>the front of a model</source>
        <translation>モデルの前半</translation>
    </message>
    <message>
        <source>the back of a model</source>
        <translation>モデルの後半</translation>
    </message>
    <message>
        <source>One of the nodes is gone.</source>
        <translation>ノードの一方がなくなっています。</translation>
    </message>
    <message>
        <source>A node cannot feed itself.</source>
        <translation>ノードを自分自身にはつなげません。</translation>
    </message>
    <message>
        <source>They are connected already.</source>
        <translation>すでに接続されています。</translation>
    </message>
    <message>
        <source>That would make a loop: “{0}” already depends on “{1}”.</source>
        <translation>循環してしまいます：「{0}」はすでに「{1}」に依存しています。</translation>
    </message>
    <message>
        <source>{0} needs {1} of memory, and a run may use {2} now.</source>
        <translation>{0} には {1} のメモリが必要ですが、今の実行で使えるのは {2} です。</translation>
    </message>
    <message>
        <source>This version does not know “{0}”.</source>
        <translation>このバージョンは「{0}」を知りません。</translation>
    </message>
    <message>
        <source>“{0}” has no output “{1}”.</source>
        <translation>「{0}」に出力「{1}」はありません。</translation>
    </message>
    <message>
        <source>“{0}” has no input “{1}”.</source>
        <translation>「{0}」に入力「{1}」はありません。</translation>
    </message>
    <message>
        <source>“{0}” takes {1}, and this is {2}.</source>
        <translation>「{0}」につなげるのは{1}ですが、これは{2}です。</translation>
    </message>
    <message>
        <source>a {0}</source>
        <translation>{0}</translation>
    </message>
    <message>
        <source>a knowledge graph</source>
        <translation>知識グラフ</translation>
    </message>
    <message>
        <source>{0}, or several,</source>
        <translation>{0}（複数可）</translation>
    </message>
    <message>
        <source>These nodes wait for each other: {0}.</source>
        <translation>これらのノードは互いを待っています：{0}。</translation>
    </message>
    <message>
        <source>Remove one of the wires between them.</source>
        <translation>その間の線を 1 本外してください。</translation>
    </message>
    <message>
        <source>The {0} models of this graph need {1} of memory, and a run may use {2} now.</source>
        <translation>このグラフの {0} 個のモデルには {1} のメモリが必要ですが、今の実行で使えるのは {2} です。</translation>
    </message>
    <message>
        <source>{0} is the largest, with {1}.</source>
        <translation>もっとも大きいのは {0}（{1}）です。</translation>
    </message>
    <message>
        <source>“{0}” feeds itself.</source>
        <translation>「{0}」が自分自身につながっています。</translation>
    </message>
    <message>
        <source>Remove the wire.</source>
        <translation>その線を外してください。</translation>
    </message>
    <message>
        <source>“{0}” takes one wire and has {1}.</source>
        <translation>「{0}」につなげる線は 1 本ですが、{1} 本つながっています。</translation>
    </message>
    <message>
        <source>Choose a smaller model, close other programs, or look at the memory limit in the preferences.</source>
        <translation>もっと小さいモデルを選ぶか、ほかのプログラムを閉じるか、設定のメモリの上限を確かめてください。</translation>
    </message>
    <message>
        <source>This version does not know the node “{0}”.</source>
        <translation>このバージョンはノード「{0}」を知りません。</translation>
    </message>
    <message>
        <source>“{0}” is not connected.</source>
        <translation>「{0}」がつながっていません。</translation>
    </message>
    <message>
        <source>Connect {0} to it.</source>
        <translation>{0}をつないでください。</translation>
    </message>
    <message>
        <source>“{0}” could not be checked.</source>
        <translation>「{0}」を確認できませんでした。</translation>
    </message>
    <message>
        <source>This is a mistake in the program, not in your graph.</source>
        <translation>グラフではなく、プログラム側の誤りです。</translation>
    </message>
    <message>
        <source>Update Stitchwork, or remove the node. It is kept in the file as it is.</source>
        <translation>Stitchwork を更新するか、ノードを削除してください。ファイルの中ではそのまま残ります。</translation>
    </message>
    <message>
        <source>Keep one of the {0} wires.</source>
        <translation>{0} 本の線のうち 1 本だけを残してください。</translation>
    </message>
    <message>
        <source>Report it with its details.</source>
        <translation>詳細を添えて報告してください。</translation>
    </message>
    <message>
        <source>it is larger than {0} MB</source>
        <translation>{0} MB を超えています</translation>
    </message>
    <message>
        <source>it is nested too deeply</source>
        <translation>入れ子が深すぎます</translation>
    </message>
    <message>
        <source>it holds a number that is too large</source>
        <translation>大きすぎる数が含まれています</translation>
    </message>
    <message>
        <source>an object of names and values</source>
        <translation>名前と値の組</translation>
    </message>
    <message>
        <source>a list</source>
        <translation>リスト</translation>
    </message>
    <message>
        <source>true or false</source>
        <translation>true または false</translation>
    </message>
    <message>
        <source>Choose another file, or restore this one from a copy.</source>
        <translation>別のファイルを選ぶか、控えから復元してください。</translation>
    </message>
    <message>
        <source>it holds {0}, which is not a number</source>
        <translation>数ではない {0} が含まれています</translation>
    </message>
    <message>
        <source>there is no graph in this picture</source>
        <translation>この画像にグラフは含まれていません</translation>
    </message>
    <message>
        <source>Pictures that Stitchwork exported carry theirs.</source>
        <translation>Stitchwork が書き出した画像には、グラフが入っています。</translation>
    </message>
    <message>
        <source>it is empty</source>
        <translation>空です</translation>
    </message>
    <message>
        <source>it says “{0}” twice in one place</source>
        <translation>ひとつの場所に「{0}」が 2 回書かれています</translation>
    </message>
    <message>
        <source>one of its nodes is</source>
        <translation>ノードのひとつ</translation>
    </message>
    <message>
        <source>one of its groups is</source>
        <translation>グループのひとつ</translation>
    </message>
    <message>
        <source>the nodes of the group “{0}” are</source>
        <translation>グループ「{0}」のノード</translation>
    </message>
    <message>
        <source>the bends of “{0}” are</source>
        <translation>「{0}」の折れ点</translation>
    </message>
    <message>
        <source>“{0}” is</source>
        <translation>「{0}」</translation>
    </message>
    <message>
        <source>It may have been moved or deleted.</source>
        <translation>移動または削除された可能性があります。</translation>
    </message>
    <message>
        <source>“{0}” cannot be opened: {1}.</source>
        <translation>「{0}」を開けません：{1}。</translation>
    </message>
    <message>
        <source>“{0}” was not saved: {1}. What was there before is unchanged.</source>
        <translation>「{0}」を保存できませんでした：{1}。以前の内容はそのまま残っています。</translation>
    </message>
    <message>
        <source>Change that on the canvas and save again.</source>
        <translation>キャンバス上で直してから、もう一度保存してください。</translation>
    </message>
    <message>
        <source>The graph cannot be run or saved: {0}.</source>
        <translation>このグラフは実行も保存もできません：{0}。</translation>
    </message>
    <message>
        <source>This is not a graph that can be opened: {0}.</source>
        <translation>開けるグラフではありません：{0}。</translation>
    </message>
    <message>
        <source>its name holds a character that no file name has</source>
        <translation>ファイル名に使えない文字が含まれています</translation>
    </message>
    <message>
        <source>it is a folder</source>
        <translation>フォルダーです</translation>
    </message>
    <message>
        <source>it is not an ordinary file</source>
        <translation>通常のファイルではありません</translation>
    </message>
    <message>
        <source>the picture cannot be read: {0}</source>
        <translation>画像を読み込めません：{0}</translation>
    </message>
    <message>
        <source>it is not a text file</source>
        <translation>テキストファイルではありません</translation>
    </message>
    <message>
        <source>it ends in the middle</source>
        <translation>途中で切れています</translation>
    </message>
    <message>
        <source>line {0} is not valid JSON</source>
        <translation>{0} 行目が正しい JSON ではありません</translation>
    </message>
    <message>
        <source>it holds no graph</source>
        <translation>グラフが含まれていません</translation>
    </message>
    <message>
        <source>its schema number is not a number</source>
        <translation>スキーマ番号が数ではありません</translation>
    </message>
    <message>
        <source>it was written by a newer Stitchwork (schema {0}, this one knows {1})</source>
        <translation>より新しい Stitchwork で作成されています（スキーマ {0}、このバージョンは {1} まで）</translation>
    </message>
    <message>
        <source>Update Stitchwork to open it.</source>
        <translation>開くには Stitchwork を更新してください。</translation>
    </message>
    <message>
        <source>it has no nodes</source>
        <translation>ノードがありません</translation>
    </message>
    <message>
        <source>its {0} are</source>
        <translation>{0}</translation>
    </message>
    <message>
        <source>groups</source>
        <translation>グループ</translation>
    </message>
    <message>
        <source>one of its nodes has no id or no type</source>
        <translation>id または種類のないノードがあります</translation>
    </message>
    <message>
        <source>the settings of “{0}” are</source>
        <translation>「{0}」の設定</translation>
    </message>
    <message>
        <source>“bypassed” of “{0}” is</source>
        <translation>「{0}」の bypassed</translation>
    </message>
    <message>
        <source>one of its wires is not [node, output, node, input]</source>
        <translation>[ノード、出力、ノード、入力] の形でない線があります</translation>
    </message>
    <message>
        <source>the bends of a wire are not a row of at most {0} places [x, y]</source>
        <translation>線の折れ点が、最大 {0} 個の位置 [x, y] の並びになっていません</translation>
    </message>
    <message>
        <source>two groups are called “{0}”</source>
        <translation>「{0}」という名前のグループが 2 つあります</translation>
    </message>
    <message>
        <source>the groups “{0}” and “{1}” share nodes, and neither holds the other</source>
        <translation>グループ「{0}」と「{1}」がノードを共有していますが、一方が他方に含まれていません</translation>
    </message>
    <message>
        <source>one of its groups has no id</source>
        <translation>id のないグループがあります</translation>
    </message>
    <message>
        <source>the group “{0}” is empty</source>
        <translation>グループ「{0}」が空です</translation>
    </message>
    <message>
        <source>“closed” of “{0}” is</source>
        <translation>「{0}」の closed</translation>
    </message>
    <message>
        <source>{0} not {1}</source>
        <translation>{0}が{1}ではありません</translation>
    </message>
    <message>
        <source>its seed is not a whole number from 0 up</source>
        <translation>シードが 0 以上の整数ではありません</translation>
    </message>
    <message>
        <source>the place of “{0}” is not a number</source>
        <translation>「{0}」の位置が数ではありません</translation>
    </message>
    <message>
        <source>it holds something that a file cannot keep ({0})</source>
        <translation>ファイルに保存できないもの（{0}）が含まれています</translation>
    </message>
    <message>
        <source>it has more than {0} {1}</source>
        <translation>{1} が {0} を超えています</translation>
    </message>
    <message>
        <source>its recipe is</source>
        <translation>レシピ</translation>
    </message>
    <message>
        <source>two nodes are called “{0}”</source>
        <translation>「{0}」という名前のノードが 2 つあります</translation>
    </message>
    <message>
        <source>a wire leads to “{0}”, and there is no such node</source>
        <translation>線が「{0}」につながっていますが、そのノードはありません</translation>
    </message>
    <message>
        <source>the group “{0}” holds “{1}”, and there is no such node</source>
        <translation>グループ「{0}」に「{1}」が含まれていますが、そのノードはありません</translation>
    </message>
    <message>
        <source>a name in it is not text</source>
        <translation>テキストではない名前があります</translation>
    </message>
    <message>
        <source>a text in it is broken</source>
        <translation>壊れたテキストがあります</translation>
    </message>
    <message>
        <source>it holds a number that is not finite</source>
        <translation>有限でない数が含まれています</translation>
    </message>
    <message>
        <source>group</source>
        <translation>グループ</translation>
    </message>
    <message>
        <source>one of: {0}</source>
        <translation>{0}のいずれか</translation>
    </message>
    <message>
        <source>on or off</source>
        <translation>オンかオフ</translation>
    </message>
    <message>
        <source>a whole number</source>
        <translation>整数</translation>
    </message>
    <message>
        <source>a number</source>
        <translation>数値</translation>
    </message>
    <message>
        <source>a value of another kind</source>
        <translation>別の種類の値</translation>
    </message>
    <message>
        <source>{0} from {1} to {2}</source>
        <translation>{1} から {2} までの{0}</translation>
    </message>
    <message>
        <source>{0} of at least {1}</source>
        <translation>{1} 以上の{0}</translation>
    </message>
    <message>
        <source>{0} of at most {1}</source>
        <translation>{1} 以下の{0}</translation>
    </message>
    <message>
        <source>something else</source>
        <translation>別のもの</translation>
    </message>
    <message>
        <source>off</source>
        <translation>オフ</translation>
    </message>
    <message>
        <source>empty</source>
        <translation>空</translation>
    </message>
    <message>
        <source>“{0}” is {1}, and must be {2}.</source>
        <translation>「{0}」が {1} になっていますが、{2}でなければなりません。</translation>
    </message>
    <message>
        <source>a table of values</source>
        <translation>値の表</translation>
    </message>
    <message>
        <source>a list of values</source>
        <translation>値のリスト</translation>
    </message>
    <message>
        <source>Set it to {0}</source>
        <translation>{0} にする</translation>
    </message>
    <message>
        <source>Set it back to {0}</source>
        <translation>{0} に戻す</translation>
    </message>
    <message>
        <source>“{0}” has no setting “{1}”.</source>
        <translation>「{0}」に設定「{1}」はありません。</translation>
    </message>
    <message>
        <source>Choose another value.</source>
        <translation>別の値を選んでください。</translation>
    </message>
    <message>
        <source>Add the node anew, or take the setting out of the file.</source>
        <translation>ノードを追加し直すか、ファイルからその設定を取り除いてください。</translation>
    </message>
    <message>
        <source>“{0}” is not set.</source>
        <translation>「{0}」が設定されていません。</translation>
    </message>
    <message>
        <source>Choose {0}.</source>
        <translation>{0}を選んでください。</translation>
    </message>
    <message>
        <source>A method cannot take {0} steps.</source>
        <translation>{0} ステップの方法はありません。</translation>
    </message>
    <message>
        <source>Use 0 or more.</source>
        <translation>0 以上にしてください。</translation>
    </message>
    <message>
        <source>There is nothing to ask.</source>
        <translation>問うものがありません。</translation>
    </message>
    <message>
        <source>Use at least 1 input, 1 example and 2 prompts.</source>
        <translation>入力を 1 つ以上、例を 1 つ以上、プロンプトを 2 つ以上使ってください。</translation>
    </message>
    <message>
        <source>gradient descent, {0} steps</source>
        <translation>勾配降下法（{0} ステップ）</translation>
    </message>
    <message>
        <source>{0} examples take {1} tokens, and {2} reads {3}.</source>
        <translation>{0} 個の例には {1} トークン必要ですが、{2} が読めるのは {3} トークンです。</translation>
    </message>
    <message>
        <source>Ask for fewer examples or fewer inputs.</source>
        <translation>例または入力を減らしてください。</translation>
    </message>
    <message>
        <source>The variances of the inputs are {0}.</source>
        <translation>入力の分散が {0} です。</translation>
    </message>
    <message>
        <source>Give one number for each input, none of them negative.</source>
        <translation>入力ごとに、負でない数をひとつ指定してください。</translation>
    </message>
    <message>
        <source>The covariance of the inputs has the shape {0}.</source>
        <translation>入力の共分散の形が {0} です。</translation>
    </message>
    <message>
        <source>It has to be a square matrix with one row for each input.</source>
        <translation>入力ごとに 1 行をもつ正方行列でなければなりません。</translation>
    </message>
    <message>
        <source>The covariance of the inputs has entries that are not numbers.</source>
        <translation>入力の共分散に、数でない要素があります。</translation>
    </message>
    <message>
        <source>Replace them.</source>
        <translation>その要素を置き換えてください。</translation>
    </message>
    <message>
        <source>The covariance of the inputs is not symmetric.</source>
        <translation>入力の共分散が対称ではありません。</translation>
    </message>
    <message>
        <source>Use (Sigma + its transpose) / 2.</source>
        <translation>(Σ + Σ の転置) / 2 を使ってください。</translation>
    </message>
    <message>
        <source>The covariance of the inputs has a negative variance ({0}).</source>
        <translation>入力の共分散に負の分散（{0}）があります。</translation>
    </message>
    <message>
        <source>A covariance has none: check its entries.</source>
        <translation>共分散が負になることはありません。要素を確認してください。</translation>
    </message>
    <message>
        <source>A prompt of {0} examples teaches nothing.</source>
        <translation>例が {0} 個のプロンプトからは何も学べません。</translation>
    </message>
    <message>
        <source>Use at least 1.</source>
        <translation>1 以上にしてください。</translation>
    </message>
    <message>
        <source>The covariance of the inputs is singular: some direction never varies, so weights drawn from its inverse would be infinite.</source>
        <translation>入力の共分散が特異です。まったく変化しない方向があるため、その逆行列から生成する重みは無限大になります。</translation>
    </message>
    <message>
        <source>Make all variances positive, or draw the weights from N(0, I).</source>
        <translation>分散をすべて正にするか、重みを N(0, I) から生成してください。</translation>
    </message>
    <message>
        <source>The eigenvalues of {0} dimensions are more than the exact density can be worked out for.</source>
        <translation>{0} 次元の固有値は、密度を厳密に計算できる範囲を超えています。</translation>
    </message>
    <message>
        <source>Use at most 20 inputs or at most 20 examples.</source>
        <translation>入力を 20 個以下、または例を 20 個以下にしてください。</translation>
    </message>
    <message>
        <source>All inputs are always zero.</source>
        <translation>入力がつねに 0 です。</translation>
    </message>
    <message>
        <source>Give at least one input a positive variance.</source>
        <translation>少なくともひとつの入力に正の分散を与えてください。</translation>
    </message>
    <message>
        <source>The preconditioner has the shape {0}, the covariance {1}.</source>
        <translation>前処理行列の形は {0}、共分散の形は {1} です。</translation>
    </message>
    <message>
        <source>Both need one row and one column for each input.</source>
        <translation>どちらにも、入力ごとに 1 行 1 列が必要です。</translation>
    </message>
    <message>
        <source>There are {0} multiples for the labels and {1} for the inputs.</source>
        <translation>ラベル用の倍率が {0} 個、入力用の倍率が {1} 個あります。</translation>
    </message>
    <message>
        <source>Give one of each for every layer; the last layer's inputs are not read, and theirs may be left out.</source>
        <translation>層ごとに両方をひとつずつ指定してください。最後の層の入力は読まれないので、省略できます。</translation>
    </message>
    <message>
        <source>A network of {0} layers is outside the theory's tables.</source>
        <translation>{0} 層のネットワークは、理論の表の範囲外です。</translation>
    </message>
    <message>
        <source>Use 1 to 12 layers.</source>
        <translation>1 層から 12 層までにしてください。</translation>
    </message>
    <message>
        <source>There are {0} inputs and {1} examples.</source>
        <translation>入力が {0} 個、例が {1} 個です。</translation>
    </message>
    <message>
        <source>Both have to be at least 1.</source>
        <translation>どちらも 1 以上でなければなりません。</translation>
    </message>
    <message>
        <source>There is nothing to train.</source>
        <translation>学習するものがありません。</translation>
    </message>
    <message>
        <source>Give at least one task, one seed and one layer.</source>
        <translation>タスク、シード、層をそれぞれひとつ以上指定してください。</translation>
    </message>
    <message>
        <source>The tasks have different numbers of inputs.</source>
        <translation>タスクによって入力の数が異なります。</translation>
    </message>
    <message>
        <source>Train tasks with the same number of inputs together.</source>
        <translation>入力の数が同じタスクをまとめて学習してください。</translation>
    </message>
    <message>
        <source>“{0}” has not been trained.</source>
        <translation>「{0}」はまだ学習していません。</translation>
    </message>
    <message>
        <source>Put Train in context before this node.</source>
        <translation>このノードの前に「文脈内学習の訓練」を置いてください。</translation>
    </message>
    <message>
        <source>The matrices to go on from have the shape {0}, and {1} is needed.</source>
        <translation>続きを始める行列の形は {0} ですが、{1} が必要です。</translation>
    </message>
    <message>
        <source>Start from random matrices, or from a network of the same kind and depth.</source>
        <translation>ランダムな行列、または同じ種類・同じ深さのネットワークから始めてください。</translation>
    </message>
    <message>
        <source>Training diverged at step {0}: the loss of seed {1} with {2} layers is beyond {3} times that of knowing nothing.</source>
        <translation>学習がステップ {0} で発散しました。{2} 層のシード {1} の損失が、何も知らない場合の {3} 倍を超えています。</translation>
    </message>
    <message>
        <source>Use a smaller step size, or train with L-BFGS.</source>
        <translation>ステップ幅を小さくするか、L-BFGS で学習してください。</translation>
    </message>
    <message>
        <source>Use more prompts or fewer layers.</source>
        <translation>プロンプトを増やすか、層を減らしてください。</translation>
    </message>
    <message>
        <source>rate</source>
        <translation>割合</translation>
    </message>
    <message>
        <source>{0} is better</source>
        <translation>{0}ほど良い</translation>
    </message>
    <message>
        <source>down: {0}</source>
        <translation>縦：{0}</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>はい</translation>
    </message>
    <message>
        <source>not a number</source>
        <translation>数ではない</translation>
    </message>
    <message>
        <source>Run “stitchwork doctor” in a terminal to see what is missing.</source>
        <translation>何が足りないかは、ターミナルで「stitchwork doctor」を実行すると確認できます。</translation>
    </message>
    <message>
        <source>Try a smaller model, or fewer tokens or texts, then press Run again.</source>
        <translation>小さいモデルを使うか、トークンやテキストを減らして、もう一度「実行」を押してください。</translation>
    </message>
    <message>
        <source>Memory ran out, so the system ended it.</source>
        <translation>メモリが足りなくなり、システムがエンジンを終了させました。</translation>
    </message>
    <message>
        <source>It probably ran out of memory: little was free shortly before.</source>
        <translation>直前に空きメモリがわずかだったため、メモリ不足と思われます。</translation>
    </message>
    <message>
        <source>It was ended from outside: by a person, by another program, or by the system. Memory was not short.</source>
        <translation>人の操作、ほかのプログラム、またはシステムによって、外から終了させられました。メモリは不足していませんでした。</translation>
    </message>
    <message>
        <source>Press Run again.</source>
        <translation>もう一度「実行」を押してください。</translation>
    </message>
    <message>
        <source>A fault in the program, or in a library that it uses, made it crash.</source>
        <translation>プログラム、または使っているライブラリの不具合で異常終了しました。</translation>
    </message>
    <message>
        <source>Press Run to try again. If it happens again, please report it with the technical details.</source>
        <translation>もう一度「実行」を押してください。繰り返し起きる場合は、技術的な詳細を添えて報告してください。</translation>
    </message>
    <message>
        <source>The run was stopped. One step did not answer, so the engine starts again.</source>
        <translation>実行を停止しました。応答しない処理があったため、エンジンを起動し直します。</translation>
    </message>
    <message>
        <source>The engine stopped unexpectedly.</source>
        <translation>エンジンが予期せず停止しました。</translation>
    </message>
    <message>
        <source>The engine could not start. {0}.</source>
        <translation>エンジンを起動できませんでした。{0}。</translation>
    </message>
    <message>
        <source>The engine is closed.</source>
        <translation>エンジンは終了しています。</translation>
    </message>
    <message>
        <source>Start the program again.</source>
        <translation>プログラムを起動し直してください。</translation>
    </message>
    <message>
        <source>A run is under way.</source>
        <translation>実行中です。</translation>
    </message>
    <message>
        <source>Stop it, or wait until it ends.</source>
        <translation>停止するか、終わるまでお待ちください。</translation>
    </message>
    <message>
        <source>{0} It starts again by itself.</source>
        <translation>{0}自動的に起動し直します。</translation>
    </message>
    <message>
        <source>The import was stopped.</source>
        <translation>読み込みを中止しました。</translation>
    </message>
    <message>
        <source>{0} of {1} nodes failed.</source>
        <translation>{1} 個のノードのうち {0} 個が失敗しました。</translation>
    </message>
    <message>
        <source>Nothing was run. {0}</source>
        <translation>何も実行していません。{0}</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>失敗</translation>
    </message>
    <message>
        <source>done</source>
        <translation>完了</translation>
    </message>
    <message>
        <source>There is nothing to run yet.</source>
        <translation>実行するものがまだありません。</translation>
    </message>
    <message>
        <source>Open a recipe, or add nodes to the canvas.</source>
        <translation>レシピを開くか、キャンバスにノードを追加してください。</translation>
    </message>
    <message>
        <source>{0} at {1}</source>
        <translation>{0}（{1}）</translation>
    </message>
    <message>
        <source>The graph</source>
        <translation>グラフ</translation>
    </message>
    <message>
        <source>Its results are still in the window: File, Export results saves them where you choose.</source>
        <translation>結果はまだウィンドウに残っています。「ファイル」の「結果を書き出す」で、好きな場所に保存できます。</translation>
    </message>
    <message>
        <source>The list of runs in “{0}” cannot be used: {1}.</source>
        <translation>「{0}」の実行履歴を利用できません：{1}。</translation>
    </message>
    <message>
        <source>The disk is full, so this run is not kept in the list of runs.</source>
        <translation>ディスクがいっぱいのため、この実行を履歴に残せませんでした。</translation>
    </message>
    <message>
        <source>This run could not be kept in the list of runs. {0}</source>
        <translation>この実行を履歴に残せませんでした。{0}</translation>
    </message>
    <message>
        <source>Close other windows that use it, and check that the disk is not full.</source>
        <translation>この履歴を使っているほかのウィンドウを閉じ、ディスクの空きを確認してください。</translation>
    </message>
    <message>
        <source>Free some space. {0}</source>
        <translation>空き容量を増やしてください。{0}</translation>
    </message>
    <message>
        <source>The run in “{0}” cannot be read again.</source>
        <translation>「{0}」の実行を読み込めません。</translation>
    </message>
    <message>
        <source>“{0}” is not the name of a kept run.</source>
        <translation>「{0}」という実行は履歴にありません。</translation>
    </message>
    <message>
        <source>The list of runs was written by a newer Stitchwork.</source>
        <translation>実行履歴は、より新しい Stitchwork で書かれています。</translation>
    </message>
    <message>
        <source>The run in “{0}” could not be deleted: {1}.</source>
        <translation>「{0}」の実行を削除できませんでした：{1}。</translation>
    </message>
    <message>
        <source>Update Stitchwork to see it. Nothing in it was changed.</source>
        <translation>表示するには Stitchwork を更新してください。内容は何も変更していません。</translation>
    </message>
    <message>
        <source>Close what uses its files, and delete it again.</source>
        <translation>そのファイルを使っているプログラムを閉じてから、もう一度削除してください。</translation>
    </message>
    <message>
        <source>not ready</source>
        <translation>準備不足</translation>
    </message>
    <message>
        <source>not reached</source>
        <translation>未到達</translation>
    </message>
    <message>
        <source>The plots of this run cannot be read: “{0}” is damaged or gone.</source>
        <translation>この実行の図を読み込めません。「{0}」が壊れているか、なくなっています。</translation>
    </message>
    <message>
        <source>Open its graph and run it again.</source>
        <translation>グラフを開いて、もう一度実行してください。</translation>
    </message>
    <message>
        <source>gave up</source>
        <translation>起動を断念</translation>
    </message>
    <message>
        <source>{0} of {1} are free</source>
        <translation>{1} のうち {0} が空いています</translation>
    </message>
    <message>
        <source>Choose a smaller model, or fewer tokens or texts at once; closing other programs helps as well.</source>
        <translation>もっと小さいモデルを選ぶか、一度に扱うトークンやテキストを減らしてください。ほかのプログラムを閉じるのも有効です。</translation>
    </message>
    <message>
        <source>{0} The device “cpu” has {1} free.</source>
        <translation>{0}デバイス「cpu」には {1} の空きがあります。</translation>
    </message>
    <message>
        <source>This is a fault of the program.</source>
        <translation>プログラム側の不具合です。</translation>
    </message>
    <message>
        <source>“{0}” could not finish. Your graph and the results of the other nodes are kept.</source>
        <translation>「{0}」を完了できませんでした。グラフと、ほかのノードの結果は残っています。</translation>
    </message>
    <message>
        <source>It asked for {0} more; {1}.</source>
        <translation>さらに {0} を要求しました。{1}。</translation>
    </message>
    <message>
        <source>Now {0}.</source>
        <translation>現在、{0}。</translation>
    </message>
    <message>
        <source>“{0}” needs more memory than there is.</source>
        <translation>「{0}」に必要なメモリが足りません。</translation>
    </message>
    <message>
        <source>Nothing was added to the library.</source>
        <translation>ライブラリには何も追加していません。</translation>
    </message>
    <message>
        <source>The engine could not start. {0}</source>
        <translation>エンジンを起動できませんでした。{0}</translation>
    </message>
    <message>
        <source>a batch of messages could not be sent</source>
        <translation>まとめたメッセージを送信できませんでした</translation>
    </message>
    <message>
        <source>{0} cannot be cut: {1}.</source>
        <translation>{0} は切断できません：{1}。</translation>
    </message>
    <message>
        <source>{0} has {1} blocks and cannot be cut after block {2}.</source>
        <translation>{0} のブロック数は {1} なので、ブロック {2} のあとでは切断できません。</translation>
    </message>
    <message>
        <source>Choose a depth from 0 to {0}.</source>
        <translation>0 から {0} までの深さを選んでください。</translation>
    </message>
    <message>
        <source>Choose a model such as Llama, Qwen, Gemma 3, GPT-NeoX or Mamba.</source>
        <translation>Llama、Qwen、Gemma 3、GPT-NeoX、Mamba などのモデルを選んでください。</translation>
    </message>
    <message>
        <source>{0} is made of several models and cannot be cut.</source>
        <translation>{0} は複数のモデルからできているため、切断できません。</translation>
    </message>
    <message>
        <source>Cut the models that it is made of.</source>
        <translation>もとになったモデルのほうを切断してください。</translation>
    </message>
    <message>
        <source>its two parts together give other logits than the whole ({0} apart)</source>
        <translation>2 つに分けると、全体とは異なるロジットになります（差 {0}）</translation>
    </message>
    <message>
        <source>more than one vector a token passes from block to block</source>
        <translation>ブロックの間で、トークンごとに複数のベクトルが受け渡されます</translation>
    </message>
    <message>
        <source>{0} reads a stream {1} wide, and got one {2} wide.</source>
        <translation>{0} が読むストリームの幅は {1} ですが、幅 {2} のものが渡されました。</translation>
    </message>
    <message>
        <source>Put a stitch between models of different widths.</source>
        <translation>幅の異なるモデルの間には「接合」を置いてください。</translation>
    </message>
    <message>
        <source>its blocks need more than the stream that a cut carries</source>
        <translation>ブロックが、切断で受け渡すストリーム以外のものも必要とします</translation>
    </message>
    <message>
        <source>{0} in {1} is damaged.</source>
        <translation>{1} の {0} が壊れています。</translation>
    </message>
    <message>
        <source>Make and save the model again.</source>
        <translation>モデルを作り直して保存してください。</translation>
    </message>
    <message>
        <source>{0} is a model of the library already.</source>
        <translation>{0} はすでにライブラリのモデルです。</translation>
    </message>
    <message>
        <source>Save a model that you combined.</source>
        <translation>組み合わせて作ったモデルを保存してください。</translation>
    </message>
    <message>
        <source>{0} was saved by a newer Stitchwork.</source>
        <translation>{0} は、より新しい Stitchwork で保存されています。</translation>
    </message>
    <message>
        <source>Install the newest version to open it.</source>
        <translation>開くには最新版をインストールしてください。</translation>
    </message>
    <message>
        <source>{0} was made of another {1} than the one in the library now.</source>
        <translation>{0} は、現在ライブラリにあるものとは別の {1} から作られています。</translation>
    </message>
    <message>
        <source>Bring the earlier {0} back, or make {1} again.</source>
        <translation>以前の {0} を戻すか、{1} を作り直してください。</translation>
    </message>
    <message>
        <source>{0} is made of {1}, which is not in the library any more.</source>
        <translation>{0} のもとになった {1} は、もうライブラリにありません。</translation>
    </message>
    <message>
        <source>Import {0} again.</source>
        <translation>{0} をもう一度読み込んでください。</translation>
    </message>
    <message>
        <source>{0} is not in the library, so a model made of it could not be opened again.</source>
        <translation>{0} がライブラリにないため、これを使ったモデルは保存しても開けなくなります。</translation>
    </message>
    <message>
        <source>Import it into the library first.</source>
        <translation>先にライブラリへ読み込んでください。</translation>
    </message>
    <message>
        <source>each of its blocks reads the tokens again, besides the stream that a cut carries</source>
        <translation>各ブロックが、切断で受け渡すストリームのほかに、トークンをもう一度読みます</translation>
    </message>
    <message>
        <source>its attention blocks read the embeddings again, besides the stream that a cut carries</source>
        <translation>アテンションのブロックが、切断で受け渡すストリームのほかに、埋め込みをもう一度読みます</translation>
    </message>
    <message>
        <source>several streams pass between its blocks, and its first blocks read the tokens again</source>
        <translation>ブロックの間に複数のストリームがあり、最初のブロックがトークンをもう一度読みます</translation>
    </message>
    <message>
        <source>it is made of an encoder and a decoder, and only one row of blocks can be cut</source>
        <translation>エンコーダーとデコーダーからできていますが、切断できるのはブロックの列がひとつの場合だけです</translation>
    </message>
    <message>
        <source>it reads texts in both directions, and only a model that reads from left to right can be cut</source>
        <translation>文章を両方向から読みますが、切断できるのは左から右へ読むモデルだけです</translation>
    </message>
    <message>
        <source>The prompt is empty, and {0} has no token that begins a text.</source>
        <translation>プロンプトが空で、{0} には文章の始まりを表すトークンがありません。</translation>
    </message>
    <message>
        <source>Write at least one word.</source>
        <translation>少なくとも 1 語書いてください。</translation>
    </message>
    <message>
        <source>A prompt is empty.</source>
        <translation>空のプロンプトがあります。</translation>
    </message>
    <message>
        <source>The prompt is {0} tokens long, and {1} can read {2}.</source>
        <translation>プロンプトは {0} トークンですが、{1} が読めるのは {2} トークンまでです。</translation>
    </message>
    <message>
        <source>Shorten the prompt, or choose a model with a longer context.</source>
        <translation>プロンプトを短くするか、より長い文章を読めるモデルを選んでください。</translation>
    </message>
    <message>
        <source>The temperature cannot be below 0.</source>
        <translation>温度を 0 より低くすることはできません。</translation>
    </message>
    <message>
        <source>Top-p lies above 0 and at most at 1.</source>
        <translation>top-p は 0 より大きく 1 以下です。</translation>
    </message>
    <message>
        <source>Top-k cannot be below 0 (0 keeps every token).</source>
        <translation>top-k を 0 より小さくすることはできません（0 はすべてのトークンを残します）。</translation>
    </message>
    <message>
        <source>This machine has no device “{0}”.</source>
        <translation>このコンピューターにデバイス「{0}」はありません。</translation>
    </message>
    <message>
        <source>Choose one of: auto, {0}.</source>
        <translation>次の中から選んでください：auto、{0}。</translation>
    </message>
    <message>
        <source>Processor, {0} cores</source>
        <translation>プロセッサー（{0} コア）</translation>
    </message>
    <message>
        <source>{0} needs about {1} of memory, and {2} are free on {3}.</source>
        <translation>{0} には約 {1} のメモリが必要ですが、{3} の空きは {2} です。</translation>
    </message>
    <message>
        <source>Close other programs, or choose a smaller model.</source>
        <translation>ほかのプログラムを閉じるか、もっと小さいモデルを選んでください。</translation>
    </message>
    <message>
        <source>can't allocate memory</source>
        <translation>メモリを確保できません</translation>
    </message>
    <message>
        <source>Apple GPU</source>
        <translation>Apple GPU</translation>
    </message>
    <message>
        <source>Memory ran out on {0} while {1}.</source>
        <translation>{1}の途中で、{0} のメモリが足りなくなりました。</translation>
    </message>
    <message>
        <source>{0} are free now. Use a smaller model, a smaller batch or less text.</source>
        <translation>現在の空きは {0} です。小さいモデル、小さいバッチ、または短い文章を使ってください。</translation>
    </message>
    <message>
        <source>Run on the best device there is</source>
        <translation>利用できる最良のデバイスで実行</translation>
    </message>
    <message>
        <source>It is not known how {0} cuts text into pieces.</source>
        <translation>{0} の文章の区切り方がわかりません。</translation>
    </message>
    <message>
        <source>{0} and {1} cut text into different pieces.</source>
        <translation>{0} と {1} は、文章の区切り方が異なります。</translation>
    </message>
    <message>
        <source>{0} lets several models speak at once, and only one row of blocks can be cut.</source>
        <translation>{0} は複数のモデルを同時に使いますが、切断できるのはブロックの列がひとつの場合だけです。</translation>
    </message>
    <message>
        <source>Asking the hub for {0}</source>
        <translation>ハブで {0} を確認中</translation>
    </message>
    <message>
        <source>{0} could not be fetched: the hub cannot be reached.</source>
        <translation>{0} を取得できませんでした。ハブに接続できません。</translation>
    </message>
    <message>
        <source>Check the network connection and import it again: what was fetched so far is kept. Models of the library and local folders work without a network.</source>
        <translation>ネットワーク接続を確認して、もう一度読み込んでください。取得済みの部分は残っています。ライブラリのモデルと手元のフォルダーは、接続がなくても使えます。</translation>
    </message>
    <message>
        <source>{0} is no language model: it has no config.json.</source>
        <translation>{0} は言語モデルではありません（config.json がありません）。</translation>
    </message>
    <message>
        <source>Choose another model.</source>
        <translation>別のモデルを選んでください。</translation>
    </message>
    <message>
        <source>a .gguf file</source>
        <translation>.gguf ファイル</translation>
    </message>
    <message>
        <source>a format that can run code</source>
        <translation>コードを実行しうる形式</translation>
    </message>
    <message>
        <source>{0} offers its weights only as {1}.</source>
        <translation>{0} の重みは{1}でのみ提供されています。</translation>
    </message>
    <message>
        <source>{0} is given out only to people who accepted its licence on the hub.</source>
        <translation>{0} を入手できるのは、ハブでライセンスに同意した人だけです。</translation>
    </message>
    <message>
        <source>Accept it there and log in with `hf auth login`, or choose another model.</source>
        <translation>ハブで同意して `hf auth login` でログインするか、別のモデルを選んでください。</translation>
    </message>
    <message>
        <source>The hub has no model “{0}”.</source>
        <translation>ハブにモデル「{0}」はありません。</translation>
    </message>
    <message>
        <source>Check the spelling (owner/model).</source>
        <translation>つづり（owner/model）を確認してください。</translation>
    </message>
    <message>
        <source>Downloading {0} ({1} MB)</source>
        <translation>{0} をダウンロード中（{1} MB）</translation>
    </message>
    <message>
        <source>Download the .gguf file and import it.</source>
        <translation>.gguf ファイルをダウンロードして読み込んでください。</translation>
    </message>
    <message>
        <source>Choose a model with safetensors files.</source>
        <translation>safetensors ファイルのあるモデルを選んでください。</translation>
    </message>
    <message>
        <source>Downloading {0}</source>
        <translation>{0} をダウンロード中</translation>
    </message>
    <message>
        <source>There is no file or folder at {0}.</source>
        <translation>{0} にファイルもフォルダーもありません。</translation>
    </message>
    <message>
        <source>Check the path; a hub name looks like owner/model.</source>
        <translation>パスを確認してください。ハブの名前は owner/model の形です。</translation>
    </message>
    <message>
        <source>hub: {0}</source>
        <translation>ハブ：{0}</translation>
    </message>
    <message>
        <source>Checking {0}</source>
        <translation>{0} を確認中</translation>
    </message>
    <message>
        <source>The model comes without a tokenizer that Stitchwork can read.</source>
        <translation>このモデルには、Stitchwork で読めるトークナイザーが付いていません。</translation>
    </message>
    <message>
        <source>Copy the tokenizer files (tokenizer.json) into the model's folder and import it again.</source>
        <translation>トークナイザーのファイル（tokenizer.json）をモデルのフォルダーにコピーして、もう一度読み込んでください。</translation>
    </message>
    <message>
        <source>No model is named.</source>
        <translation>モデルが指定されていません。</translation>
    </message>
    <message>
        <source>Choose a folder, a .gguf file, or write a name such as owner/model.</source>
        <translation>フォルダーか .gguf ファイルを選ぶか、owner/model の形の名前を書いてください。</translation>
    </message>
    <message>
        <source>Checking the copy</source>
        <translation>コピーを確認中</translation>
    </message>
    <message>
        <source>Reading the file's header</source>
        <translation>ファイルのヘッダーを読み込み中</translation>
    </message>
    <message>
        <source>Converting the tokenizer</source>
        <translation>トークナイザーを変換中</translation>
    </message>
    <message>
        <source>Unpacking the weights</source>
        <translation>重みを展開中</translation>
    </message>
    <message>
        <source>Writing safetensors</source>
        <translation>safetensors を書き込み中</translation>
    </message>
    <message>
        <source>{0} is not a model file that Stitchwork can open.</source>
        <translation>{0} は、Stitchwork で開けるモデルファイルではありません。</translation>
    </message>
    <message>
        <source>Choose a .gguf file, or the folder that holds config.json and .safetensors files.</source>
        <translation>.gguf ファイル、または config.json と .safetensors ファイルの入ったフォルダーを選んでください。</translation>
    </message>
    <message>
        <source>The library has a model “{0}” already.</source>
        <translation>ライブラリには、すでにモデル「{0}」があります。</translation>
    </message>
    <message>
        <source>Choose another name, or remove it.</source>
        <translation>別の名前を選ぶか、そのモデルを削除してください。</translation>
    </message>
    <message>
        <source>{0} could not be converted: it is damaged, or of an architecture that is not known.</source>
        <translation>{0} を変換できませんでした。壊れているか、対応していないアーキテクチャです。</translation>
    </message>
    <message>
        <source>Try a safetensors version of the model.</source>
        <translation>そのモデルの safetensors 版を試してください。</translation>
    </message>
    <message>
        <source>Copying {0}</source>
        <translation>{0} をコピー中</translation>
    </message>
    <message>
        <source>{0} M tokens</source>
        <translation>{0} M トークン</translation>
    </message>
    <message>
        <source>{0} trained on the starter texts ({1})</source>
        <translation>付属テキスト {0} で学習（{1}）</translation>
    </message>
    <message>
        <source>{0}, fine-tuned on {1} texts ({2})</source>
        <translation>{0} を {1} のテキストで微調整（{2}）</translation>
    </message>
    <message>
        <source>Close: {0}.</source>
        <translation>近い名前：{0}。</translation>
    </message>
    <message>
        <source>Choose another model, or import this one.</source>
        <translation>別のモデルを選ぶか、このモデルを読み込んでください。</translation>
    </message>
    <message>
        <source>There is no model “{0}” in the library.</source>
        <translation>ライブラリにモデル「{0}」はありません。</translation>
    </message>
    <message>
        <source>as its parts</source>
        <translation>部品と同じ</translation>
    </message>
    <message>
        <source>made here</source>
        <translation>ここで作成</translation>
    </message>
    <message>
        <source>{0} from {1}</source>
        <translation>{0}（{1}）</translation>
    </message>
    <message>
        <source>“{0}” belongs to the starter pack and cannot be removed.</source>
        <translation>「{0}」は付属モデルなので削除できません。</translation>
    </message>
    <message>
        <source>“{0}” lies outside the library and is left alone.</source>
        <translation>「{0}」はライブラリの外にあるため、そのままにしました。</translation>
    </message>
    <message>
        <source>The model “{0}” of the library cannot be used. {1}</source>
        <translation>ライブラリのモデル「{0}」を利用できません。{1}</translation>
    </message>
    <message>
        <source>“{0}” could not be removed from {1}.</source>
        <translation>「{0}」を {1} から削除できませんでした。</translation>
    </message>
    <message>
        <source>Close other programs that use it.</source>
        <translation>それを使っているほかのプログラムを閉じてください。</translation>
    </message>
    <message>
        <source>starter pack</source>
        <translation>付属モデル</translation>
    </message>
    <message>
        <source>It cannot be read.</source>
        <translation>読み込めません。</translation>
    </message>
    <message>
        <source>loading {0}</source>
        <translation>{0} の読み込み</translation>
    </message>
    <message>
        <source>{0} is of the architecture “{1}”, which Stitchwork does not know.</source>
        <translation>{0} のアーキテクチャ「{1}」には対応していません。</translation>
    </message>
    <message>
        <source>Choose a causal language model such as Llama, Qwen, Gemma, GPT-NeoX or Mamba.</source>
        <translation>Llama、Qwen、Gemma、GPT-NeoX、Mamba などの因果言語モデルを選んでください。</translation>
    </message>
    <message>
        <source>{0} weights are missing from {1} (such as {2}).</source>
        <translation>{1} に {0} 個の重みが足りません（{2} など）。</translation>
    </message>
    <message>
        <source>The model is not whole: copy or download it again.</source>
        <translation>モデルが完全ではありません。コピーまたはダウンロードし直してください。</translation>
    </message>
    <message>
        <source>config.json in {0} has values that make no sense for “{1}”.</source>
        <translation>{0} の config.json に、「{1}」として意味をなさない値があります。</translation>
    </message>
    <message>
        <source>Copy or download the model again.</source>
        <translation>モデルをコピーまたはダウンロードし直してください。</translation>
    </message>
    <message>
        <source>The weights of {0} do not fit its config.json.</source>
        <translation>{0} の重みが config.json と合いません。</translation>
    </message>
    <message>
        <source>Files of two models were mixed, or the architecture is not supported.</source>
        <translation>2 つのモデルのファイルが混ざっているか、対応していないアーキテクチャです。</translation>
    </message>
    <message>
        <source>{0} could not be written to {1}.</source>
        <translation>{0} を {1} に書き込めませんでした。</translation>
    </message>
    <message>
        <source>Check that the folder exists and that you may write there.</source>
        <translation>フォルダーがあることと、書き込みが許可されていることを確認してください。</translation>
    </message>
    <message>
        <source>The folder of your models is not there: {0}.</source>
        <translation>モデルのフォルダーが見つかりません：{0}。</translation>
    </message>
    <message>
        <source>Connect its disk, or choose another folder in the preferences.</source>
        <translation>ディスクを接続するか、設定で別のフォルダーを選んでください。</translation>
    </message>
    <message>
        <source>The disk is too full: {0} MB are needed, {1} MB are free in {2}.</source>
        <translation>ディスクの空きが足りません。{0} MB 必要ですが、{2} の空きは {1} MB です。</translation>
    </message>
    <message>
        <source>Free some space, or keep models in a folder on another disk: Edit, Preferences, Folders.</source>
        <translation>空き容量を増やすか、モデルを別のディスクのフォルダーに置いてください（「編集」→「設定」→「フォルダー」）。</translation>
    </message>
    <message>
        <source>The disk is full: {0} could not be written to {1}.</source>
        <translation>ディスクがいっぱいのため、{0} を {1} に書き込めませんでした。</translation>
    </message>
    <message>
        <source>Free some space and try again. Nothing was kept of the unfinished files.</source>
        <translation>空き容量を増やして、もう一度試してください。書きかけのファイルは残っていません。</translation>
    </message>
    <message>
        <source>{0} exists already.</source>
        <translation>{0} はすでにあります。</translation>
    </message>
    <message>
        <source>Choose another name.</source>
        <translation>別の名前を選んでください。</translation>
    </message>
    <message>
        <source>The corpus “{0}” has no text to measure on.</source>
        <translation>コーパス「{0}」に、測定に使える文章がありません。</translation>
    </message>
    <message>
        <source>Choose another corpus.</source>
        <translation>別のコーパスを選んでください。</translation>
    </message>
    <message>
        <source>{0} has no tokenizer.json.</source>
        <translation>{0} に tokenizer.json がありません。</translation>
    </message>
    <message>
        <source>Import the model into the library: old tokenizer files are converted then.</source>
        <translation>モデルをライブラリに読み込んでください。古い形式のトークナイザーは、そのときに変換されます。</translation>
    </message>
    <message>
        <source>The tokenizer in {0} knows {1} tokens, but its model only {2}.</source>
        <translation>{0} のトークナイザーは {1} 個のトークンを知っていますが、モデルのほうは {2} 個だけです。</translation>
    </message>
    <message>
        <source>Files of two models were mixed: copy the model again.</source>
        <translation>2 つのモデルのファイルが混ざっています。モデルをコピーし直してください。</translation>
    </message>
    <message>
        <source>tokenizer.json in {0} cannot be read.</source>
        <translation>{0} の tokenizer.json を読み込めません。</translation>
    </message>
    <message>
        <source>The file is damaged: download or copy the model again.</source>
        <translation>ファイルが壊れています。モデルをダウンロードまたはコピーし直してください。</translation>
    </message>
    <message>
        <source>The text is {0} tokens long, and {1} can read {2}.</source>
        <translation>文章は {0} トークンですが、{1} が読めるのは {2} トークンまでです。</translation>
    </message>
    <message>
        <source>{0} keeps no state between tokens, so it cannot generate text.</source>
        <translation>{0} はトークン間の状態を保持しないため、文章を生成できません。</translation>
    </message>
    <message>
        <source>The blocks of {0} could not be found.</source>
        <translation>{0} のブロックが見つかりませんでした。</translation>
    </message>
    <message>
        <source>Choose another architecture.</source>
        <translation>別のアーキテクチャを選んでください。</translation>
    </message>
    <message>
        <source>{0} has depths 0 to {1}, and no depth {2}.</source>
        <translation>{0} の深さは 0 から {1} までで、深さ {2} はありません。</translation>
    </message>
    <message>
        <source>Ask its author for a safetensors version, or convert it with the program that made it.</source>
        <translation>作者に safetensors 版を依頼するか、作成に使われたプログラムで変換してください。</translation>
    </message>
    <message>
        <source>{0} in {1} is not a whole safetensors file.</source>
        <translation>{1} の {0} は、完全な safetensors ファイルではありません。</translation>
    </message>
    <message>
        <source>It was cut short or damaged: download or copy it again.</source>
        <translation>途中で切れているか壊れています。ダウンロードまたはコピーし直してください。</translation>
    </message>
    <message>
        <source>{0} has no weights (no .safetensors file).</source>
        <translation>{0} に重み（.safetensors ファイル）がありません。</translation>
    </message>
    <message>
        <source>Copy the whole model folder.</source>
        <translation>モデルのフォルダー全体をコピーしてください。</translation>
    </message>
    <message>
        <source>There is no model folder at {0}.</source>
        <translation>{0} にモデルのフォルダーがありません。</translation>
    </message>
    <message>
        <source>Check the path, or import the model again.</source>
        <translation>パスを確認するか、モデルをもう一度読み込んでください。</translation>
    </message>
    <message>
        <source>{0} is a file, not a model folder.</source>
        <translation>{0} はファイルで、モデルのフォルダーではありません。</translation>
    </message>
    <message>
        <source>Choose the folder that holds config.json.</source>
        <translation>config.json の入ったフォルダーを選んでください。</translation>
    </message>
    <message>
        <source>{0} in {1} is not what a model has under that name.</source>
        <translation>{1} の {0} は、モデルがその名前でもつ内容ではありません。</translation>
    </message>
    <message>
        <source>{0} is not a model folder: it has no config.json.</source>
        <translation>{0} には config.json がなく、モデルのフォルダーではありません。</translation>
    </message>
    <message>
        <source>Choose the folder that holds config.json and the .safetensors files.</source>
        <translation>config.json と .safetensors ファイルの入ったフォルダーを選んでください。</translation>
    </message>
    <message>
        <source>{0} is stored in a packed form that needs special software.</source>
        <translation>{0} は、特別なソフトウェアを必要とする圧縮形式です。</translation>
    </message>
    <message>
        <source>Choose the unpacked version (float16, bfloat16 or float32), or a GGUF file.</source>
        <translation>圧縮されていない版（float16、bfloat16、float32）か、GGUF ファイルを選んでください。</translation>
    </message>
    <message>
        <source>{0} is a translation-style model with two halves, not a language model that continues text.</source>
        <translation>{0} は 2 つの半分からなる翻訳型のモデルで、文章の続きを書く言語モデルではありません。</translation>
    </message>
    <message>
        <source>Choose a decoder-only (causal) language model.</source>
        <translation>デコーダーだけの（因果）言語モデルを選んでください。</translation>
    </message>
    <message>
        <source>config.json in {0} does not name an architecture (model_type).</source>
        <translation>{0} の config.json に、アーキテクチャ（model_type）の指定がありません。</translation>
    </message>
    <message>
        <source>{0} holds its weights only in a format that can run code when opened (such as .bin or .pt).</source>
        <translation>{0} の重みは、開くとコードを実行しうる形式（.bin や .pt など）しかありません。</translation>
    </message>
    <message>
        <source>Stitchwork opens safetensors and GGUF only. {0}</source>
        <translation>Stitchwork が開くのは safetensors と GGUF だけです。{0}</translation>
    </message>
    <message>
        <source>{0} has safetensors files, but neither model.safetensors nor model.safetensors.index.json.</source>
        <translation>{0} に safetensors ファイルはありますが、model.safetensors も model.safetensors.index.json もありません。</translation>
    </message>
    <message>
        <source>Copy the whole model folder, or rename its one weights file to model.safetensors.</source>
        <translation>モデルのフォルダー全体をコピーするか、ひとつだけの重みファイルの名前を model.safetensors に変えてください。</translation>
    </message>
    <message>
        <source>{0} in {1} names no weights.</source>
        <translation>{1} の {0} に重みの名前がありません。</translation>
    </message>
    <message>
        <source>Copy the model again.</source>
        <translation>モデルをコピーし直してください。</translation>
    </message>
    <message>
        <source>config.json of {0} says {1} layers, but the weights hold {2}.</source>
        <translation>{0} の config.json では {1} 層ですが、重みは {2} 層分です。</translation>
    </message>
    <message>
        <source>{0} in {1} is too large to be what its name says.</source>
        <translation>{1} の {0} は、その名前のファイルとしては大きすぎます。</translation>
    </message>
    <message>
        <source>{0} in {1} cannot be read.</source>
        <translation>{1} の {0} を読み込めません。</translation>
    </message>
    <message>
        <source>{0} wants to run program code of its own ({1} has an auto_map).</source>
        <translation>{0} は独自のプログラムコードを実行しようとします（{1} に auto_map があります）。</translation>
    </message>
    <message>
        <source>Stitchwork never runs code that comes with a model. Choose a version without custom code.</source>
        <translation>Stitchwork は、モデルに付いてくるコードを実行しません。独自コードのない版を選んでください。</translation>
    </message>
    <message>
        <source>{0} in {1} points at “{2}”, which is not a file of that folder.</source>
        <translation>{1} の {0} が指す「{2}」は、そのフォルダーのファイルではありません。</translation>
    </message>
    <message>
        <source>The model may be tampered with: get it from another source.</source>
        <translation>モデルが改ざんされている可能性があります。別の入手元を利用してください。</translation>
    </message>
    <message>
        <source>{0} is missing from {1}.</source>
        <translation>{1} に {0} がありません。</translation>
    </message>
    <message>
        <source>Copy or download the whole model again.</source>
        <translation>モデル全体をコピーまたはダウンロードし直してください。</translation>
    </message>
    <message>
        <source>config.json of {0} says {1} tokens of width {2}, but the weights hold {3} of width {4}.</source>
        <translation>{0} の config.json では幅 {2} のトークンが {1} 個ですが、重みは幅 {4} のものが {3} 個です。</translation>
    </message>
    <message>
        <source>The disk has too little room: {0} MB are needed, {1} MB are free.</source>
        <translation>ディスクの空きが足りません。{0} MB が必要で、空きは {1} MB です。</translation>
    </message>
    <message>
        <source>Everything is where it was.</source>
        <translation>すべて元の場所にあります。</translation>
    </message>
    <message>
        <source>This folder has something of the same name already: {0}.</source>
        <translation>このフォルダーには同じ名前のものがすでにあります：{0}。</translation>
    </message>
    <message>
        <source>Free some space there, or choose another disk.</source>
        <translation>そのディスクの空きを増やすか、別のディスクを選んでください。</translation>
    </message>
    <message>
        <source>Moving to “{0}” failed: {1}. {2}</source>
        <translation>「{0}」へ移せませんでした：{1}。{2}</translation>
    </message>
    <message>
        <source>“{0}” is a file, not a folder.</source>
        <translation>「{0}」はファイルで、フォルダーではありません。</translation>
    </message>
    <message>
        <source>This is the folder that is used now.</source>
        <translation>これは今使っているフォルダーです。</translation>
    </message>
    <message>
        <source>Choose an empty folder, or leave what is there now in its place.</source>
        <translation>空のフォルダーを選ぶか、今ある中身を元の場所に残してください。</translation>
    </message>
    <message>
        <source>Something in the old folder was changed meanwhile, so nothing was moved.</source>
        <translation>途中で元のフォルダーの中身が変わったため、何も移しませんでした。</translation>
    </message>
    <message>
        <source>The disk became full. {0}</source>
        <translation>ディスクがいっぱいになりました。{0}</translation>
    </message>
    <message>
        <source>Choose a disk with more room.</source>
        <translation>空きの多いディスクを選んでください。</translation>
    </message>
    <message>
        <source>This folder and “{0}”, which is in use, would lie one in the other.</source>
        <translation>このフォルダーと、使用中の「{0}」とは、一方が他方の中に入ってしまいます。</translation>
    </message>
    <message>
        <source>Close other windows of Stitchwork, and try again.</source>
        <translation>ほかの Stitchwork のウィンドウを閉じて、もう一度試してください。</translation>
    </message>
    <message>
        <source>it cannot be read as it was written</source>
        <translation>書いたとおりに読み込めません</translation>
    </message>
    <message>
        <source>{0} members</source>
        <translation>{0} メンバー</translation>
    </message>
    <message>
        <source>{0}, {1} search</source>
        <translation>{0}（{1}探索）</translation>
    </message>
    <message>
        <source>Fixed weight {0}</source>
        <translation>固定の重み {0}</translation>
    </message>
    <message>
        <source>Connect the small model that the experts were made from.</source>
        <translation>専門家のもとになった小さなモデルをつないでください。</translation>
    </message>
    <message>
        <source>“experts” is not connected.</source>
        <translation>「専門家」がつながっていません。</translation>
    </message>
    <message>
        <source>Connect one or more models to it.</source>
        <translation>モデルをひとつ以上つないでください。</translation>
    </message>
    <message>
        <source>An anti-expert needs a model that speaks for the good side.</source>
        <translation>反専門家には、良い側を代表するモデルが必要です。</translation>
    </message>
    <message>
        <source>Connect a base, or a second expert before the one to avoid.</source>
        <translation>ベースをつなぐか、避けたいモデルの前にもうひとつ専門家をつないでください。</translation>
    </message>
    <message>
        <source>{0} and {1} do not share a vocabulary ({2} and {3} pieces).</source>
        <translation>{0} と {1} は語彙が共通ではありません（{2} 個と {3} 個）。</translation>
    </message>
    <message>
        <source>Logit fusion adds the members' scores piece by piece. That needs one list of pieces, or a mapping.</source>
        <translation>ロジット融合は、メンバーのスコアをトークンごとに足し合わせます。そのためには、共通の語彙か対応付けが必要です。</translation>
    </message>
    <message>
        <source>{0}, fused</source>
        <translation>{0}（融合）</translation>
    </message>
    <message>
        <source>exact</source>
        <translation>厳密</translation>
    </message>
    <message>
        <source>paper’s</source>
        <translation>論文の</translation>
    </message>
    <message>
        <source>Map the vocabularies</source>
        <translation>語彙を対応付ける</translation>
    </message>
    <message>
        <source>Compares pieces by their spelling, over the likeliest of each member. Somewhat slower.</source>
        <translation>各メンバーの有力な候補を、つづりで比べます。少し遅くなります。</translation>
    </message>
    <message>
        <source>Choose another model</source>
        <translation>別のモデルを選ぶ</translation>
    </message>
    <message>
        <source>Take one that cuts text like {0}.</source>
        <translation>{0} と同じように文章を区切るモデルにします。</translation>
    </message>
    <message>
        <source>{0} inputs</source>
        <translation>入力 {0} 個</translation>
    </message>
    <message>
        <source>{0} layers</source>
        <translation>{0} 層</translation>
    </message>
    <message>
        <source>log loss {0}</source>
        <translation>対数損失 {0}</translation>
    </message>
    <message>
        <source>Of the error of always answering 0, {0} is left after {1} (log loss {2} ± {3}, on fresh prompts).</source>
        <translation>常に 0 と答えたときの誤差のうち、{1}で {0} が残ります（対数損失 {2} ± {3}、新しいプロンプトで測定）。</translation>
    </message>
    <message>
        <source>Covariance of the inputs Σ</source>
        <translation>入力の共分散 Σ</translation>
    </message>
    <message>
        <source>That is fewer than the inputs: the rule cannot be known exactly.</source>
        <translation>入力の数より少ないため、規則を完全に知ることはできません。</translation>
    </message>
    <message>
        <source>Each prompt shows {0} examples of a hidden rule over {1} inputs.{2}</source>
        <translation>どのプロンプトも、{1} 個の入力に関する隠れた規則の例を {0} 個示します。{2}</translation>
    </message>
    <message>
        <source>Distance to a multiple of the identity</source>
        <translation>単位行列の定数倍からの距離</translation>
    </message>
    <message>
        <source>Test</source>
        <translation>テスト</translation>
    </message>
    <message>
        <source>step</source>
        <translation>ステップ</translation>
    </message>
    <message>
        <source>matrix</source>
        <translation>行列</translation>
    </message>
    <message>
        <source>nearest multiple</source>
        <translation>最も近い倍率</translation>
    </message>
    <message>
        <source>distance</source>
        <translation>距離</translation>
    </message>
    <message>
        <source>Matrices</source>
        <translation>行列</translation>
    </message>
    <message>
        <source>Where all inputs vary alike, the layers are nearest to {0} times the identity; the farthest is {1} away from that.</source>
        <translation>すべての入力が同じようにばらつく場合、各層は単位行列の {0} 倍に最も近く、最も遠い層でも差は {1} です。</translation>
    </message>
    <message>
        <source>The variances have to be 1 to 20 numbers, none of them negative and not all of them zero.</source>
        <translation>分散は 1 個から 20 個の数で、負の数を含まず、すべてが 0 でないようにしてください。</translation>
    </message>
    <message>
        <source>Write them with spaces between them, such as 1 0.5 0.25.</source>
        <translation>1 0.5 0.25 のように、空白で区切って書いてください。</translation>
    </message>
    <message>
        <source>One input never varies, so weights drawn from the inverse covariance would be infinite.</source>
        <translation>まったく変化しない入力があるため、共分散の逆行列から生成する重みは無限大になります。</translation>
    </message>
    <message>
        <source>Draw the weights alike for all inputs, or give every input a variance.</source>
        <translation>すべての入力で同じ重みにするか、どの入力にも分散を与えてください。</translation>
    </message>
    <message>
        <source>{0} inputs, {1} examples</source>
        <translation>入力 {0} 個、例 {1} 個</translation>
    </message>
    <message>
        <source>{0} layers, {1}</source>
        <translation>{0} 層、{1}</translation>
    </message>
    <message>
        <source>Answers while it learns</source>
        <translation>学習中の答え</translation>
    </message>
    <message>
        <source>log loss</source>
        <translation>対数損失</translation>
    </message>
    <message>
        <source>Loss while training</source>
        <translation>学習中の損失</translation>
    </message>
    <message>
        <source>mean of the seeds</source>
        <translation>シードの平均</translation>
    </message>
    <message>
        <source>seed {0}</source>
        <translation>シード {0}</translation>
    </message>
    <message>
        <source>Log loss</source>
        <translation>対数損失</translation>
    </message>
    <message>
        <source>Standard error</source>
        <translation>標準誤差</translation>
    </message>
    <message>
        <source>{0}The matrix is within {1} of the closed form.</source>
        <translation>{0}行列は、閉形式との差が {1} 以内です。</translation>
    </message>
    <message>
        <source>{0}Seen where all inputs vary alike, the matrices are within {1} of multiples of the identity.</source>
        <translation>{0}すべての入力が同じようにばらつく座標で見ると、行列は単位行列の定数倍との差が {1} 以内です。</translation>
    </message>
    <message>
        <source>Log loss while training</source>
        <translation>学習中の対数損失</translation>
    </message>
    <message>
        <source>{0} seed{1}, {2}</source>
        <translation>シード {0} 個、{2}</translation>
    </message>
    <message>
        <source>There are {0} trained seeds, and number {1} is asked for.</source>
        <translation>学習したシードは {0} 個ですが、{1} 番が指定されています。</translation>
    </message>
    <message>
        <source>Choose one of them, or train more seeds.</source>
        <translation>その中から選ぶか、シードを増やして学習してください。</translation>
    </message>
    <message>
        <source>The network was trained on {0} inputs, and the task has {1}.</source>
        <translation>ネットワークは {0} 個の入力で学習しましたが、タスクの入力は {1} 個です。</translation>
    </message>
    <message>
        <source>Connect the task that it was trained on.</source>
        <translation>学習に使ったタスクをつないでください。</translation>
    </message>
    <message>
        <source>Nearest multiple of I</source>
        <translation>最も近い I の倍率</translation>
    </message>
    <message>
        <source>Distance from it</source>
        <translation>そこからの距離</translation>
    </message>
    <message>
        <source>The variances “{0}” are not numbers.</source>
        <translation>分散「{0}」は数ではありません。</translation>
    </message>
    <message>
        <source>Write numbers with spaces between them, such as 1 0.5 0.25.</source>
        <translation>1 0.5 0.25 のように、数を空白で区切って書いてください。</translation>
    </message>
    <message>
        <source>seed 1</source>
        <translation>シード 1</translation>
    </message>
    <message>
        <source>lowest to highest of {0} seeds</source>
        <translation>{0} 個のシードの最低から最高</translation>
    </message>
    <message>
        <source>Dist(M, I)</source>
        <translation>Dist(M, I)</translation>
    </message>
    <message>
        <source>A{0} itself</source>
        <translation>A{0} そのもの</translation>
    </message>
    <message>
        <source>Step {0}, log loss {1}</source>
        <translation>ステップ {0}、対数損失 {1}</translation>
    </message>
    <message>
        <source>entry</source>
        <translation>要素</translation>
    </message>
    <message>
        <source>right answer</source>
        <translation>正しい答え</translation>
    </message>
    <message>
        <source>gradient descent</source>
        <translation>勾配降下法</translation>
    </message>
    <message>
        <source>preconditioned descent</source>
        <translation>前処理付き降下法</translation>
    </message>
    <message>
        <source>The best {0}-layer network that changes labels only has a log loss of {1}</source>
        <translation>ラベルだけを変える最良の {0} 層ネットワークの対数損失は {1}</translation>
    </message>
    <message>
        <source>Error by number of examples</source>
        <translation>例の数ごとの誤差</translation>
    </message>
    <message>
        <source>Closed form of one layer, w alike for all inputs</source>
        <translation>1 層の閉形式（w がすべての入力で同じ場合）</translation>
    </message>
    <message>
        <source>layers</source>
        <translation>層</translation>
    </message>
    <message>
        <source>Optima</source>
        <translation>最適解</translation>
    </message>
    <message>
        <source>{0}, and {1} when the inputs may move too</source>
        <translation>{0}（入力も動かせる場合は {1}）</translation>
    </message>
    <message>
        <source>{0}. One layer with weights alike for all inputs: {1}.</source>
        <translation>{0}。すべての入力で重みが同じ 1 層の場合：{1}。</translation>
    </message>
    <message>
        <source>Log loss by layers</source>
        <translation>層の数ごとの対数損失</translation>
    </message>
    <message>
        <source>Numbers</source>
        <translation>数値</translation>
    </message>
    <message>
        <source>With {0} layers the network reaches a log loss of {1}; as many steps of {2}.</source>
        <translation>{0} 層のネットワークの対数損失は {1} です。同じステップ数の{2}。</translation>
    </message>
    <message>
        <source>Log loss by number of examples</source>
        <translation>例の数ごとの対数損失</translation>
    </message>
    <message>
        <source>With {0} examples: {1}. Least squares is exact from {2} examples on.</source>
        <translation>例が {0} 個のとき：{1}。最小二乗法は、例が {2} 個以上で厳密になります。</translation>
    </message>
    <message>
        <source>Steps of descent that each depth is worth</source>
        <translation>各深さに相当する降下法のステップ数</translation>
    </message>
    <message>
        <source>better than</source>
        <translation>何も知らない場合より良い結果</translation>
    </message>
    <message>
        <source>no better than</source>
        <translation>何も知らない場合と変わらない結果</translation>
    </message>
    <message>
        <source>With {0} examples {1} has {2} times the error of always answering 0 (± {3}), {4} knowing nothing; {5} of its answers are numbers.</source>
        <translation>例が {0} 個のとき、{1}の誤差は、つねに 0 と答える場合の {2} 倍です（± {3}）。{4}で、答えの {5} が数でした。</translation>
    </message>
    <message>
        <source>fixed step</source>
        <translation>固定ステップ</translation>
    </message>
    <message>
        <source>labels only</source>
        <translation>ラベルだけ</translation>
    </message>
    <message>
        <source>1 to {0} layers</source>
        <translation>1 層から {0} 層</translation>
    </message>
    <message>
        <source>In-context curve has nothing to draw.</source>
        <translation>「文脈内学習の曲線」に描くものがありません。</translation>
    </message>
    <message>
        <source>Connect trained networks, or a language model.</source>
        <translation>学習したネットワーク、または言語モデルをつないでください。</translation>
    </message>
    <message>
        <source>The networks need a task to be tested on.</source>
        <translation>ネットワークを評価するタスクが必要です。</translation>
    </message>
    <message>
        <source>Connect a Regression task.</source>
        <translation>「回帰タスク」をつないでください。</translation>
    </message>
    <message>
        <source>lowest to highest seed</source>
        <translation>最低から最高のシード</translation>
    </message>
    <message>
        <source>transformer, labels only</source>
        <translation>Transformer（ラベルだけ）</translation>
    </message>
    <message>
        <source>transformer, inputs move</source>
        <translation>Transformer（入力も動かす）</translation>
    </message>
    <message>
        <source>Layers or steps</source>
        <translation>層またはステップの数</translation>
    </message>
    <message>
        <source>examples</source>
        <translation>例の数</translation>
    </message>
    <message>
        <source>{0} examples</source>
        <translation>例 {0} 個</translation>
    </message>
    <message>
        <source>layers read</source>
        <translation>読んだ層の数</translation>
    </message>
    <message>
        <source>Answers after each layer</source>
        <translation>各層のあとの答え</translation>
    </message>
    <message>
        <source>more than {0}</source>
        <translation>{0} 超</translation>
    </message>
    <message>
        <source>Layers read</source>
        <translation>読んだ層の数</translation>
    </message>
    <message>
        <source>Gradient descent</source>
        <translation>勾配降下法</translation>
    </message>
    <message>
        <source>Preconditioned descent</source>
        <translation>前処理付き降下法</translation>
    </message>
    <message>
        <source>{0}, {1} of {2} numbers of examples</source>
        <translation>{0}（例の数 {2} 通りのうち {1} 番目）</translation>
    </message>
    <message>
        <source>least squares</source>
        <translation>最小二乗法</translation>
    </message>
    <message>
        <source>Answers by number of examples</source>
        <translation>例の数ごとの答え</translation>
    </message>
    <message>
        <source>inputs move too</source>
        <translation>入力も動かす</translation>
    </message>
    <message>
        <source>Best log loss by layers</source>
        <translation>層の数ごとの最良の対数損失</translation>
    </message>
    <message>
        <source>log loss, {0}</source>
        <translation>対数損失（{0}）</translation>
    </message>
    <message>
        <source>“{0}” was trained on {1} inputs, and the task has {2}.</source>
        <translation>「{0}」は {1} 個の入力で学習しましたが、タスクの入力は {2} 個です。</translation>
    </message>
    <message>
        <source>{0} steps of {1}</source>
        <translation>{1}の {0} ステップ</translation>
    </message>
    <message>
        <source>trained for each number</source>
        <translation>例の数ごとに学習</translation>
    </message>
    <message>
        <source>{0}, {1} steps</source>
        <translation>{0}、{1} ステップ</translation>
    </message>
    <message>
        <source>{0}, as many steps</source>
        <translation>{0}、同じステップ数</translation>
    </message>
    <message>
        <source>layer</source>
        <translation>層</translation>
    </message>
    <message>
        <source>answer, far ones drawn at the edge</source>
        <translation>答え（遠いものは端に表示）</translation>
    </message>
    <message>
        <source>{0}, in {1}</source>
        <translation>{0}（{1}）</translation>
    </message>
    <message>
        <source>“{0}” after {1} layers is worth {2} steps of preconditioned descent, or {3} plain ones</source>
        <translation>「{0}」の {1} 層は、前処理付き勾配降下法の {2} ステップ、通常の勾配降下法の {3} ステップに相当します</translation>
    </message>
    <message>
        <source>error, 1 = always answering 0</source>
        <translation>誤差（つねに 0 と答えると 1）</translation>
    </message>
    <message>
        <source>{0} reach {1}</source>
        <translation>{0}では {1}</translation>
    </message>
    <message>
        <source>loss, nats a token</source>
        <translation>損失（nat/トークン）</translation>
    </message>
    <message>
        <source>perplexity</source>
        <translation>パープレキシティ</translation>
    </message>
    <message>
        <source>bits a byte</source>
        <translation>ビット/バイト</translation>
    </message>
    <message>
        <source>sums solved exactly, share</source>
        <translation>正解した計算問題の割合</translation>
    </message>
    <message>
        <source>Loss (nats a token)</source>
        <translation>損失（nat/トークン）</translation>
    </message>
    <message>
        <source>Exact match</source>
        <translation>完全一致</translation>
    </message>
    <message>
        <source>loss {0}</source>
        <translation>損失 {0}</translation>
    </message>
    <message>
        <source>Score</source>
        <translation>スコア</translation>
    </message>
    <message>
        <source>{0} reaches a loss of {1} nats a token on {2} texts.</source>
        <translation>{2} のテキストでの {0} の損失は、1 トークンあたり {1} nat です。</translation>
    </message>
    <message>
        <source>higher</source>
        <translation>高い</translation>
    </message>
    <message>
        <source>lower</source>
        <translation>低い</translation>
    </message>
    <message>
        <source>Scores</source>
        <translation>スコア</translation>
    </message>
    <message>
        <source>{0} does best on {1}</source>
        <translation>{1}では {0} が最良です</translation>
    </message>
    <message>
        <source>{0} tokens</source>
        <translation>{0} トークン</translation>
    </message>
    <message>
        <source>Compare has models but no texts to measure them on.</source>
        <translation>「比較」にモデルはありますが、測定するテキストがありません。</translation>
    </message>
    <message>
        <source>Connect a Corpus to “texts”.</source>
        <translation>「テキスト」にコーパスをつないでください。</translation>
    </message>
    <message>
        <source>Compare has nothing to compare.</source>
        <translation>「比較」に比べるものがありません。</translation>
    </message>
    <message>
        <source>Connect models and a Corpus, or the scores of Measure.</source>
        <translation>モデルとコーパス、または「測定」のスコアをつないでください。</translation>
    </message>
    <message>
        <source>There are {0} fine-tuned models for {1} texts.</source>
        <translation>{1} 種類のテキストに対して、微調整済みのモデルが {0} 個あります。</translation>
    </message>
    <message>
        <source>Connect one fine-tuned model for each Corpus, in the same order.</source>
        <translation>コーパスごとに微調整済みのモデルをひとつ、同じ順番でつないでください。</translation>
    </message>
    <message>
        <source>{0} on {1}</source>
        <translation>{0}（{1}）</translation>
    </message>
    <message>
        <source>Models compared</source>
        <translation>モデルの比較</translation>
    </message>
    <message>
        <source>Gap closed</source>
        <translation>差の解消率</translation>
    </message>
    <message>
        <source>Share of fine-tuned</source>
        <translation>微調整済みに対する割合</translation>
    </message>
    <message>
        <source>{0} texts ({1} {2})</source>
        <translation>{0} のテキスト（{1} {2}）</translation>
    </message>
    <message>
        <source>Nothing was measured</source>
        <translation>何も測定していません</translation>
    </message>
    <message>
        <source>loss</source>
        <translation>損失</translation>
    </message>
    <message>
        <source>{0} closes {1} of the gap on {2} texts</source>
        <translation>{0} は、{2} のテキストで差の {1} を埋めました</translation>
    </message>
    <message>
        <source>no model closes any of the gap on {0} texts</source>
        <translation>{0} のテキストで差を埋めたモデルはありません</translation>
    </message>
    <message>
        <source>{0} texts ({1} {2}, {3} {4})</source>
        <translation>{0} のテキスト（{1} {2}、{3} は {4}）</translation>
    </message>
    <message>
        <source>{0} files</source>
        <translation>ファイル {0} 個</translation>
    </message>
    <message>
        <source>Saved files</source>
        <translation>保存したファイル</translation>
    </message>
    <message>
        <source>Saved {0} {1} in {2}.</source>
        <translation>{0} 個の{1}を {2} に保存しました。</translation>
    </message>
    <message>
        <source>Saved in the library as {0}.</source>
        <translation>{0} としてライブラリに保存しました。</translation>
    </message>
    <message>
        <source>Saved model</source>
        <translation>保存したモデル</translation>
    </message>
    <message>
        <source>Save results has nothing to save.</source>
        <translation>「結果を保存」に保存するものがありません。</translation>
    </message>
    <message>
        <source>Connect a text or a plot to it.</source>
        <translation>テキストか図をつないでください。</translation>
    </message>
    <message>
        <source>The model has no name yet.</source>
        <translation>モデルにまだ名前がありません。</translation>
    </message>
    <message>
        <source>Write the name that it shall have.</source>
        <translation>付けたい名前を書いてください。</translation>
    </message>
    <message>
        <source>Documents / Stitchwork</source>
        <translation>ドキュメント / Stitchwork</translation>
    </message>
    <message>
        <source>no name yet</source>
        <translation>名前なし</translation>
    </message>
    <message>
        <source>file</source>
        <translation>ファイル</translation>
    </message>
    <message>
        <source>files</source>
        <translation>ファイル</translation>
    </message>
    <message>
        <source>{0}, one point a {1}</source>
        <translation>{0}（1 点が 1 {1}）</translation>
    </message>
    <message>
        <source>{0} points</source>
        <translation>{0} 点</translation>
    </message>
    <message>
        <source>Block {0}</source>
        <translation>ブロック {0}</translation>
    </message>
    <message>
        <source>All blocks</source>
        <translation>すべてのブロック</translation>
    </message>
    <message>
        <source>Map of the texts</source>
        <translation>テキストの地図</translation>
    </message>
    <message>
        <source>Map of the tokens</source>
        <translation>トークンの地図</translation>
    </message>
    <message>
        <source>which texts they come from</source>
        <translation>もとのテキスト</translation>
    </message>
    <message>
        <source>what kind of token they are</source>
        <translation>トークンの種類</translation>
    </message>
    <message>
        <source>direction 1</source>
        <translation>方向 1</translation>
    </message>
    <message>
        <source>direction 2</source>
        <translation>方向 2</translation>
    </message>
    <message>
        <source>block</source>
        <translation>ブロック</translation>
    </message>
    <message>
        <source>label</source>
        <translation>ラベル</translation>
    </message>
    <message>
        <source>{0}; {1} explains {2} of all of it</source>
        <translation>{0}全体の {2} は、{1}で説明できます</translation>
    </message>
    <message>
        <source>Two directions hold {0} of the variance after block {1} of {2}.</source>
        <translation>{2} のブロック {1} のあとでは、2 つの方向で分散の {0} を表せます。</translation>
    </message>
    <message>
        <source>in its embeddings</source>
        <translation>埋め込みのところ</translation>
    </message>
    <message>
        <source>{0} has {1} blocks, and no block {2}.</source>
        <translation>{0} のブロック数は {1} で、ブロック {2} はありません。</translation>
    </message>
    <message>
        <source>Choose one that it has.</source>
        <translation>あるものを選んでください。</translation>
    </message>
    <message>
        <source>{0} of {1} windows</source>
        <translation>{1} 区間中 {0}</translation>
    </message>
    <message>
        <source>{0}.block {1}</source>
        <translation>{0}、ブロック {1}</translation>
    </message>
    <message>
        <source>after its last block</source>
        <translation>最後のブロックのあと</translation>
    </message>
    <message>
        <source>after block {0}</source>
        <translation>ブロック {0} のあと</translation>
    </message>
    <message>
        <source>{0} keeps the kinds apart most {1}: {2} explains {3} of the differences there, against {4}.</source>
        <translation>{0} が種類を最もよく区別するのは{1}です。そこでは{2}が違いの {3} を説明します（比較：{4}）。</translation>
    </message>
    <message>
        <source>The states of {0} are flattest {1}: two directions hold {2} of the variance there, against {3}.</source>
        <translation>{0} の状態が最も平らなのは{1}です。そこでは 2 つの方向に分散の {2} が集まります（比較：{3}）。</translation>
    </message>
    <message>
        <source>window</source>
        <translation>区間</translation>
    </message>
    <message>
        <source>token</source>
        <translation>トークン</translation>
    </message>
    <message>
        <source>direction {0} ({1} of the variance)</source>
        <translation>方向 {0}（分散の {1}）</translation>
    </message>
    <message>
        <source>Kinds kept apart</source>
        <translation>種類の区別</translation>
    </message>
    <message>
        <source>share explained</source>
        <translation>説明できる割合</translation>
    </message>
    <message>
        <source>Two directions</source>
        <translation>2 つの方向</translation>
    </message>
    <message>
        <source>share of the variance</source>
        <translation>分散に占める割合</translation>
    </message>
    <message>
        <source>{0} in the embeddings</source>
        <translation>埋め込みで {0}</translation>
    </message>
    <message>
        <source>{0} at the end</source>
        <translation>最後で {0}</translation>
    </message>
    <message>
        <source>Take the last, block {0}</source>
        <translation>最後のブロック {0} にする</translation>
    </message>
    <message>
        <source>shares</source>
        <translation>割合</translation>
    </message>
    <message>
        <source>Similarity of blocks</source>
        <translation>ブロックの類似度</translation>
    </message>
    <message>
        <source>biased CKA</source>
        <translation>CKA（偏りあり）</translation>
    </message>
    <message>
        <source>share of neighbours</source>
        <translation>近傍の一致率</translation>
    </message>
    <message>
        <source>{0} windows</source>
        <translation>{0} 区間</translation>
    </message>
    <message>
        <source>block of {0}</source>
        <translation>{0} のブロック</translation>
    </message>
    <message>
        <source>Block {0} of {1} and block {2} of {3} are most alike ({4} {5}, {6}); blocks at the same relative depth reach {7} on average.</source>
        <translation>{1} のブロック {0} と {3} のブロック {2} が最も似ています（{4} {5}、{6}）。同じ相対的な深さのブロックどうしは平均 {7} です。</translation>
    </message>
    <message>
        <source>{0}, {1} windows</source>
        <translation>{0}、{1} 区間</translation>
    </message>
    <message>
        <source>0 is the same</source>
        <translation>0 で完全に一致</translation>
    </message>
    <message>
        <source>1 is the same</source>
        <translation>1 で完全に一致</translation>
    </message>
    <message>
        <source>Neighbouring blocks of {0} reach a {1} of {2} on average, its first and its last block {3} ({4}).</source>
        <translation>{0} の隣り合うブロックの {1} は平均 {2}、最初と最後のブロックでは {3} です（{4}）。</translation>
    </message>
    <message>
        <source>{0} can read {1} tokens, and windows are {2} long.</source>
        <translation>{0} が読めるのは {1} トークンまでですが、区間の長さは {2} です。</translation>
    </message>
    <message>
        <source>Choose shorter windows.</source>
        <translation>区間を短くしてください。</translation>
    </message>
    <message>
        <source>While windows arrive</source>
        <translation>区間が届くにつれての変化</translation>
    </message>
    <message>
        <source>blocks next to each other</source>
        <translation>隣り合うブロック</translation>
    </message>
    <message>
        <source>blocks at the same depth</source>
        <translation>同じ深さのブロック</translation>
    </message>
    <message>
        <source>Take windows of {0} tokens</source>
        <translation>区間を {0} トークンにする</translation>
    </message>
    <message>
        <source>{0} characters</source>
        <translation>{0} 文字</translation>
    </message>
    <message>
        <source>{0} texts</source>
        <translation>{0} 件</translation>
    </message>
    <message>
        <source>Loading {0}</source>
        <translation>{0} を読み込み中</translation>
    </message>
    <message>
        <source>The prompt is empty.</source>
        <translation>プロンプトが空です。</translation>
    </message>
    <message>
        <source>Write a few words for the model to continue.</source>
        <translation>モデルに続きを書かせる言葉を少し書いてください。</translation>
    </message>
    <message>
        <source>Affine</source>
        <translation>アフィン</translation>
    </message>
    <message>
        <source>Low rank</source>
        <translation>低ランク</translation>
    </message>
    <message>
        <source>Procrustes</source>
        <translation>プロクラステス</translation>
    </message>
    <message>
        <source>Almost affine</source>
        <translation>ほぼアフィン</translation>
    </message>
    <message>
        <source>{0} + {1} blocks</source>
        <translation>{0} + {1} ブロック</translation>
    </message>
    <message>
        <source>Cutting the text into tokens</source>
        <translation>文章をトークンに分割中</translation>
    </message>
    <message>
        <source>Held-out loss</source>
        <translation>検証用テキストでの損失</translation>
    </message>
    <message>
        <source>{0}, {1} before training</source>
        <translation>{0}（学習前は {1}）</translation>
    </message>
    <message>
        <source>{0}, without any training</source>
        <translation>{0}（学習なし）</translation>
    </message>
    <message>
        <source>{0} reaches a loss of {1}; the better of the two models alone has {2}.{3}</source>
        <translation>{0} の損失は {1} です。良いほうのモデル単独では {2} です。{3}</translation>
    </message>
    <message>
        <source>The identity needs two models of one width, not {0} and {1}.</source>
        <translation>「なし」の写像には同じ幅のモデルが必要ですが、幅は {0} と {1} です。</translation>
    </message>
    <message>
        <source>Choose an affine map.</source>
        <translation>アフィン写像を選んでください。</translation>
    </message>
    <message>
        <source>Measuring {0}</source>
        <translation>{0} を測定中</translation>
    </message>
    <message>
        <source>the better model alone</source>
        <translation>良いほうのモデル単独</translation>
    </message>
    <message>
        <source>Training of the map</source>
        <translation>写像の学習</translation>
    </message>
    <message>
        <source>training</source>
        <translation>学習</translation>
    </message>
    <message>
        <source>Step {0} of {1}</source>
        <translation>ステップ {0} / {1}</translation>
    </message>
    <message>
        <source>held out</source>
        <translation>検証用</translation>
    </message>
    <message>
        <source>{0} alone</source>
        <translation>{0} 単独</translation>
    </message>
    <message>
        <source>Stitched, {0}</source>
        <translation>接合（{0}）</translation>
    </message>
    <message>
        <source>Above the better model</source>
        <translation>良いほうのモデルとの差</translation>
    </message>
    <message>
        <source>after the embeddings</source>
        <translation>埋め込みのあと</translation>
    </message>
    <message>
        <source>the stitched model</source>
        <translation>接合モデル</translation>
    </message>
    <message>
        <source>It is {0}.</source>
        <translation>{0}です。</translation>
    </message>
    <message>
        <source>Reading the text with both models</source>
        <translation>両方のモデルで文章を読み込み中</translation>
    </message>
    <message>
        <source>Identity</source>
        <translation>そのまま</translation>
    </message>
    <message>
        <source>{0} steps</source>
        <translation>{0} ステップ</translation>
    </message>
    <message>
        <source>Loss above the better model</source>
        <translation>良いほうのモデルを上回る損失</translation>
    </message>
    <message>
        <source>the best of {0} joins: after block {1} into block {2}</source>
        <translation>{0} 通りの接合のうち最良で、ブロック {1} のあとからブロック {2} への接合</translation>
    </message>
    <message>
        <source>Cut of the front</source>
        <translation>前半の切断位置</translation>
    </message>
    <message>
        <source>Cut of the back</source>
        <translation>後半の切断位置</translation>
    </message>
    <message>
        <source>Cut {0} to cut {1}</source>
        <translation>切断 {0} から切断 {1} へ</translation>
    </message>
    <message>
        <source>up to {0} × {1} cuts</source>
        <translation>最大 {0} × {1} か所</translation>
    </message>
    <message>
        <source>into {0} after block</source>
        <translation>{0} のこのブロックのあとへ</translation>
    </message>
    <message>
        <source>out of {0} after</source>
        <translation>{0} のこのブロックのあとから</translation>
    </message>
    <message>
        <source>nats a token</source>
        <translation>nat/トークン</translation>
    </message>
    <message>
        <source>Loss by depth</source>
        <translation>深さごとの損失</translation>
    </message>
    <message>
        <source>same share of both</source>
        <translation>両者で同じ割合</translation>
    </message>
    <message>
        <source>depth of the cut, share of the blocks</source>
        <translation>切断の深さ（ブロック全体に対する割合）</translation>
    </message>
    <message>
        <source>nats above the better model</source>
        <translation>良いほうのモデルを上回る nat</translation>
    </message>
    <message>
        <source>Reading the prompt</source>
        <translation>プロンプトを読み込み中</translation>
    </message>
    <message>
        <source>{0} wrote {1} tokens at {2} tokens a second</source>
        <translation>{0} は {1} トークンを毎秒 {2} トークンの速さで書きました</translation>
    </message>
    <message>
        <source>{0}; {1}, {2} alone {3}.</source>
        <translation>{0}。{1}、{2} 単独が {3} 個です。</translation>
    </message>
    <message>
        <source>Token {0} of {1}</source>
        <translation>トークン {0} / {1}</translation>
    </message>
    <message>
        <source>{0} tokens, {1}</source>
        <translation>{0} トークン、{1}</translation>
    </message>
    <message>
        <source>Text by the member that carried it</source>
        <translation>担当メンバーで色分けした文章</translation>
    </message>
    <message>
        <source>Distance from the large model (KL)</source>
        <translation>大きなモデルからの距離（KL）</translation>
    </message>
    <message>
        <source>the large model</source>
        <translation>大きなモデル</translation>
    </message>
    <message>
        <source>carried by {0}</source>
        <translation>{0} が担当</translation>
    </message>
    <message>
        <source>Members</source>
        <translation>メンバー</translation>
    </message>
    <message>
        <source>{0} ended the text at once.</source>
        <translation>{0} は何も書かずに文章を終えました。</translation>
    </message>
    <message>
        <source>{0} carried {1}</source>
        <translation>{0} の担当が {1} 個</translation>
    </message>
    <message>
        <source>Surprise at each token</source>
        <translation>各トークンでの驚き</translation>
    </message>
    <message>
        <source>nats</source>
        <translation>nat</translation>
    </message>
    <message>
        <source>Weight of each expert (alpha)</source>
        <translation>専門家ごとの重み（α）</translation>
    </message>
    <message>
        <source>from large</source>
        <translation>大きなモデルから</translation>
    </message>
    <message>
        <source>target, from</source>
        <translation>目標（から）</translation>
    </message>
    <message>
        <source>to large</source>
        <translation>大きなモデルへ</translation>
    </message>
    <message>
        <source>target, to</source>
        <translation>目標（へ）</translation>
    </message>
    <message>
        <source>decoding step</source>
        <translation>生成ステップ</translation>
    </message>
    <message>
        <source>alpha: {0}</source>
        <translation>α：{0}</translation>
    </message>
    <message>
        <source>Finding the weights</source>
        <translation>重みの計算</translation>
    </message>
    <message>
        <source>ms a token</source>
        <translation>ミリ秒/トークン</translation>
    </message>
    <message>
        <source>Tokens carried</source>
        <translation>担当トークン数</translation>
    </message>
    <message>
        <source>likeliest</source>
        <translation>最有力</translation>
    </message>
    <message>
        <source>temperature {0}</source>
        <translation>温度 {0}</translation>
    </message>
    <message>
        <source>weight</source>
        <translation>重み</translation>
    </message>
    <message>
        <source>highest weight</source>
        <translation>最大の重み</translation>
    </message>
    <message>
        <source>fused</source>
        <translation>融合</translation>
    </message>
    <message>
        <source>probability {0}</source>
        <translation>確率 {0}</translation>
    </message>
    <message>
        <source>The program's resources folder is missing.</source>
        <translation>プログラムのリソースフォルダーがありません。</translation>
    </message>
    <message>
        <source>A layer gives nearly the same features for every window, so nothing varies that could be compared.</source>
        <translation>ある層の特徴がほぼすべての区間で同じなので、比べられる変化がありません。</translation>
    </message>
    <message>
        <source>Take other texts or more of them, and look whether the model is broken.</source>
        <translation>別のテキストを使うか量を増やし、モデルが壊れていないか確認してください。</translation>
    </message>
    <message>
        <source>begins a word</source>
        <translation>単語の先頭</translation>
    </message>
    <message>
        <source>inside a word</source>
        <translation>単語の途中</translation>
    </message>
    <message>
        <source>white space</source>
        <translation>空白</translation>
    </message>
    <message>
        <source>A window is {0} tokens long for {1}, which can read {2}.</source>
        <translation>{1} では区間が {0} トークンになりますが、読めるのは {2} トークンまでです。</translation>
    </message>
    <message>
        <source>reading the texts</source>
        <translation>文章の読み込み</translation>
    </message>
    <message>
        <source>the first model</source>
        <translation>1 つ目のモデル</translation>
    </message>
    <message>
        <source>the second model</source>
        <translation>2 つ目のモデル</translation>
    </message>
    <message>
        <source>There are {0} windows of text, and comparing representations needs at least {1}.</source>
        <translation>テキスト区間は {0} 個ですが、表現の比較には {1} 個以上必要です。</translation>
    </message>
    <message>
        <source>Features must be (windows, width) with the same windows everywhere; they are {0}.</source>
        <translation>特徴は（区間、幅）の形で、どれも同じ区間でなければなりません。現在は {0} です。</translation>
    </message>
    <message>
        <source>The features hold values that are not numbers: the model overflowed.</source>
        <translation>特徴に数でない値があります。モデルの計算があふれました。</translation>
    </message>
    <message>
        <source>Run on the processor, where models compute in float32.</source>
        <translation>float32 で計算するプロセッサー（CPU）で実行してください。</translation>
    </message>
    <message>
        <source>The features of {0} (layer {1}) are the same for nearly every window, so nothing varies that could be compared.</source>
        <translation>{0} の特徴（層 {1}）はほぼすべての区間で同じなので、比べられる変化がありません。</translation>
    </message>
    <message>
        <source>There are {0} points, and a picture of them needs more than {1}.</source>
        <translation>点は {0} 個ですが、図にするには {1} 個より多く必要です。</translation>
    </message>
    <message>
        <source>Take more texts.</source>
        <translation>テキストを増やしてください。</translation>
    </message>
    <message>
        <source>All states are the same, so there is nothing to draw.</source>
        <translation>状態がすべて同じなので、描くものがありません。</translation>
    </message>
    <message>
        <source>Take other texts.</source>
        <translation>別のテキストを使ってください。</translation>
    </message>
    <message>
        <source>The map between these models</source>
        <translation>これらのモデルをつなぐ写像</translation>
    </message>
    <message>
        <source>{0} (random)</source>
        <translation>{0}（ランダム）</translation>
    </message>
    <message>
        <source>{0} is made of several models: only a single model has a random twin.</source>
        <translation>{0} は複数のモデルからできています。ランダムな複製を作れるのは単独のモデルだけです。</translation>
    </message>
    <message>
        <source>The map of all pairs of cuts</source>
        <translation>すべての切断位置の組のマップ</translation>
    </message>
    <message>
        <source>The two sets of states do not pair up: {0} and {1}.</source>
        <translation>2 組の状態の数が合いません：{0} と {1}。</translation>
    </message>
    <message>
        <source>Give two tables with one row for each position.</source>
        <translation>位置ごとに 1 行の表を 2 つ与えてください。</translation>
    </message>
    <message>
        <source>The calibration text is empty.</source>
        <translation>写像を求めるための文章が空です。</translation>
    </message>
    <message>
        <source>Connect texts with at least a few hundred words.</source>
        <translation>少なくとも数百語のテキストをつないでください。</translation>
    </message>
    <message>
        <source>The states of these models are not finite numbers.</source>
        <translation>これらのモデルの状態に、有限でない数があります。</translation>
    </message>
    <message>
        <source>One of the two models is damaged: import it again.</source>
        <translation>どちらかのモデルが壊れています。もう一度読み込んでください。</translation>
    </message>
    <message>
        <source>{0} has {1} blocks, so its last {2} cannot be taken.</source>
        <translation>{0} のブロック数は {1} なので、最後の {2} 個を取り出せません。</translation>
    </message>
    <message>
        <source>{0} cannot be cut before block {1}, where its front spells the tokens of its back.</source>
        <translation>{0} は、前半が後半のトークンをつづり直すため、ブロック {1} より前では切断できません。</translation>
    </message>
    <message>
        <source>Choose a depth from {0} to {1}.</source>
        <translation>{0} から {1} までの深さを選んでください。</translation>
    </message>
</context>
<context>
    <name>sweeping</name>
    <message>
        <source>{setting} “{value}”</source>
        <translation>{setting}「{value}」</translation>
    </message>
    <message>
        <source>{setting} {value}</source>
        <translation>{setting} {value}</translation>
    </message>
    <message>
        <source>on</source>
        <translation>オン</translation>
    </message>
    <message>
        <source>off</source>
        <translation>オフ</translation>
    </message>
    <message>
        <source>seed {n}</source>
        <translation>シード {n}</translation>
    </message>
</context>
<context>
    <name>tour</name>
    <message>
        <source>Look inside</source>
        <translation>中を見る</translation>
    </message>
    <message>
        <source>Here are the settings and results of the selected node; the question mark explains it. Change something and press Run again: only what depends on it runs.</source>
        <translation>選択したノードの設定と結果です。「?」を押すと説明が開きます。何かを変えてもう一度「実行」を押すと、その影響を受けるノードだけが動きます。</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>完了</translation>
    </message>
    <message>
        <source>The models are loaded and start to work, on this computer alone. Press Run, or F5.</source>
        <translation>「実行」か F5 を押してください。モデルが読み込まれ、このコンピューターだけで動き始めます。</translation>
    </message>
    <message>
        <source>Open a recipe</source>
        <translation>レシピを開く</translation>
    </message>
    <message>
        <source>A recipe is a finished graph. In this one, two small experts steer a larger model. Press Open.</source>
        <translation>レシピは完成したグラフです。このレシピでは、2 つの小さな専門家が大きなモデルを導きます。「開く」を押してください。</translation>
    </message>
    <message>
        <source>This is the graph</source>
        <translation>これがグラフです</translation>
    </message>
    <message>
        <source>Each box is a node. Lines carry models and texts from left to right, from node to node.</source>
        <translation>箱の 1 つ 1 つがノードです。線は、モデルやテキストを左から右へ、ノードからノードへ運びます。</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>次へ</translation>
    </message>
    <message>
        <source>Run it</source>
        <translation>実行する</translation>
    </message>
    <message>
        <source>Watch it work</source>
        <translation>動きを見る</translation>
    </message>
    <message>
        <source>Plots are drawn here while the models work. When they are done, Results, above the canvas, shows what came out.</source>
        <translation>モデルが動いている間、ここに図が描かれます。終わったら、キャンバスの上の「結果」で何が分かったかを見られます。</translation>
    </message>
    <message>
        <source>It takes about {time}.</source>
        <translation>約 {time} かかります。</translation>
    </message>
</context>
<context>
    <name>validation</name>
    <message>
        <source>“{0}” does not fit here.</source>
        <translation>「{0}」はここでは使えません。</translation>
    </message>
    <message>
        <source>Give at least {0}.</source>
        <translation>{0} 以上を指定してください。</translation>
    </message>
    <message>
        <source>Give at most {0}.</source>
        <translation>{0} 以下を指定してください。</translation>
    </message>
    <message>
        <source>Give a whole number.</source>
        <translation>整数を指定してください。</translation>
    </message>
    <message>
        <source>Give a number.</source>
        <translation>数値を指定してください。</translation>
    </message>
    <message>
        <source>“{0}” is not one of the choices.</source>
        <translation>「{0}」は選択肢にありません。</translation>
    </message>
</context>
<context>
    <name>words</name>
    <message>
        <source>{0:.0f} s</source>
        <translation>{0:.0f} 秒</translation>
    </message>
    <message>
        <source>today</source>
        <translation>今日</translation>
    </message>
    <message>
        <source>yesterday</source>
        <translation>昨日</translation>
    </message>
    <message>
        <source>dd MMM</source>
        <translation>M 月 d 日</translation>
    </message>
    <message>
        <source>automatic device</source>
        <translation>デバイス自動</translation>
    </message>
    <message>
        <source>CPU</source>
        <translation>CPU</translation>
    </message>
    <message>
        <source>Apple GPU</source>
        <translation>Apple GPU</translation>
    </message>
    <message>
        <source>, </source>
        <translation>、</translation>
    </message>
    <message>
        <source>{0:.0f} min</source>
        <translation>{0:.0f} 分</translation>
    </message>
    <message>
        <source>{0:.1f} s</source>
        <translation>{0:.1f} 秒</translation>
    </message>
    <message>
        <source>GPU {0}</source>
        <translation>GPU {0}</translation>
    </message>
</context>
</TS>
