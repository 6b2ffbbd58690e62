"""What a statement is put together from, before it is one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from dragoman.coding.dates import Dated
from dragoman.coding.modality import Reading
from dragoman.coding.who import Roles
from dragoman.model import AmountMention


@dataclass(slots=True)
class Parts:
    """What a statement is put together from."""

    who: dict[str, Any]
    roles: Roles
    reading: Reading
    dated: Dated
    name: str | None
    detail: dict[str, Any]
    amount: AmountMention | None
    attribution: tuple[str, ...]
