"""The laws and documents that calculators rest on, each in the version that was read."""

from dataclasses import dataclass
from datetime import date

from hotline.knowledge.bilingual import Bilingual
from hotline.knowledge.drafts import Basis


@dataclass(frozen=True, slots=True)
class Law:
    """A law or document in one version."""

    title: Bilingual
    version: date

    def article(self, number: int) -> Basis:
        """One numbered article of it."""
        return self.part(f"第{chinese_number(number)}条", f"Article {number}")

    def part(self, zh: str, en: str) -> Basis:
        """A part of it that is not a numbered article."""
        return Basis(law=self.title, version=self.version, article=Bilingual(zh=zh, en=en))

    def whole(self) -> Basis:
        """The document as a whole."""
        return self.part("全文", "whole text")


def chinese_number(number: int) -> str:
    """A number from 1 to 199 as articles are numbered: 47 is 四十七, 110 is 一百一十."""
    hundreds, rest = divmod(number, 100)
    tens, ones = divmod(rest, 10)
    text = f"{_DIGITS[hundreds]}百" if hundreds else ""
    if hundreds and ones and not tens:
        text += "零"
    if tens:
        text += "十" if tens == 1 and not hundreds else f"{_DIGITS[tens]}十"
    return text + (_DIGITS[ones] if ones else "")


_DIGITS = "零一二三四五六七八九"


def _law(zh: str, en: str, year: int, month: int, day: int) -> Law:
    return Law(title=Bilingual(zh=zh, en=en), version=date(year, month, day))


CONTRACT_LAW = _law("中华人民共和国劳动合同法", "Labour Contract Law", 2012, 12, 28)
CONTRACT_REGULATION = _law("劳动合同法实施条例", "Implementing Regulation of the Labour Contract Law", 2008, 9, 18)
LABOUR_LAW = _law("中华人民共和国劳动法", "Labour Law", 2018, 12, 29)
INSURANCE_LAW = _law("中华人民共和国社会保险法", "Social Insurance Law", 2018, 12, 29)
UNEMPLOYMENT_REGULATION = _law("失业保险条例", "Regulation on Unemployment Insurance", 1999, 1, 22)
INJURY_REGULATION = _law("工伤保险条例", "Regulation on Work Injury Insurance", 2010, 12, 20)
LEAVE_REGULATION = _law("职工带薪年休假条例", "Regulation on Paid Annual Leave", 2007, 12, 14)
LEAVE_MEASURES = _law("企业职工带薪年休假实施办法", "Measures on Paid Annual Leave in Enterprises", 2008, 7, 17)
FEMALE_PROVISIONS = _law(
    "女职工劳动保护特别规定", "Special Provisions on Labour Protection of Female Workers", 2012, 4, 28
)
WAGE_PROVISIONS = _law("工资支付暂行规定", "Interim Provisions on Payment of Wages", 1994, 12, 6)
HOUSING_REGULATION = _law("住房公积金管理条例", "Regulation on the Housing Provident Fund", 2019, 3, 24)

WORKING_TIME_2008 = _law(
    "关于职工全年月平均工作时间和工资折算问题的通知（劳社部发〔2008〕3号）",
    "Notice on Average Monthly Working Time and Wage Conversion (劳社部发〔2008〕3号)",
    2008, 1, 3,
)  # fmt: skip
WORKING_TIME_2025 = _law(
    "关于职工全年月平均工作时间和工资折算问题的通知（人社部发〔2025〕2号）",
    "Notice on Average Monthly Working Time and Wage Conversion (人社部发〔2025〕2号)",
    2025, 1, 1,
)  # fmt: skip
COMPENSATION_1994 = _law(
    "违反和解除劳动合同的经济补偿办法（劳部发〔1994〕481号，已于2017年废止）",
    "Measures on Compensation for Breach and Ending of Labour Contracts (劳部发〔1994〕481号, repealed in 2017)",
    1994, 12, 3,
)  # fmt: skip
MEDICAL_PERIOD_1994 = _law(
    "企业职工患病或非因工负伤医疗期规定（劳部发〔1994〕479号）",
    "Provisions on the Medical Period of Enterprise Employees (劳部发〔1994〕479号)",
    1994, 12, 1,
)  # fmt: skip
LABOUR_LAW_OPINIONS_1995 = _law(
    "关于贯彻执行《中华人民共和国劳动法》若干问题的意见（劳部发〔1995〕309号）",
    "Opinions on Carrying Out the Labour Law (劳部发〔1995〕309号)",
    1995, 8, 4,
)  # fmt: skip
PENSION_DECISION_2005 = _law(
    "国务院关于完善企业职工基本养老保险制度的决定（国发〔2005〕38号）",
    "State Council Decision on Improving the Basic Pension Insurance of Enterprise Employees (国发〔2005〕38号)",
    2005, 12, 3,
)  # fmt: skip
RATES_2019 = _law(
    "国务院办公厅关于印发降低社会保险费率综合方案的通知（国办发〔2019〕13号）",
    "State Council Office Plan for Lowering Social Insurance Rates (国办发〔2019〕13号)",
    2019, 4, 1,
)  # fmt: skip
MEDICAL_DECISION_1998 = _law(
    "国务院关于建立城镇职工基本医疗保险制度的决定（国发〔1998〕44号）",
    "State Council Decision on Basic Medical Insurance of Urban Employees (国发〔1998〕44号)",
    1998, 12, 14,
)  # fmt: skip
INJURY_RATES_2015 = _law(
    "人力资源社会保障部 财政部关于调整工伤保险费率政策的通知（人社部发〔2015〕71号）",
    "Notice on Adjusting Work Injury Insurance Rates (人社部发〔2015〕71号)",
    2015, 7, 22,
)  # fmt: skip
RETIREMENT_MEASURES_2024 = _law(
    "国务院关于渐进式延迟法定退休年龄的办法",
    "State Council Measures on Gradually Raising the Legal Retirement Age",
    2024, 9, 13,
)  # fmt: skip
FLEXIBLE_RETIREMENT_2024 = _law(
    "实施弹性退休制度暂行办法（人社部发〔2024〕94号）",
    "Interim Measures on Flexible Retirement (人社部发〔2024〕94号)",
    2024, 12, 31,
)  # fmt: skip
