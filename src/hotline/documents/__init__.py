"""Documents handed over and made: reading Word, PDF, HTML, Markdown and spreadsheets safely; printing sheets."""
