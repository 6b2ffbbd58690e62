"""How right the coder is on annotated articles: ``make accuracy`` prints it and renews what docs/accuracy.md takes from it.

It codes the articles of ``../shared/gold`` where they are (what is not there is skipped, and said so), and always those of
tests/coding. Of the held-out ones only totals are told, so that nobody tunes on them. Where ``../shared/score`` is, its scorers'
tables are printed too.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from pathlib import Path

from dragoman.codebook import Codebook, load_codebook
from dragoman.coding import code_documents
from dragoman.model import MIN_CONFIDENCE, Statement
from dragoman.read import document_from_text
from scripts.error_causes import Mistake, missed, wrong
from scripts.fit_confidence import (
    FIRST_READINGS,
    FOLDERS,
    OWN,
    ROOT,
    Row,
    bins,
    calibration_error,
    first_readings,
    frozen_scores,
    held_back,
    rows_of,
)
from scripts.reliability import plot
from scripts.scoring import Article, Count, above, code_folder, count, same_amount, same_date, same_standing, similar, total

HELD_OUT = ROOT / "tests" / "coding" / "heldout"
SCORERS = ROOT.parent / "shared" / "score"
HISTORIES = ROOT.parent / "shared" / "gold" / "rdcr-dev.jsonl"
PAGE = ROOT / "docs" / "accuracy.md"
FLOORS = (0.0, 0.3, 0.4, 0.5, 0.55, 0.6, 0.65, 0.7, 0.75, 0.8)
SECTION = re.compile(r"(?P<begin><!-- accuracy: (?P<name>[a-z]+) -->\n).*?(?P<end><!-- end -->)", re.DOTALL)


def table(head: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """A Markdown table; every column but the first is aligned right."""
    lines = [f"| {' | '.join(head)} |", "|---|" + "---:|" * (len(head) - 1)]
    lines += [f"| {' | '.join(f'{c:.2f}' if isinstance(c, float) else str(c) for c in row)} |" for row in rows]
    return "\n" + "\n".join(lines) + "\n\n"


def figures(c: Count) -> tuple[float, float, float]:
    """Precision, recall, F1."""
    return c.precision, c.recall, c.f1


def overall(sets: dict[str, list[Article]]) -> str:
    """Core and strict, and of the core matches the share with each attribute right, by set."""
    rows = []
    for name, articles in sets.items():
        core, strict = (total(count(articles, strictly=s)) for s in (False, True))
        rows.append([name, len(articles), core.tp + core.fn, *figures(core), *figures(strict)])
    head = ["", "articles", "statements", "core P", "R", "F1", "strict P", "R", "F1"]
    return table(head, rows) + frozen(sets["own articles"]) + "Of the core matches, so many have the right:\n" + attributes(sets)


def frozen(own: list[Article]) -> str:
    """The same articles with the rules as they were before anybody read them, and as they are now."""
    scores = frozen_scores()
    then = [total({n: c[i] for n, c in scores.items()}) for i in (0, 1)]
    now = [total(count([a for a in own if a.name in scores], strictly=s)) for s in (False, True)]
    rows = [[name, len(scores), c.tp + c.fn, *figures(c), *figures(s)] for name, (c, s) in (("rules frozen", then), ("now", now))]
    head = ["own articles whose first reading was scored", "articles", "statements", "core P", "R", "F1", "strict P", "R", "F1"]
    return "What tuning on an article does to its score:\n" + table(head, rows)


def attributes(sets: dict[str, list[Article]]) -> str:
    """Right and asked for, of each attribute of the core matches."""
    rows = []
    for name, articles in sets.items():
        right: Counter[str] = Counter()
        asked: Counter[str] = Counter()
        for a in articles:
            for i, j in a.pairs.items():
                g, s = a.gold[i], a.coded[j]
                checks = {"date": same_date(g, s), "standing": same_standing(g, s)}
                if g.get("object"):
                    checks["object"] = similar(g["object"], s.object)
                if g.get("amount"):
                    checks["amount"] = same_amount(g, s)
                if g.get("attribution"):
                    checks["attribution"] = similar(" ".join(map(str, g["attribution"])), " ".join(s.attribution))
                asked.update(checks.keys())
                right.update({k: int(ok) for k, ok in checks.items()})
        rows.append([name, *(f"{right[k]} of {asked[k]}" for k in ("date", "standing", "object", "amount", "attribution"))])
    return table(["", "date", "standing", "object", "amount", "speaker"], rows)


def kinds(articles: Sequence[Article]) -> str:
    """A row a kind, strict; the development articles together."""
    core, strict = (count(articles, strictly=s) for s in (False, True))
    rows = [[f"`{k}`", c.tp + c.fn, core[k].f1, *figures(c), c.tp, c.fp, c.fn] for k, c in sorted(strict.items())]
    return table(["kind", "statements", "core F1", "strict P", "R", "F1", "right", "wrong", "missed"], rows)


def causes(articles: Sequence[Article]) -> str:
    """The causes of wrong and missing statements by number, each with an example, one of the project's own where there is one."""
    own = {p.stem for p in OWN.glob("*.txt")}
    out = []
    for title, mistakes in (
        ("Wrong statements", list(chain.from_iterable(map(wrong, articles)))),
        ("Missing statements", list(chain.from_iterable(map(missed, articles)))),
    ):
        by_cause: dict[str, list[Mistake]] = {}
        for m in sorted(mistakes, key=lambda m: m.article not in own):
            by_cause.setdefault(m.cause, []).append(m)
        rows = [(cause, len(ms), str(ms[0]).replace("|", "/")) for cause, ms in sorted(by_cause.items(), key=lambda c: (-len(c[1]), c[0]))]
        lines = [f"| {cause} | {n} | {example} |" for cause, n, example in rows]
        out.append("\n".join([f"\n{title} ({len(mistakes)}):\n", "| cause | number | for example |", "|---|---:|---|", *lines, ""]))
    return "".join(out) + "\n"


def reliability(rows: Sequence[Row], scores: Sequence[float], held_out: list[Article]) -> str:
    """The reliability of held-back scores of first readings as a table, and docs/reliability.svg; the error of every set."""
    firsts = [(s, r.right) for s, r in zip(scores, rows, strict=True) if r.part == "first readings"]
    shown = bins(*zip(*firsts, strict=True))
    PAGE.with_name("reliability.svg").write_text(plot(shown), encoding="utf-8")
    out = table(["confidence, mean of a tenth", "share right", "statements"], [[s, r, n] for s, r, n in shown])
    errors = []
    for part in ("all of these", *dict.fromkeys(r.part for r in rows)):
        chosen = [(s, r.right) for s, r in zip(scores, rows, strict=True) if part in ("all of these", r.part)]
        errors.append(error_row(part, *zip(*chosen, strict=True)))
    measured = [(s.confidence, right) for a in held_out for s, right in zip(a.coded, a.labels(), strict=True)]
    errors.append(error_row("held-out articles", *zip(*measured, strict=True)))
    out += "![Reliability of the confidence](reliability.svg)\n"
    return out + table(["", "statements", "mean confidence", "share right", "ECE"], errors)


def error_row(name: str, scores: Sequence[float], right: Sequence[bool]) -> list[object]:
    """A set's calibration error beside its means."""
    return [name, len(scores), sum(scores) / len(scores), sum(right) / len(right), f"{calibration_error(scores, right):.3f}"]


def threshold(sets: dict[str, list[Article]], firsts: Sequence[tuple[float, bool]]) -> str:
    """Of the statements above each confidence: the share of first readings that is right, and the share of the right ones that is kept;
    strict precision and recall by set."""
    rows = []
    for floor in FLOORS:
        kept = [right for s, right in firsts if s >= floor]
        row: list[object] = [f"**{floor:g}** (default)" if floor == MIN_CONFIDENCE else f"{floor:g}"]
        for articles in sets.values():
            c = total(count(above(articles, floor), strictly=True))
            row += [c.precision, c.recall]
        rows.append([row[0], sum(kept) / (len(kept) or 1), sum(kept) / sum(right for _, right in firsts), *row[1:]])
    head = ["confidence of at least", "first readings: right", "kept", *chain.from_iterable((f"{name}: P", "R") for name in sets)]
    return table(head, rows)


def histories(codebook: Codebook) -> str:
    """The scorer's table on the histories of recognition, or that they are not here."""
    if not HISTORIES.exists() or not SCORERS.exists():
        return "\nThe histories of recognition are not part of the project and were not at hand.\n\n"
    listed = run(SCORERS / "rdcr.py", "documents", HISTORIES)
    docs = [document_from_text(d["text"], id=d["id"], title=d["title"]) for d in map(json.loads, listed.splitlines())]
    statements = chain.from_iterable(found for _, found in code_documents(docs, codebook))
    return f"\n```text\n{score(SCORERS / 'rdcr.py', statements, 'score', HISTORIES)}```\n\n"


def score(scorer: Path, statements: Iterable[Statement], *before: str | Path, options: Sequence[str] = ()) -> str:
    """What a scorer of ../shared prints on statements."""
    with tempfile.TemporaryDirectory() as folder:
        predictions = Path(folder) / "statements.jsonl"
        predictions.write_text("".join(json.dumps(s.to_dict(), ensure_ascii=False) + "\n" for s in statements), encoding="utf-8")
        return run(scorer, *before, predictions, *options)


def run(script: Path, *args: str | Path) -> str:
    """What a script prints."""
    return subprocess.run([sys.executable, str(script), *map(str, args)], capture_output=True, encoding="utf-8", check=True).stdout


def printed(sets: dict[str, list[Article]], folders: dict[str, Path]) -> Iterator[str]:
    """The shared scorer's own tables, by set."""
    for name, folder in folders.items():
        if name not in sets:
            yield f"{name}: skipped, {folder} is not there\n"
        elif SCORERS.exists():
            statements = (s for a in sets[name] for s in a.coded)
            yield f"{name}\n{score(SCORERS / 'statements.py', statements, folder, options=['--kinds'] if folder != HELD_OUT else [])}\n"


def main() -> None:
    """Code, score, print and write."""
    codebook = load_codebook()
    folders = {**FOLDERS, "held-out articles": HELD_OUT}
    sets = {name: code_folder(folder, codebook) for name, folder in folders.items() if folder.exists()}
    for text in printed(sets, folders):
        sys.stdout.write(text + "\n")
    tuned = {name: articles for name, articles in sets.items() if name in FOLDERS}
    together = list(chain.from_iterable(tuned.values()))
    rows = [*chain.from_iterable(rows_of(name, articles) for name, articles in tuned.items()), *first_readings()]
    scores = held_back(rows)
    firsts = [(s, r.right) for s, r in zip(scores, rows, strict=True) if r.part == "first readings"]
    sections = {
        "overall": overall(sets),
        "histories": histories(codebook),
        "kinds": kinds(together),
        "causes": causes(together),
        "reliability": reliability(rows, scores, sets["held-out articles"]),
        "threshold": threshold(sets, firsts),
    }
    sys.stdout.write("\n".join(f"{name}\n{text}" for name, text in sections.items()))
    missing = [str(folder) for name, folder in folders.items() if name not in sets]
    if missing:
        sys.stdout.write(f"{PAGE.name} stays as it is: it tells of all sets, and there is no {', no '.join(missing)}\n")
        return
    page = PAGE.read_text(encoding="utf-8")
    page = SECTION.sub(lambda m: m["begin"] + sections[m["name"]] + m["end"], page)
    PAGE.write_text(page, encoding="utf-8")
    sys.stdout.write(f"{PAGE} and reliability.svg are renewed ({len(together)} articles, {FIRST_READINGS.name} of {OWN.name})\n")


if __name__ == "__main__":
    main()
