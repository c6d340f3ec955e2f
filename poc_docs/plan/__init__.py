"""What a proof of concept is: its parts, how they are read, agreed, judged and decided."""
