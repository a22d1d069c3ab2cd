"""The closed set of verbs a flow is made of: one module each, and the table of them."""

from typing import Final

from hotline.ivr.node import Node
from hotline.ivr.verbs.branch import Branch
from hotline.ivr.verbs.callback import Callback
from hotline.ivr.verbs.enqueue import Enqueue
from hotline.ivr.verbs.gather import Gather
from hotline.ivr.verbs.hangup import Hangup
from hotline.ivr.verbs.language import Language
from hotline.ivr.verbs.listen import Listen
from hotline.ivr.verbs.menu import Menu
from hotline.ivr.verbs.say import Say
from hotline.ivr.verbs.survey import Survey
from hotline.ivr.verbs.voicemail import Voicemail

VERBS: Final[dict[str, type[Node]]] = {
    cls.verb: cls for cls in (Say, Menu, Gather, Branch, Listen, Enqueue, Voicemail, Callback, Survey, Language, Hangup)
}
"""Every verb by the name a flow file gives it."""
