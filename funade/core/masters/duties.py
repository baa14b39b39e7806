"""業務内容: what one does there, kept apart from the department one does it in."""

from typing import Final

from funade.core.masters.choice import Choice, Master

CARE: Final = "診療"
PROCEDURE: Final = "手技・検査"
CHECKUP: Final = "健診・予防"
HOME: Final = "在宅"
DUTY: Final = "当直・待機"
OTHER: Final = "その他"


def _c(code: str, name: str, group: str, aliases: str = "", note: str = "") -> Choice:
    return Choice(code, name, group, tuple(aliases.split()), note)


DUTIES: Final = Master(
    "duty",
    "業務内容",
    (
        _c("outpatient", "外来", CARE, "外来診療 一般外来 外来業務"),
        _c("ward", "病棟管理", CARE, "病棟 病棟業務 病棟回診 回診"),
        _c("emergency", "救急対応", CARE, "救急外来 ER 救急業務 救急車対応"),
        _c("surgery", "手術", CARE, "手術執刀 オペ 手術助手"),
        _c("anesthesia", "麻酔", CARE, "麻酔管理 手術麻酔 全身麻酔"),
        _c("obstetrics", "分娩", CARE, "お産 分娩対応 無痛分娩"),
        _c("online", "オンライン診療", CARE, "遠隔診療"),
        _c("interview", "問診（自由診療）", CARE, "問診 カウンセリング 自費問診"),
        _c("aesthetic", "美容施術", CARE, "美容施術管理 脱毛 医療脱毛"),
        _c("upper-endoscopy", "上部内視鏡", PROCEDURE, "胃カメラ 上部 GF EGD 内視鏡"),
        _c("lower-endoscopy", "下部内視鏡", PROCEDURE, "大腸カメラ 下部 CF"),
        _c("echo-heart", "心エコー", PROCEDURE, "心臓超音波 UCG"),
        _c("echo-abdomen", "腹部エコー", PROCEDURE, "腹部超音波"),
        _c("echo-other", "その他のエコー", PROCEDURE, "乳腺エコー 甲状腺エコー 頸動脈エコー"),
        _c("catheter", "カテーテル検査・治療", PROCEDURE, "カテーテル PCI CAG 心カテ"),
        _c("dialysis", "透析管理", PROCEDURE, "透析 人工透析 透析回診"),
        _c("reading-ct", "読影（CT・MRI）", PROCEDURE, "読影 CT読影 MRI読影 画像読影 遠隔読影"),
        _c("reading-chest", "読影（胸部）", PROCEDURE, "胸部読影 胸部X線読影"),
        _c("reading-stomach", "読影（胃部）", PROCEDURE, "胃部読影 胃透視読影"),
        _c("reading-breast", "読影（マンモグラフィ）", PROCEDURE, "マンモ読影 マンモグラフィ読影"),
        _c("rehabilitation", "リハビリ管理", PROCEDURE, "リハビリ指示 リハビリ回診"),
        _c("checkup-inside", "健診（院内）", CHECKUP, "健診 院内健診 健康診断 一般健診"),
        _c("checkup-visit", "健診（出張）", CHECKUP, "出張健診 企業健診 学校健診"),
        _c("checkup-round", "健診（巡回）", CHECKUP, "巡回健診 バス健診 検診車"),
        _c("ningen-dock", "人間ドック", CHECKUP, "ドック 健診・ドック"),
        _c("gynecologic-screening", "婦人科検診", CHECKUP, "子宮頸がん検診 子宮がん検診"),
        _c("breast-screening", "乳がん検診", CHECKUP, "乳房視触診 乳腺検診"),
        _c("vaccination", "予防接種", CHECKUP, "ワクチン接種 ワクチン 接種業務"),
        _c("contact-lens", "コンタクト処方", CHECKUP, "コンタクト コンタクトレンズ処方"),
        _c("home-visit", "訪問診療", HOME, "在宅診療 在宅 訪問"),
        _c("house-call", "往診", HOME, "夜間往診 往診待機"),
        _c("home-oncall", "在宅オンコール", HOME, "在宅当番"),
        _c("night-duty", "当直業務", DUTY, "病棟当直 当直 救急当直"),
        _c("oncall-duty", "オンコール待機", DUTY, "オンコール 呼び出し待機"),
        _c("industrial-full", "産業医（専属）", OTHER, "専属産業医"),
        _c("industrial-part", "産業医（嘱託）", OTHER, "産業医 嘱託産業医"),
        _c("care-home-head", "施設長（老健）", OTHER, "老健施設長 老健 施設長"),
        _c("director", "院長・管理医師", OTHER, "院長 管理医師 分院長 管理者"),
        _c("blood-donation", "献血", OTHER, "献血検診 献血問診 採血検診"),
        _c("quarantine", "検疫", OTHER),
        _c("event", "イベント・ツアー救護", OTHER, "救護 イベント救護 ツアードクター"),
        _c("clinical-trial", "治験", OTHER, "治験責任医師 治験分担医師"),
        _c("postmortem", "死体検案", OTHER, "検案"),
        _c("teaching", "教育・講義", OTHER, "教育 講義 指導医"),
        _c("transfer", "転院搬送の同乗", OTHER, "転院搬送同乗 搬送同乗"),
    ),
)
