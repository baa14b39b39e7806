"""Qualifications a physician can name. A word on a list, never proof: certificates are seen later.

Sources. 基本領域: the 19 of 日本専門医機構 (senkoi.net/117, doctorsstudy.jp/column/specialist/2,
read 2026-11 [S]). サブスペシャルティ領域: the 24 recognised in 2022-04 (the same page [S]; the last
four, which it cuts off, [K]). Marked [K] below: well-known titles of societies and of the law,
general knowledge to be checked before they are quoted as a rule.
"""

from typing import Final

from funade.core.masters.choice import Choice, Master

BASIC: Final = "基本領域の専門医（学会専門医を含む）"
SUBSPECIALTY: Final = "サブスペシャルティ領域の専門医（学会専門医を含む）"
SOCIETY: Final = "学会の専門医・指導医など"
LAW: Final = "法令による指定・資格"
DEGREE: Final = "学位・研修・講習"

# 日本専門医機構 基本領域 [S]
_BASIC: Final = (
    "b01内科 b02小児科 b03皮膚科 b04精神科 b05外科 b06整形外科 b07産婦人科 b08眼科 b09耳鼻咽喉科 "
    "b10泌尿器科 b11脳神経外科 b12放射線科 b13麻酔科 b14病理 b15臨床検査 b16救急科 b17形成外科 "
    "b18リハビリテーション科 b19総合診療"
)
# 日本専門医機構 サブスペシャルティ領域 [S]; s21–s24 [K]
_SUBSPECIALTY: Final = (
    "s01消化器内科 s02循環器内科 s03呼吸器内科 s04血液 s05内分泌代謝・糖尿病内科 s06脳神経内科 "
    "s07腎臓 s08膠原病・リウマチ内科 s09消化器外科 s10呼吸器外科 s11心臓血管外科 s12小児外科 "
    "s13乳腺 s14放射線診断 s15放射線治療 s16アレルギー s17感染症 s18老年科 s19腫瘍内科 "
    "s20内分泌外科 s21肝臓内科 s22消化器内視鏡 s23内分泌代謝内科 s24糖尿病内科"
)
# [K] titles of 学会 and the like that postings ask for
_SOCIETY: Final = (
    ("g01", "総合内科専門医", ""),
    ("g02", "認定内科医", "内科認定医"),
    ("g03", "透析専門医", "人工透析"),
    ("g04", "集中治療専門医", "ICU"),
    ("g05", "ペインクリニック専門医", "疼痛"),
    ("g06", "核医学専門医", ""),
    ("g07", "超音波専門医", "エコー"),
    ("g08", "大腸肛門病専門医", ""),
    ("g09", "脳卒中専門医", ""),
    ("g10", "頭痛専門医", ""),
    ("g11", "てんかん専門医", ""),
    ("g12", "認知症専門医", ""),
    ("g13", "周産期専門医", "新生児 母体・胎児"),
    ("g14", "生殖医療専門医", "不妊"),
    ("g15", "婦人科腫瘍専門医", ""),
    ("g16", "手外科専門医", ""),
    ("g17", "脊椎脊髄外科専門医", ""),
    ("g18", "心血管インターベンション治療学会認定医・専門医", "CVIT カテーテル"),
    ("g19", "不整脈専門医", "アブレーション"),
    ("g20", "呼吸器内視鏡専門医", "気管支鏡"),
    ("g21", "がん薬物療法専門医", "化学療法"),
    ("g22", "緩和医療専門医・認定医", "ホスピス"),
    ("g23", "在宅医療専門医", "訪問診療"),
    ("g24", "プライマリ・ケア認定医・家庭医療専門医", "総診"),
    ("g25", "人間ドック健診専門医・認定医", "健診"),
    ("g26", "美容外科専門医", "JSAPS JSAS"),
    ("g27", "レーザー専門医", ""),
    ("g28", "東洋医学会漢方専門医", "漢方"),
    ("g29", "睡眠医療認定医・専門医", ""),
    ("g30", "臨床遺伝専門医", ""),
    ("g31", "子どものこころ専門医", "児童精神"),
    ("g32", "心療内科専門医・心身医療専門医", ""),
    ("g33", "消化管学会胃腸科専門医", ""),
    ("g34", "マンモグラフィ読影認定医", "マンモ"),
    ("g35", "内視鏡外科技術認定医", "腹腔鏡"),
)
# Each with the law it rests on [K]
_LAW: Final = (
    ("l01", "精神保健指定医", "指定医", "精神保健福祉法18条"),
    ("l02", "麻酔科標榜医", "標榜医", "医療法6条の6"),
    ("l03", "母体保護法指定医", "", "母体保護法14条"),
    ("l04", "産業医（労働安全衛生規則14条2項の要件）", "産業医", "労働安全衛生法13条"),
    ("l05", "労働衛生コンサルタント", "", "労働安全衛生法81条"),
    ("l06", "難病指定医・協力難病指定医", "難病", "難病法6条"),
    ("l07", "小児慢性特定疾病指定医", "小慢", "児童福祉法19条の3"),
    ("l08", "身体障害者福祉法15条指定医", "身障 15条指定医", "身体障害者福祉法15条"),
    ("l09", "自立支援医療の担当医", "更生医療 育成医療", "障害者総合支援法59条"),
    ("l10", "死体解剖資格", "", "死体解剖保存法2条"),
    ("l11", "第一種放射線取扱主任者", "", "放射性同位元素等規制法34条"),
    ("l12", "船員法指定医", "", "船員法83条"),
    ("l13", "航空身体検査指定医", "", "航空法31条の2"),
)
# Degrees, courses and the like [K]
_DEGREE: Final = (
    ("d01", "医学博士・博士（医学）", "学位 博士"),
    ("d02", "公衆衛生学修士（MPH）", "MPH 修士"),
    ("d03", "日本医師会認定産業医", "日医認定産業医 産業医"),
    ("d04", "日本医師会認定健康スポーツ医", "健康スポーツ医 スポーツドクター"),
    ("d05", "日本スポーツ協会公認スポーツドクター", "スポーツ医"),
    ("d06", "臨床研修指導医（指導医講習会修了）", "指導医"),
    ("d07", "緩和ケア研修会修了", "PEACE"),
    ("d08", "認知症サポート医", ""),
    ("d09", "JMECC・ICLS・ACLS・BLS 受講", "AHA 二次救命 ACLS BLS ICLS"),
    ("d10", "JATEC 受講", "外傷"),
    ("d11", "PALS 受講", "小児救命"),
    ("d12", "新生児蘇生法（NCPR）修了", "NCPR"),
    ("d13", "ALSO 受講", "産科救急"),
    ("d14", "DMAT 隊員", "災害"),
    ("d15", "感染制御医師（ICD）", "ICD インフェクション"),
    ("d16", "TNT・NST 医師教育セミナー修了", "NST 栄養"),
    ("d17", "嚥下機能評価研修修了", "嚥下"),
    ("d18", "かかりつけ医機能研修修了", "かかりつけ"),
    ("d19", "ロボット支援手術の術者資格", "ダヴィンチ da Vinci"),
    ("d20", "臨床研究・治験の研修修了", "GCP 治験"),
    ("d21", "米国医師国家試験（USMLE）合格・ECFMG 認定", "USMLE ECFMG"),
)


def _listed(words: str, group: str) -> list[Choice]:
    """Fields of 日本専門医機構; a title the society gave before it is meant as well."""
    return [Choice(word[:3], f"{word[3:]}専門医", group, (word[3:],)) for word in words.split()]


QUALIFICATIONS: Final = Master(
    "qualification",
    "資格",
    [
        *_listed(_BASIC, BASIC),
        *_listed(_SUBSPECIALTY, SUBSPECIALTY),
        *(Choice(code, name, SOCIETY, tuple(words.split())) for code, name, words in _SOCIETY),
        *(Choice(code, name, LAW, tuple(words.split()), law) for code, name, words, law in _LAW),
        *(Choice(code, name, DEGREE, tuple(words.split())) for code, name, words in _DEGREE),
    ],
    unique_names=False,  # 産業医 means two things; whoever searches for it is shown both
)
