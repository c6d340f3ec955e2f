"""Generated files of a build that is repeated: one that did not change need not be built again."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from mkdocs.structure.files import File, InclusionLevel

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig


class GeneratedFile(File):
    """A generated file: MkDocs asks ``is_modified`` where it builds only what changed."""

    is_new = True

    @classmethod
    def of(
        cls, config: MkDocsConfig, path: str, text: str, inclusion: InclusionLevel, *, is_new: bool
    ) -> GeneratedFile:
        """Give a file; ``is_new`` says that it is not the one of the build before."""
        file = cls(
            path,
            src_dir=None,
            dest_dir=config.site_dir,
            use_directory_urls=config.use_directory_urls,
            inclusion=inclusion,
        )
        file.generated_by = "poc-docs"
        file.abs_src_path = None
        file._content = text
        file.is_new = is_new
        return file

    def is_modified(self) -> bool:
        """Say whether the page has to be built."""
        return self.is_new or not Path(self.abs_dest_path).is_file()
