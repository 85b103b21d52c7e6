// The page: a door to the core. It stamps what a person says, has it kept, and draws the advice.
import './style/tokens.css';
import './style/base.css';
import './style/screens.css';
import { render } from 'preact';
import { keepFocus } from './parts/use';
import { Page } from './screens/page';
import { App } from './state/app';

const root = document.getElementById('page')!;

function showFailure(): void {
  // Words could not be had either: the one text of the page that stands in its code.
  root.textContent =
    'Springback could not start. Please load the page again. In an emergency, call 911, 999 or 112. · ' +
    'Springback no pudo empezar. Cargue la página de nuevo. En una emergencia, llame al 911, 999 o 112.';
}

App.begin(showFailure).then((app) => {
  document.documentElement.lang = app.locale;
  render(<Page app={app} />, root);
  keepFocus(root);
}, showFailure);
