"""What is wrong with a flow, said in Chinese and English: where, what, and what to do."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault of a flow file. `node` is "" where the fault is not in a node; `code` is for programs."""

    code: str
    file: str
    node: str
    zh: str
    en: str

    def __str__(self) -> str:
        """Return both languages, Chinese first, each on a line of its own with its place."""
        place_zh = f"{self.file}，节点 {self.node}" if self.node else self.file
        place_en = f"{self.file}, node {self.node}" if self.node else self.file
        return f"{place_zh}：{self.zh}\n{place_en}: {self.en}"


class FlowRefusedError(ValueError):
    """A flow with problems was refused; `problems` says which, in the order of the file."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__("\n".join(str(problem) for problem in problems))
        self.problems = problems
