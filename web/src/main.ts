import { mount } from "svelte";
import "./design/tokens.css";
import "./design/base.css";
import App from "./app/App.svelte";
import { translation } from "./i18n/index.svelte";

await translation.start();
mount(App, { target: document.getElementById("app")! });
