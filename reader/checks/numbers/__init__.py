"""Numbers: does the English carry every figure of the Chinese, with its value, unit and limit?"""
