"""Holds facts of the record against reference data and against arithmetic; never changes one."""

from dragoman.check.facts import check_fact
from dragoman.check.model import Check, CheckName, Verdict

__all__ = ["Check", "CheckName", "Verdict", "check_fact"]
