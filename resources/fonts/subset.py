"""Makes the two NotoSansJP files of this folder out of Noto Sans CJK; README.md says how to run it.

Kept: kana, punctuation, full- and half-width forms, the kanji of JIS level 1 and of everyday use (jōyō), and every
character of the Japanese translation. Latin letters and digits stay with Inter, so the window's numbers keep one face.
The line is set 1.6 high here, because a label has no setting for it, and its middle is Inter's, so that words of both
scripts stand centred in a button.
"""

from __future__ import annotations

import sys
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTCollection, TTFont

JAPANESE = 0
"Place of the Japanese face in the collection."
ASCENT, DESCENT = 1.16, 0.44
"Of the em: 1.6 in all, with the middle of capitals in the middle."
JOYO = (
    "挨曖宛嵐畏萎椅彙茨咽淫唄鬱怨媛艶旺岡臆俺苛牙瓦楷潰諧崖蓋骸柿顎葛釜鎌韓玩伎亀毀畿臼嗅巾僅錦惧串窟熊詣憬稽隙桁拳鍵舷"
    "股虎錮勾梗喉乞傲駒頃痕沙挫采塞埼柵刹拶斬恣摯餌鹿叱嫉腫呪袖羞蹴憧拭尻芯腎須裾凄醒脊戚煎羨腺詮箋膳狙遡曽爽痩踪捉遜汰唾堆戴"
    "誰旦綻緻酎貼嘲捗椎爪鶴諦溺塡妬賭藤瞳栃頓貪丼那奈梨謎鍋匂虹捻罵剥箸氾汎阪斑眉膝肘訃阜蔽餅璧蔑哺蜂貌頬睦勃昧枕蜜冥麺冶弥闇喩"
    "湧妖瘍沃拉辣藍璃慄侶瞭瑠呂賂弄籠麓脇"
)
"The everyday kanji added in 2010; the older ones are in level 1."


def main(collection_folder: Path, here: Path) -> None:
    texts = [path.read_text("utf-8") for path in (here.parent / "translations").glob("*_ja.ts")]
    wanted = {ord(letter) for letter in letters() + "".join(texts) if ord(letter) > 0x2000}
    for weight in ("Regular", "Bold"):
        faces = TTCollection(str(collection_folder / f"NotoSansCJK-{weight}.ttc"))
        save(faces.fonts[JAPANESE], wanted, weight, here / f"NotoSansJP-{weight}.otf")


def letters() -> str:
    """What is kept whatever the translation says."""
    level_1 = (bytes((row + 0xA0, cell + 0xA0)) for row in range(1, 48) for cell in range(1, 95))
    symbols = "".join(pair.decode("euc_jp", "ignore") for pair in level_1)
    ranges = ((0x3000, 0x30FF), (0xFF01, 0xFF9F), (0xFFE0, 0xFFE6))
    return symbols + JOYO + "".join(chr(code) for low, high in ranges for code in range(low, high + 1))


def save(font: TTFont, wanted: set[int], weight: str, path: Path) -> None:
    options = Options(layout_features=["kern", "palt", "vert", "ccmp", "locl"], name_IDs=[0, 1, 2, 3, 4, 5, 6, 13, 14])
    options.desubroutinize = False
    options.hinting = False
    options.notdef_outline = True
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=wanted)
    subsetter.subset(font)
    em = font["head"].unitsPerEm
    high, low = round(ASCENT * em), round(DESCENT * em)
    font["hhea"].ascent, font["hhea"].descent, font["hhea"].lineGap = high, -low, 0
    os2 = font["OS/2"]
    os2.sTypoAscender, os2.sTypoDescender, os2.sTypoLineGap = high, -low, 0
    os2.usWinAscent, os2.usWinDescent = high, low
    names = {1: "Noto Sans JP", 2: weight, 4: f"Noto Sans JP {weight}", 6: f"NotoSansJP-{weight}"}
    for record in font["name"].names:
        if record.nameID in names:
            record.string = names[record.nameID]
    if "CFF " in font:
        font["CFF "].cff.fontNames = [names[6]]
    font.save(path)
    print(f"{path.name}: {len(font.getBestCmap())} characters, {path.stat().st_size / 1e6:.2f} MB")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(__file__).resolve().parent)
