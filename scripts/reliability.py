"""The reliability plot of scripts/accuracy.py, as SVG text: of the statements at a confidence, how many are right."""

from __future__ import annotations

from collections.abc import Sequence

SIDE, MARGIN, LARGEST = 320, 48, 14


def plot(bins: Sequence[tuple[float, float, int]]) -> str:
    """A square from 0 to 1 each way with a dot a bin (mean confidence, share right, number), its area by the number."""
    most = max((n for *_, n in bins), default=1)
    full = SIDE + 2 * MARGIN
    shapes = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {full} {full}" width="{full}" height="{full}"',
        ' font-family="sans-serif" font-size="11">',
        "<title>Reliability of the confidence</title>",
        f'<rect width="{full}" height="{full}" fill="#fff"/>',
        *(line for n in range(0, 11, 2) for line in tick(n / 10)),
        f'<path d="M{x(0)} {y(0)}L{x(1)} {y(1)}" stroke="#888" stroke-dasharray="4 4"/>',
        *(
            f'<circle cx="{x(s)}" cy="{y(r)}" r="{max(2.5, LARGEST * (n / most) ** 0.5):.1f}" fill="#1f6f8b" fill-opacity="0.7">'
            f"<title>{n} statements at {s:.2f}, {r:.2f} of them right</title></circle>"
            for s, r, n in bins
        ),
        f'<text x="{full / 2:g}" y="{full - 8}" text-anchor="middle">confidence</text>',
        f'<text x="14" y="{full / 2:g}" text-anchor="middle" transform="rotate(-90 14 {full / 2:g})">share that is right</text>',
        "</svg>",
    ]
    return "\n".join(shapes) + "\n"


def x(share: float) -> str:
    """Where a share stands from left to right."""
    return f"{MARGIN + share * SIDE:.1f}"


def y(share: float) -> str:
    """Where a share stands from the top down."""
    return f"{MARGIN + (1 - share) * SIDE:.1f}"


def tick(share: float) -> tuple[str, str, str]:
    """A pale line each way with its number at either axis."""
    return (
        f'<path d="M{x(share)} {y(0)}V{y(1)}M{x(0)} {y(share)}H{x(1)}" stroke="#ddd"/>',
        f'<text x="{x(share)}" y="{SIDE + MARGIN + 16}" text-anchor="middle">{share:g}</text>',
        f'<text x="{MARGIN - 8}" y="{y(share)}" text-anchor="end" dominant-baseline="middle">{share:g}</text>',
    )
