"""Addresses of the desk."""

from django.urls import path

from .views import calls, citizens, desk, interactions, presence, recordings, search, sign, todo, wrap_up

app_name = "desk"

urlpatterns = [
    path("", desk.desk, name="desk"),
    path("sign-in", sign.sign_in, name="sign_in"),
    path("sign-out", sign.sign_out, name="sign_out"),
    path("ticket", presence.ticket, name="ticket"),
    path("alive", presence.alive, name="alive"),
    path("gone", presence.gone, name="gone"),
    path("presence", presence.presence, name="presence"),
    path("language", presence.language, name="language"),
    path("hold", calls.hold, name="hold"),
    path("resume", calls.resume, name="resume"),
    path("reveal", citizens.reveal, name="reveal"),
    path("elder", citizens.elder, name="elder"),
    path("wrap-up", wrap_up.wrap_up, name="wrap_up"),
    path("search", search.search, name="search"),
    path("entries/<uuid:version_id>", search.entry, name="entry"),
    path("interactions", interactions.interactions, name="interactions"),
    path("interactions/<uuid:interaction_id>", interactions.interaction, name="interaction"),
    path("interactions/<uuid:interaction_id>/story", interactions.story, name="story"),
    path("todo", todo.todo, name="todo"),
    path("todo/callback", todo.callback, name="todo_callback"),
    path("todo/number", todo.number, name="todo_number"),
    path("todo/message", todo.message, name="todo_message"),
    path("recordings/<uuid:recording_id>.wav", recordings.wav, name="recording_wav"),
    path("recordings/<uuid:recording_id>/peaks", recordings.peaks, name="recording_peaks"),
]
