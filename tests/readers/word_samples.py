"""Word documents written by hand, element by element, for the tests of the readers."""

from __future__ import annotations

import io
import zipfile

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
NAMESPACES = (
    f'xmlns:w="{W}" xmlns:r="{R}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
)
STRICT = {
    W: "http://purl.oclc.org/ooxml/wordprocessingml/main",
    R: "http://purl.oclc.org/ooxml/officeDocument/relationships",
}


def root(name: str, inner: str) -> str:
    """Return a part whose root is this element."""
    return f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:{name} {NAMESPACES}>{inner}</w:{name}>'


def relations(*pairs: tuple[str, str]) -> str:
    """Return a part of relationships, each a kind and a target; their ids are r0, r1 …"""
    inner = "".join(f'<Relationship Id="r{n}" Type="{R}/{kind}" Target="{to}"/>' for n, (kind, to) in enumerate(pairs))
    return (
        f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{inner}</Relationships>'
    )


def zipped(members: dict[str, str | bytes]) -> bytes:
    """Return a zip file."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return out.getvalue()


def _types(document: str, *parts: str) -> str:
    main = "application/vnd.openxmlformats-officedocument.wordprocessingml"
    pairs = ((document, "document.main"), *((f"word/{part}.xml", part) for part in parts))
    inner = "".join(f'<Override PartName="/{name}" ContentType="{main}.{kind}+xml"/>' for name, kind in pairs)
    return (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" '
        f'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>{inner}</Types>'
    )


def docx(body: str, *, strict: bool = False, document: str = "word/document.xml", **parts: str) -> bytes:
    """Return a .docx with this body; parts: the inner XML of styles, numbering, footnotes, header and so on."""
    names = {"footnotes": "footnotes", "endnotes": "endnotes", "header": "hdr", "footer": "ftr"}
    members: dict[str, str | bytes] = {
        "[Content_Types].xml": _types(document, *parts),
        "_rels/.rels": relations(("officeDocument", f"/{document}")),
        document: root("document", f"<w:body>{body}</w:body>"),
        document.replace("word/", "word/_rels/") + ".rels": relations(*((kind, f"{kind}.xml") for kind in parts)),
        **{f"word/{kind}.xml": root(names.get(kind, kind), inner) for kind, inner in parts.items()},
    }
    if strict:
        for name, content in members.items():
            for usual, other in STRICT.items():
                content = str(content).replace(usual, other)
            members[name] = content
    return zipped(members)


def r(text: str, properties: str = "") -> str:
    """Return a run."""
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def p(inner: str, properties: str = "") -> str:
    """Return a paragraph; an inner text without any element is a run."""
    return f"<w:p><w:pPr>{properties}</w:pPr>{inner if '<' in inner else r(inner)}</w:p>"


def tc(inner: str = "", *, span: int = 1, merge: str = "") -> str:
    """Return a cell; merge: restart or continue."""
    merged = f'<w:vMerge w:val="{merge}"/>' if merge else ""
    content = inner if inner.startswith("<") else p(inner)
    return f'<w:tc><w:tcPr><w:gridSpan w:val="{span}"/>{merged}</w:tcPr>{content}</w:tc>'


def tbl(*rows: list[str], before: int = 0) -> str:
    """Return a table of rows of cells; a cell without any element is a text."""
    properties = f'<w:trPr><w:gridBefore w:val="{before}"/></w:trPr>' if before else ""
    inner = "".join(
        f"<w:tr>{properties}{''.join(cell if cell.startswith('<w:') else tc(cell) for cell in row)}</w:tr>"
        for row in rows
    )
    return f"<w:tbl><w:tblPr/>{inner}</w:tbl>"
