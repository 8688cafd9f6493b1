"""The tables of data: their columns with what each holds, from which files, descriptions and databases are made."""

from collections.abc import Mapping
from decimal import Decimal
from types import UnionType
from typing import get_args

from msgspec import Struct, structs

from kaluga_site.render.data_rows import ArticleRow, FigureRow, MentionRow, PersonRow, QuotationRow
from kaluga_site.render.language import N_

_BASIS = N_("Do đâu mà có: declared (người lưu trữ khai), inferred (máy suy ra), supplied (kho tự đặt).")
_RULE = N_("Quy tắc đã tìm thấy trong bài; trống nếu không quy tắc nào tìm thấy.")
_BLOCK = N_("Mã của đoạn văn; thêm dấu # và mã này vào địa chỉ bài là đến đúng đoạn.")
_START = N_("Vị trí ký tự đầu trong văn bản thuần của bài, đếm từ 0.")
_END = N_("Vị trí ngay sau ký tự cuối.")
_ARTICLE_DATE = N_("Ngày đăng, theo EDTF: 2025, 2025-11, 2025-11-25; dấu ? là chưa chắc chắn.")

_ARTICLES = {
    "id": N_("Mã bài: năm và tên trong địa chỉ."),
    "title": N_("Tít; trong ngoặc vuông là tít do kho đặt."),
    "title_basis": _BASIS,
    "date": _ARTICLE_DATE,
    "date_basis": _BASIS,
    "source_id": N_("Mã tờ báo, tên trong địa chỉ trang của báo; trống nếu không rõ nguồn."),
    "source": N_("Tên tờ báo."),
    "source_basis": _BASIS,
    "authors": N_("Những người ký tên dưới bài."),
    "section": N_("Chuyên mục của báo."),
    "issue": N_("Số báo."),
    "page": N_("Trang báo."),
    "language": N_("Ngôn ngữ của bài (BCP 47)."),
    "summary": N_("Tóm tắt hoặc câu đầu của bài."),
    "summary_basis": _BASIS,
    "series": N_("Loạt bài."),
    "topics": N_("Tên các chủ đề."),
    "url": N_("Địa chỉ bài gốc."),
    "archived_url": N_("Địa chỉ một bản lưu ở nơi khác."),
    "address": N_("Địa chỉ trang của bài trong kho; không có địa chỉ web thì tính từ gốc của kho."),
    "corrected": N_("Ngày đính chính gần nhất."),
    "rights": N_("Bản quyền, theo lời của tờ báo."),
}
_PEOPLE = {
    "id": N_("Mã nhân vật: tên trong địa chỉ trang của nhân vật."),
    "name": N_("Họ tên."),
    "note": N_("Ghi chú của kho."),
    "articles": N_("Số bài nhắc đến."),
    "address": N_("Địa chỉ trang của nhân vật."),
}
_MENTIONS = {
    "article": N_("Mã bài."),
    "kind": N_("person (nhân vật), organisation (tổ chức) hay place (địa danh)."),
    "id": N_("Mã trong địa chỉ trang của nhân vật, tổ chức hay địa danh."),
    "name": N_("Tên đầy đủ."),
    "role": N_("Chức danh mà bài nêu."),
    "form": N_("Nguyên văn tên trong bài; trống nếu chỉ được khai."),
    "start": _START,
    "end": _END,
    "basis": _BASIS,
    "rule": _RULE,
}
_FIGURES = {
    "article": N_("Mã bài."),
    "id": N_("Mã số liệu, duy nhất trong bài."),
    "quote": N_("Nguyên văn."),
    "start": _START,
    "end": _END,
    "value": N_("Giá trị đã tính ra đơn vị gốc; trống nếu bài không nêu con số cụ thể."),
    "high": N_("Đầu trên, nếu là một khoảng."),
    "unit": N_("Đơn vị."),
    "qualifier": N_("Mức độ: gần, hơn, khoảng…"),
    "kind": N_("Loại số liệu."),
    "measure_id": N_("Mã chỉ tiêu, nếu thuộc một chỉ tiêu của kho."),
    "measured": N_("Tên chỉ tiêu, hoặc lời của bài về điều được đo."),
    "as_of": N_("Thời điểm của số liệu, theo EDTF."),
    "as_of_basis": _BASIS,
    "speaker": N_("Người nêu."),
    "sentence": N_("Câu văn nêu số liệu; trống nếu kho không trình bày câu ấy."),
    "block": _BLOCK,
    "basis": _BASIS,
    "rule": _RULE,
}
_QUOTATIONS = {
    "article": N_("Mã bài."),
    "quote": N_("Lời nói, không kèm dấu ngoặc kép."),
    "start": _START,
    "end": _END,
    "speaker": N_("Người nói; trống nếu bài hay kho không nêu tên."),
    "block": _BLOCK,
    "basis": _BASIS,
    "rule": _RULE,
}


class Column(Struct, frozen=True, kw_only=True):
    """A column: its name, the type of its values as Frictionless calls it, and what it holds (a message)."""

    name: str
    type: str
    about: str


class Table(Struct, frozen=True, kw_only=True):
    """A table of data; `name` stands in the addresses of its files, `title` and `about` are messages."""

    name: str
    sql_name: str
    """Its name in a database."""

    title: str
    about: str
    columns: tuple[Column, ...]
    key: tuple[str, ...] = ()
    """The columns that no two rows have the same in; none where there are no such."""

    @property
    def header(self) -> tuple[str, ...]:
        """The names of the columns."""
        return tuple(column.name for column in self.columns)


def _columns(row: type[Struct], told: Mapping[str, str]) -> tuple[Column, ...]:
    """Return the columns of rows; those of an article's parts begin with the article's id."""
    types = {"article": str} | {field.name: field.type for field in structs.fields(row)}
    if {*told} - {"article"} != {*row.__struct_fields__}:
        message = f"the fields of {row.__name__} and what is told of them differ"
        raise ValueError(message)
    return tuple(Column(name=name, type=_type(types[name]), about=about) for name, about in told.items())


def _type(annotation: object) -> str:
    known = get_args(annotation) if isinstance(annotation, UnionType) else (annotation,)
    return "integer" if int in known else "number" if Decimal in known else "string"


ARTICLES = Table(
    name="bai-viet",
    sql_name="articles",
    title=N_("Bài viết"),
    about=N_("Mỗi dòng một bài. Bài đã rút không có ở đây."),
    columns=_columns(ArticleRow, _ARTICLES),
    key=("id",),
)
PEOPLE = Table(
    name="nhan-vat",
    sql_name="people",
    title=N_("Nhân vật"),
    about=N_("Mỗi dòng một người có trang trong kho."),
    columns=_columns(PersonRow, _PEOPLE),
    key=("id",),
)
MENTIONS = Table(
    name="nhac-ten",
    sql_name="mentions",
    title=N_("Lượt nhắc tên"),
    about=N_("Mỗi dòng một lần bài nhắc tên một nhân vật; tổ chức và địa danh thì lần đầu tiên trong bài."),
    columns=_columns(MentionRow, _MENTIONS),
)
FIGURES = Table(
    name="so-lieu",
    sql_name="figures",
    title=N_("Số liệu"),
    about=N_("Mỗi dòng một con số mà bài nêu."),
    columns=_columns(FigureRow, _FIGURES),
    key=("article", "id"),
)
QUOTATIONS = Table(
    name="phat-bieu",
    sql_name="quotations",
    title=N_("Phát biểu"),
    about=N_("Mỗi dòng một lời nói trực tiếp."),
    columns=_columns(QuotationRow, _QUOTATIONS),
)
MONTHLY = (ARTICLES, MENTIONS, FIGURES, QUOTATIONS)
"""The tables that are cut by month, in the order of `Amounts`."""

TABLES = (ARTICLES, PEOPLE, MENTIONS, FIGURES, QUOTATIONS)
