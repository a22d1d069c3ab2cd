import "./todo.css";
import { setCsrf } from "./api";
import { setTimeZone } from "./clock";
import { todoPage } from "./todo/todo";
import type { ToDo } from "./todo-types";
import { setLanguage, type Language } from "./words";

interface ToDoSetup {
  readonly todo: ToDo;
  readonly language: Language;
  readonly timezone: string;
  readonly csrf: string;
}

const setup = JSON.parse(document.getElementById("setup")?.textContent ?? "{}") as ToDoSetup;
setLanguage(setup.language);
setTimeZone(setup.timezone);
setCsrf(setup.csrf);
const root = document.getElementById("todo");
if (root) todoPage(root, setup.todo);
