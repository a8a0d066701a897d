"""The main job: checked data to a folder with a report, its pictures, tables and manifest."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from netintl.csv_cells import BOM, csv_text
from netintl.documents.blocks import Document, Picture
from netintl.documents.html import to_html
from netintl.documents.markdown import to_markdown
from netintl.documents.pdf import to_pdf
from netintl.documents.word import to_docx
from netintl.errors import OutputError
from netintl.folders import explained
from netintl.i18n import LANGUAGES, _, current_language, speaking
from netintl.model.framing import framed
from netintl.network.additions import speaking_of
from netintl.network.national import framing_of
from netintl.report import claims
from netintl.report.citations import evidence_section, numbers_cited
from netintl.report.context import Context, analyse
from netintl.report.findings import findings_section
from netintl.report.illustrations import draw_pictures
from netintl.report.manifest import NAME, manifest_text
from netintl.report.quality import quality_section
from netintl.report.recipes import checked_recipe
from netintl.report.report_workbook import to_xlsx
from netintl.report.sections import analyses_section, definitions_section, glance_section
from netintl.staging import mend, staged_folder
from netintl.words.claims import hearing
from netintl.words.named_tables import with_names
from netintl.words.views import view_text

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from netintl.analyses.claim import Claim
    from netintl.documents.blocks import Block
    from netintl.i18n import Language
    from netintl.ingest.package import Package
    from netintl.network.network import Network

FORMATS = ("html", "md", "docx", "xlsx", "pdf")
USUAL = ("html", "md")


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """How a report is written.

    Attributes
    ----------
    formats
        Of ``FORMATS``; Word and Excel need the extra ``office``, PDF the extra ``pdf``.
    template
        A Word file whose styles the Word report takes over.
    title
        What the report is called; by default as the recipe says.
    """

    formats: Sequence[str] = USUAL
    template: Path | None = None
    title: str = ""


def write_report(  # noqa: PLR0913 - one parameter per option
    package: Package,
    network: Network,
    folder: str | Path,
    *,
    language: Language = "en",
    recipe: str = "national",
    formats: Sequence[str] = USUAL,
    template: Path | None = None,
    title: str = "",
    force: bool = False,
    progress: Callable[[str], None] = lambda _step: None,
) -> Path:
    """Write a report folder: ``report.html`` and other formats, figures, tables, manifest.

    The same package and settings give the same bytes. The folder appears whole or not at all.
    Nothing that stands in it is replaced unless ``force`` is given, and nothing is ever deleted.

    Parameters
    ----------
    formats
        Of ``FORMATS``; Word and Excel need the extra ``office``, PDF the extra ``pdf``.
    template
        A Word file whose styles the Word report takes over.
    title
        What the report is called; by default as the recipe says.

    Returns
    -------
    pathlib.Path
        The first report file.

    Raises
    ------
    OutputError
        When a file exists already or cannot be written.
    UsageError
        When there is no such recipe, or it needs a view that was not taken.
    """
    edition = Edition(formats=formats, template=template, title=title)
    with speaking(language), speaking_of(network), framed(framing_of(network)):
        context = analyse(package, network, checked_recipe(recipe, network), progress)
        outputs = _edition(context, edition, progress)
    _write(Path(folder), outputs, force=force)
    return Path(folder) / f"report.{edition.formats[0]}"


def write_reports(  # noqa: PLR0913 - one parameter per option
    package: Package,
    network: Network,
    folder: str | Path,
    *,
    recipe: str = "national",
    formats: Sequence[str] = USUAL,
    template: Path | None = None,
    title: str = "",
    force: bool = False,
    progress: Callable[[str], None] = lambda _step: None,
) -> list[Path]:
    """Write a report in every language, each in a folder of its own; the analyses run once.

    All languages are written or none.

    Parameters, bytes and errors are those of `write_report`.

    Returns
    -------
    list of pathlib.Path
        The first report file of each language.
    """
    edition = Edition(formats=formats, template=template, title=title)
    outputs: dict[str, bytes] = {}
    with speaking_of(network), framed(framing_of(network)):
        context = analyse(package, network, checked_recipe(recipe, network), progress)
        for language in LANGUAGES:
            with speaking(language):
                spoken = _edition(context, edition, progress)
            outputs |= {f"{language}/{name}": data for name, data in spoken.items()}
    _write(Path(folder), outputs, force=force)
    return [Path(folder) / language / f"report.{edition.formats[0]}" for language in LANGUAGES]


def _edition(
    context: Context, edition: Edition, progress: Callable[[str], None]
) -> dict[str, bytes]:
    """Make a report in the current language: its files by name, the manifest among them."""
    progress(_("Drawing pictures"))
    with hearing() as said:
        pictures = draw_pictures(context, pixels="docx" in edition.formats)
        document = _document(context, pictures, edition.title)
    outputs = _documents(context, document, edition, progress)
    outputs |= _outputs(context, pictures)
    outputs[claims.NAME] = claims.claims_text(context, said).encode("utf-8")
    settings = {
        "language": current_language(),
        "recipe": context.recipe.name,
        "formats": sorted(edition.formats),
    }
    if edition.title:
        settings["title"] = edition.title
    progress(_("Writing the report"))
    manifest = manifest_text(context.package, context.network, settings, outputs)
    return outputs | {NAME: manifest.encode("utf-8")}


def _document(context: Context, pictures: Mapping[str, Picture], title: str) -> Document:
    network = context.network
    own: dict[str, Callable[[], list[Block]]] = {
        "findings": lambda: findings_section(context),
        "quality": lambda: quality_section(context),
        "glance": lambda: glance_section(context, pictures),
        "definitions": lambda: definitions_section(context),
    }
    made = {
        name: own[name]() if name in own else analyses_section(context, pictures, name)
        for name in context.recipe.sections
        if name != "evidence"
    }
    cited = numbers_cited(block for section in made.values() for block in section)
    made["evidence"] = evidence_section(context, cited)
    blocks = [block for name in context.recipe.sections for block in made[name]]
    return Document(
        title=title or context.recipe.titles[current_language()],
        subtitle=_("View: {view}. Network {fingerprint}.").format(
            view=view_text(network), fingerprint=network.fingerprint
        ),
        language=current_language(),
        blocks=tuple(blocks),
        footer=_(
            "Made by netintl from {count} files; manifest.json lists every input and output with "
            "its hash. What is unknown is shown as unknown."
        ).format(count=len(context.package.inputs)),
    )


def _documents(
    context: Context,
    document: Document,
    edition: Edition,
    progress: Callable[[str], None],
) -> dict[str, bytes]:
    """Write the document in each format that is wanted."""
    writers: dict[str, Callable[[], str | bytes]] = {
        "html": lambda: to_html(document),
        "md": lambda: to_markdown(document),
        "docx": lambda: to_docx(document, template=edition.template),
        "xlsx": lambda: to_xlsx(context, document),
        "pdf": lambda: to_pdf(document),
    }
    written = {}
    for name in edition.formats:
        progress(_("Writing {name}").format(name=f"report.{name}"))
        content = writers[name]()
        written[f"report.{name}"] = content.encode() if isinstance(content, str) else content
    return written


def _outputs(context: Context, pictures: Mapping[str, Picture]) -> dict[str, bytes]:
    texts = {f"figures/{name}.svg": picture.svg for name, picture in pictures.items()}
    for name, result in context.results.items():
        named = with_names(result, context.network, current_language())
        texts[f"tables/{name}.csv"] = BOM + _csv(named)
        if not result.reasons.empty:
            texts[f"tables/{name}_reasons.csv"] = BOM + _csv(result.reasons)
        texts[f"tables/{name}_claims.json"] = _claims_text(result.claims)
    texts["issues.csv"] = BOM + _csv(context.package.issues)
    texts["rejected.csv"] = BOM + _csv(context.package.ledger.fallen)
    texts["ledger.csv"] = BOM + _csv(context.package.ledger.table)
    return {name: text.encode("utf-8") for name, text in texts.items()}


def _csv(frame: Any) -> str:
    return csv_text(list(frame.columns), frame.itertuples(index=False))


def _claims_text(claims: Sequence[Claim]) -> str:
    listed = [claim.record() for claim in claims]
    return json.dumps(listed, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def _write(folder: Path, outputs: Mapping[str, bytes], *, force: bool) -> None:
    """Write all outputs or none; what has the name of none of them stays."""
    with explained(folder):
        mend(folder)
        taken = [folder / name for name in outputs if (folder / name).exists()]
        if taken and not force:
            raise OutputError(
                _("{folder} holds a report already ({name}).").format(
                    folder=taken[0].parent, name=taken[0].name
                ),
                cure=_("Choose another folder, or add --force to replace it."),
            )
        with staged_folder(folder, NAME) as fresh:
            for name, data in outputs.items():
                (fresh / name).parent.mkdir(parents=True, exist_ok=True)
                (fresh / name).write_bytes(data)
