"""What is wrong with something handed over, so that its editor can mend it in one go."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Fault:
    """Something wrong in a file: which file, which field, and what to do, in Chinese and English."""

    file: str
    field: str
    zh: str
    en: str

    def __str__(self) -> str:
        return f"{self.file}: {self.field}: {self.zh} {self.en}"


class FaultsFoundError(ValueError):
    """Files cannot be used as they are; `faults` has each reason."""

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        super().__init__("\n".join(str(fault) for fault in faults))
        self.faults = faults
