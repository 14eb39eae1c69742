"""Times of day as people write them, as parts of regular expressions."""

PART_OF_DAY = "(?:凌晨|清晨|早上|上午|中午|下午|傍晚|晚上)"
TIME = r"\d{1,2}[:：]\d{2}"
UNTIL = "[-–—~～至]+"
"""What stands between the first and the last of a range."""
