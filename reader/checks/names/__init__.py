"""Names: does the English give every place, person, organisation and law of the Chinese by its right name?"""
