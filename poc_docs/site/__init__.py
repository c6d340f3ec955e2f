"""The portfolio as a site: pure functions give pages, and one thin MkDocs plugin adds them to a build."""
