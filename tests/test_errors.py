"""The tree in the docstring is the tree in the code, and every error has words for people."""

import inspect

import pytest

from reader import errors

CLASSES = [c for _, c in inspect.getmembers(errors, inspect.isclass) if issubclass(c, errors.ReaderError)]


@pytest.mark.parametrize("error", CLASSES, ids=lambda c: c.__name__)
def test_every_error_is_in_the_tree_with_its_exit_code(error):
    line = next(ln for ln in errors.__doc__.splitlines() if ln.strip(" │├└─").split(" ")[0] == error.__name__)
    parent = error.__mro__[1] if error is not errors.ReaderError else error
    assert error.exit_code in (1, 2, 4)
    if parent is errors.ReaderError:
        assert str(error.exit_code) in line.split(error.__name__)[1].split()[:1]
    else:
        assert error.exit_code == parent.exit_code


def test_codes_are_unique_and_kebab_case():
    codes = [c("").code for c in CLASSES]
    assert len(set(codes)) == len(codes)
    assert errors.EncryptedInput("").code == "encrypted-input"


def test_message_and_hint_are_kept_apart():
    error = errors.UsageError("No.", hint="Do this.")
    assert (error.message, error.hint, str(error)) == ("No.", "Do this.", "No.")
