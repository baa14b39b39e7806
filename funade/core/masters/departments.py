"""診療科. Codes are the official 診療科目コード of 医療情報ネット (ナビイ).

The official list has 117 codes, many of them shown by a handful of hospitals. A physician
searches by some fifty; each of ours is named by its main official code and *covers* the others,
so that no facility's code is lost. Duties (健診, 内視鏡 …) never stand here: see `duties`.
Source of codes and names: 厚生労働省 医療情報ネット, 診療科目コード (PDL 1.0), 2025-06.
"""

from dataclasses import dataclass
from typing import Final

from funade.core.masters.choice import Choice, Master

INTERNAL: Final = "内科系"
SURGICAL: Final = "外科系"
CHILD: Final = "小児・産婦人科系"
MIND: Final = "精神科系"
SENSES: Final = "眼・耳・皮膚・泌尿器"
WHOLE: Final = "放射線・麻酔・救急・その他"

ANY_DEPARTMENT: Final = "any"
"""Code of 科目不問: the facility takes a physician of whatever department."""


@dataclass(frozen=True, slots=True)
class Department(Choice):
    """A department; ``covers`` lists the other official codes folded into it."""

    covers: tuple[str, ...] = ()


def _d(
    code: str, name: str, group: str, aliases: str = "", covers: tuple[str, ...] = ()
) -> Department:
    return Department(code, name, group, tuple(aliases.split()), covers=covers)


DEPARTMENTS: Final = Master(
    "dept",
    "診療科",
    (
        _d("01001", "内科", INTERNAL, "一般内科 内科系 内科全般 内科系全般", ("01029",)),
        _d("09991", "総合診療科", INTERNAL, "総合診療 総合内科 総診 プライマリケア"),
        _d("01014", "呼吸器内科", INTERNAL, "呼吸器科 呼吸器", ("01015", "01016")),
        _d("01017", "循環器内科", INTERNAL, "循環器科 循環器", ("01018", "01019")),
        _d(
            "01020",
            "消化器内科",
            INTERNAL,
            "消化器科 消化器 胃腸科 胃腸内科 肝臓内科",
            ("01021", "01024"),
        ),
        _d(
            "01022",
            "腎臓内科",
            INTERNAL,
            "腎臓内科・人工透析 腎臓・人工透析 腎内 人工透析内科",
            ("01023",),
        ),
        _d("01013", "脳神経内科", INTERNAL, "神経内科", ("01025",)),
        _d(
            "01010",
            "糖尿病・代謝・内分泌内科",
            INTERNAL,
            "糖尿病内科 代謝内科 内分泌内科 糖尿病・内分泌内科 糖尿病・代謝内科 "
            "代謝・内分泌内科 糖内",
            ("01006", "01007", "01008", "01009", "01011", "01012"),
        ),
        _d("01005", "血液内科", INTERNAL, "血液・腫瘍内科 血内", ("01004",)),
        _d("09002", "リウマチ・膠原病", INTERNAL, "リウマチ科 膠原病内科 リウマチ・膠原病科"),
        _d("01002", "感染症内科", INTERNAL, "感染症科 感染症", ("01003",)),
        _d("01026", "腫瘍内科", INTERNAL, "腫瘍科 がん薬物療法 化学療法科"),
        _d("01033", "アレルギー科", INTERNAL, "アレルギー アレルギー疾患内科", ("09001",)),
        _d("01028", "老年内科", INTERNAL, "老年科 高齢診療科"),
        _d("01034", "緩和ケア", INTERNAL, "緩和ケア内科 緩和ケア科 緩和", ("01031", "02038")),
        _d("01027", "漢方内科", INTERNAL, "漢方 漢方科"),
        _d("01030", "内視鏡内科", INTERNAL),
        _d("02001", "外科", SURGICAL, "一般外科 外科系 外科系全般", ("02028", "02031", "02032")),
        _d(
            "02012",
            "消化器外科",
            SURGICAL,
            "胃腸外科 肝胆膵外科 大腸外科 食道外科",
            (
                "02006",
                "02014",
                "02015",
                "02016",
                "02018",
                "02019",
                "02020",
                "02021",
                "02033",
                "02034",
            ),
        ),
        _d("02005", "呼吸器外科", SURGICAL, "胸部外科", ("02007", "02030")),
        _d("02011", "心臓血管外科", SURGICAL, "心臓外科 心外", ("02009", "02010")),
        _d("02008", "血管外科", SURGICAL, "下肢静脈瘤"),
        _d("02022", "乳腺外科", SURGICAL, "乳腺・内分泌外科 乳腺科", ("02023", "02024")),
        _d("03006", "小児外科", SURGICAL, "", ("03009",)),
        _d("02025", "肛門外科", SURGICAL, "肛門科 大腸・肛門外科", ("02026",)),
        _d("02035", "整形外科", SURGICAL, "整形 整外"),
        _d("02002", "脳神経外科", SURGICAL, "脳外科 脳外", ("02003", "02004")),
        _d("02036", "形成外科", SURGICAL, "形成"),
        _d("02037", "美容外科", SURGICAL, "美容"),
        _d("02017", "腎臓外科", SURGICAL, "腎移植外科"),
        _d("03001", "小児科", CHILD, "小児"),
        _d("03008", "新生児内科", CHILD, "新生児科 NICU"),
        _d("04001", "産婦人科", CHILD, "", ("04004",)),
        _d("04002", "産科", CHILD),
        _d("04003", "婦人科", CHILD),
        _d("07001", "精神科", MIND, "精神", ("07002", "07004")),
        _d("07003", "心療内科", MIND, "心療内科・精神科", ("07005",)),
        _d("03005", "児童精神科", MIND, "児童思春期精神科"),
        _d("05001", "眼科", SENSES, "", ("03002",)),
        _d(
            "05002",
            "耳鼻咽喉科",
            SENSES,
            "耳鼻科 耳鼻いんこう科 耳鼻咽喉・頭頸部外科 頭頸部外科",
            ("02029", "03003", "05003", "05004"),
        ),
        _d("06001", "皮膚科", SENSES, "", ("03004",)),
        _d("06002", "美容皮膚科", SENSES),
        _d(
            "06004",
            "泌尿器科",
            SENSES,
            "泌尿器 皮膚泌尿器科",
            ("03007", "06003", "06005", "06006", "06007"),
        ),
        _d("09003", "リハビリテーション科", WHOLE, "リハビリ科 リハビリ リハ科"),
        _d("09005", "放射線診断科", WHOLE, "放射線科 放射線診断 画像診断", ("09004",)),
        _d("09006", "放射線治療科", WHOLE, "放射線治療", ("09007",)),
        _d("09008", "病理診断科", WHOLE, "病理 病理科"),
        _d("09009", "臨床検査科", WHOLE, "臨床検査"),
        _d("09010", "救急科", WHOLE, "救急 救命救急 救急医"),
        _d("09011", "麻酔科", WHOLE, "麻酔"),
        _d(
            "01032",
            "ペインクリニック",
            WHOLE,
            "ペインクリニック内科 ペインクリニック外科 疼痛",
            ("02027",),
        ),
        _d(ANY_DEPARTMENT, "科目不問", WHOLE, "不問 全科 診療科不問 科不問"),
    ),
)

OUT_OF_SCOPE: Final = ("08001", "08002", "08003", "08004", "08005")
"""Official codes of dentistry: recognised on import, not searched."""

OFFICIAL_TO_OURS: Final = {
    official: department.code
    for department in DEPARTMENTS
    for official in (department.code, *department.covers)
}
