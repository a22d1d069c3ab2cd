"""What a command answers when it cannot be done: words for the person, a status for the page."""

from http import HTTPStatus

from django.http import JsonResponse

from .both import both


class RefusedError(Exception):
    """A command is refused. Says in both languages what happened and what to do."""

    def __init__(self, zh: str, en: str, *, status: HTTPStatus = HTTPStatus.BAD_REQUEST) -> None:
        super().__init__(zh)
        self.problem = both(zh, en)
        self.status = status

    def response(self) -> JsonResponse:
        """The answer that the page shows."""
        return JsonResponse({"problem": self.problem}, status=self.status)


def signed_out() -> RefusedError:
    """Nobody is signed in, or no longer."""
    return RefusedError(
        "登录已过期，请重新登录。", "Your sign-in has expired. Sign in again.", status=HTTPStatus.UNAUTHORIZED
    )


def not_for_role() -> RefusedError:
    """The person's role does not do this."""
    return RefusedError(
        "您的角色不能使用这项功能。需要时请联系管理员。",
        "Your role may not do this. Ask an administrator if you need it.",
        status=HTTPStatus.FORBIDDEN,
    )


def not_yours() -> RefusedError:
    """The interaction is not in this person's hands."""
    return RefusedError(
        "这次接触不在您手上，不能操作。", "This interaction is not in your hands.", status=HTTPStatus.FORBIDDEN
    )


def not_found() -> RefusedError:
    """There is no such thing, or not for this person."""
    return RefusedError(
        "没有找到。请从列表重新打开。", "Not found. Open it again from the list.", status=HTTPStatus.NOT_FOUND
    )


def bad_request(
    zh: str = "请求不完整，请刷新页面再试。", en: str = "The request is incomplete. Reload and try again."
) -> RefusedError:
    """The page sent something that cannot be understood."""
    return RefusedError(zh, en)
