"""Addition: a part of the English behind which nothing in the Chinese stands."""
