"""The report read back: its texts, tables and figures, by Python's own HTML parser."""

import json
from html.parser import HTMLParser

VOID = {"meta", "link", "br"}


class Page(HTMLParser):
    """What a browser would find in a report."""

    def __init__(self, content: bytes) -> None:
        super().__init__()
        self.lang = ""
        self.policy = ""
        self.tables: list[list[list[str]]] = []
        self.words: list[str] = []
        self.scripts: list[str] = []
        self.data = {}
        self.addresses: list[str] = []
        self.tags: set[str] = set()
        self._open: list[tuple[str, dict]] = []
        self.feed(content.decode("utf-8"))
        self.close()
        assert not self._open, "an element is left open"

    @property
    def text(self) -> str:
        return "\n".join(self.words)

    def handle_starttag(self, tag, attrs):
        attributes = dict(attrs)
        self.tags.add(tag)
        self.addresses += [attributes[name] for name in ("src", "href") if name in attributes]
        if tag == "html":
            self.lang = attributes["lang"]
        if attributes.get("http-equiv") == "Content-Security-Policy":
            self.policy = attributes["content"]
        if tag == "table":
            self.tables.append([])
        if tag == "tr":
            self.tables[-1].append([])
        if tag in {"td", "th"}:
            self.tables[-1][-1].append("")
        if tag not in VOID:
            self._open.append((tag, attributes))

    def handle_endtag(self, tag):
        opened, _ = self._open.pop()
        assert opened == tag

    def handle_data(self, data):
        inside = [tag for tag, _ in self._open]
        if not inside or inside[-1] == "style":
            return
        if inside[-1] == "script":
            if self._open[-1][1].get("type") == "application/json":
                self.data = json.loads(data)
            else:
                self.scripts.append(data)
            return
        if data.strip():
            self.words.append(data.strip())
        if inside[-1] in {"td", "th"}:
            self.tables[-1][-1][-1] += data
