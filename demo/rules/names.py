"""Names of people who do not exist, as papers in the north of Kyrgyzstan would write them."""

from __future__ import annotations

from random import Random


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


_KYRGYZ_FAMILIES = _words(
    "Токтогулов Асанов Жумабаев Сыдыков Осмонов Абдыраев Кадыров Мамбетов Исаков Турдубаев Эсенов Орозбаев "
    "Үсөнов Бейшеналиев Чоробаев Дүйшеев Көкөев Садыков Маматов Байтемиров Кулматов Шаршенов Назаров Өмүров "
    "Жолдошев Акматов Бердибеков Ибраимов Калыков Тынаев"
)
_KYRGYZ_WOMEN = _words(
    "Гүлнара Жылдыз Нургүл Бермет Чолпон Айжан Назгүл Мээрим Бактыгүл Асел Зуура Динара Жамал Гүлзат Толгонай "
    "Эльмира Махабат Перизат Сайкал Кымбат Анара Рахат Үмүт Жанара Самара Чынара Айнура"
)
_KYRGYZ_MEN = _words(
    "Азамат Нурлан Бакыт Эркин Кубат Улан Талант Мирбек Тилек Өмүрбек Үсөн Канат Жеңиш Сыймык Данияр Марат Руслан"
)
_KYRGYZ_FATHERS = _words(
    "Асан Жумабек Кадыр Мамбет Турдубек Эсен Орозбек Бейшен Дүйшөн Садык Маматкул Шаршен Назар Өмүрбек Жолдош Акмат"
)
_RUSSIAN_FAMILIES = _words(
    "Ковалёв Сидоренко Гончаров Белов Савченко Мельников Ткаченко Зайцев Полякова Литвиненко Романов Воробьёв "
    "Шевченко Орлов Киселёв Фролов Яковенко Денисов"
)
_RUSSIAN_WOMEN = _words("Ирина Людмила Светлана Наталья Ольга Галина Татьяна Елена Валентина Надежда Марина Любовь")
_RUSSIAN_MEN = _words("Сергей Виктор Андрей Николай Алексей Пётр")
_RUSSIAN_FATHERS = _words("Петрович Иванович Николаевич Сергеевич Викторович Андреевич Васильевич Фёдорович")
_OTHERS = (
    ("Юсупова", "Фатима"),
    ("Шисыр", "Халима"),
    ("Махмудова", "Зульфия"),
    ("Ли", "Вера"),
    ("Мухамедова", "Наргиза"),
    ("Хаитова", "Дилноза"),
    ("Машанло", "Айша"),
)


class Names:
    """Draws names; no two are the same."""

    def __init__(self, random: Random) -> None:
        self._random = random
        self._given: set[str] = {"Бекова Айгүл", "Асан кызы Айгүл"}

    def draw(self, sex: str) -> tuple[str, str, str]:
        """Official name, short name, language the person reads in."""
        while True:
            official, short, language = self._one(sex)
            if official not in self._given:
                self._given.add(official)
                return official, short, language

    def _one(self, sex: str) -> tuple[str, str, str]:
        pick = self._random.choice
        share = self._random.random()
        if share < 0.06 and sex == "f":
            family, given = pick(_OTHERS)
            return f"{family} {given} {pick(_RUSSIAN_FATHERS)[:-2]}на", given, "ru"
        if share < 0.34:
            return self._russian(sex)
        given = pick(_KYRGYZ_WOMEN if sex == "f" else _KYRGYZ_MEN)
        father = pick(_KYRGYZ_FATHERS)
        language = "ky" if self._random.random() < 0.55 else "ru"
        if share < 0.6:
            return f"{father} {'кызы' if sex == 'f' else 'уулу'} {given}", given, language
        family = pick(_KYRGYZ_FAMILIES)
        return (
            f"{family}{'а' if sex == 'f' else ''} {given} {father}{'овна' if sex == 'f' else 'ович'}",
            given,
            language,
        )

    def _russian(self, sex: str) -> tuple[str, str, str]:
        pick = self._random.choice
        family, father = pick(_RUSSIAN_FAMILIES), pick(_RUSSIAN_FATHERS)
        if sex == "f":
            bends = family.endswith(("ов", "ёв", "ев"))
            return f"{family}{'а' if bends else ''} {(given := pick(_RUSSIAN_WOMEN))} {father[:-2]}на", given, "ru"
        return f"{family.removesuffix('а')} {(given := pick(_RUSSIAN_MEN))} {father}", given, "ru"
