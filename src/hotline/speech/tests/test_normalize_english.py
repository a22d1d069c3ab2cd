"""How English text is read aloud, line by line."""

import pytest

from hotline.speech.normalize import speakable

LINES = [
    ("Dial 12333 for help.", "Dial one two three three three for help."),
    ("It costs 12333 yuan.", "It costs twelve thousand three hundred and thirty-three yuan."),
    ("Call 13800138000.", "Call one three eight, zero zero one three, eight zero zero zero."),
    ("Call 400-820-8820.", "Call four zero zero, eight two zero, eight eight two zero."),
    ("Dial 010-12333.", "Dial zero one zero, one two three three three."),
    ("The topic number is 1001.", "The topic number is one zero zero one."),
    ("Enter code 0817.", "Enter code zero eight one seven."),
    ("Hello, and welcome to 96123.", "Hello, and welcome to nine six one two three."),
    ("2,420 yuan a month", "two thousand four hundred and twenty yuan a month."),
    ("26.40 yuan/hour", "twenty-six point four yuan per hour."),
    ("¥1,234.50 or RMB 500", "one thousand two hundred and thirty-four point five yuan or five hundred yuan."),
    ("$20 million", "twenty million dollars."),
    ("1,005,000 people", "one million five thousand people."),
    ("8%, 24.5% and 5–10%", "eight percent, twenty-four point five percent and five to ten percent."),
    ("from 1 July 2011", "from July first, twenty eleven."),
    ("since 2011-07-01", "since July first, twenty eleven."),
    ("amended on December 29, 2018", "amended on December twenty-ninth, twenty eighteen."),
    ("from 1 January to 31 December", "from January first to December thirty-first."),
    ("born in October 1952", "born in October nineteen fifty-two."),
    ("in 2008 and in 2000", "in two thousand and eight and in two thousand."),
    ("2000 hours", "two thousand hours."),
    ("2011-2015", "twenty eleven to twenty fifteen."),
    ("may 2 people come", "may two people come."),
    ("from 9:00 to 12:00", "from nine o'clock to twelve o'clock."),
    ("13:30-17:00", "one thirty P M to five P M."),
    ("9:05 a.m. or 5pm", "nine oh five A M or five P M."),
    ("Article 45", "Article forty-five."),
    ("Art. 45(2)", "Article forty-five, paragraph two."),
    ("Document [2024] No. 12", "Document twenty twenty-four, number twelve."),
    ("Decree No. 586", "Decree number five hundred and eighty-six."),
    ("GB/T 33358-2016", "G B T three three three five eight, twenty sixteen."),
    ("3-5 working days, 10–15 years", "three to five working days, ten to fifteen years."),
    ("1/3 of it, 1/2, 3/4, 2/5", "one third of it, one half, three quarters, two fifths."),
    ("the 21st, 12th and 30th", "the twenty-first, twelfth and thirtieth."),
    ("1.5 times, .5 and 100", "one point five times, zero point five and one hundred."),
    ("40 hours/week", "forty hours per week."),
    ("e.g. a contract, i.e. a paper", "for example, a contract, that is, a paper."),
    ("press the # key or *", "press the hash key or star."),
    ("www.12333.gov.cn", "W W W dot one two three three three dot G O V dot C N."),
    ("A4 paper", "A four paper."),
    ("“Quoted” — with a dash (and brackets).", "Quoted, with a dash, and brackets."),
    ("Hello. 中文服务，请按 8。", "Hello. 中文服务，请按八。"),
    ("", ""),
    ("—", ""),
]


@pytest.mark.parametrize(("written", "said"), LINES, ids=[line[0][:20] for line in LINES])
def test_a_line_is_read_as_people_say_it(written: str, said: str) -> None:
    assert speakable(written, "en") == said


@pytest.mark.parametrize("written", [line[0] for line in LINES])
def test_reading_twice_changes_nothing(written: str) -> None:
    once = speakable(written, "en")

    assert speakable(once, "en") == once


def test_no_figure_is_left_to_the_voice() -> None:
    said = speakable(". ".join(line[0] for line in LINES), "en")

    assert [letter for letter in said if letter.isdigit()] == []
