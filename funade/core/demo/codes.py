"""Departments by name: the tables of this package are written in the words physicians use."""

from typing import Final

from funade.core.masters.departments import ANY_DEPARTMENT, DEPARTMENTS


def departments(names: str) -> tuple[str, ...]:
    """``"内科 整形外科"`` → their codes. Raises ValueError for a word that is no department."""
    found = []
    for name in names.split():
        department = DEPARTMENTS.resolve(name)
        if department is None:
            raise ValueError(name)
        found.append(department.code)
    return tuple(found)


ANY: Final = (ANY_DEPARTMENT,)

# Hospitals that show the department, in hundreds; folded codes added up and rounded.
# Source: 厚生労働省 医療情報ネット（ナビイ）, 診療科目別病院数, 2025-06 (PDL 1.0).
_DEMAND: Final = (
    "内科67 リハビリテーション科30 整形外科46 外科40 循環器内科39 消化器内科41 皮膚科29 泌尿器科27 "
    "呼吸器内科27 脳神経内科27 精神科30 脳神経外科26 麻酔科26 放射線診断科31 小児科23 眼科22 "
    "糖尿病・代謝・内分泌内科24 消化器外科20 腎臓内科19 耳鼻咽喉科18 形成外科14 リウマチ・膠原病13 "
    "心療内科11 乳腺外科11 産婦人科10 心臓血管外科10 呼吸器外科10 肛門外科10 救急科9 婦人科8 "
    "血液内科8 総合診療科8 緩和ケア5 小児外科4 放射線治療科3 アレルギー科4 病理診断科9 産科2 "
    "腫瘍内科3 感染症内科2 老年内科2 新生児内科1 児童精神科1 美容皮膚科3 美容外科3 血管外科3 "
    "ペインクリニック2 漢方内科1 臨床検査科3 内視鏡内科2"
)


def _demand() -> dict[str, int]:
    found = {}
    for entry in _DEMAND.split():
        name = entry.rstrip("0123456789")
        found[departments(name)[0]] = int(entry[len(name) :])
    return found


DEMAND: Final = _demand()
"""Department code → how often it is asked for, in parts."""
