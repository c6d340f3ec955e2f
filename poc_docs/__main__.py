"""``python -m poc_docs`` is the command ``poc-docs``."""

from poc_docs.cli import main

if __name__ == "__main__":
    main()
