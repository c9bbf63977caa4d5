"""Running a profile on tables of accounts."""

from icplang.accounts.files import AccountsError
from icplang.accounts.match import Result, match, write

__all__ = ["AccountsError", "Result", "match", "write"]
