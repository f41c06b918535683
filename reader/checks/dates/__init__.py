"""Dates and times: does the English give every date of the Chinese, the same one, and none besides?"""
