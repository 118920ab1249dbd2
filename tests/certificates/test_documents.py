import io
import threading
from datetime import date
from pathlib import Path

import pypdf
import pytest
import typst
from django.db import connection

from certificates import documents
from certificates.models import Certificate
from certificates.operations import render_document
from tests.factories import InstitutionFactory, PersonFactory, PostFactory
from tests.factories.certificates import a_certificate

LONG = "Абдыкеримова-Мамбеталиева Нургүл Токтогуловна Ысык-Көлбек кызы Чолпонбаева"


def a_paper(name="Бөкөнбаева Ңурайым Үсөн кызы", **home):
    institution = InstitutionFactory(**home)
    person = PostFactory(person=PersonFactory(name_official=name), institution=institution).person
    return a_certificate(person, today=date(2026, 11, 21))


def read(certificate):
    return pypdf.PdfReader(io.BytesIO(documents.draw(certificate)))


@pytest.mark.django_db
def test_paper_says_who_what_and_until_when_in_both_languages():
    certificate = a_paper(names={"ru": "Дом ребёнка «Беловодский»", "ky": "«Беловодск» наристелер үйү"})

    text = read(certificate).pages[0].extract_text()

    for words in [
        "Бөкөнбаева Ңурайым Үсөн кызы",
        certificate.number,
        f"{certificate.code[:5]}-{certificate.code[5:]}",
        "2029-жылдын 20-ноябры",
        "20 ноября 2029 г.",
        "«Беловодск» наристелер үйү",
        "Дом ребёнка «Беловодский»",
        "Академиялык саат 5 (45 мүнөттөн)",
        "Академические часы 5 (по 45 минут)",
    ]:
        assert words in text


@pytest.mark.django_db
def test_paper_is_tagged_titled_and_in_a_language():
    certificate = a_paper()
    reader = read(certificate)

    assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"] == True  # noqa: E712 -- pypdf's own boolean
    assert reader.trailer["/Root"]["/Lang"] == "ky"
    assert reader.metadata.title.startswith(certificate.number)
    assert reader.metadata.author == "Очаг"


@pytest.mark.django_db
def test_paper_holds_against_the_rules_for_readers_of_screens():
    """typst refuses to write what breaks PDF/UA-1: no title, a picture without words, headings out of order."""
    certificate = a_paper()

    assert typst.compile(documents.TEMPLATE, format="pdf", pdf_standards="ua-1", **documents.sheet(certificate))


@pytest.mark.django_db
def test_paper_is_one_landscape_sheet_however_long_the_words():
    certificate = a_paper(LONG, names={"ru": "Медико-социальное учреждение " * 4, "ky": "Мекеме " * 12})
    certificate.titles = {"ru": "Минимальные стандарты качества в услугах по уходу " * 3, "ky": "Стандарттар " * 12}
    certificate.number = "KG-GB-2026-ABCDEFGHIJKLMNOPQRST-000123"
    reader = read(certificate)
    box = reader.pages[0].mediabox

    assert (len(reader.pages), round(box.width), round(box.height)) == (1, 842, 595)
    assert LONG in reader.pages[0].extract_text().replace("\n", " ").replace("  ", " ")


@pytest.mark.django_db
def test_paper_reads_no_name_as_markup():
    name = '#panic("x") *b* _i_ $x$ \\ "]'

    assert name in read(a_paper(name)).pages[0].extract_text()


@pytest.mark.django_db
def test_paper_of_the_same_certificate_is_the_same():
    certificate = a_paper()

    assert documents.draw(certificate) == documents.draw(certificate)


@pytest.mark.django_db
def test_rendering_keeps_the_paper_once(settings):
    certificate = a_paper()

    assert render_document(certificate_id=certificate.pk)
    assert not render_document(certificate_id=certificate.pk)

    certificate.refresh_from_db()
    files = [path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()]
    assert [path.name for path in files] == [f"{certificate.number}.pdf"]
    assert Path(certificate.document.path).read_bytes().startswith(b"%PDF-")


@pytest.mark.django_db(transaction=True)
def test_two_workers_at_once_leave_one_paper(settings):
    certificate = a_paper()
    drawn = []

    def work():
        try:
            drawn.append(render_document(certificate_id=certificate.pk))
        finally:
            connection.close()

    workers = [threading.Thread(target=work) for _ in range(3)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()

    kept = Certificate.objects.get(pk=certificate.pk).document
    files = [path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()]
    assert sorted(drawn) == [False, False, True]
    assert [str(path) for path in files] == [kept.path]
