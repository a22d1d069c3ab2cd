"""Text cut into sentences and runs."""

from hypothesis import given
from hypothesis import strategies as st

from hotline.speech.languages import Language
from hotline.speech.normalize import Run, Sentence, runs_of, sentences_of, speakable


def test_chinese_sentences_end_at_their_marks() -> None:
    assert sentences_of("您好。请问？好；第一\n第二", "zh") == [
        Sentence("您好。", "zh"),
        Sentence("请问？", "zh"),
        Sentence("好；", "zh"),
        Sentence("第一", "zh"),
        Sentence("第二", "zh"),
    ]


def test_english_short_forms_and_decimals_end_no_sentence() -> None:
    assert sentences_of("See Art. 45 and No. 12. It is 4.5 yuan. Bye!", "en") == [
        Sentence("See Art. 45 and No. 12.", "en"),
        Sentence("It is 4.5 yuan.", "en"),
        Sentence("Bye!", "en"),
    ]


def test_a_sentence_wholly_in_the_other_language_is_marked() -> None:
    assert sentences_of("您好。For English, press 8.", "zh") == [
        Sentence("您好。", "zh"),
        Sentence("For English, press 8.", "en"),
    ]
    assert sentences_of("Hello. 中文服务，请按八。", "en") == [
        Sentence("Hello.", "en"),
        Sentence("中文服务，请按八。", "zh"),
    ]


def test_a_lone_foreign_word_does_not_change_the_sentence() -> None:
    assert sentences_of("APP。", "zh") == [Sentence("APP。", "zh")]


def test_runs_of_a_mixed_sentence() -> None:
    assert runs_of("请在App里输入PIN码。", "zh") == [
        Run("请在", "zh"),
        Run("App", "en"),
        Run("里输入", "zh"),
        Run("PIN", "en"),
        Run("码。", "zh"),
    ]


def test_marks_stay_with_the_run_before() -> None:
    assert runs_of("用A P P，", "zh") == [Run("用", "zh"), Run("A P P，", "en")]


def test_english_without_chinese_is_one_run() -> None:
    assert runs_of("It's 9, isn't it?", "en") == [Run("It's 9, isn't it?", "en")]


@given(st.text(max_size=60), st.sampled_from(["zh", "en"]))
def test_whatever_citizens_write_can_be_read(text: str, language: Language) -> None:
    said = speakable(text, language)

    assert [letter for letter in said if letter in "〔〕<>{}|\\"] == []
    # Cutting loses no word of what is said.
    joined = "".join(sentence.text for sentence in sentences_of(said, language))
    assert "".join(joined.split()) == "".join(said.split())
