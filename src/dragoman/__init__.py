"""Dragoman reads news and reports and keeps a sourced, dated record of the relations between states."""

from importlib.metadata import version as _version

__version__ = _version("dragoman")
