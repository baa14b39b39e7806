"""こだわり条件: facts a physician chooses or avoids a job by. A missing flag means "not stated"."""

from typing import Final

from funade.core.masters.choice import Choice, Master

SPECIAL: Final = "特集"
HOURS: Final = "時間・休み"
LOAD: Final = "負担"
WELCOME: Final = "経験・立場"
BENEFIT: Final = "待遇"
GROWTH: Final = "成長・その先"

URGENT: Final = "urgent"
EXECUTIVE: Final = "executive"
PROCEDURE: Final = "procedure"
TRIAL: Final = "trial"
NAMED: Final = "named"


def _f(code: str, name: str, group: str, aliases: str = "", note: str = "") -> Choice:
    return Choice(code, name, group, tuple(aliases.split()), note)


FLAGS: Final = Master(
    "flag",
    "こだわり条件",
    (
        _f(URGENT, "緊急募集", SPECIAL, "急募 至急", "欠員などで急いでいる募集です"),
        _f(EXECUTIVE, "幹部ポジション", SPECIAL, "幹部 管理職 部長候補"),
        _f(PROCEDURE, "特定手技", SPECIAL, "手技あり", "決まった手技ができることが条件です"),
        _f(TRIAL, "お試し勤務可", SPECIAL, "お試し勤務 トライアル勤務", "入職前に1回から働けます"),
        _f("above-market", "高額（相場超）", SPECIAL, "高額 高給与 高額アルバイト"),
        _f("no-night", "当直なし", HOURS, "当直免除"),
        _f("no-oncall", "オンコールなし", HOURS, "オンコール免除 呼び出しなし"),
        _f("four-days", "週4日以下", HOURS, "週4日勤務も可 週4日 週4日可"),
        _f("weekends-off", "土日祝休み", HOURS, "土日・祝日休みも可 土日休み"),
        _f("no-overtime", "残業なし", HOURS, "残業ほぼなし 定時"),
        _f("short-hours", "時短勤務可", HOURS, "時短 短時間"),
        _f("same-day", "即日勤務可", HOURS, "即日"),
        _f("consecutive", "連続勤務可", HOURS, "連直可"),
        _f("permitted-duty", "宿日直許可あり", LOAD, "許可あり当直"),
        _f("sleeping-duty", "寝当直", LOAD, "ほぼ寝当直", "夜間の呼び出しがほとんどない当直です"),
        _f("no-emergency", "救急なし", LOAD, "救急対応なし 救急受け入れなし"),
        _f("team", "複数医師体制", LOAD, "常勤医複数"),
        _f("novice", "未経験可", WELCOME, "経験不問 研修可 初心者可"),
        _f("no-board", "専門医不問", WELCOME, "専門医資格不問"),
        _f("any-department", "科目不問", WELCOME, "全科可"),
        _f("early-career", "専攻医・若手可", WELCOME, "若手歓迎 専攻医可 後期研修医可"),
        _f("senior", "シニア可", WELCOME, "ベテラン歓迎 年齢不問"),
        _f("returner", "復職支援", WELCOME, "ブランク可"),
        _f("women-active", "女性医師在籍", WELCOME, "女性医師歓迎 女性医師活躍"),
        _f("nursery", "託児所あり", BENEFIT, "託児所 保育所 院内保育"),
        _f("travel-paid", "交通費全額", BENEFIT, "交通費全額支給"),
        _f("shuttle", "送迎あり", BENEFIT, "送迎 タクシー送迎"),
        _f("lodging", "宿泊可", BENEFIT, "宿泊 前泊可"),
        _f("near-station", "駅近", BENEFIT, "駅徒歩5分 駅チカ"),
        _f("by-car", "車通勤可", BENEFIT, "車通勤 駐車場あり"),
        _f("meal", "食事あり", BENEFIT, "検食 食事付き"),
        _f("housing", "住宅補助", BENEFIT, "住宅手当 社宅 医師住宅"),
        _f("retirement-pay", "退職金あり", BENEFIT, "退職金"),
        _f("research-day", "研究日あり", GROWTH, "研究日"),
        _f("training", "研修・症例", GROWTH, "症例豊富 研修 学会補助"),
        _f("board-eligible", "専門医取得可", GROWTH, "研修施設 専門医研修施設"),
        _f("opening-support", "開業支援", GROWTH, "承継開業 開業準備"),
        _f("director", "院長・管理医師", GROWTH, "院長職 院長 管理医師"),
        _f(NAMED, "施設名公開", GROWTH, "施設名あり"),
    ),
)
