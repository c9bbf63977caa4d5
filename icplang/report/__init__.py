"""A run as one page of HTML, for people who will not run the program."""

from icplang.report.page import Heading, page

__all__ = ["Heading", "page"]
