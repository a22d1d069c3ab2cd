import "./desk.css";
import { Phone } from "../phone/phone";
console.log(Phone);
